/** Fields of the settings page: each is kept when it is left, or at once where there is nothing to type. */
import { Group, NumberInput } from "@mantine/core"
import { useState } from "react"

interface FieldProps {
  label: string
  description?: string
}

/** A whole number from `min` to `max`. */
export function NumberField({
  value,
  min,
  max,
  suffix = "",
  onKeep,
  ...words
}: FieldProps & {
  value: number
  min: number
  max: number
  suffix?: string
  onKeep: (value: number) => void
}) {
  const [draft, setDraft] = useState<string | number>(value)
  const keep = () => {
    if (draft === "") setDraft(value)
    else if (Number(draft) !== value) onKeep(Number(draft))
  }
  return (
    <NumberInput
      {...words}
      min={min}
      max={max}
      suffix={suffix}
      allowDecimal={false}
      clampBehavior="strict"
      value={draft}
      onChange={setDraft}
      onBlur={keep}
    />
  )
}

/** A probability from 0 to 1, in per cent. */
export function ShareField({
  value,
  onKeep,
  ...words
}: FieldProps & { value: number; onKeep: (value: number) => void }) {
  return (
    <NumberField
      {...words}
      value={Math.round(value * 100)}
      min={0}
      max={100}
      suffix=" %"
      onKeep={(percent) => onKeep(percent / 100)}
    />
  )
}

/** `[min, max]` milliseconds. */
export function RangeField({
  label,
  value: [atLeast, atMost],
  onKeep,
}: {
  label: string
  value: readonly [number, number]
  onKeep: (value: [number, number]) => void
}) {
  const longest = 600_000
  return (
    <Group align="flex-end" grow>
      <NumberField
        label={label}
        description="at least, ms"
        value={atLeast}
        min={0}
        max={longest}
        onKeep={(min) => onKeep([min, Math.max(min, atMost)])}
      />
      <NumberField
        key={atMost}
        label={`${label}, at most`}
        description="at most, ms"
        value={atMost}
        min={atLeast}
        max={longest}
        onKeep={(max) => onKeep([atLeast, max])}
      />
    </Group>
  )
}
