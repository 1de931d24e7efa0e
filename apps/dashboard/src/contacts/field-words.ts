import { type ContactField, contactFields, type genders } from "@parley/model"

/** What screens call the fields of a contact, an example of each, and what a file has in its column. */
export const fieldWords: Record<ContactField, { label: string; placeholder?: string; inFile?: string }> = {
  first_name: { label: "First name" },
  last_name: { label: "Last name" },
  phone: {
    label: "Phone",
    inFile: "Needed. As people write it; a number without + or 00 needs a country.",
  },
  external_id: {
    label: "External ID",
    placeholder: "Your own ID for this person",
    inFile: "Your own ID for the person.",
  },
  email: { label: "E-mail", inFile: "An e-mail address." },
  gender: { label: "Gender", placeholder: "Not known", inFile: "M, F, O, N or P." },
  date_of_birth: { label: "Date of birth", placeholder: "YYYY-MM-DD", inFile: "Such as 1988-02-14." },
  language: { label: "Language", placeholder: "Not known", inFile: "Such as en or pt_BR." },
  country: { label: "Country", placeholder: "Not known", inFile: "Two letters, such as DE." },
  city: { label: "City" },
  time_zone: { label: "Time zone", placeholder: "Not known", inFile: "Such as Europe/Berlin." },
}

/** In the order of screens. */
export const shownFields = Object.keys(fieldWords).filter((name): name is ContactField =>
  contactFields.some((field) => field === name),
)

/** What screens call genders. */
export const genderWords: Record<(typeof genders)[number], string> = {
  F: "Female",
  M: "Male",
  O: "Other",
  N: "Not applicable",
  P: "Prefers not to say",
}
