import { type CampaignDefinition, readCampaignDefinition } from "@parley/model"
import { changeCampaign, duplicateCampaign } from "../../campaigns/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readPage } from "../frame/lists.ts"
import { readTime } from "../users/track/time.ts"
import { readFlag } from "./recipients.ts"
import { readCampaignId } from "./trigger-send.ts"

const campaignsOfOnePage = 100

const listCampaigns: Endpoint = {
  method: "GET",
  path: "/campaigns/list",
  permission: "campaigns:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const { sort_direction: direction = "asc" } = input
    if (direction !== "asc" && direction !== "desc")
      throw new Fatal("'sort_direction' must be 'asc' or 'desc'")
    const edited = input["last_edit.time"] ?? input["last_edit.time[gt]"]
    const after = edited === undefined ? undefined : readTime([edited].flat()[0])
    if (edited !== undefined && !after) throw new Fatal("'last_edit.time[gt]' must be a datetime in ISO 8601")
    const { rows } = await platform.db.workspace(workspaceId, (tx) =>
      sql<{ id: string; name: string; tags: string[]; updated_at: Date; kind: string | null }>`
        SELECT id, name, tags, updated_at, definition #>> '{delivery,kind}' AS kind FROM campaigns
        WHERE workspace_id = ${workspaceId} AND (archived_at IS NULL OR ${readFlag(input.include_archived)})
          AND updated_at > ${after ?? new Date(0)}
        ORDER BY id ${sql.raw(direction)} LIMIT ${campaignsOfOnePage}
        OFFSET ${readPage(input.page) * campaignsOfOnePage}`.execute(tx),
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
  group_id: string | null
  phone: string | null
}

const scheduleTypes: Readonly<Record<string, string>> = { api: "api_triggered", action: "action_based" }

/** @throws Fatal 400 */
async function describeCampaign(tx: Tx, workspaceId: string, id: string) {
  const { rows } = await sql<Row>`
    SELECT c.name, c.state, c.tags, c.definition, v.definition AS launched, c.created_at, c.updated_at, c.archived_at,
      s.first_at, s.last_at, g.id AS group_id, n.display_phone_number AS phone
    FROM campaigns AS c
    LEFT JOIN campaign_versions AS v ON v.campaign_id = c.id AND v.version = c.version
    LEFT JOIN subscription_groups AS g ON g.number_id = c.number_id
    LEFT JOIN numbers AS n ON n.id = c.number_id
    CROSS JOIN LATERAL (
      SELECT min(at) AS first_at, max(at) AS last_at FROM (
        SELECT scheduled_at FROM launches WHERE campaign_id = c.id UNION ALL SELECT since FROM campaign_triggers WHERE campaign_id = c.id
      ) AS sent (at)
    ) AS s
    WHERE c.workspace_id = ${workspaceId} AND c.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw new Fatal("Invalid Campaign ID")
  const definition = readCampaignDefinition(row.definition)
  const names = await templateNames(tx, definition)
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
      definition.variants.map(({ id, name, content }) => [
        id,
        {
          channel: "whats_app",
          name,
          subscription_group_id: row.group_id,
          from: row.phone === null ? [] : [row.phone],
          ...(content.kind === "template"
            ? names.get(content.template_id)
            : { layout: content.message.type }),
        },
      ]),
    ),
    conversion_behaviors: [],
  }
}

async function templateNames(tx: Tx, { variants }: CampaignDefinition) {
  const ids = variants.flatMap(({ content }) => (content.kind === "template" ? [content.template_id] : []))
  const { rows } = await sql<{ id: string; name: string; language: string }>`
    SELECT id, name, language FROM templates WHERE id = ANY(${ids}::uuid[])`.execute(tx)
  return new Map(
    rows.map(({ id, name, language }) => [id, { template_name: name, template_language_code: language }]),
  )
}

const longestName = 200

const copyCampaign: Endpoint = {
  method: "POST",
  path: "/campaigns/duplicate",
  permission: "campaigns:write",
  limit: "duplicate",
  answer: async ({ platform, caller: { workspaceId }, input, now }) => {
    const id = readCampaignId(input.campaign_id)
    const { name, tag_names: tags } = input
    if (typeof name !== "string" || name.trim() === "" || name.length > longestName)
      throw new Fatal(`'name' is required, with at most ${longestName} characters`)
    if (tags !== undefined && !(Array.isArray(tags) && tags.every((tag) => typeof tag === "string")))
      throw new Fatal("'tag_names' must be an array of strings")
    await platform.db.workspace(workspaceId, async (tx) => {
      try {
        const copy = await duplicateCampaign(tx, { id, now })
        const change = { name: name.trim(), ...(tags !== undefined && { tags }) }
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
