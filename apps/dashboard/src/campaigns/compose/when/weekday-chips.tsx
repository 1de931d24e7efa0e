import { Chip, Group, Input } from "@mantine/core"
import { weekdays } from "@parley/model"

type Weekday = (typeof weekdays)[number]

const capitalized = (day: string) => `${day.charAt(0).toUpperCase()}${day.slice(1)}`

/** Days of the week, any number of them. */
export function WeekdayChips({
  label,
  description,
  value,
  error,
  path,
  onChange,
}: {
  label: string
  description?: string
  value: readonly Weekday[]
  error?: unknown
  path: string
  onChange: (days: Weekday[]) => void
}) {
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={description}
      error={error ? String(error) : undefined}
      data-path={path}
      {...(error ? { "data-error": true } : {})}
    >
      <Chip.Group
        multiple
        value={[...value]}
        onChange={(chosen) => onChange(weekdays.filter((day) => chosen.includes(day)))}
      >
        <Group gap={6} mt={4} role="group" aria-label={label}>
          {weekdays.map((day) => (
            <Chip key={day} value={day} size="xs" radius="sm" aria-label={capitalized(day)}>
              {capitalized(day).slice(0, 3)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  )
}
