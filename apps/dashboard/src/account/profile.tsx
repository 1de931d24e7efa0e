import { Button, Group, Select, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { client } from "../api/client.ts"
import { showOnFields } from "../look/form-problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/said.ts"
import { Section } from "../look/section.tsx"
import { meQuery, useMe } from "../session/me.ts"

/** Name and time zone. Every time on every page is told in this zone. */
export function ProfileForm() {
  const { member } = useMe()
  const queries = useQueryClient()
  const [failure, setFailure] = useState<unknown>()
  const zones = useMemo(() => ["UTC", ...Intl.supportedValuesOf("timeZone")], [])
  const form = useForm({
    initialValues: {
      name: member.name,
      time_zone: member.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    validate: { name: (value) => (value.trim() === "" ? "Your name, as colleagues know it" : null) },
  })
  const submit = form.onSubmit(async ({ name, time_zone }) => {
    setFailure(undefined)
    const { error } = await client.PATCH("/v1/me", { body: { name: name.trim(), time_zone } })
    if (error) return setFailure(showOnFields(form, error))
    await queries.invalidateQueries(meQuery)
    form.resetDirty()
    sayDone("Your profile was saved.")
  })
  return (
    <Section title="Profile">
      <form onSubmit={submit} noValidate>
        <Stack>
          <ProblemAlert failure={failure} />
          <TextInput label="Name" autoComplete="name" maxLength={100} {...form.getInputProps("name")} />
          <TextInput label="E-mail" value={member.email} readOnly disabled />
          <Select
            label="Time zone"
            description="Times are shown in this zone."
            searchable
            allowDeselect={false}
            limit={100}
            data={zones}
            {...form.getInputProps("time_zone")}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={form.submitting} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
