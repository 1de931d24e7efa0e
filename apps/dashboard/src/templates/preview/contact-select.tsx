import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData } from "@tanstack/react-query"
import { useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { FieldSelect } from "../../look/form/field-select.tsx"

/** Finds a contact as one types. */
export function ContactSelect({
  value,
  onChange,
  label = "Contact",
}: {
  value: string | null
  onChange: (id: string | null) => void
  label?: string
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
      data={contacts.data?.data.map((contact) => ({ value: contact.id, label: nameOf(contact) })) ?? []}
    />
  )
}

function nameOf({ first_name, last_name, phone, external_id, id }: Shapes["Contact"]): string {
  const name = [first_name, last_name].filter((part) => part).join(" ")
  return [name, phone].filter((part) => part).join(" · ") || external_id || id
}
