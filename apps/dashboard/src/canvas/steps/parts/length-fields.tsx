import { Group, Input, NumberInput, Select } from "@mantine/core"
import { type CanvasDuration, lengthOf } from "@parley/model"

const units = ["seconds", "minutes", "hours", "days", "weeks"] as const
const dayMs = 86_400_000

/** How long: a number and its unit. */
export function LengthFields({
  label,
  value,
  at,
  error,
  onChange,
}: {
  label: string
  value: CanvasDuration
  /** Where it is in the form. */
  at: string
  error: string | undefined
  onChange: (length: CanvasDuration) => void
}) {
  return (
    <Input.Wrapper label={label} labelElement="div" error={error} data-path={at}>
      <Group align="flex-start" gap="xs" wrap="nowrap" mt={2}>
        <NumberInput
          aria-label={label}
          w={130}
          min={1}
          allowDecimal={false}
          error={error !== undefined}
          value={value.amount}
          onChange={(typed) => onChange({ ...value, amount: Number(typed) })}
        />
        <Select
          aria-label="Unit"
          w={130}
          allowDeselect={false}
          data={units}
          value={value.unit}
          onChange={(chosen) => onChange({ ...value, unit: units.find((unit) => unit === chosen) ?? "days" })}
        />
      </Group>
    </Input.Wrapper>
  )
}

/** @param days at most */
export function lengthMistake(length: CanvasDuration, days: number): string | undefined {
  if (!Number.isInteger(length.amount) || length.amount < 1) return "Enter a whole number from 1"
  return lengthOf(length) > days * dayMs ? `At most ${days} days` : undefined
}
