/** Periods of days, as analytics are asked for. Pure. */

export const periods = {
  "7": "Last 7 days",
  "30": "Last 30 days",
  "90": "Last 90 days",
  "365": "Last 365 days",
} as const
export type Period = keyof typeof periods

export const isPeriod = (value: unknown): value is Period =>
  typeof value === "string" && Object.hasOwn(periods, value)

const dayMs = 86_400_000

/** The first and the last day of it. @param today such as `2026-11-30`, in the zone in which days are counted */
export function daysOf(period: Period, today: string): { from: string; to: string } {
  const from = new Date(Date.parse(`${today}T00:00Z`) - (Number(period) - 1) * dayMs)
  return { from: from.toISOString().slice(0, 10), to: today }
}

/** Each day from one to another. */
export function everyDay(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(`${from}T00:00Z`); at <= Date.parse(`${to}T00:00Z`); at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
