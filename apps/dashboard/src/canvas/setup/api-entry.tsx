import { ActionIcon, Button, Code, Group, Select, Stack, Text, TextInput } from "@mantine/core"
import { contextTypes } from "@parley/model"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { Copyable } from "../../look/copyable.tsx"
import type { Editing } from "../editing/use-canvas-form.ts"
import { errorAt } from "../steps/step-form.ts"

/** What the API gives with people who enter, and how it is asked. */
export function ApiEntry({
  canvasId,
  editing: { form, values, set },
}: {
  canvasId: string
  editing: Editing
}) {
  const { context } = values
  const example = exampleOf(window.location.origin, canvasId, context)
  return (
    <Stack gap="sm">
      <div style={{ maxWidth: 420 }}>
        <Copyable label="Canvas ID" text={canvasId} />
      </div>
      <Stack gap="xs" role="group" aria-label="Context">
        <Text size="sm" fw={550}>
          Context that comes with people
        </Text>
        {context.map((variable, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its name is being typed
          <Group key={place} gap="xs" align="flex-start">
            <TextInput
              aria-label={`Variable ${place + 1}`}
              placeholder="order_id"
              maxLength={100}
              data-path={`context.${place}.name`}
              error={errorAt(form.errors, `context.${place}.name`)}
              value={variable.name}
              onChange={({ currentTarget }) =>
                set("context", context.with(place, { ...variable, name: currentTarget.value }))
              }
            />
            <Select
              w={120}
              aria-label={`Type ${place + 1}`}
              allowDeselect={false}
              data={contextTypes}
              value={variable.type}
              onChange={(type) =>
                set(
                  "context",
                  context.with(place, {
                    ...variable,
                    type: contextTypes.find((one) => one === type) ?? "text",
                  }),
                )
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove ${variable.name || "variable"}`}
              onClick={() => set("context", context.toSpliced(place, 1))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => set("context", [...context, { name: "", type: "text" }])}
          >
            Add a variable
          </Button>
        </div>
      </Stack>
      <Code block tabIndex={0} aria-label="Example request" style={{ overflowX: "auto" }}>
        {example}
      </Code>
      <Text size="sm" c="dimmed">
        The key needs the permission <Code>canvases:trigger</Code>. Steps read a variable as{" "}
        <Code>{"{{ context.name }}"}</Code>.
      </Text>
    </Stack>
  )
}

function exampleOf(origin: string, id: string, context: readonly { name: string }[]): string {
  const given = Object.fromEntries(context.map(({ name }) => [name, "…"]))
  const body = {
    recipients: [{ external_id: "customer-1", ...(context.length === 0 ? {} : { context: given }) }],
  }
  return [
    `curl -X POST ${origin}/v1/canvases/${id}/trigger \\`,
    '  -H "Authorization: Bearer $PARLEY_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify(body, null, 2)}'`,
  ].join("\n")
}
