import { Button, Group, Paper, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { client } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { showOnFields } from "../look/form-problem.ts"
import { Page } from "../look/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { SearchSelect } from "../look/search-select.tsx"
import { localeChoices } from "../look/time/locales.ts"
import { timeZones } from "../look/time/zones.ts"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { meQuery, useWorkspace } from "../session/me.ts"
import { currencyChoices } from "./currencies.ts"

/** What the workspace is called, how its dates are written, and the id that integrations ask for. */
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

function WorkspaceForm() {
  const workspace = useWorkspace()
  const queries = useQueryClient()
  const [revision, setRevision] = useState(workspace.revision)
  const asBrowser = { value: none, label: "As in each member's browser" }
  const zones = [asBrowser, ...timeZones.map((zone) => ({ value: zone, label: zone }))]
  const locales = useMemo(() => localeChoices(workspace.locale), [workspace.locale])
  const currencies = useMemo(() => currencyChoices(), [])
  const form = useForm({
    initialValues: {
      name: workspace.name,
      time_zone: workspace.time_zone ?? none,
      locale: workspace.locale ?? none,
      currency: workspace.currency ?? none,
    },
    validate: { name: (value) => (value.trim() === "" ? "Enter a name, such as your brand's" : null) },
  })
  const save = useAction(
    async ({ name, time_zone, locale, currency }: typeof form.values) => {
      const { data, error } = await client.PATCH("/v1/workspace", {
        body: {
          name: name.trim(),
          time_zone: orNull(time_zone),
          locale: orNull(locale),
          currency: orNull(currency),
          revision,
        },
      })
      if (error) throw error
      setRevision(data.revision)
      await queries.invalidateQueries(meQuery)
      form.resetDirty()
      sayDone("Workspace saved.")
    },
    (failure) => showOnFields(form, failure),
  )
  return (
    <Paper withBorder p="lg">
      <form onSubmit={form.onSubmit(save.run)} noValidate>
        <Stack>
          <ProblemAlert failure={save.failure} />
          <TextInput label="Name" maxLength={100} {...form.getInputProps("name")} />
          <SearchSelect
            label="Time zone"
            description="Of all dates and times, for members who haven't chosen their own."
            data={zones}
            {...form.getInputProps("time_zone")}
            value={form.values.time_zone}
          />
          <SearchSelect
            label="Dates and numbers"
            description="How they are written, for members who haven't chosen their own."
            data={[asBrowser, ...locales]}
            {...form.getInputProps("locale")}
            value={form.values.locale}
          />
          <SearchSelect
            label="Currency"
            description="For amounts. Nothing shows amounts yet."
            data={[{ value: none, label: "Not chosen" }, ...currencies]}
            {...form.getInputProps("currency")}
            value={form.values.currency}
          />
          <Stack gap={2}>
            <Text size="sm" fw={500}>
              ID
            </Text>
            <Text size="sm" c="dimmed" ff="monospace">
              {workspace.id}
            </Text>
          </Stack>
          <Group justify="flex-end">
            <Button type="submit" loading={save.isBusy} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
