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
