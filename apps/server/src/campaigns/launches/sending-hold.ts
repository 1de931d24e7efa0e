/** A launch waits while its number may not send, or while Meta refuses what it sends; nothing of it is lost meanwhile. */
import type { z } from "zod"
import { explainWait, quietWait, whyNumberWaits } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { launchHold } from "./template-hold.ts"

type Hold = z.output<typeof launchHold>

/** Why the number of a launch sends nothing, or nothing of this launch, and what to do; null when it sends. */
export async function readSendingHold(
  tx: Tx,
  launch: { id: string; numberId: string; startsAt: Date },
  now: Date,
): Promise<Hold | null> {
  const ofNumber = await whyNumberWaits(tx, launch.numberId, now)
  if (ofNumber !== null) return { ...ofNumber, template: null }
  const source = await tx
    .selectFrom("sources")
    .select(["class", "held_until", "hold_reason"])
    .where("id", "=", launch.id)
    .executeTakeFirstOrThrow()
  // One that is to start later may well start after they end.
  const ofQuiet = launch.startsAt <= now ? await quietWait(tx, source.class, now) : null
  if (ofQuiet !== null) return { ...ofQuiet, template: null }
  const { held_until: until, hold_reason: reason } = source
  if (until !== null && until > now && reason !== null)
    return { ...explainWait(reason), until, template: null }
  return readCommonWait(tx, launch.id, now)
}

/** Why the next message of a launch waits, where all that is left of it does; such as people of a country that is closed. */
async function readCommonWait(tx: Tx, launchId: string, now: Date): Promise<Hold | null> {
  const { rows } = await sql<{ until: Date; reason: string | null }>`
    SELECT send_after AS until, wait_reason AS reason FROM outbox
    WHERE source_id = ${launchId} AND state = 'due' ORDER BY send_after, id LIMIT 1
  `.execute(tx)
  const [next] = rows
  if (next === undefined || next.until <= now || next.reason === null) return null
  return { ...explainWait(next.reason), until: next.until, template: null }
}
