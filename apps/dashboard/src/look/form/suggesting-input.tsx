import { Autocomplete, type AutocompleteProps, Group, Text } from "@mantine/core"

/** What is offered, and a few words about it. */
export interface Suggestion {
  value: string
  note: string
}

/** A text of one's own, with those offered that are known and fit what is typed. What is one of a list is a `FieldSelect`. */
export function SuggestingInput({
  suggestions,
  ...input
}: Omit<AutocompleteProps, "data" | "limit" | "renderOption"> & { suggestions: readonly Suggestion[] }) {
  const notes = new Map(suggestions.map(({ value, note }) => [value, note]))
  return (
    <Autocomplete
      {...input}
      // A list without anything in it is not open: Escape is for the dialog around it.
      {...(suggestions.length === 0 ? { dropdownOpened: false } : {})}
      data={[...notes.keys()]}
      limit={20}
      renderOption={({ option: { value } }) => (
        <Group justify="space-between" gap="xs" wrap="nowrap" flex={1} miw={0}>
          <Text size="sm" span truncate dir="auto">
            {value}
          </Text>
          <Text size="xs" c="dimmed" span style={{ whiteSpace: "nowrap" }}>
            {notes.get(value)}
          </Text>
        </Group>
      )}
    />
  )
}
