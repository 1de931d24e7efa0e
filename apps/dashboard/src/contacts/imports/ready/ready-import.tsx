import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { api, client, type Shapes } from "../../../api/client.ts"
import { useAction } from "../../../look/action.ts"
import { countries } from "../../../look/form/countries.ts"
import { FieldSelect } from "../../../look/form/field-select.tsx"
import { Loading } from "../../../look/page/loading.tsx"
import { Section } from "../../../look/page/section.tsx"
import { ProblemAlert } from "../../../look/problem-alert.tsx"
import { useAmount } from "../../../look/time/notation.ts"
import { KindChoice } from "../kind-choice.tsx"
import { AddTo } from "./add-to.tsx"
import { ConsentQuestion } from "./consent-question.tsx"
import { Mapping } from "./mapping.tsx"
import { Preview } from "./preview.tsx"
import { asRequest, type ImportSettings, settingsFor, whatIsMissing } from "./settings.ts"
import { StartImport } from "./start-import.tsx"
import { usePreview } from "./use-preview.ts"

type Tag = Shapes["ContactTag"]

/** The settings that an import was given before, as after a dry run. */
function settingsOf(data: Shapes["Import"], tags: readonly Tag[]): ImportSettings {
  const { kind } = data
  if (data.checked_at === null) return settingsFor(kind)
  return {
    kind,
    event_name: data.event_name ?? "",
    tags: tags.flatMap(({ id, name }) => (data.tag_ids.includes(id) ? [name] : [])),
    list_ids: data.list_ids,
    consent: data.consent,
    subscription_group_id: data.subscription_group_id ?? "",
    consent_source: data.consent_source ?? "",
    consent_evidence: data.consent_evidence ?? "",
    default_country: data.default_country ?? "",
    null_is_empty: data.null_is_empty,
    columns: Object.fromEntries((data.plan ?? []).filter(({ name }) => name !== "").entries()),
  }
}

/** What an import that has its file will make of it: looked at, changed, tried and started here. */
export function ReadyImport({ data }: { data: Shapes["Import"] }) {
  const tags = api.useQuery("get", "/v1/contact-tags", { params: { query: { limit: 500 } } })
  if (tags.isPending) return <Loading />
  return <ReadySettings data={data} tags={tags.data?.data ?? []} />
}

