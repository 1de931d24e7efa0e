import type { Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { type Explanation, explainWait } from "../explain.ts"

export interface NumberWait extends Explanation {
  /** When it is tried again; null where something has to change first. */
  until: Date | null
}

/**
 * Why a number sends nothing now, and what to do; null when it sends.
 * @throws Problem not_found
 */
export async function whyNumberWaits(tx: Tx, numberId: string, now: Date): Promise<NumberWait | null> {
  const number = found(
    await tx
      .selectFrom("numbers")
      .select(["disconnected_at", "registered_at", "held_until", "hold_code"])
      .where("id", "=", numberId)
      .executeTakeFirst(),
    "number",
  )
  if (number.disconnected_at !== null) return { ...explainWait("number_disconnected"), until: null }
  if (number.registered_at === null) return { ...explainWait("number_not_registered"), until: null }
  const { held_until: until, hold_code: code } = number
  if (until === null || until <= now) return null
  return { ...explainWait(code === null ? "unreachable" : String(code)), until }
}
