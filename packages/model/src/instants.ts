const pattern =
  /^([1-9]\d{3})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d{1,6}))?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d))?$/

/**
 * The instant that a text names: a date (`2026-11-22`, its first moment in UTC) or ISO 8601 with seconds and an offset
 * (`2026-11-22T09:00:00.250+01:00`). To the millisecond. Undefined for anything else, also for 31 February.
 */
export function instantOf(text: string): Date | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, year, month, day] = match
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined
  return match[4] === undefined ? date : new Date(text)
}

/** The same rule for PostgreSQL's `~`; what it lets through is a valid instant if its date exists. */
export const instantPattern =
  "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9]))?$"
