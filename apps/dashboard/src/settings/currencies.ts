const names = new Intl.DisplayNames("en", { type: "currency" })

/** Every currency that amounts may be in, by name. */
export function currencyChoices(): { value: string; label: string }[] {
  return Intl.supportedValuesOf("currency")
    .map((code) => ({ value: code, label: `${names.of(code) ?? code} (${code})` }))
    .toSorted((one, other) => one.label.localeCompare(other.label, "en"))
}
