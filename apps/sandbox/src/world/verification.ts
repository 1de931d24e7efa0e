/** The six digits that prove a number: sent to its SIM, typed in by the person who adds it. */
import { randomInt } from "node:crypto"
import type { PhoneNumber } from "./objects.ts"
import type { World } from "./world.ts"

const hourMs = 60 * 60 * 1000
const codeLivesMs = 10 * 60 * 1000
const maxCodesKept = 20
/** Meta locks a number for about twelve hours after too many guesses; how many those are it does not say. */
const mostWrongCodes = 5
const lockedMs = 12 * hourMs
/** Meta says that codes can be asked for too often, not how often. */
const mostCodesAnHour = 10

export type CodeMethod = "SMS" | "VOICE"

/** A new code; the one before it no longer counts. Answers zero, or the milliseconds until a code can be had. */
export function sendCode(world: World, number: PhoneNumber, method: CodeMethod): number {
  const now = world.clock.nowMs()
  const waitMs = waitForCode(number, now)
  if (waitMs > 0) return waitMs
  const code = String(randomInt(1_000_000)).padStart(6, "0")
  number.codes = [{ code, method, requested_at_ms: now }, ...number.codes].slice(0, maxCodesKept)
  world.numbers.put(number)
  return 0
}

function waitForCode(number: PhoneNumber, now: number): number {
  const locked = lockedForMs(number, now)
  if (locked > 0) return locked
  const tenth = number.codes[mostCodesAnHour - 1]
  return tenth === undefined ? 0 : Math.max(0, tenth.requested_at_ms + hourMs - now)
}

/** How long no code of this number is accepted; zero when it is. */
export function lockedForMs(number: PhoneNumber, now: number): number {
  return Math.max(0, (number.codes_locked_until_ms ?? 0) - now)
}

/** Verifies the number when `typed` (`123456` or `123-456`) is its latest code, at most ten minutes old. */
export function enterCode(
  world: World,
  number: PhoneNumber,
  typed: string,
): "verified" | "wrong" | "expired" | "locked" {
  const now = world.clock.nowMs()
  if (lockedForMs(number, now) > 0) return "locked"
  const latest = number.codes[0]
  if (latest?.code !== typed.replace("-", "")) {
    number.wrong_codes += 1
    const isLocked = number.wrong_codes >= mostWrongCodes
    if (isLocked) {
      number.codes_locked_until_ms = now + lockedMs
      number.wrong_codes = 0
    }
    world.numbers.put(number)
    return isLocked ? "locked" : "wrong"
  }
  if (now - latest.requested_at_ms >= codeLivesMs) return "expired"
  number.code_verification_status = "VERIFIED"
  number.codes = []
  number.wrong_codes = 0
  if (!number.registered) number.status = "DISCONNECTED"
  world.numbers.put(number)
  return "verified"
}
