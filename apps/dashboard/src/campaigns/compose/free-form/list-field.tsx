import { Button, CloseButton, Group, Stack, TextInput } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { row } from "./kinds.ts"
import type { PartProps } from "./part-props.ts"

const mostRows = 10

/** A button that opens a list to choose from. Several sections come from the API, and stay. */
export function ListField({ message, onChange, field }: PartProps) {
  if (message.type !== "interactive" || message.interactive.type !== "list") return null
  const { interactive } = message
  const { button, sections } = interactive.action
  const all = sections.flatMap(({ rows }) => rows)
  const set = (action: Partial<typeof interactive.action>) =>
    onChange({
      type: "interactive",
      interactive: { ...interactive, action: { ...interactive.action, ...action } },
    })
  const setRows = (at: number, rows: (typeof sections)[number]["rows"]) =>
    set({ sections: sections.map((section, place) => (place === at ? { ...section, rows } : section)) })
  return (
    <Stack gap="xs">
      <TextInput
        size="sm"
        label="Button that opens the list"
        maxLength={20}
        value={button}
        {...field("interactive.action.button")}
        onChange={(event) => set({ button: event.currentTarget.value })}
      />
      {sections.map(({ rows }, at) =>
        rows.map((one, place) => {
          const name = `Choice ${sections.slice(0, at).reduce((sum, before) => sum + before.rows.length, place + 1)}`
          const change = (next: Partial<typeof one>) => setRows(at, rows.with(place, { ...one, ...next }))
          return (
            <Group key={one.id} gap="xs" align="flex-end" wrap="nowrap">
              <TextInput
                size="sm"
                flex={1}
                label={name}
                maxLength={24}
                value={one.title}
                {...field(`interactive.action.sections.${at}.rows.${place}`)}
                onChange={(event) => change({ title: event.currentTarget.value })}
              />
              <TextInput
                size="sm"
                flex={1}
                label="Description"
                aria-label={`${name}: description`}
                maxLength={72}
                value={one.description ?? ""}
                onChange={(event) => change({ description: event.currentTarget.value })}
              />
              {rows.length === 1 ? null : (
                <CloseButton
                  size="lg"
                  aria-label={`Remove ${name.toLowerCase()}`}
                  onClick={() => setRows(at, rows.toSpliced(place, 1))}
                />
              )}
            </Group>
          )
        }),
      )}
      {all.length >= mostRows ? null : (
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setRows(sections.length - 1, [...(sections.at(-1)?.rows ?? []), row(all)])}
        >
          Add a choice
        </Button>
      )}
    </Stack>
  )
}
