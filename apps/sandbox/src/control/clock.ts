/** The clock, what waits on it, and the way back to nothing. */
import { z } from "zod"
import { type ControlCall, ControlError, read } from "./request.ts"

export function readClock({ running }: ControlCall): object {
  return running.world.clock.reading()
}

const moveSchema = z.strictObject({
  advance_ms: z.number().min(0).optional(),
  set: z.iso.datetime({ offset: true }).optional(),
  offset_ms: z.number().optional(),
  paused: z.boolean().optional(),
  speed: z.number().positive().max(100_000).optional(),
})

/** Answers when everything that has come due by the move has been done (webhooks may still be on their way). */
export async function changeClock(call: ControlCall): Promise<object> {
  const { clock, agenda } = call.running.world
  const wanted = read(call, moveSchema)
  const given = [wanted.advance_ms, wanted.set, wanted.offset_ms].filter((each) => each !== undefined)
  if (given.length > 1)
    throw new ControlError(400, "invalid", "Give one of advance_ms, set and offset_ms.", "set")
  clock.move({
    advanceMs: wanted.advance_ms,
    setMs: wanted.set === undefined ? undefined : Date.parse(wanted.set),
    offsetMs: wanted.offset_ms,
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
