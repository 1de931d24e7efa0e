const lengths = {
  short: { dateStyle: "medium", timeStyle: "short" },
  full: { dateStyle: "full", timeStyle: "long" },
} as const

/** An instant as people write it, in a zone such as `America/Bogota` (the machine's own when undefined). */
export function dayAndTime(at: Date, zone: string | undefined, length: keyof typeof lengths): string {
  return new Intl.DateTimeFormat("en", { ...lengths[length], ...(zone ? { timeZone: zone } : {}) }).format(at)
}

const steps = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
] as const

/** How long ago, or how far ahead, an instant is: `2 minutes ago`, `in 3 days`. */
export function fromNow(at: Date, now: Date): string {
  let amount = (at.getTime() - now.getTime()) / 1000
  for (const [unit, size] of steps) {
    if (Math.abs(amount) < size) return inWords(amount, unit)
    amount /= size
  }
  return inWords(amount, "year")
}

function inWords(amount: number, unit: Intl.RelativeTimeFormatUnit): string {
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(amount), unit)
}

/** When a day such as `2026-03-01`, or one so many days after it, starts in a zone (the machine's own when undefined). */
export function startOfDay(day: string, daysAfter: number, zone: string | undefined): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + daysAfter * 24 * 60 * 60_000
  // The zone is asked twice, as it may change between midnight there and midnight in UTC.
  const near = asUtc - offsetMs(asUtc, zone)
  return new Date(asUtc - offsetMs(near, zone))
}

function offsetMs(at: number, zone: string | undefined): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZoneName: "longOffset",
    ...(zone ? { timeZone: zone } : {}),
  }).formatToParts(at)
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? ""
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
