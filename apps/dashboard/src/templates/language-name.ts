/** `pt_BR` as `Portuguese (Brazil)`. Codes that nobody knows stay as they are. */
export function languageName(code: string): string {
  try {
    return names.of(code.replace("_", "-")) ?? code
  } catch {
    return code
  }
}

const names = new Intl.DisplayNames(["en"], { type: "language", languageDisplay: "standard" })
