/** The text fields of a contact, under the names that requests, imports, filters and Liquid use alike. */
export const contactFields = [
  "external_id",
  "phone",
  "first_name",
  "last_name",
  "language",
  "country",
  "time_zone",
] as const
export type ContactField = (typeof contactFields)[number]

/** The text fields of one contact; null where nothing is known. */
export type ContactTexts = Record<ContactField, string | null>

/** The longest value of each kind, in UTF-16 units; forms, API and imports hold to the same. */
export const contactLengths = { external_id: 200, name: 100, attribute: 1000 } as const

/** The text fields alone, out of any row that has them. */
export function contactTexts(row: ContactTexts): ContactTexts {
  const { external_id, phone, first_name, last_name, language, country, time_zone } = row
  return { external_id, phone, first_name, last_name, language, country, time_zone }
}
