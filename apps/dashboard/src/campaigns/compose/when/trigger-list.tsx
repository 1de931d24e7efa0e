import { ActionIcon, Button, Group, Paper, Select, Stack, Text } from "@mantine/core"
import { IconPlus, IconX } from "@tabler/icons-react"
import { isTriggerKind, triggerForms } from "./trigger-kinds/index.ts"
import { kindOf } from "./trigger-kinds/kind-of.ts"
import type { TriggerDraft } from "./trigger-kinds/trigger-draft.ts"

const kinds = Object.entries(triggerForms).map(([value, { label }]) => ({ value, label }))
const most = 20

/** Things that happen to people, of which any counts. */
export function TriggerList({
  at,
  label,
  add,
  triggers,
  errors,
  least = 0,
  onChange,
}: {
  /** Where it is in the form, such as `delivery.triggers`. */
  at: string
  /** Of one of them, such as `Trigger`. */
  label: string
  /** The button for one more. */
  add: string
  triggers: readonly TriggerDraft[]
  errors: Readonly<Record<string, unknown>>
  /** So many cannot be removed. */
  least?: number
  onChange: (triggers: TriggerDraft[]) => void
}) {
  return (
    <Stack gap="xs">
      {triggers.map((trigger, place) => {
        const { Form } = triggerForms[kindOf(trigger)]
        const change = (one: TriggerDraft) => onChange(triggers.with(place, one))
        const error = errors[`${at}.${place}`]
        return (
          <Paper
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and keep their order
            key={place}
            withBorder
            p="xs"
            role="group"
            aria-label={`${label} ${place + 1}`}
            data-path={`${at}.${place}`}
            {...(error ? { "data-error": true } : {})}
          >
            <Group align="flex-start" gap="xs" wrap="nowrap" justify="space-between">
              <Stack gap={6} flex={1} miw={0}>
                {place === 0 ? null : (
                  <Text size="xs" c="dimmed">
                    or
                  </Text>
                )}
                <Select
                  size="xs"
                  w={240}
                  maw="100%"
                  aria-label={label}
                  allowDeselect={false}
                  data={kinds}
                  value={kindOf(trigger)}
                  onChange={(kind) => {
                    if (kind !== null && isTriggerKind(kind)) change(triggerForms[kind].begin)
                  }}
                />
                {Form === undefined ? null : <Form trigger={trigger} onChange={change} />}
              </Stack>
              {triggers.length <= least ? null : (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Remove ${label.toLowerCase()} ${place + 1}`}
                  onClick={() => onChange(triggers.toSpliced(place, 1))}
                >
                  <IconX size={16} />
                </ActionIcon>
              )}
            </Group>
            {error ? (
              <Text size="xs" c="var(--mantine-color-error)" mt={4}>
                {String(error)}
              </Text>
            ) : null}
          </Paper>
        )
      })}
      {triggers.length >= most ? null : (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...triggers, triggerForms.event.begin])}
          >
            {add}
          </Button>
        </div>
      )}
    </Stack>
  )
}
