import { readCampaignDefinition } from "@parley/model"
import { changeCampaign, duplicateCampaign } from "../../campaigns/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { describingContents } from "./describe-contents.ts"
import { readCopy, readListing } from "./listing.ts"
import { readCampaignId } from "./trigger-send.ts"

const listCampaigns: Endpoint = {
  method: "GET",
  path: "/campaigns/list",
  permission: "campaigns:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const { direction, after, isWithArchived, most, offset } = readListing(input)
    const { rows } = await platform.db.workspace(workspaceId, (tx) =>
      sql<{ id: string; name: string; tags: string[]; updated_at: Date; kind: string | null }>`
        SELECT id, name, tags, updated_at, definition #>> '{delivery,kind}' AS kind FROM campaigns
        WHERE workspace_id = ${workspaceId} AND (archived_at IS NULL OR ${isWithArchived})
          AND updated_at > ${after}
        ORDER BY id ${sql.raw(direction)} LIMIT ${most} OFFSET ${offset}`.execute(tx),
    )
    const campaigns = rows.map(({ id, name, tags, updated_at, kind }) => ({
      id,
      last_edited: updated_at.toISOString(),
      name,
      is_api_campaign: kind === "api",
      tags,
    }))
    return { body: { message: "success", campaigns } }
  },
}

const campaignDetails: Endpoint = {
  method: "GET",
  path: "/campaigns/details",
  permission: "campaigns:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const id = readCampaignId(input.campaign_id)
    const body = await platform.db.workspace(workspaceId, (tx) => describeCampaign(tx, workspaceId, id))
    return { body: { message: "success", ...body } }
  },
}

interface Row {
  name: string
  number_id: string | null
  state: string
  tags: string[]
  definition: unknown
  /** Of the version that was launched last, or started. */
  launched: unknown
  created_at: Date
  updated_at: Date
  archived_at: Date | null
  first_at: Date | null
  last_at: Date | null
}

const scheduleTypes: Readonly<Record<string, string>> = { api: "api_triggered", action: "action_based" }

/** @throws Fatal 400 */
async function describeCampaign(tx: Tx, workspaceId: string, id: string) {
  const { rows } = await sql<Row>`
    SELECT c.name, c.number_id, c.state, c.tags, c.definition, v.definition AS launched, c.created_at, c.updated_at, c.archived_at,
      s.first_at, s.last_at
    FROM campaigns AS c
    LEFT JOIN campaign_versions AS v ON v.campaign_id = c.id AND v.version = c.version
    CROSS JOIN LATERAL (
      SELECT min(at) AS first_at, max(at) AS last_at FROM (
        SELECT scheduled_at FROM launches WHERE campaign_id = c.id UNION ALL SELECT since FROM campaign_triggers WHERE campaign_id = c.id
      ) AS sent (at)
    ) AS s
    WHERE c.workspace_id = ${workspaceId} AND c.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw new Fatal("Invalid Campaign ID")
  const definition = readCampaignDefinition(row.definition)
  const contents = definition.variants.map(({ content }) => content)
  const describe = await describingContents(tx, row.number_id, contents)
  const launched = row.launched === null ? undefined : readCampaignDefinition(row.launched)
  return {
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    archived: row.archived_at !== null,
    draft: row.state === "draft",
    enabled: row.state === "active",
    has_post_launch_draft: launched !== undefined && JSON.stringify(launched) !== JSON.stringify(definition),
    name: row.name,
    description: "",
    schedule_type: scheduleTypes[definition.delivery.kind] ?? "time_based",
    channels: ["whats_app"],
    first_sent: row.first_at?.toISOString() ?? null,
    last_sent: row.last_at?.toISOString() ?? null,
    tags: row.tags,
    teams: [],
    messages: Object.fromEntries(
      definition.variants.map(({ id, name, content }) => [id, { name, ...describe(content) }]),
    ),
    conversion_behaviors: [],
  }
}

const copyCampaign: Endpoint = {
  method: "POST",
  path: "/campaigns/duplicate",
  permission: "campaigns:write",
  limit: "duplicate",
  answer: async ({ platform, caller: { workspaceId }, input, now }) => {
    const id = readCampaignId(input.campaign_id)
    const change = readCopy(input)
    await platform.db.workspace(workspaceId, async (tx) => {
      try {
        const copy = await duplicateCampaign(tx, { id, now })
        // A copy is a draft, which nothing sends.
        const refuseToPublish = () => undefined
        await changeCampaign(tx, { id: copy.id, workspaceId, now, refuseToPublish }, change)
      } catch (error) {
        if (error instanceof Problem && error.code === "not_found") throw new Fatal("Invalid Campaign ID")
        throw error
      }
    })
    return { status: 202, body: { message: "success" } }
  },
}

export const campaignEndpoints: readonly Endpoint[] = [listCampaigns, campaignDetails, copyCampaign]
