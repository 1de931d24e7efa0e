/** A template in one language, as far as the choice between languages depends on it. */
export interface LanguageVariant {
  /** Meta's code, such as pt_BR. */
  language: string
  isSendable: boolean
}

/**
 * Which of a template's languages a contact gets: their own, then the same language of another country, then the declared
 * fall-back; only one that can be sent. Pure.
 * @param wanted the contact's language, `es`, `es_MX` or `es-MX`; null when it is not known
 * @returns undefined when none of them can be sent: then the content's own template decides
 */
export function chooseLanguage<V extends LanguageVariant>(
  variants: readonly V[],
  wanted: string | null,
  fallback: string | null,
): V | undefined {
  const sendable = variants.filter((variant) => variant.isSendable)
  const exact = (code: string) => sendable.find(({ language }) => canonical(language) === canonical(code))
  const related = (code: string) =>
    sendable.find(({ language }) => language === base(code)) ??
    sendable.find(({ language }) => base(language) === base(code))
  const own = wanted === null ? undefined : (exact(wanted) ?? related(wanted))
  return own ?? (fallback === null ? undefined : exact(fallback))
}

const canonical = (code: string) => code.replace("-", "_").toLowerCase()
/** Languages that people read beside their own, of which templates have the second alone. */
const readAs: ReadonlyMap<string, string> = new Map([
  ["nn", "nb"],
  ["no", "nb"],
  ["tl", "fil"],
])
const base = (code: string) => {
  const language = canonical(code).split("_")[0] ?? ""
  return readAs.get(language) ?? language
}
