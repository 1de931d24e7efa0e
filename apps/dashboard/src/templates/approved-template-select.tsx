import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData } from "@tanstack/react-query"
import { type ReactNode, useState } from "react"
import { api } from "../api/client.ts"
import { FieldSelect } from "../look/form/field-select.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
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
  const [wanted] = useDebouncedValue(search, 250)
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
    <>
      <FieldSelect
        label={label}
        placeholder="An approved template"
        onSearch={setSearch}
        isSearching={search !== wanted || groups.isPending || groups.isPlaceholderData}
        value={value}
        onChange={onChange}
        data={options}
        error={error}
      />
      <ProblemAlert failure={groups.error} retry={groups.refetch} />
    </>
  )
}
