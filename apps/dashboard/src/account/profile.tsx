import { TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useMemo } from "react"
import { client } from "../api/client.ts"
import { labelIn, withChosen } from "../look/form/choices.ts"
import { FieldSelect } from "../look/form/field-select.tsx"
import { FormShell } from "../look/form/form-shell.tsx"
import { timeZones } from "../look/form/time-zones.ts"
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
      ...withChosen(timeZones(), member.time_zone ?? ""),
    ],
    [browser.zone, member.time_zone],
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
  return (
    <Section title="Profile">
      <FormShell
        form={form}
        words={{
          name: "Name",
          time_zone: { label: "Time zone", say: (zone) => labelIn(zones, zone) },
          locale: { label: "Dates and numbers", say: (locale) => labelIn(locales, locale) },
        }}
        draft="profile"
        submit="Save"
        onSubmit={async ({ name, time_zone, locale }) => {
          const { error } = await client.PATCH("/v1/me", {
            body: { name: name.trim(), time_zone: orNull(time_zone), locale: orNull(locale) },
          })
          if (error) throw error
          await queries.invalidateQueries(meQuery)
          sayDone("Profile saved.")
        }}
      >
        <TextInput label="Name" autoComplete="name" maxLength={100} {...form.getInputProps("name")} />
        <TextInput label="E-mail" value={member.email} readOnly disabled />
        <FieldSelect
          label="Time zone"
          description="Used for every date and time you see."
          data={zones}
          {...form.getInputProps("time_zone")}
          value={form.values.time_zone}
        />
        <FieldSelect
          label="Dates and numbers"
          description="How dates, times and numbers are written."
          data={locales}
          {...form.getInputProps("locale")}
          value={form.values.locale}
        />
      </FormShell>
    </Section>
  )
}
