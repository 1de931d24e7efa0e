import { Button, Group, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useMemo } from "react"
import { client } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { showOnFields } from "../look/form-problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { SearchSelect } from "../look/search-select.tsx"
import { Section } from "../look/section.tsx"
import { sayDone } from "../look/toasts.ts"
import { meQuery, useMe } from "../session/me.ts"

/** Name and time zone. Every time on every page is told in this zone. */
export function ProfileForm() {
  const { member } = useMe()
  const queries = useQueryClient()
  const zones = useMemo(() => ["UTC", ...Intl.supportedValuesOf("timeZone")], [])
  const form = useForm({
    initialValues: {
      name: member.name,
      time_zone: member.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    validate: { name: (value) => (value.trim() === "" ? "Enter your name" : null) },
  })
  const save = useAction(
    async ({ name, time_zone }: typeof form.values) => {
      const { error } = await client.PATCH("/v1/me", { body: { name: name.trim(), time_zone } })
      if (error) throw error
      await queries.invalidateQueries(meQuery)
      form.resetDirty()
      sayDone("Profile saved.")
    },
    (failure) => showOnFields(form, failure),
  )
  return (
    <Section title="Profile">
      <form onSubmit={form.onSubmit(save.run)} noValidate>
        <Stack>
          <ProblemAlert failure={save.failure} />
          <TextInput label="Name" autoComplete="name" maxLength={100} {...form.getInputProps("name")} />
          <TextInput label="E-mail" value={member.email} readOnly disabled />
          <SearchSelect
            label="Time zone"
            description="Used for every date and time you see."
            data={zones}
            {...form.getInputProps("time_zone")}
            value={form.values.time_zone}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isBusy} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
