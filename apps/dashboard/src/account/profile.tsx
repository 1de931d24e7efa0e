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
import { localeChoices, sampleOf } from "../look/time/locales.ts"
import { browserNotation } from "../look/time/notation.ts"
import { timeZones } from "../look/time/zones.ts"
import { sayDone } from "../look/toasts.ts"
import { meQuery, useMe, useWorkspace } from "../session/me.ts"

/** Stands for no choice: as the workspace has it, or else the browser. */
const asOthers = "others"
const orNull = (choice: string) => (choice === asOthers ? null : choice)

/** Name, time zone and locale. Every date, time and number on every page is written by these. */
export function ProfileForm() {
  const { member } = useMe()
  const queries = useQueryClient()
  const workspace = useWorkspace()
  const browser = browserNotation()
  const zone = workspace.time_zone ?? browser.zone
  const locale = workspace.locale ?? browser.locale
  const zones = useMemo(
    () => [
      {
        value: asOthers,
        label: `${workspace.time_zone === null ? "As in this browser" : "As in the workspace"} (${zone})`,
      },
      ...timeZones.map((zone) => ({ value: zone, label: zone })),
    ],
    [workspace.time_zone, zone],
  )
  const locales = useMemo(
    () => [
      {
        value: asOthers,
        label: `${workspace.locale === null ? "As in this browser" : "As in the workspace"} · ${sampleOf(locale)}`,
      },
      ...localeChoices(member.locale),
    ],
    [workspace.locale, locale, member.locale],
  )
  const form = useForm({
    initialValues: {
      name: member.name,
      time_zone: member.time_zone ?? asOthers,
      locale: member.locale ?? asOthers,
    },
    validate: { name: (value) => (value.trim() === "" ? "Enter your name" : null) },
  })
  const save = useAction(
    async ({ name, time_zone, locale }: typeof form.values) => {
      const { error } = await client.PATCH("/v1/me", {
        body: { name: name.trim(), time_zone: orNull(time_zone), locale: orNull(locale) },
      })
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
          <SearchSelect
            label="Dates and numbers"
            description="How dates, times and numbers are written."
            data={locales}
            {...form.getInputProps("locale")}
            value={form.values.locale}
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
