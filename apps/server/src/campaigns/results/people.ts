/** The people behind the figures of a campaign, by what became of its message to them. */
import { z } from "zod"
import { messageReason, reasonOf } from "../../messaging/index.ts"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { optOutPlace } from "../conversions/opt-outs.ts"
import { sourcesOfCampaigns } from "../sources-of-campaigns.ts"

const peopleStates = [
  "waiting",
  "not_sent",
  "control",
  "accepted",
  "sent",
  "delivered",
  "read",
  "clicked",
  "replied",
  "failed",
  "converted",
  "opted_out",
] as const
type PeopleState = (typeof peopleStates)[number]

export const peopleQuery = fields.paging.extend({
  state: z.enum(peopleStates),
  reason: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("Of `not_sent` and `failed`: why, such as `unsubscribed`, or the code of Meta's error"),
  launch_id: fields.id.optional().describe("Of this launch, with what repeats it"),
  variant: z.coerce.number().int().min(0).max(99).optional().describe("Its place"),
})

export const campaignPerson = z
  .object({
    id: fields.id.describe("Of this row: `after` of the next page"),
    message_id: fields.id.nullable().describe("null: no message was made for them"),
    contact_id: fields.id,
    name: z.string().nullable(),
    phone: z.string().nullable(),
    external_id: z.string().nullable(),
    variant: z.number().int(),
    at: fields.timestamp.nullable().describe("When the state was reached"),
    reason: messageReason.nullable(),
  })
  .meta({ id: "CampaignPerson" })

interface Row {
  id: string
  message_id: string | null
  contact_id: string
  first_name: string | null
  last_name: string | null
  phone: string | null
  external_id: string | null
  variant: number
  at: Date | null
  status: string
  reason: string | null
  error_detail: string | null
}

const isControl = sql`reason IN ('control', 'workspace_control')`

/** Which messages are in a state, and since when. */
const messagesIn: Record<
  Exclude<PeopleState, "waiting" | "converted" | "opted_out">,
  { is: RawBuilder<unknown>; at: string }
> = {
  not_sent: { is: sql`status = 'dropped' AND NOT ${isControl}`, at: "decided_at" },
  control: { is: sql`status = 'dropped' AND ${isControl}`, at: "decided_at" },
  accepted: { is: sql`wamid IS NOT NULL`, at: "decided_at" },
  sent: { is: sql`sent_at IS NOT NULL`, at: "sent_at" },
  delivered: { is: sql`delivered_at IS NOT NULL`, at: "delivered_at" },
  read: { is: sql`read_at IS NOT NULL`, at: "read_at" },
  clicked: { is: sql`clicked_at IS NOT NULL`, at: "clicked_at" },
  replied: { is: sql`replied_at IS NOT NULL`, at: "replied_at" },
  failed: { is: sql`status = 'failed'`, at: "failed_at" },
}

/**
 * A page of them. Each source is read in the order of an index and no further than the page goes, so that the last page of a million
 * is as quick as the first.
 * @throws Problem not_found
 */
export async function readPeople(
  tx: Tx,
  campaignId: string,
  { state, reason, launch_id: launchId, variant, after, limit }: z.output<typeof peopleQuery>,
): Promise<z.output<typeof campaignPerson>[]> {
  const campaign = tx.selectFrom("campaigns").select("id").where("id", "=", campaignId)
  found(await campaign.executeTakeFirst(), "campaign")
  if (launchId !== undefined) {
    const launch = tx.selectFrom("launches").select("id").where("id", "=", launchId)
    found(await launch.where("campaign_id", "=", campaignId).executeTakeFirst(), "launch")
  }
  const source = sql`source AS MATERIALIZED (${sourcesOfCampaigns(sql`own.campaign_id = ${campaignId}
    AND ${launchId === undefined ? sql`true` : sql`coalesce(sources.parent_id, own.id) = ${launchId}`}`)})`
  const page = sql`ORDER BY id LIMIT ${limit + 1}`
  const isBehind = (id: RawBuilder<unknown>) => (after === undefined ? sql`true` : sql`${id} > ${after}`)
  const isOfVariant = variant === undefined ? sql`true` : sql`variant = ${variant}`
  const isFor = reason === undefined ? sql`true` : sql`reason = ${reason}`

  const history = (is: RawBuilder<unknown>, at: string) => sql`
    SELECT found.* FROM source CROSS JOIN LATERAL (
      SELECT id, id AS message_id, contact_id, variant, ${sql.ref(at)} AS at, status::text AS status, reason, error_detail
      FROM messages WHERE source_id = source.id AND contact_id IS NOT NULL AND ${is} AND ${isFor} AND ${isOfVariant}
        AND ${isBehind(sql`id`)} ${page}) AS found`
  // No message was made for them: the row has the contact's own id, and is there once.
  const leftOut = sql`
    SELECT DISTINCT ON (id) * FROM (
      SELECT found.* FROM source CROSS JOIN LATERAL (
        SELECT contact_id AS id, NULL::uuid AS message_id, contact_id, 0::smallint AS variant, suppressed_at AS at, 'dropped' AS status,
          reason, NULL::text AS error_detail
        FROM suppressed_recipients WHERE source_id = source.id AND ${isFor}
          AND ${isBehind(sql`contact_id`)} ORDER BY contact_id LIMIT ${limit + 1}) AS found) AS left_out`
  const waiting = sql`
    SELECT o.id, o.id AS message_id, o.contact_id, o.variant, o.send_after AS at,
      CASE o.state WHEN 'in_doubt' THEN 'in_doubt' ELSE 'queued' END AS status, o.wait_reason AS reason, NULL::text AS error_detail
    FROM outbox AS o JOIN source ON source.id = o.source_id
    WHERE o.contact_id IS NOT NULL AND ${isOfVariant} AND ${isBehind(sql`o.id`)}`
  const did = (place: number) => sql`
    SELECT event_id AS id, NULL::uuid AS message_id, contact_id, variant, c.at, ${state}::text AS status, NULL::text AS reason,
      NULL::text AS error_detail
    FROM conversions AS c JOIN source ON source.id = c.source_id
    WHERE c.campaign_id = ${campaignId} AND place = ${place} AND is_first AND NOT is_control AND ${isOfVariant} AND ${isBehind(sql`event_id`)}`
  const listed = (): RawBuilder<unknown> => {
    if (state === "waiting") return waiting
    if (state === "converted") return did(0)
    if (state === "opted_out") return did(optOutPlace)
    const { is, at } = messagesIn[state]
    // A person without a message was given no variant either.
    return state === "not_sent" && variant === undefined
      ? sql`(${history(is, at)}) UNION ALL (${leftOut})`
      : history(is, at)
  }
  const { rows: people } = await sql<Row>`
    WITH ${source}, person AS (SELECT * FROM (${listed()}) AS listed ${page})
    SELECT person.*, k.first_name, k.last_name, k.phone, k.external_id
    FROM person LEFT JOIN contacts AS k ON k.id = person.contact_id ORDER BY person.id`.execute(tx)
  return people.map(({ first_name, last_name, status, reason: why, error_detail, ...row }) => ({
    ...row,
    name: [first_name, last_name].filter(Boolean).join(" ") || null,
    reason: reasonOf({ status, reason: why, error_detail }),
  }))
}
