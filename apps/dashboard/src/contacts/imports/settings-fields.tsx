import { Select, SimpleGrid, TextInput } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import { useState } from "react"
import { api } from "../../api/client.ts"
import { countries } from "../../look/form/countries.ts"
import { FieldSelect } from "../../look/form/field-select.tsx"
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
        label="Subscribe contacts to"
        description="If the file has a WhatsApp consent column with a yes"
        placeholder="No subscription group"
        clearable={form.values.subscription_group_id !== ""}
        clearButtonProps={{ "aria-label": "Clear subscription group" }}
        disabled={isDisabled}
        data={open.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps("subscription_group_id")}
        onChange={(id) => form.setFieldValue("subscription_group_id", id ?? "")}
      />
      <TextInput
        label="Consent source"
        description="If the file has none"
        placeholder="Sign-up form 2026"
        maxLength={200}
        disabled={isDisabled}
        {...form.getInputProps("consent_source")}
      />
      <FieldSelect
        label="Country for local phone numbers"
        description="For numbers without + or 00"
        placeholder="None"
        clearable
        clearButtonProps={{ "aria-label": "Clear country" }}
        disabled={isDisabled}
        data={allCountries}
        {...form.getInputProps("default_country")}
        value={form.values.default_country}
        onChange={(code) => form.setFieldValue("default_country", code ?? "")}
      />
    </SimpleGrid>
  )
}
