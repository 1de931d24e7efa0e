import { answerOf } from "../api/client.ts"
import { Failure } from "../failure.ts"
import { did, eventually, type Stage } from "./context.ts"

/** How long the demo lasts by the sandbox's clock: a service window closes in it. */
export const demoLastsMs = 25 * 60 * 60_000

/** What is under way at Meta has so long to end. */
const quietWithinMs = 5_000
/** The server asks the sandbox for the time every second. */
const seenWithinMs = 10_000
const sameWithinMs = 2_000

/**
 * Sets the sandbox's clock back, so that the demo ends now and nothing of it lies in the future.
 * @returns how the clock goes on from where it would be without the demo
 */
export async function startEarlier(stage: Stage): Promise<() => Promise<unknown>> {
  await letEnd(stage)
  const { offset_ms } = await stage.sandbox.clock()
  await stage.sandbox.setClockOffset(offset_ms - demoLastsMs)
  await untilServerFollows(stage)
  stage.screen.line()
  did(stage, "The sandbox's clock was set back by 25 hours: the demo starts yesterday and ends now")
  return () => stage.sandbox.setClockOffset(offset_ms)
}

/** Lets what the sandbox has planned happen: it would wait for a day. What takes longer does wait. */
async function letEnd(stage: Stage): Promise<void> {
  const ended = eventually(stage, "the sandbox to have nothing under way", quietWithinMs, async () => {
    const { statuses, webhooks } = await stage.sandbox.pending()
    return statuses + webhooks === 0 ? true : undefined
  })
  await ended.catch((error) => {
    if (!(error instanceof Failure)) throw error
  })
}

/** @throws Failure when the server does not follow the sandbox's clock */
function untilServerFollows(stage: Stage): Promise<true> {
  return eventually(stage, "the server to see the clock move", seenWithinMs, async () => {
    const [{ time }, { now }] = await Promise.all([answerOf(stage.api.GET("/health")), stage.sandbox.clock()])
    return Math.abs(Date.parse(time) - now.getTime()) < sameWithinMs ? true : undefined
  })
}
