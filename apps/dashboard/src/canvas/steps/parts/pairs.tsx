import { ActionIcon, Button, Group, Input, Stack, TextInput } from "@mantine/core"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { useState } from "react"

/** Names with a text each, such as headers: edited as a list, and kept as an object. What has no name yet is only here. */
export function Pairs({
  label,
  description,
  add,
  nameLabel,
  valueLabel,
  value,
  at,
  error,
  onChange,
}: {
  label: string
  description?: string
  add: string
  nameLabel: string
  valueLabel: string
  value: Readonly<Record<string, string>>
  at: string
  error: string | undefined
  onChange: (value: Record<string, string>) => void
}) {
  const [rows, setRows] = useState<readonly (readonly [string, string])[]>(Object.entries(value))
  const kept = JSON.stringify(Object.fromEntries(rows.filter(([name]) => name !== "")))
  // What was taken back, or came with another step, is shown as it is.
  const shown = kept === JSON.stringify(value) ? rows : Object.entries(value)
  const set = (next: readonly (readonly [string, string])[]) => {
    setRows(next)
    onChange(Object.fromEntries(next.filter(([name]) => name !== "")))
  }
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={description}
      error={error}
      data-path={at}
      {...(error ? { "data-error": true } : {})}
    >
      <Stack gap={6} mt={4}>
        {shown.map(([name, text], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its name is being typed
          <Group key={place} gap={6} wrap="nowrap">
            <TextInput
              size="xs"
              flex={1}
              aria-label={`${nameLabel} ${place + 1}`}
              placeholder={nameLabel}
              value={name}
              onChange={({ currentTarget }) => set(shown.with(place, [currentTarget.value, text]))}
            />
            <TextInput
              size="xs"
              flex={2}
              aria-label={`${valueLabel} ${place + 1}`}
              placeholder={valueLabel}
              value={text}
              onChange={({ currentTarget }) => set(shown.with(place, [name, currentTarget.value]))}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove ${name || nameLabel.toLowerCase()}`}
              onClick={() => set(shown.toSpliced(place, 1))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPlus size={12} aria-hidden />}
            onClick={() => setRows([...shown, ["", ""]])}
          >
            {add}
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  )
}
