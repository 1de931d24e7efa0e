/** The six digits that prove a number: sent to its SIM, typed in by whoever adds it. */
import { randomInt } from "node:crypto"
import type { PhoneNumber } from "./objects.ts"
import type { World } from "./world.ts"

const HOUR_MS = 60 * 60 * 1000
const CODE_LIVES_MS = 10 * 60 * 1000
const MAX_CODES_KEPT = 20
/** Meta locks a number for about twelve hours after too many guesses; how many those are it does not say. */
const MOST_WRONG_CODES = 5
const LOCKED_MS = 12 * HOUR_MS
/** Meta says that codes can be asked for too often, not how often. */
const MOST_CODES_AN_HOUR = 10

export type CodeMethod = "SMS" | "VOICE"

/** A new code; the one before it no longer counts. Answers zero, or the milliseconds until a code can be had. */
export function sendCode(world: World, number: PhoneNumber, method: CodeMethod): number {
  const now = world.clock.nowMs()
  const waitMs = waitForCode(number, now)
  if (waitMs > 0) return waitMs
  const code = String(randomInt(1_000_000)).padStart(6, "0")
  number.codes = [{ code, method, requested_at_ms: now }, ...number.codes].slice(0, MAX_CODES_KEPT)
  world.numbers.put(number)
  return 0
}

function waitForCode(number: PhoneNumber, now: number): number {
  const locked = lockedForMs(number, now)
  if (locked > 0) return locked
  const tenth = number.codes[MOST_CODES_AN_HOUR - 1]
  return tenth === undefined ? 0 : Math.max(0, tenth.requested_at_ms + HOUR_MS - now)
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
    const isLocked = number.wrong_codes >= MOST_WRONG_CODES
    if (isLocked) {
      number.codes_locked_until_ms = now + LOCKED_MS
      number.wrong_codes = 0
    }
    world.numbers.put(number)
    return isLocked ? "locked" : "wrong"
  }
  if (now - latest.requested_at_ms >= CODE_LIVES_MS) return "expired"
  number.code_verification_status = "VERIFIED"
  number.codes = []
  number.wrong_codes = 0
  if (!number.registered) number.status = "DISCONNECTED"
  world.numbers.put(number)
  return "verified"
}
