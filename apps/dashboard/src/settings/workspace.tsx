import { Group, Paper, Stack, Switch, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { client } from "../api/client.ts"
import { labelIn, withChosen } from "../look/form/choices.ts"
import { revisionIn } from "../look/form/edits.ts"
import { FieldSelect } from "../look/form/field-select.tsx"
import { FormShell } from "../look/form/form-shell.tsx"
import { timeZones } from "../look/form/time-zones.ts"
import { Page } from "../look/page/page.tsx"
import { localeChoices } from "../look/time/locales.ts"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { meQuery, useWorkspace } from "../session/me.ts"
import { currencyChoices } from "./currencies.ts"

/** What the workspace is called, how its dates are written, when it sends no marketing, and the id that integrations ask for. */
export function WorkspacePage() {
  return (
    <Page title="Workspace" intro="A workspace has its own contacts, templates, numbers and members.">
      <Allowed to="workspace:manage" instead={<NotAllowed permission="workspace:manage" />}>
        <WorkspaceForm />
      </Allowed>
    </Page>
  )
}

/** Stands for no choice. */
const none = "none"
const orNull = (choice: string) => (choice === none ? null : choice)

const asBrowser = { value: none, label: "Each member's browser setting" }
const notChosen = { value: none, label: "Not chosen" }

interface Saved {
  name: string
  time_zone: string | null
  locale: string | null
  currency: string | null
  quiet_hours: { from: string; until: string } | null
}

/** What many choose, to begin with. */
const usualQuiet = { from: "21:00", until: "08:00" }

const valuesOf = ({ name, time_zone, locale, currency, quiet_hours }: Saved) => ({
  name,
  time_zone: time_zone ?? none,
  locale: locale ?? none,
  currency: currency ?? none,
  is_quiet: quiet_hours !== null,
  quiet_from: (quiet_hours ?? usualQuiet).from,
  quiet_until: (quiet_hours ?? usualQuiet).until,
})

function WorkspaceForm() {
  const [opened] = useState(useWorkspace())
  const queries = useQueryClient()
  const zones = useMemo(
    () => [asBrowser, ...withChosen(timeZones(), opened.time_zone ?? "")],
    [opened.time_zone],
  )
  const locales = useMemo(() => [asBrowser, ...localeChoices(opened.locale)], [opened.locale])
  const currencies = useMemo(() => [notChosen, ...currencyChoices()], [])
  const form = useForm({
    initialValues: valuesOf(opened),
    validate: {
      name: (value) => (value.trim() === "" ? "Enter a name, such as your brand's" : null),
      time_zone: (value, { is_quiet }) =>
        is_quiet && value === none ? "Choose a time zone: quiet hours follow its clock" : null,
      quiet_from: (value, { is_quiet }) => (is_quiet && value === "" ? "Enter a time" : null),
      quiet_until: (value, { is_quiet, quiet_from }) => {
        if (!is_quiet) return null
        if (value === "") return "Enter a time"
        return value === quiet_from ? "Enter a different time from the start" : null
      },
    },
  })
  return (
    <Paper withBorder p="lg">
      <FormShell
        form={form}
        words={{
          name: "Name",
          time_zone: { label: "Time zone", say: (zone) => labelIn(zones, zone) },
          locale: { label: "Dates and numbers", say: (locale) => labelIn(locales, locale) },
          currency: { label: "Currency", say: (currency) => labelIn(currencies, currency) },
          is_quiet: { label: "Quiet hours", say: (isOn) => (isOn ? "On" : "Off") },
          quiet_from: "Quiet from",
          quiet_until: "Quiet until",
        }}
        revision={opened.revision}
        draft="workspace"
        submit="Save"
        readLatest={async () => {
          const { data, error } = await client.GET("/v1/me")
          if (error) throw error
          const now = data.workspaces.find(({ id }) => id === opened.id) ?? opened
          return { values: valuesOf(now), revision: now.revision }
        }}
        onSubmit={async ({ name, time_zone, locale, currency, is_quiet, quiet_from, quiet_until }, base) => {
          const { data, error } = await client.PATCH("/v1/workspace", {
            body: {
              name: name.trim(),
              time_zone: orNull(time_zone),
              locale: orNull(locale),
              currency: orNull(currency),
              quiet_hours: is_quiet ? { from: quiet_from, until: quiet_until } : null,
              ...revisionIn(base),
            },
          })
          if (error) throw error
          await queries.invalidateQueries(meQuery)
          sayDone("Workspace saved.")
          return { values: valuesOf(data), revision: data.revision }
        }}
      >
        <TextInput label="Name" maxLength={100} {...form.getInputProps("name")} />
        <FieldSelect
          label="Time zone"
          description="Of all dates and times, for members who haven't chosen their own."
          data={zones}
          {...form.getInputProps("time_zone")}
          value={form.values.time_zone}
        />
        <FieldSelect
          label="Dates and numbers"
          description="How they are written, for members who haven't chosen their own."
          data={locales}
          {...form.getInputProps("locale")}
          value={form.values.locale}
        />
        <FieldSelect
          label="Currency"
          description="For amounts, which no page shows yet."
          data={currencies}
          {...form.getInputProps("currency")}
          value={form.values.currency}
        />
        <Switch
          label="Quiet hours"
          description="Marketing messages wait during these hours and are sent when they end. Replies, sign-in codes, utility messages and tests are sent as usual."
          {...form.getInputProps("is_quiet", { type: "checkbox" })}
        />
        {form.values.is_quiet ? (
          <Group grow align="flex-start" maw={420}>
            <TextInput type="time" label="Quiet from" {...form.getInputProps("quiet_from")} />
            <TextInput
              type="time"
              label="Quiet until"
              inputWrapperOrder={["label", "input", "description", "error"]}
              description={form.values.quiet_until < form.values.quiet_from ? "On the next day" : undefined}
              {...form.getInputProps("quiet_until")}
            />
          </Group>
        ) : null}
        <Stack gap={2}>
          <Text size="sm" fw={500}>
            ID
          </Text>
          <Text size="sm" c="dimmed" ff="monospace">
            {opened.id}
          </Text>
        </Stack>
      </FormShell>
    </Paper>
  )
}
