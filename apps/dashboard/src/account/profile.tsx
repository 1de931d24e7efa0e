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
import { browserNotation } from "../look/time/notation.ts"
import { sayDone } from "../look/toasts.ts"
import { meQuery, useMe } from "../session/me.ts"
import { localeChoices, sampleOf } from "./locales.ts"

/** Stands for no choice. */
const asBrowser = "browser"
const orNull = (choice: string) => (choice === asBrowser ? null : choice)

/** Name, time zone and locale. Every date, time and number on every page is written by these. */
export function ProfileForm() {
  const { member } = useMe()
  const queries = useQueryClient()
  const browser = browserNotation()
  const zones = useMemo(
    () => [
      { value: asBrowser, label: `As in this browser (${browser.zone})` },
      ...["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => ({ value: zone, label: zone })),
    ],
    [browser.zone],
  )
  const locales = useMemo(
    () => [
      { value: asBrowser, label: `As in this browser · ${sampleOf(browser.locale)}` },
      ...localeChoices(member.locale),
    ],
    [browser.locale, member.locale],
  )
  const form = useForm({
    initialValues: {
      name: member.name,
      time_zone: member.time_zone ?? asBrowser,
      locale: member.locale ?? asBrowser,
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
