import { Select, SimpleGrid, TextInput } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import { useState } from "react"
import { api } from "../../api/client.ts"
import { SearchSelect } from "../../look/search-select.tsx"
import { countries } from "./countries.ts"
import type { ImportSettings } from "./settings.ts"

/** What the file does not say itself. */
export function SettingsFields({
  form,
  isDisabled,
}: {
  form: UseFormReturnType<ImportSettings>
  isDisabled: boolean
}) {
  const [allCountries] = useState(countries)
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  const open = groups.data?.data.filter(({ archived_at }) => archived_at === null) ?? []
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <Select
        label="Subscription group"
        description="The list that subscription_state is about"
        placeholder="None: contacts without consent"
        clearable={form.values.subscription_group_id !== ""}
        clearButtonProps={{ "aria-label": "No subscription group" }}
        disabled={isDisabled}
        data={open.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps("subscription_group_id")}
        onChange={(id) => form.setFieldValue("subscription_group_id", id ?? "")}
      />
      <TextInput
        label="Source of consent"
        description="For rows that name none"
        placeholder="Sign-up form 2026"
        maxLength={200}
        disabled={isDisabled}
        {...form.getInputProps("consent_source")}
      />
      <SearchSelect
        label="Default country"
        description="Of phones without + or 00"
        placeholder="None"
        clearable
        clearButtonProps={{ "aria-label": "No default country" }}
        disabled={isDisabled}
        data={allCountries}
        {...form.getInputProps("default_country")}
        value={form.values.default_country}
        onChange={(code) => form.setFieldValue("default_country", code ?? "")}
      />
    </SimpleGrid>
  )
}
