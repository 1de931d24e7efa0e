import { calendarDay } from "../../look/time/instants.ts"
import { useNotation } from "../../look/time/notation.ts"

/** The day of an instant in UTC, as the catalogue counts days. */
export function Day({ at }: { at: string }) {
  const day = at.slice(0, 10)
  return <time dateTime={day}>{calendarDay(day, useNotation())}</time>
}