function ReadySettings({ data, tags }: { data: Shapes["Import"]; tags: readonly Tag[] }) {
  const [settings, setSettings] = useState(() => settingsOf(data, tags))
  const [allCountries] = useState(countries)
  const [isAsking, asking] = useDisclosure(false)
  const queries = useQueryClient()
  const amount = useAmount()
  const preview = usePreview(data.id, settings)
  const change = (changed: Partial<ImportSettings>) => setSettings((known) => ({ ...known, ...changed }))
  const start = async (isDryRun: boolean) => {
    const tag_ids = await Promise.all(
      settings.tags.map(async (name): Promise<string> => {
        const known = tags.find((tag) => tag.name.toLowerCase() === name.toLowerCase())
        if (known !== undefined) return known.id
        const { data: made, error } = await client.POST("/v1/contact-tags", { body: { name } })
        if (made === undefined) throw error
        return made.id
      }),
    )
    const { error } = await client.POST("/v1/imports/{id}/start", {
      params: { path: { id: data.id } },
      body: { ...asRequest(settings), tag_ids, dry_run: isDryRun },
    })
    void queries.invalidateQueries({ queryKey: ["get", "/v1/imports/{id}"] })
    if (error) throw error
  }
  const check = useAction(() => start(true))
  const read = preview.data
  const hasConsentColumn = read?.columns.some(({ target }) => target === "subscription_state") ?? false
  useEffect(() => {
    // A column that can mean nothing else answers the question.
    if (hasConsentColumn)
      setSettings((known) => (known.consent === undefined ? { ...known, consent: "column" } : known))
  }, [hasConsentColumn])
  if (read === undefined) {
    return preview.error === null ? (
      <Loading />
    ) : (
      <ProblemAlert failure={preview.error} retry={preview.refetch} />
    )
  }
  const missing = whatIsMissing(settings)
  const nulls = read.columns.reduce((sum, column) => sum + column.null_words, 0)
  const isNothing = read.is_complete && read.rows_read === read.rows_refused
  // No form: what changes many contacts is not started by Enter in one of the fields.
  return (
    <Stack gap="lg">
      <ProblemAlert failure={check.failure ?? preview.error} />
      <KindChoice kind={settings.kind} onChange={(kind) => setSettings(settingsFor(kind))} />
      <Mapping
        key={settings.kind}
        of={settings.kind}
        columns={read.columns}
        onChange={(place, column) => change({ columns: { ...settings.columns, [place]: column } })}
      />
      {settings.kind === "events" ? <EventName settings={settings} preview={read} onChange={change} /> : null}
      <Section title="Phone numbers and empty cells">
        <FieldSelect
          label="Country for local phone numbers"
          description="For numbers without + or 00. Without a country those rows are skipped."
          placeholder="None"
          maw={360}
          clearable
          clearButtonProps={{ "aria-label": "Clear country" }}
          data={allCountries}
          value={settings.default_country}
          onChange={(code) => change({ default_country: code ?? "" })}
        />
        {nulls > 0 || settings.null_is_empty ? (
          <Checkbox
            label="Cells that say NULL, nan, none or - are empty"
            description={`${amount(nulls)} ${nulls === 1 ? "cell says" : "cells say"} so.`}
            checked={settings.null_is_empty}
            onChange={(event) => change({ null_is_empty: event.currentTarget.checked })}
          />
        ) : null}
      </Section>
      {settings.kind === "contacts" ? (
        <ConsentQuestion settings={settings} preview={read} onChange={change} />
      ) : null}
      <AddTo settings={settings} tags={tags} onChange={change} />
      <Preview preview={read} />
      <Group justify="flex-end" align="center">
        {missing === undefined ? null : (
          <Text size="sm" c="dimmed">
            {missing}
          </Text>
        )}
        <Button
          variant="default"
          disabled={missing !== undefined}
          loading={check.isBusy}
          onClick={() => void check.run()}
        >
          Check the whole file
        </Button>
        <Button
          disabled={missing !== undefined || isNothing || preview.isPlaceholderData}
          onClick={asking.open}
        >
          Start import
        </Button>
      </Group>
      {isAsking ? (
        <StartImport
          fileName={data.file_name}
          preview={read}
          groupId={settings.consent === "none" ? "" : settings.subscription_group_id}
          onStart={() => start(false)}
          onClose={asking.close}
        />
      ) : null}
    </Stack>
  )
}

/** What rows tell that do not say it themselves. */
function EventName({
  settings,
  preview,
  onChange,
}: {
  settings: ImportSettings
  preview: Shapes["ImportPreview"]
  onChange: (changed: Partial<ImportSettings>) => void
}) {
  const amount = useAmount()
  const { rows_of_events, rows_of_purchases, is_complete } = preview
  const events = rows_of_events === 1 ? "1 event" : `${amount(rows_of_events)} events`
  const purchases = rows_of_purchases === 1 ? "1 purchase" : `${amount(rows_of_purchases)} purchases`
  return (
    <Section title="Event">
      <TextInput
        label="Event name"
        description="For rows that do not name one. Leave it empty if each row is a purchase of a product."
        placeholder="order_placed"
        maw={360}
        maxLength={255}
        value={settings.event_name}
        onChange={(event) => onChange({ event_name: event.currentTarget.value })}
      />
      <Text size="sm" fw={550} aria-live="polite">
        {is_complete ? "" : "In the first part of the file: "}
        {events} and {purchases}.
      </Text>
    </Section>
  )
}
