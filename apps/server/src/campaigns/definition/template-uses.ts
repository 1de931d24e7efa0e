import { useOf } from "@parley/model"
import type { ContentBlockUse } from "../../content-blocks/index.ts"
import type { MediaFileUse } from "../../media/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { TemplateUses } from "../../templates/index.ts"
import { launchState } from "../launches/launches.ts"
import { isHeldByTemplate } from "../launches/template-hold.ts"

type Launch = TemplateUses["launches"][number]

interface Uses extends Pick<TemplateUses, "campaigns" | "pending_launches"> {
  /** Instants as JSON has them. */
  launches: (Omit<Launch, "scheduled_at"> & { scheduled_at: string })[]
}

/** The campaigns whose content is made from a template, and their launches that are not over yet. */
export async function campaignsOfTemplate(tx: Tx, templateId: string): Promise<Partial<TemplateUses>> {
  const { rows } = await sql<Uses>`
    WITH content AS (SELECT id FROM contents WHERE template_id = ${templateId}),
    unfinished AS (
      SELECT launches.id, campaign_id, campaigns.name AS campaign, ${launchState} AS state, scheduled_at,
        ${isHeldByTemplate} AS held
      FROM launches JOIN sources ON sources.id = launches.id JOIN campaigns ON campaigns.id = launches.campaign_id
      WHERE ended_at IS NULL AND sources.state <> 'canceled'
        AND sources.id IN (SELECT source_id FROM source_variants WHERE source_variants.content_id IN (SELECT id FROM content))
      ORDER BY launches.id DESC LIMIT 100
    )
    SELECT
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id DESC) FROM (
        SELECT id, name FROM campaigns WHERE uses @> ARRAY[${useOf("template", templateId)}]::text[] AND archived_at IS NULL
        ORDER BY id DESC LIMIT 100
      ) AS newest), '[]') AS campaigns,
      coalesce((SELECT jsonb_agg(to_jsonb(unfinished) ORDER BY id DESC) FROM unfinished), '[]') AS launches,
      (SELECT count(*)::int FROM sources
        WHERE kind = 'launch' AND filled_at IS NULL AND state <> 'canceled' AND id IN (
          SELECT source_id FROM source_variants WHERE content_id IN (SELECT id FROM content))) AS pending_launches
  `.execute(tx)
  const [uses] = rows
  if (uses === undefined) return {}
  const launches = uses.launches.map((one) => ({ ...one, scheduled_at: new Date(one.scheduled_at) }))
  return { ...uses, launches }
}

/** The campaigns that say what has a content block in it. */
export async function campaignsWithBlock(tx: Tx, name: string): Promise<ContentBlockUse[]> {
  return campaignsThatUse(tx, useOf("content_block", name))
}

/** The campaigns that show a file of the media library. */
export async function campaignsWithFile(tx: Tx, id: string): Promise<MediaFileUse[]> {
  return campaignsThatUse(tx, useOf("media_file", id))
}

async function campaignsThatUse(
  tx: Tx,
  use: string,
): Promise<{ kind: "campaign"; id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM campaigns WHERE uses @> ARRAY[${use}]::text[] AND archived_at IS NULL
    ORDER BY id DESC LIMIT 100`.execute(tx)
  return rows.map((row) => ({ kind: "campaign", ...row }))
}
