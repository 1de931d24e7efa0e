/** The text fields of a contact, under the names that requests, imports, filters and Liquid use alike. */
export const contactFields = [
  "external_id",
  "phone",
  "email",
  "first_name",
  "last_name",
  "gender",
  "date_of_birth",
  "language",
  "country",
  "city",
  "time_zone",
] as const
export type ContactField = (typeof contactFields)[number]

/** The text fields of one contact; null where nothing is known. */
export type ContactTexts = Record<ContactField, string | null>

/** The longest value of each kind, in UTF-16 units; forms, API and imports hold to the same. */
export const contactLengths = { external_id: 200, name: 100, email: 254, city: 100, attribute: 1000 } as const

/** An object with a member for every field: what `of` gives for its name. A field that is left out does not compile. */
export const eachContactField = <T>(of: (field: ContactField) => T): Record<ContactField, T> => ({
  external_id: of("external_id"),
  phone: of("phone"),
  email: of("email"),
  first_name: of("first_name"),
  last_name: of("last_name"),
  gender: of("gender"),
  date_of_birth: of("date_of_birth"),
  language: of("language"),
  country: of("country"),
  city: of("city"),
  time_zone: of("time_zone"),
})
