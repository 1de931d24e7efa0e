const minuteMs = 60_000
const units = [
  { name: "day", short: "d", ms: 24 * 60 * minuteMs, from: 48 * 60 * minuteMs },
  { name: "hour", short: "h", ms: 60 * minuteMs, from: 60 * minuteMs },
  { name: "minute", short: "min", ms: minuteMs, from: minuteMs },
] as const

/** How far a clock is from that of the machine, `+25 h` and `25 hours ahead`; undefined where that is less than a minute. */
export function clockOffset(offsetMs: number): { short: string; words: string } | undefined {
  const distanceMs = Math.abs(offsetMs)
  const unit = units.find(({ from }) => distanceMs >= from)
  if (unit === undefined) return undefined
  const amount = Math.round(distanceMs / unit.ms)
  return {
    short: `${offsetMs > 0 ? "+" : "−"}${amount} ${unit.short}`,
    words: `${amount} ${unit.name}${amount === 1 ? "" : "s"} ${offsetMs > 0 ? "ahead" : "behind"}`,
  }
}
