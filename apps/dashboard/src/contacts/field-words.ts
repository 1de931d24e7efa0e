import { type ContactField, contactFields } from "@parley/model"

/** What screens call the fields of a contact, and an example of each. */
export const fieldWords: Record<ContactField, { label: string; placeholder?: string }> = {
  first_name: { label: "First name" },
  last_name: { label: "Last name" },
  phone: { label: "Phone", placeholder: "+49 151 23456789" },
  external_id: { label: "External ID", placeholder: "Your own ID for this person" },
  language: { label: "Language", placeholder: "en or pt_BR" },
  country: { label: "Country", placeholder: "DE" },
  time_zone: { label: "Time zone", placeholder: "Europe/Berlin" },
}

/** In the order of screens. */
export const shownFields = Object.keys(fieldWords).filter((name): name is ContactField =>
  contactFields.some((field) => field === name),
)
