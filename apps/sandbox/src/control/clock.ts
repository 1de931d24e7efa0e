/** The clock, what waits on it, and the way back to nothing. */
import { z } from "zod"
import { type ControlCall, ControlError, read } from "./request.ts"

export function readClock({ running }: ControlCall): object {
  return running.world.clock.reading()
}

const moveSchema = z.strictObject({
  advance_ms: z.number().min(0).optional(),
  set: z.iso.datetime({ offset: true }).optional(),
  paused: z.boolean().optional(),
  speed: z.number().positive().max(100_000).optional(),
})

/** Answers when everything that has come due by the move has been done (webhooks may still be on their way). */
export async function changeClock(call: ControlCall): Promise<object> {
  const { clock, agenda } = call.running.world
  const wanted = read(call, moveSchema)
  if (wanted.advance_ms !== undefined && wanted.set !== undefined) {
    throw new ControlError(400, "invalid", "Give either advance_ms or set.", "set")
  }
  clock.move({
    advanceMs: wanted.advance_ms,
    setMs: wanted.set === undefined ? undefined : Date.parse(wanted.set),
    paused: wanted.paused,
    speed: wanted.speed,
  })
  await agenda.caughtUp()
  return clock.reading()
}

/** All zero when nothing is going to happen by itself any more. */
export function readPending({ running }: ControlCall): object {
  return {
    statuses: running.statuses.open,
    webhooks: running.webhooks.pending,
    reviews: running.review.waiting + running.pacing.waiting + running.names.waiting,
  }
}

export function resetSandbox({ running }: ControlCall): object {
  running.reset()
  return { success: true }
}
