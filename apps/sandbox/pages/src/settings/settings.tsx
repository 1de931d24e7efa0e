import { Select, Stack, Switch, Text, Title } from "@mantine/core"
import { type SettingsChange, settingsSchema } from "../../../src/settings.ts"
import { command } from "../api.ts"
import { ToldScopes } from "../apps/token-scopes.tsx"
import { useChange, useLive } from "../live.ts"
import { NumberField, RangeField, ShareField } from "./fields.tsx"
import { Section } from "./section.tsx"

const development = [
  { value: "own", label: "Accounts of its owner and of people with a role" },
  { value: "all", label: "Everything" },
  { value: "none", label: "Nothing but tests" },
]
const strictness = [
  { value: "reject", label: "Refused" },
  { value: "ignore", label: "Left out" },
]

/** How the sandbox behaves as a whole, where Meta is known to behave in more ways than one. */
export function SettingsPage() {
  const { data: settings } = useLive(settingsSchema, "settings")
  const { mutate: patch } = useChange((change: SettingsChange) => command("PATCH", "settings", change))
  if (settings === undefined) return null
  const { answers, webhooks, templates, strictness: strict, population } = settings
  return (
    <Stack maw={980}>
      <div>
        <Title order={1} size="h3">
          Settings
        </Title>
        <Text c="dimmed">
          What Meta does on bad days, or to some accounts only. Everything is in effect at once, for all apps.
        </Text>
      </div>
      <Section
        title="Webhooks"
        about="Meta mostly posts one update each. More of them arrive together when it has fallen behind."
      >
        <NumberField
          label="Updates in one POST at most"
          value={webhooks.max_batch}
          min={1}
          max={1_000}
          onKeep={(max_batch) => patch({ webhooks: { max_batch } })}
        />
        <NumberField
          label="POSTs under way together"
          value={webhooks.max_in_flight}
          min={1}
          max={256}
          onKeep={(max_in_flight) => patch({ webhooks: { max_in_flight } })}
        />
        <ShareField
          label="Posted twice"
          value={webhooks.duplicate_share}
          onKeep={(duplicate_share) => patch({ webhooks: { duplicate_share } })}
        />
        <ShareField
          label="Lost"
          value={webhooks.loss_share}
          onKeep={(loss_share) => patch({ webhooks: { loss_share } })}
        />
        <NumberField
          label="Held back"
          value={webhooks.extra_delay_ms}
          min={0}
          max={86_400_000}
          suffix=" ms"
          onKeep={(extra_delay_ms) => patch({ webhooks: { extra_delay_ms } })}
        />
        <Select
          label="Told to an app in development"
          data={development}
          value={webhooks.development}
          allowDeselect={false}
          onChange={(wanted) => {
            const known = settingsSchema.shape.webhooks.shape.development.safeParse(wanted)
            if (known.success) patch({ webhooks: { development: known.data } })
          }}
        />
        <Switch
          label="Out of order"
          description="Of what waits, any update comes next"
          checked={webhooks.reorder}
          onChange={(event) => patch({ webhooks: { reorder: event.currentTarget.checked } })}
        />
        <Switch
          label="Post webhooks"
          description="Off: nothing is posted, and nothing is kept for later"
          checked={webhooks.enabled}
          onChange={(event) => patch({ webhooks: { enabled: event.currentTarget.checked } })}
        />
      </Section>
      <Section
        title="Answers to messages"
        about="A message may be told of before its answer arrives, or without one. A number can have a time of its own."
      >
        <RangeField
          label="Until a message is answered"
          value={answers.latency_ms}
          onKeep={(latency_ms) => patch({ answers: { latency_ms } })}
        />
        <ShareField
          label="Answers that are lost"
          description="The message is accepted, and the connection ends"
          value={answers.lost_share}
          onKeep={(lost_share) => patch({ answers: { lost_share } })}
        />
      </Section>
      <Section title="What is told" about="Shapes that clients meet sooner or later.">
        <Switch
          label="Template ids beyond 2⁵³"
          description="New templates have ids that JavaScript rounds when it reads them as numbers"
          checked={templates.long_ids}
          onChange={(event) => patch({ templates: { long_ids: event.currentTarget.checked } })}
        />
        <ShareField
          label="Answers written in a group"
          description="Of what people answer by themselves; it opens no service window"
          value={population.group_share}
          onKeep={(group_share) => patch({ population: { group_share } })}
        />
        <Select
          label="Unknown members of message objects"
          data={strictness}
          value={strict.unknown_keys}
          allowDeselect={false}
          onChange={(wanted) => {
            const known = settingsSchema.shape.strictness.shape.unknown_keys.safeParse(wanted)
            if (known.success) patch({ strictness: { unknown_keys: known.data } })
          }}
        />
        <Select
          label="Unknown members of requests"
          data={strictness}
          value={strict.unknown_parameters}
          allowDeselect={false}
          onChange={(wanted) => {
            const known = settingsSchema.shape.strictness.shape.unknown_parameters.safeParse(wanted)
            if (known.success) patch({ strictness: { unknown_parameters: known.data } })
          }}
        />
      </Section>
      <ToldScopes />
    </Stack>
  )
}
