import { TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useMemo } from "react"
import { client } from "../api/client.ts"
import { labelIn, withChosen } from "../look/form/choices.ts"
import { FieldSelect } from "../look/form/field-select.tsx"
import { FormShell } from "../look/form/form-shell.tsx"
import { timeZones } from "../look/form/time-zones.ts"
import { Section } from "../look/page/section.tsx"
import { localeChoices, sampleOf } from "../look/time/locales.ts"
import { browserNotation } from "../look/time/notation.ts"
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
      ...withChosen(timeZones(), member.time_zone ?? ""),
    ],
    [workspace.time_zone, zone, member.time_zone],
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
