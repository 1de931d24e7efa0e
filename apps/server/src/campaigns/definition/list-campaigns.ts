import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import {
  defineSorting,
  fields,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../../platform/http/index.ts"
import { asCampaign, campaign, campaignStates, startedAt } from "./campaigns.ts"

const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    name: { column: "name", kind: "text" },
    updated: { column: "updated_at", kind: "instant" },
  },
  usual: { sort: "created", order: "asc" },
})

/** A campaign in the list. */
const campaignEntry = campaign
  .extend({
    last_launch_at: fields.timestamp.nullable().describe("When it went out last, or will; null: never"),
  })
  .meta({ id: "CampaignEntry" })

export const campaignPage = sortedPageOf(campaignEntry)

export const campaignQuery = sortedPaging(sorting).extend({
  search: z.string().trim().max(200).optional().describe("A part of the name or of a tag"),
  state: fields.someOf(campaignStates).optional(),
  tag: z.string().max(50).optional(),
  folder: z.string().max(100).optional(),
  archived: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
})

/** A page of campaigns. */
export async function listCampaigns(
  tx: Tx,
  { search, state, tag, folder, archived, ...page }: z.output<typeof campaignQuery>,
): Promise<z.output<typeof campaignPage>> {
  let campaigns = tx
    .selectFrom("campaigns")
    .selectAll()
    .select(startedAt.as("started_at"))
    .where("archived_at", archived ? "is not" : "is", null)
  if (state !== undefined) campaigns = campaigns.where("state", "in", state)
  if (folder !== undefined) campaigns = campaigns.where("folder", "=", folder)
  if (tag !== undefined) campaigns = campaigns.where(sql<boolean>`tags @> ARRAY[${tag}]::text[]`)
  if (search !== undefined)
    campaigns = campaigns.where(
      sql<boolean>`strpos(lower(name || ' ' || array_to_string(tags, ' ')), lower(${search}::text)) > 0`,
    )
  const { data, ...rest } = await readSortedPage(tx, campaigns, sorting, page)
  const launches = await tx
    .selectFrom("launches")
    .select(["campaign_id", ({ fn }) => fn.max("scheduled_at").as("last_launch_at")])
    .where("campaign_id", "=", sql<string>`ANY(${data.map(({ id }) => id)}::uuid[])`)
    .groupBy("campaign_id")
    .execute()
  const lastOf = new Map(launches.map(({ campaign_id, last_launch_at }) => [campaign_id, last_launch_at]))
  return {
    ...rest,
    data: data.map((row) => ({ ...asCampaign(row), last_launch_at: lastOf.get(row.id) ?? null })),
  }
}
