import { type ContactField, contactFields } from "@parley/model"

/** What screens call the fields of a contact, and an example of each. */
export const fieldWords: Record<ContactField, { label: string; placeholder?: string }> = {
  first_name: { label: "First name" },
  last_name: { label: "Last name" },
  phone: { label: "Phone" },
  external_id: { label: "External ID", placeholder: "Your own ID for this person" },
  language: { label: "Language", placeholder: "Not known" },
  country: { label: "Country", placeholder: "Not known" },
  time_zone: { label: "Time zone", placeholder: "Not known" },
}

/** In the order of screens. */
export const shownFields = Object.keys(fieldWords).filter((name): name is ContactField =>
  contactFields.some((field) => field === name),
)
