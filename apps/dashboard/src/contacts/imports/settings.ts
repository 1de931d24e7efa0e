/** What an import is told about its file; empty where nothing is said. */
export type ImportSettings = {
  subscription_group_id: string
  consent_source: string
  default_country: string
}

/** As the API takes them: what is not said is null. */
export const asRequest = (settings: ImportSettings) => ({
  subscription_group_id: settings.subscription_group_id || null,
  consent_source: settings.consent_source.trim() || null,
  default_country: settings.default_country || null,
})

/** As an address takes them: what is not said is left out. */
export const asQuery = (settings: ImportSettings): Partial<ImportSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value.trim() !== ""))
