/** Instants as attributes, context and Liquid write them. */
import { whenShown } from "../filter/local-days.ts"
import { instantOf } from "../instants.ts"
import { msOfDay } from "./duration.ts"

/** With a time to the minute or finer, and an offset as ISO 8601 or Liquid's `%z` write it. */
const written =
  /^(\d{4}-\d\d-\d\d)(?:[T ](([01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(\.\d{1,6})?)?(?: ?(Z|UTC|[+-]\d\d:?\d\d))?)?$/

/**
 * An instant in milliseconds: with an offset the one it names, otherwise by the clock of a zone; a day alone is its first instant.
 * undefined: it cannot be read, or is a day that there is not.
 */
export function readDate(value: unknown, zone: string): number | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime()
  const match = typeof value === "string" ? written.exec(value.trim()) : null
  if (match === null) return undefined
  const [, day = "", time = "00:00", , seconds = "00", fraction = "", offset] = match
  if (offset === undefined) {
    const midnight = instantOf(day)
    const ms = msOfDay(time) + Math.trunc(Number(`${seconds}${fraction}`) * 1000)
    return midnight && whenShown(Math.trunc((midnight.getTime() + ms) / 1000) * 1000, zone) + (ms % 1000)
  }
  return instantOf(`${day}T${time}:${seconds}${fraction}${isoOffset(offset)}`)?.getTime()
}

const isoOffset = (offset: string): string =>
  offset === "UTC" || offset === "Z" ? "Z" : `${offset.slice(0, 3)}:${offset.slice(-2)}`
