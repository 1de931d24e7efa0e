import { Group, Stack, Text, Textarea } from "@mantine/core"
import { characterCount } from "@parley/whatsapp/messages"
import { useRef } from "react"
import { AttributePicker } from "../../contacts/attributes/attribute-picker.tsx"
import { writePersonal } from "../../contacts/attributes/personal-text.ts"

/** The text of a message, into which fields of the contact are put at the cursor. */
export function MessageTextField({
  label,
  most,
  value,
  error,
  "data-path": path,
  onChange,
}: {
  label: string
  /** Characters that Meta takes. */
  most: number
  value: string
  error: string | undefined
  "data-path": string
  onChange: (text: string) => void
}) {
  const input = useRef<HTMLTextAreaElement>(null)
  const insert = (field: string) => {
    const { selectionStart: start = value.length, selectionEnd: end = value.length } = input.current ?? {}
    onChange(value.slice(0, start) + writePersonal({ field, fallback: "" }) + value.slice(end))
    input.current?.focus()
  }
  const count = characterCount(value)
  const isOver = count > most
  return (
    <Stack gap={6}>
      <Textarea
        ref={input}
        size="sm"
        label={label}
        autosize
        minRows={4}
        maxRows={14}
        value={value}
        error={error ?? (isOver ? `At most ${most} characters are allowed, there are ${count}.` : undefined)}
        data-path={path}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Group justify="space-between" align="flex-end">
        <AttributePicker label="Insert a field of the contact" size="xs" value={null} onChange={insert} />
        <Text size="xs" c={isOver ? "var(--mantine-color-error)" : "dimmed"}>
          {count} / {most}
        </Text>
      </Group>
    </Stack>
  )
}
