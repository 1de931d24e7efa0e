import { Group, Stack, Textarea } from "@mantine/core"
import { useRef } from "react"
import { AttributePicker } from "../../../contacts/attributes/attribute-picker.tsx"
import { writePersonal } from "../../../contacts/attributes/personal-text.ts"

/** The text of a message, into which fields of the contact are put at the cursor. */
export function MessageTextField({
  label,
  value,
  error,
  "data-path": path,
  onChange,
}: {
  label: string
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
        error={error}
        data-path={path}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Group>
        <AttributePicker label="Insert a field of the contact" size="xs" value={null} onChange={insert} />
      </Group>
    </Stack>
  )
}
