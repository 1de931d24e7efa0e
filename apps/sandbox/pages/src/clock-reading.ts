/** The sandbox's time as `/_sandbox/clock` tells it. */
import { z } from "zod"

export const clockSchema = z.object({
  now: z.string(),
  offset_ms: z.number(),
  speed: z.number(),
  paused: z.boolean(),
})

/** `22 Nov 2026, 14:03:07` in the reader's own time zone. */
export function instant(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" })
}

/** `14:03` */
export function timeOfDay(iso: string): string {
  return new Date(iso).toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" })
}
