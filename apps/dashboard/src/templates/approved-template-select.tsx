import { Select } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData } from "@tanstack/react-query"
import { type ReactNode, useState } from "react"
import { api } from "../api/client.ts"
import { languageName } from "./language-name.ts"

/** Finds an approved template of a business account as one types. */
export function ApprovedTemplateSelect({
  label,
  accountId,
  value,
  onChange,
  error,
}: {
  label: string
  accountId: string
  value: string | null
  onChange: (id: string | null) => void
  error: ReactNode
}) {
  const [search, setSearch] = useState("")
  const [chosen, setChosen] = useState<string>()
  // Once one is chosen the field says what it is called, which is nothing to search for.
  const [wanted] = useDebouncedValue(search === chosen ? "" : search.trim(), 250)
  const groups = api.useQuery(
    "get",
    "/v1/template-groups",
    {
      params: {
        query: {
          limit: 20,
          status: "APPROVED",
          business_account_id: accountId,
          ...(wanted === "" ? {} : { search: wanted }),
        },
      },
    },
    { placeholderData: keepPreviousData },
  )
  const options = (groups.data?.data ?? []).flatMap(({ name, templates }) =>
    templates
      .filter(({ status }) => status === "APPROVED")
      .map(({ id, language }) => ({ value: id, label: `${name} · ${languageName(language)}` })),
  )
  return (
    <Select
      label={label}
      placeholder="An approved template"
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      value={value}
      onChange={(id, option) => {
        setChosen(option?.label)
        onChange(id)
      }}
      data={options}
      filter={({ options: found }) => found}
      nothingFoundMessage="No approved template is called so"
      error={error}
    />
  )
}
