/** Messages of campaigns that go later than they were triggered: sent when their time has come. */
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { startLoop } from "../../platform/loop.ts"
import { type Named, sendNamed } from "./send-named.ts"
import { byPriority, holdOpen, readTriggers, type Trigger } from "./triggers.ts"

const mostAtOnce = 2_000
/** So long an occurrence is known as heard of. The log gives none again that is as old. */
const keptMs = 7 * 86_400_000

export function startReleasingHits(platform: Platform): { stop(): Promise<void> } {
  return startLoop({
    everyMs: 1_000,
    round: () => releaseHits(platform),
    broke: (error) => platform.logger.warn({ err: error }, "cannot send what campaigns planned; retrying"),
  })
}

interface DueHit {
  campaign_id: string
  contact_id: string
  occurrence: Buffer
  variables: Record<string, unknown>
}

/** @returns whether there may be more */
export async function releaseHits({ db, clock }: Pick<Platform, "db" | "clock">): Promise<boolean> {
  const now = clock.now()
  return db.system(async (tx) => {
    const { rows: due } = await sql<DueHit>`
      WITH due AS (
        SELECT campaign_id, contact_id, occurrence, variables FROM campaign_hits WHERE due_at <= ${now}
        ORDER BY due_at LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED
      ), done AS (
        UPDATE campaign_hits AS h SET due_at = NULL, variables = NULL FROM due
        WHERE h.campaign_id = due.campaign_id AND h.contact_id = due.contact_id AND h.occurrence = due.occurrence
      )
      SELECT * FROM due`.execute(tx)
    if (due.length === 0) return false
    const byCampaign = Map.groupBy(due, ({ campaign_id }) => campaign_id)
    const ids = [...byCampaign.keys()]
    const open = await holdOpen(tx, ids)
    const triggers = await readTriggers(tx, sql`t.source_id = ANY(${open}::uuid[])`)
    // In the order of those who hear: each locks its campaign.
    for (const trigger of triggers.toSorted(byPriority))
      await release(tx, trigger, byCampaign.get(trigger.campaignId) ?? [], now)
    return due.length === mostAtOnce
  })
}

/** What the API asked for goes to who is in the audience by now; what something triggered, where the campaign says so. */
async function release(tx: Tx, trigger: Trigger, due: readonly DueHit[], now: Date): Promise<void> {
  const { delivery, audience } = trigger.definition
  const people = due.map(({ contact_id, variables }): Named => ({ contactId: contact_id, variables }))
  const isOver =
    delivery.kind === "action" && delivery.until !== null && now.getTime() >= Date.parse(delivery.until)
  if (isOver) return
  const isChecked = delivery.kind !== "action" || delivery.is_checked_again
  await sendNamed(tx, trigger, people, { ...(isChecked && { among: audience }), now })
}

/** @returns how many were forgotten */
export async function forgetHits({ db, clock }: Pick<Platform, "db" | "clock">): Promise<number> {
  const before = new Date(clock.now().getTime() - keptMs)
  const { numAffectedRows } = await db.system((tx) =>
    sql`DELETE FROM campaign_hits WHERE due_at IS NULL AND hit_at < ${before}`.execute(tx),
  )
  return Number(numAffectedRows ?? 0)
}
