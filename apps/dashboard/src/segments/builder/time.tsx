/** Points in time and windows, as conditions say them. */
import { Text } from "@mantine/core"
import { Amount, Word, Words } from "./inputs.tsx"

const units = { minutes: "minutes", hours: "hours", days: "days", weeks: "weeks" } as const
type Unit = keyof typeof units

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined
const unitOf = (value: unknown): Unit => {
  const unit = memberOf(value, "unit")
  return typeof unit === "string" && unit in units ? (unit as Unit) : "days"
}

/** A length of time. */
export function LengthFields({
  label,
  value,
  member,
  onChange,
}: {
  label: string
  value: unknown
  /** What the API calls the number. */
  member: "ago" | "ahead" | "amount"
  onChange: (value: object) => void
}) {
  const amount = memberOf(value, member)
  const unit = unitOf(value)
  return (
    <>
      <Amount
        label={label}
        value={amount}
        min={0}
        onChange={(typed) => onChange({ [member]: typed, unit })}
      />
      <Word
        label="Unit"
        w={100}
        value={unit}
        words={units}
        onChange={(chosen) => onChange({ [member]: amount, unit: chosen })}
      />
    </>
  )
}

type PointForm = "date" | "ago" | "ahead" | "today"
const pointForms = { date: "the day", ago: "this long ago", ahead: "this far ahead", today: "today" } as const

function formOf(point: unknown): PointForm {
  if (memberOf(point, "ago") !== undefined || (typeof point === "object" && point !== null && "ago" in point))
    return "ago"
  if (typeof point === "object" && point !== null && "ahead" in point) return "ahead"
  return typeof point === "object" && point !== null && "day" in point ? "today" : "date"
}

const beginningOf: Record<PointForm, unknown> = {
  date: "",
  ago: { ago: 30, unit: "days" },
  ahead: { ahead: 7, unit: "days" },
  today: { day: 0 },
}

/** A day, some time ago or ahead, or today. */
export function PointFields({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) {
  const form = formOf(value)
  return (
    <>
      <Word
        label="Point in time"
        w={130}
        value={form}
        words={pointForms}
        onChange={(chosen) => onChange(beginningOf[chosen])}
      />
      {form === "date" ? <Words label="Day" type="date" value={value} onChange={onChange} /> : null}
      {form === "ago" ? (
        <LengthFields label="How long ago" member="ago" value={value} onChange={onChange} />
      ) : null}
      {form === "ahead" ? (
        <LengthFields label="How far ahead" member="ahead" value={value} onChange={onChange} />
      ) : null}
    </>
  )
}

type WindowForm = "any" | "last" | "since" | "until" | "between"
const windowForms = {
  any: "at any time",
  last: "in the last",
  since: "since",
  until: "until",
  between: "between",
} as const

function windowFormOf(window: unknown): WindowForm {
  const [from, to] = [memberOf(window, "from"), memberOf(window, "to")]
  if (from === undefined && to === undefined) return "any"
  if (from !== undefined && to !== undefined) return "between"
  if (to !== undefined) return "until"
  return typeof from === "object" && from !== null && "ago" in from ? "last" : "since"
}

/** When something must have happened. */
export function WindowFields({
  value,
  isNeeded = false,
  onChange,
}: {
  value: unknown
  /** It cannot be at any time. */
  isNeeded?: boolean
  onChange: (value: object | undefined) => void
}) {
  const form = windowFormOf(value)
  const [from, to] = [memberOf(value, "from"), memberOf(value, "to")]
  const { any: _, ...bounded } = windowForms
  const begin: Record<WindowForm, object | undefined> = {
    any: undefined,
    last: { from: { ago: 30, unit: "days" } },
    since: { from: "" },
    until: { to: "" },
    between: { from: "", to: "" },
  }
  return (
    <>
      <Word
        label="When"
        w={120}
        value={form}
        words={isNeeded ? bounded : windowForms}
        onChange={(chosen) => onChange(begin[chosen])}
      />
      {form === "last" ? (
        <LengthFields
          label="How long"
          member="ago"
          value={from}
          onChange={(ago) => onChange({ from: ago })}
        />
      ) : null}
      {form === "since" || form === "between" ? (
        <Words
          label="From"
          type="date"
          value={from}
          onChange={(day) => onChange(form === "between" ? { from: day, to } : { from: day })}
        />
      ) : null}
      {form === "between" ? (
        <Text size="xs" span>
          and
        </Text>
      ) : null}
      {form === "until" || form === "between" ? (
        <Words
          label="To"
          type="date"
          value={to}
          onChange={(day) => onChange(form === "between" ? { from, to: day } : { to: day })}
        />
      ) : null}
    </>
  )
}

/** Whether a point says when. */
export function isPoint(point: unknown): boolean {
  if (typeof point === "string") return point !== ""
  if (typeof point !== "object" || point === null) return false
  return Object.values(point).every((value) => value !== undefined && value !== "")
}

/** Whether a window, where there is one, says when. */
export const isWindow = (window: unknown): boolean =>
  window === undefined ||
  (typeof window === "object" && window !== null && Object.values(window).every(isPoint))
