/**
 * Times as Braze takes them: ISO 8601 in its usual spellings, also without an offset or with one such as `+1:00`, with `:` before
 * the milliseconds, with a blank for the T, a day alone, and MM/dd/yyyy. Without an offset it is UTC.
 */
const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,:](\d{1,9}))?)?)?\s*(?:([Zz]|UTC)|([+-])(\d{1,2}):?(\d\d)?)?$/
const american = /^(\d\d)\/(\d\d)\/(\d{4})$/

/** @returns undefined for what is no time, also 31 February */
export function readTime(value: unknown): Date | undefined {
  if (typeof value !== "string") return undefined
  const text = value.trim()
  const usual = readUsual(text)
  if (usual) return usual
  const [, m, d, y] = american.exec(text) ?? []
  if (m && d && y) return instant(y, m, d)
  const match = iso.exec(text)
  if (!match) return undefined
  const [
    ,
    year = "",
    month = "",
    day = "",
    hour,
    minute,
    second,
    fraction,
    ,
    sign,
    offsetHours,
    offsetMinutes,
  ] = match
  const ms = fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000)
  const offset = sign === undefined ? 0 : Number(offsetHours) * 60 + Number(offsetMinutes ?? 0)
  if (offset > 14 * 60 || Number(offsetMinutes ?? 0) > 59) return undefined
  const at = instant(year, month, day, [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0), ms])
  return at && new Date(at.getTime() - (sign === "-" ? -offset : offset) * 60_000)
}

/** Years have four digits. */
const earliest = Date.UTC(1000, 0)

/** As JavaScript writes it, with milliseconds or without, which costs a fifth of all else. */
function readUsual(text: string): Date | undefined {
  if (text.length !== 24 && text.length !== 20) return undefined
  const at = new Date(text)
  if (!(at.getTime() >= earliest)) return undefined
  const written = at.toISOString()
  return written === text || written === text.replace("Z", ".000Z") ? at : undefined
}

function instant(
  year: string,
  month: string,
  day: string,
  [hour, minute, second, ms]: readonly [number, number, number, number] = [0, 0, 0, 0],
): Date | undefined {
  if (hour > 23 || minute > 59 || second > 59 || Number(year) < 1000) return undefined
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), hour, minute, second, ms))
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day) ? at : undefined
}
