/** The six digits that prove a number: sent to its SIM, typed in by whoever adds it. */
import { randomInt } from "node:crypto"
import type { PhoneNumber } from "./objects.ts"
import type { World } from "./world.ts"

const CODE_LIVES_MS = 10 * 60 * 1000
const MAX_CODES_KEPT = 20

export type CodeMethod = "SMS" | "VOICE"

/** A new code; the one before it no longer counts. */
export function sendCode(world: World, number: PhoneNumber, method: CodeMethod): void {
  const code = String(randomInt(1_000_000)).padStart(6, "0")
  number.codes = [{ code, method, requested_at_ms: world.clock.nowMs() }, ...number.codes].slice(
    0,
    MAX_CODES_KEPT,
  )
  world.numbers.put(number)
}

/** Verifies the number when `typed` (`123456` or `123-456`) is its latest code, at most ten minutes old. */
export function enterCode(world: World, number: PhoneNumber, typed: string): boolean {
  const latest = number.codes[0]
  const isFresh = latest !== undefined && world.clock.nowMs() - latest.requested_at_ms < CODE_LIVES_MS
  if (!isFresh || latest.code !== typed.replace("-", "")) return false
  number.code_verification_status = "VERIFIED"
  number.codes = []
  if (!number.registered) number.status = "DISCONNECTED"
  world.numbers.put(number)
  return true
}
