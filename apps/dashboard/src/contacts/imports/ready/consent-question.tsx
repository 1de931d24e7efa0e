import { Alert, Radio, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core"
import { useEffect } from "react"
import { api, type Shapes } from "../../../api/client.ts"
import { Section } from "../../../look/page/section.tsx"
import { useAmount } from "../../../look/time/notation.ts"
import { type Consent, type ImportSettings, whatIsMissing } from "./settings.ts"

const answers: { value: Consent; label: string; description: string }[] = [
  {
    value: "column",
    label: "A column says it",
    description: "People with a yes are subscribed, people with a no are unsubscribed.",
  },
  {
    value: "everyone",
    label: "Everyone in this file agreed",
    description:
      "Only if you can prove it for each person. People who unsubscribed before stay unsubscribed.",
  },
  { value: "none", label: "Nothing yet", description: "They are imported and get no marketing messages." },
]

/** Asks what the people of a file agreed to, and says how many will subscribe. */
export function ConsentQuestion({
  settings,
  preview,
  onChange,
}: {
  settings: ImportSettings
  preview: Shapes["ImportPreview"]
  onChange: (changed: Partial<ImportSettings>) => void
}) {
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  const open = groups.data?.data.filter(({ archived_at }) => archived_at === null) ?? []
  const { consent } = settings
  const only = open.length === 1 ? open[0]?.id : undefined
  const asksForGroup = consent !== undefined && consent !== "none" && settings.subscription_group_id === ""
  useEffect(() => {
    // Where there is one group, there is nothing to choose.
    if (asksForGroup && only !== undefined) onChange({ subscription_group_id: only })
  })
  return (
    <Section title="What did these people agree to?">
      <Radio.Group
        aria-label="What did these people agree to?"
        value={consent ?? null}
        onChange={(value) => {
          const answer = answers.find((one) => one.value === value)
          if (answer) onChange({ consent: answer.value })
        }}
      >
        <Stack gap="sm">
          {answers.map(({ value, label, description }) => (
            <Radio key={value} value={value} label={label} description={description} />
          ))}
        </Stack>
      </Radio.Group>
      {consent === undefined || consent === "none" ? null : (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label="Subscription group"
            placeholder="Choose a group"
            allowDeselect={false}
            data={open.map(({ id, name }) => ({ value: id, label: name }))}
            value={settings.subscription_group_id || null}
            onChange={(id) => onChange({ subscription_group_id: id ?? "" })}
          />
          {consent === "column" ? (
            <ConsentColumn settings={settings} preview={preview} onChange={onChange} />
          ) : null}
          <TextInput
            label="Where they agreed"
            description={consent === "column" ? "For rows that do not say" : undefined}
            placeholder="Sign-up form 2026"
            maxLength={200}
            value={settings.consent_source}
            onChange={(event) => onChange({ consent_source: event.currentTarget.value })}
          />
          <TextInput
            label="Evidence"
            description={consent === "column" ? "For rows that do not say" : undefined}
            placeholder="A link to the form, a ticket, a document"
            maxLength={2000}
            value={settings.consent_evidence}
            onChange={(event) => onChange({ consent_evidence: event.currentTarget.value })}
          />
        </SimpleGrid>
      )}
      <Outlook settings={settings} preview={preview} />
    </Section>
  )
}

function ConsentColumn({
  settings,
  preview: { columns, perhaps_consent },
  onChange,
}: {
  settings: ImportSettings
  preview: Shapes["ImportPreview"]
  onChange: (changed: Partial<ImportSettings>) => void
}) {
  const chosen = columns.findIndex(({ target }) => target === "subscription_state")
  const choices = columns.flatMap(({ name, kind, target }, place) =>
    name !== "" && (place === chosen || kind !== "field") && target !== "phone"
      ? [{ value: String(place), label: perhaps_consent.includes(name) ? `${name} (may be it)` : name }]
      : [],
  )
  return (
    <Select
      label="Column"
      placeholder="Choose the column that says yes or no"
      allowDeselect={false}
      data={choices}
      value={chosen === -1 ? null : String(chosen)}
      onChange={(value) => {
        const place = Number(value)
        const column = columns[place]
        if (value === null || column === undefined) return
        const before = columns[chosen]
        onChange({
          columns: {
            ...settings.columns,
            ...(before && { [chosen]: { name: before.name, target: null } }),
            [place]: { name: column.name, target: "subscription_state" },
          },
        })
      }}
    />
  )
}

/** How many will subscribe, as far as it can be known before. */
function Outlook({ settings, preview }: { settings: ImportSettings; preview: Shapes["ImportPreview"] }) {
  const amount = useAmount()
  const { rows_subscribed, rows_unsubscribed, is_complete, perhaps_consent } = preview
  if (settings.consent === undefined && perhaps_consent.length > 0) {
    return (
      <Alert color="blue" title={`“${perhaps_consent[0]}” may say who agreed`}>
        Choose “A column says it” only if these people agreed to WhatsApp messages.
      </Alert>
    )
  }
  // Nobody is counted before it is known for what they subscribe.
  if (settings.consent === undefined || settings.consent === "none" || whatIsMissing(settings) !== undefined)
    return null
  const part = is_complete ? "" : "In the first part of the file: "
  return (
    <Text size="sm" fw={550} aria-live="polite">
      {part}
      {amount(rows_subscribed)} will subscribe
      {rows_unsubscribed === 0 ? "" : `, ${amount(rows_unsubscribed)} will unsubscribe`}.
    </Text>
  )
}
