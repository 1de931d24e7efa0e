import { z } from "zod"
import { addToList } from "../../contacts/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

/** Contacts that one request puts on a list. */
const mostAtOnce = 5_000

export const peopleToList = z
  .strictObject({
    list_id: fields.id.describe("The static list that they are put on"),
    state: z
      .enum(["accepted", "failed", "suppressed", "waiting"])
      .describe(
        "What the launch came to for them: accepted by Meta, and not failed; failed; not sent, by a rule; not decided yet",
      ),
    reason: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("Of those that failed or were not sent: Meta's code, such as 131026, or the rule"),
    after: fields.id.optional().describe("`next` of the answer before"),
  })
  .meta({ id: "LaunchPeopleToList" })

export const peopleListed = z
  .object({
    contacts: z.int().describe("People that this request was about"),
    changed: z.int().describe("Those of them who were not on the list"),
    next: fields.id.nullable().describe("Ask again with this as `after`; null: that was all"),
  })
  .meta({ id: "LaunchPeopleListed" })

/**
 * Puts the people that a launch came to the same for on a static list, some thousands at a time, as they are at this moment.
 * @throws Problem not_found
 */
export async function listPeople(
  tx: Tx,
  { launchId, workspaceId, now }: { launchId: string; workspaceId: string; now: Date },
  { list_id: listId, state, reason, after }: z.output<typeof peopleToList>,
): Promise<z.output<typeof peopleListed>> {
  found(await tx.selectFrom("launches").select("id").where("id", "=", launchId).executeTakeFirst(), "launch")
  const isBehind = after === undefined ? sql`true` : sql`contact_id > ${after}`
  const isWanted = sql`state = ${state} AND ${reason === undefined ? sql`true` : sql`reason = ${reason}`}`
  const { rows } = await sql<{ contact_id: string }>`
    SELECT contact_id FROM (
      SELECT contact_id, 'suppressed' AS state, reason FROM suppressed_recipients WHERE source_id = ${launchId}
      UNION ALL
      SELECT r.contact_id, CASE WHEN m.id IS NULL THEN 'waiting' WHEN m.status = 'dropped' THEN 'suppressed'
          WHEN m.status = 'failed' THEN 'failed' ELSE 'accepted' END, m.reason
      FROM recipients AS r LEFT JOIN LATERAL (
        SELECT id, status, reason FROM messages WHERE contact_id = r.contact_id AND source_id = r.source_id
        ORDER BY id DESC LIMIT 1) AS m ON true
      WHERE r.source_id = ${launchId}
    ) AS person
    WHERE ${isWanted} AND ${isBehind} ORDER BY contact_id LIMIT ${mostAtOnce}`.execute(tx)
  const ids = rows.map(({ contact_id }) => contact_id)
  const changed = await addToList(tx, { workspaceId, listId, now }, ids)
  const last = ids.length === mostAtOnce ? ids.at(-1) : undefined
  return { contacts: ids.length, changed, next: last ?? null }
}
