import { Group, NumberInput, Select, Stack, TextInput } from "@mantine/core"
import { useSendingZone } from "../../../session/day-zone.ts"
import { type RecurringDraft, withFrequency } from "./delivery-draft.ts"
import { NextOccurrences } from "./next-occurrences.tsx"
import { WeekdayChips } from "./weekday-chips.tsx"

const frequencies = [
  { value: "daily", label: "Daily" },
  { value: "weekly", label: "Weekly" },
  { value: "monthly", label: "Monthly" },
] as const
const units = { daily: "days", weekly: "weeks", monthly: "months" } as const

const lastDay = 31
const days = Array.from({ length: lastDay }, (_, index) => ({
  value: String(index + 1),
  label: index + 1 === lastDay ? "The last day" : `Day ${index + 1}`,
}))

const ends = [
  { value: "never", label: "Never" },
  { value: "on", label: "On a day" },
  { value: "after", label: "After a number of times" },
] as const

/** Again and again: how often, on which days, at what time by whose clock, and until when. */
export function RecurringFields({
  delivery,
  errors,
  at = "delivery",
  onChange,
}: {
  delivery: RecurringDraft
  errors: Readonly<Record<string, unknown>>
  /** Where it is in the form. */
  at?: string
  onChange: (delivery: RecurringDraft) => void
}) {
  const zone = useSendingZone().replaceAll("_", " ")
  const { frequency, interval, weekdays, day_of_month = 1, time, clock, starts_on, ends_on, count } = delivery
  const set = (change: Partial<RecurringDraft>) => onChange({ ...delivery, ...change })
  const errorOf = (field: string) => {
    const error = errors[`${at}.${field}`]
    return { "data-path": `${at}.${field}`, error: error ? String(error) : undefined }
  }
  const end = ends_on !== null ? "on" : count !== null ? "after" : "never"
  return (
    <Stack gap="sm">
      <Group align="flex-start">
        <Select
          label="Repeats"
          w={140}
          allowDeselect={false}
          data={frequencies}
          value={frequency}
          onChange={(chosen) => {
            const one = frequencies.find(({ value }) => value === chosen)
            if (one !== undefined) onChange(withFrequency(delivery, one.value))
          }}
        />
        <NumberInput
          label="Every"
          w={140}
          min={1}
          max={99}
          allowDecimal={false}
          suffix={` ${units[frequency]}`}
          {...errorOf("interval")}
          value={interval}
          onChange={(typed) => set({ interval: Number(typed) })}
        />
        {frequency === "monthly" ? (
          <Select
            label="On"
            w={160}
            allowDeselect={false}
            description={
              day_of_month > 28 && day_of_month < lastDay ? "In shorter months the last day" : undefined
            }
            inputWrapperOrder={["label", "input", "description", "error"]}
            data={days}
            {...errorOf("day_of_month")}
            value={String(day_of_month)}
            onChange={(day) => set({ day_of_month: Number(day) })}
          />
        ) : null}
      </Group>
      {frequency === "weekly" ? (
        <WeekdayChips
          label="On"
          path={`${at}.weekdays`}
          value={weekdays}
          error={errors[`${at}.weekdays`]}
          onChange={(chosen) => set({ weekdays: chosen })}
        />
      ) : null}
      <Group align="flex-start">
        <TextInput
          type="time"
          label="Time"
          w={140}
          {...errorOf("time")}
          value={time}
          onChange={(event) => set({ time: event.currentTarget.value })}
        />
        <Select
          label="Time zone"
          w={280}
          maw="100%"
          allowDeselect={false}
          data={[
            { value: "workspace", label: `The workspace's, ${zone}` },
            { value: "contact", label: "Each contact's own" },
          ]}
          value={clock}
          onChange={(whose) => set({ clock: whose === "contact" ? "contact" : "workspace" })}
        />
      </Group>
      <Group align="flex-start">
        <TextInput
          type="date"
          label="Starts on"
          w={180}
          {...errorOf("starts_on")}
          value={starts_on}
          onChange={(event) => set({ starts_on: event.currentTarget.value })}
        />
        <Select
          label="Ends"
          w={220}
          allowDeselect={false}
          data={ends}
          value={end}
          onChange={(chosen) =>
            set({ ends_on: chosen === "on" ? starts_on : null, count: chosen === "after" ? 10 : null })
          }
        />
        {ends_on === null ? null : (
          <TextInput
            type="date"
            label="Last day"
            w={180}
            {...errorOf("ends_on")}
            value={ends_on}
            onChange={(event) => set({ ends_on: event.currentTarget.value })}
          />
        )}
        {count === null ? null : (
          <NumberInput
            label="Times"
            w={120}
            min={1}
            max={1000}
            allowDecimal={false}
            {...errorOf("count")}
            value={count}
            onChange={(typed) => set({ count: Number(typed) })}
          />
        )}
      </Group>
      <NextOccurrences delivery={delivery} />
    </Stack>
  )
}
