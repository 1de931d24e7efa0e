import { Text, type TextProps } from "@mantine/core"
import { useServerNow } from "../../api/server-time.ts"
import { calendarDay, dayAndTime, fromNow, timeOfDay } from "./instants.ts"
import { useNotation } from "./notation.ts"

/** An instant in the member's own notation and zone; the whole of it, with the zone, on hover. */
export function Instant({ at, ago = false, ...text }: TextProps & { at: string; ago?: boolean }) {
  const notation = useNotation()
  const date = new Date(at)
  return (
    <Text
      component="time"
      dateTime={at}
      title={dayAndTime(date, notation, "full")}
      dir="auto"
      span
      inherit
      style={{ whiteSpace: "nowrap" }}
      {...text}
    >
      {ago ? <Ago at={date} /> : dayAndTime(date, notation, "short")}
    </Text>
  )
}

/** Counted from the server's time, which dated it. */
function Ago({ at }: { at: Date }) {
  return fromNow(at, useServerNow())
}

/** The time of an instant, where its day is said already; the whole of it on hover. Light, as lists may have thousands. */
export function TimeOfDay({ at }: { at: string }) {
  const notation = useNotation()
  const date = new Date(at)
  return (
    <time dateTime={at} dir="auto" title={dayAndTime(date, notation, "full")}>
      {timeOfDay(date, notation)}
    </time>
  )
}

/** A day of which nobody knows the time, such as `2026-04-15`: the same in every zone. */
export function Day({ day, ...text }: TextProps & { day: string }) {
  const notation = useNotation()
  return (
    <Text component="time" dateTime={day} dir="auto" span inherit style={{ whiteSpace: "nowrap" }} {...text}>
      {calendarDay(day, notation)}
    </Text>
  )
}
