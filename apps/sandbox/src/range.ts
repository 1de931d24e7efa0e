/** Times that are drawn: from the first to the second number of milliseconds. */
import { z } from "zod"

export const rangeMsSchema = z.tuple([z.number().min(0), z.number().min(0)])
export type RangeMs = z.infer<typeof rangeMsSchema>

/** The time at `at` (0 to 1) of a range, in whole milliseconds. Pure. */
export function within([min, max]: RangeMs, at: number): number {
  return Math.round(min + (Math.max(min, max) - min) * at)
}
