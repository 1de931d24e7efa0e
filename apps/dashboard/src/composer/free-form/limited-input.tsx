import { Text, Textarea, TextInput } from "@mantine/core"
import { characterCount } from "@parley/whatsapp/messages"

interface LimitedInputProps {
  label: string
  /** Characters that Meta takes. */
  most: number
  value: string
  onChange: (value: string) => void
  error?: string | undefined
  description?: string
  placeholder?: string
  isLong?: boolean
  "data-path"?: string
  "aria-label"?: string
}

/** A text of which Meta takes so many characters: how many there are stands beside it. */
export function LimitedInput({ most, value, onChange, error, isLong = false, ...input }: LimitedInputProps) {
  const count = characterCount(value)
  const isOver = count > most
  const shared = {
    size: "sm",
    flex: 1,
    miw: 0,
    value,
    error: error ?? (isOver ? `At most ${most} characters are allowed, there are ${count}.` : undefined),
    rightSectionWidth: 56,
    rightSection: (
      <Text size="xs" c={isOver ? "var(--mantine-color-error)" : "dimmed"} aria-hidden>
        {count}/{most}
      </Text>
    ),
    ...input,
  }
  return isLong ? (
    <Textarea
      {...shared}
      autosize
      minRows={2}
      maxRows={6}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
  )
}
