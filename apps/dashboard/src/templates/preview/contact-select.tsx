import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { nameOf } from "../../contacts/name.ts"
import { FieldSelect } from "../../look/form/field-select.tsx"

/** Finds a contact as one types. */
export function ContactSelect({
  value,
  onChange,
  label = "Contact",
  except,
}: {
  value: string | null
  onChange: (id: string | null) => void
  label?: string
  /** A contact that cannot be chosen. */
  except?: string
}) {
  const [search, setSearch] = useState("")
  const [wanted] = useDebouncedValue(search, 250)
  const contacts = api.useQuery(
    "get",
    "/v1/contacts",
    { params: { query: { limit: 20, ...(wanted === "" ? {} : { search: wanted }) } } },
    { placeholderData: keepPreviousData },
  )
  return (
    <FieldSelect
      label={label}
      placeholder="A name or a phone number"
      clearable
      onSearch={setSearch}
      isSearching={search !== wanted || contacts.isPending || contacts.isPlaceholderData}
      value={value}
      onChange={onChange}
      data={(contacts.data?.data ?? [])
        .filter(({ id }) => id !== except)
        .map((contact) => ({ value: contact.id, label: labelOf(contact) }))}
    />
  )
}

function labelOf(contact: Shapes["Contact"]): string {
  const name = nameOf(contact)
  return contact.phone === null || contact.phone === name ? name : `${name} · ${contact.phone}`
}
