import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
import { fields } from "../platform/http/index.ts"
import { launchState, launchStates } from "./launches.ts"

/** A launch in a list: what it is of and what it does, without its counts. */
export const launchEntry = z
  .object({
    id: fields.id,
    campaign: z.object({ id: fields.id, name: z.string() }),
    parent_id: fields.id.nullable().describe("The launch that this one repeats in part"),
    state: z.enum(launchStates),
    scheduled_at: fields.timestamp,
    expires_at: fields.timestamp.nullable().describe("What has not been sent by then is not sent any more"),
    created_at: fields.timestamp,
  })
  .meta({ id: "LaunchEntry" })

export const launchQuery = fields.paging.extend({
  state: z.enum(launchStates).optional(),
  campaign_id: fields.id.optional(),
})

/** Launches after the id `after`, the oldest first; one more than `limit` where there are more. */
export async function listLaunches(
  tx: Tx,
  { after, limit, state, campaign_id }: z.output<typeof launchQuery>,
): Promise<z.output<typeof launchEntry>[]> {
  let launches = tx
    .selectFrom("launches")
    .innerJoin("sources", "sources.id", "launches.id")
    .innerJoin("campaigns", "campaigns.id", "launches.campaign_id")
    .select([
      "launches.id",
      "campaign_id",
      "name",
      "parent_id",
      "scheduled_at",
      "expires_at",
      "launches.created_at",
    ])
    .select(launchState.as("state"))
    .orderBy("launches.id")
    .limit(limit + 1)
  if (after !== undefined) launches = launches.where("launches.id", ">", after)
  if (campaign_id !== undefined) launches = launches.where("campaign_id", "=", campaign_id)
  if (state !== undefined) launches = launches.where(sql<boolean>`${launchState} = ${state}`)
  const rows = await launches.execute()
  return rows.map(({ campaign_id, name, ...launch }) => ({ ...launch, campaign: { id: campaign_id, name } }))
}
