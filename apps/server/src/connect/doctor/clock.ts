import { request } from "undici"
import type { Platform } from "../../platform/index.ts"
import { type Check, failed, ok, skipped, warning } from "./check.ts"

const place = { name: "clock" }
const timeoutMs = 10_000
/** HTTP dates are whole seconds, and an answer takes a while. */
const toleratedMs = 30_000
const seriousMs = 5 * 60 * 1000

/**
 * Is this machine's clock right? Service windows are counted from instants that Meta gives, so a clock that is wrong
 * sends messages that Meta refuses, or holds back what may be sent.
 */
export async function checkClock({ config, clock }: Platform): Promise<Check[]> {
  let date: string | undefined
  try {
    const answer = await request(config.meta.graphUrl, {
      method: "HEAD",
      headersTimeout: timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.body.dump()
    date = answer.headers.date?.toString()
  } catch {
    date = undefined // the check of Meta says that it cannot be reached
  }
  const atMeta = Date.parse(date ?? "")
  return [judgeClock(clock.now().getTime() - atMeta)]
}

/** @param aheadMs how far this clock is ahead of Meta's; NaN: not known. Pure */
function judgeClock(aheadMs: number): Check {
  if (Number.isNaN(aheadMs)) return skipped(place, "Unknown while Meta does not tell the time.")
  const offMs = Math.abs(aheadMs)
  if (offMs <= toleratedMs) return ok(place, "This machine's clock agrees with Meta's.")
  const message = `This machine's clock is ${inWords(offMs)} ${aheadMs > 0 ? "ahead of" : "behind"} Meta's: service windows are misjudged.`
  return (offMs > seriousMs ? failed : warning)(place, message, "Let the machine follow a time server (NTP).")
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
}
