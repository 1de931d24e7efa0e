import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import {
  defineSorting,
  fields,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../../platform/http/index.ts"
import { launchState, launchStates } from "./launches.ts"

/** A launch in a list: what it is of and what it does, without its counts. */
const launchEntry = z
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

export const launchPage = sortedPageOf(launchEntry)

const launchSorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    scheduled: { column: "scheduled_at", kind: "instant" },
    campaign: { column: "name", kind: "text" },
  },
  usual: { sort: "created", order: "asc" },
})

export const launchQuery = sortedPaging(launchSorting).extend({
  state: fields.someOf(launchStates).optional(),
  campaign_id: fields.id.optional(),
})

/** A page of launches. */
export async function listLaunches(
  tx: Tx,
  { state, campaign_id, ...page }: z.output<typeof launchQuery>,
): Promise<z.output<typeof launchPage>> {
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
  if (campaign_id !== undefined) launches = launches.where("campaign_id", "=", campaign_id)
  if (state !== undefined) launches = launches.where(sql<boolean>`${launchState} = ANY(${state}::text[])`)
  const { data, ...rest } = await readSortedPage(tx, launches, launchSorting, page)
  return {
    ...rest,
    data: data.map(({ campaign_id, name, ...launch }) => ({
      ...launch,
      campaign: { id: campaign_id, name },
    })),
  }
}
