import { templateLanguages } from "@parley/whatsapp/templates"
import type { Choice } from "./choices.ts"

const names = new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" })

/** `pt_BR` as `Portuguese (Brazil)`. Codes that nobody knows stay as they are. */
export function nameOfLanguage(code: string): string {
  try {
    return names.of(code.replaceAll("_", "-")) ?? code
  } catch {
    return code
  }
}

/** Every language that a template can be written in, by name: those of which a person's can choose the text. */
export const languages = (): Choice[] =>
  templateLanguages
    .map((code) => ({ value: code, label: nameOfLanguage(code) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, "en"))
