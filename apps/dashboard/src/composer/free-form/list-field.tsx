import { Button, CloseButton, Group, Stack } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { interactive, row } from "./kinds.ts"
import { LimitedInput } from "./limited-input.tsx"
import type { PartProps } from "./part-props.ts"

/** Meta: of both, ten in all. */
const most = 10

/** A button that opens a list to choose from, in sections. */
export function ListField({ message, onChange, field }: PartProps) {
  if (message.type !== "interactive" || message.interactive.type !== "list") return null
  const { interactive: inner } = message
  const { button, sections } = inner.action
  const all = sections.flatMap(({ rows }) => rows)
  const hasTitles = sections.length > 1
  const set = (action: Partial<typeof inner.action>) =>
    onChange(interactive({ ...inner, action: { ...inner.action, ...action } }))
  type Section = (typeof sections)[number]
  const setSection = (at: number, section: Partial<Section>) =>
    set({ sections: sections.map((one, place) => (place === at ? { ...one, ...section } : one)) })
  const numberOf = (at: number, place: number) =>
    sections.slice(0, at).reduce((sum, before) => sum + before.rows.length, place + 1)
  return (
    <Stack gap="xs">
      <LimitedInput
        label="Button that opens the list"
        most={20}
        value={button}
        {...field("interactive.action.button")}
        onChange={(text) => set({ button: text })}
      />
      {sections.map(({ title, rows }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a section is nothing but its place
        <Stack key={at} gap="xs">
          {hasTitles ? (
            <Group gap="xs" align="flex-start" wrap="nowrap">
              <LimitedInput
                label={`Section ${at + 1}`}
                most={24}
                value={title ?? ""}
                {...field(`interactive.action.sections.${at}.title`)}
                onChange={(text) => setSection(at, { title: text })}
              />
              <CloseButton
                size="lg"
                mt={25}
                aria-label={`Remove section ${at + 1}`}
                onClick={() => set({ sections: sections.toSpliced(at, 1) })}
              />
            </Group>
          ) : null}
          {rows.map((one, place) => {
            const name = `Choice ${numberOf(at, place)}`
            const path = `interactive.action.sections.${at}.rows.${place}`
            const change = (next: Partial<typeof one>) =>
              setSection(at, { rows: rows.with(place, { ...one, ...next }) })
            return (
              <Group key={one.id} gap="xs" align="flex-start" wrap="nowrap">
                <LimitedInput
                  label={name}
                  most={24}
                  value={one.title}
                  {...field(`${path}.title`)}
                  onChange={(text) => change({ title: text })}
                />
                <LimitedInput
                  label="Description"
                  aria-label={`${name}: description`}
                  most={72}
                  value={one.description ?? ""}
                  {...field(`${path}.description`)}
                  onChange={(text) => change({ description: text })}
                />
                {rows.length === 1 ? null : (
                  <CloseButton
                    size="lg"
                    mt={25}
                    aria-label={`Remove ${name.toLowerCase()}`}
                    onClick={() => setSection(at, { rows: rows.toSpliced(place, 1) })}
                  />
                )}
              </Group>
            )
          })}
          {all.length >= most ? null : (
            <Button
              size="xs"
              variant="default"
              w="fit-content"
              leftSection={<IconPlus size={14} aria-hidden />}
              aria-label={hasTitles ? `Add a choice to section ${at + 1}` : "Add a choice"}
              onClick={() => setSection(at, { rows: [...rows, row(all)] })}
            >
              Add a choice
            </Button>
          )}
        </Stack>
      ))}
      {all.length >= most || sections.length >= most ? null : (
        <Button
          size="xs"
          variant="subtle"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => set({ sections: [...sections, { title: "", rows: [row(all)] }] })}
        >
          Add a section
        </Button>
      )}
    </Stack>
  )
}
