/** Campaigns as they are written: drafts, and what is launched next. */
import {
  type CampaignDefinition,
  type CampaignVariant,
  campaignDefinition,
  campaignMembers,
  campaignSchema,
  readCampaignDefinition,
  templateContent,
  usesOfCampaign,
  usualDelivery,
} from "@parley/model"
import { v7 } from "uuid"
import { z } from "zod"
import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem, requireRevision } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { followEdit } from "../approvals/approvals.ts"
import { checkDefinition } from "./check-definition.ts"

export const campaignStates = ["draft", "active", "stopped"] as const

const name = z.string().trim().min(1).max(200)
const tags = z
  .array(z.string().trim().min(1).max(50))
  .max(20)
  .transform((list) => [...new Set(list)])
  .describe("A suppression list may allow campaigns that have one of its tags")
const folder = z.string().trim().min(1).max(100).nullable()

export const campaign = z
  .object({
    id: fields.id,
    name: z.string(),
    ...campaignDefinition.shape,
    tags: z.array(z.string()),
    folder: z.string().nullable(),
    state: z
      .enum(campaignStates)
      .describe("draft: never launched; active: launched, or started; stopped: nothing is sent any more"),
    started_at: fields.timestamp
      .nullable()
      .describe("Since when it is started, of one that recurs or is triggered; null: it is not"),
    version: z.int().describe("Of the definition that was launched last; 0: none was"),
    archived_at: fields.timestamp.nullable(),
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
    revision: fields.revision,
  })
  .meta({ id: "Campaign" })
export type Campaign = z.output<typeof campaign>

const { number_id, variants, control_share, audience, delivery, controls, conversions, optimized_delivery } =
  campaignMembers

export const campaignDraft = z
  .strictObject({
    name,
    number_id: number_id.default(null),
    variants: variants.default([]),
    content: templateContent.optional().describe("Short for one variant that says this"),
    control_share: control_share.default(0),
    audience: audience.default({ all: [] }),
    delivery: delivery.default(usualDelivery),
    controls: controls.prefault({}),
    conversions: conversions.default([]),
    optimized_delivery: optimized_delivery.default(true),
    tags: tags.default([]),
    folder: folder.default(null),
  })
  .refine(({ content, variants }) => content === undefined || variants.length === 0, {
    path: ["content"],
    message: "either this or `variants`",
  })
  .meta({ id: "NewCampaign" })

export const campaignChange = z
  .strictObject({
    name: name.optional(),
    number_id: number_id.optional(),
    variants: variants.optional(),
    control_share: control_share.optional(),
    audience: audience.optional(),
    delivery: delivery.optional(),
    controls: controls.optional(),
    conversions: conversions.optional(),
    optimized_delivery: optimized_delivery.optional(),
    tags: tags.optional(),
    folder: folder.optional(),
    archived: z.boolean().optional(),
    revision: fields.revisionRead,
  })
  .meta({ id: "CampaignChange" })

interface Scope {
  workspaceId: string
  now: Date
}

/** @throws Problem invalid_request naming the field that a content lacks or has wrong, or what the audience names and there is not; not_found */
export async function createCampaign(
  tx: Tx,
  scope: Scope,
  { name, tags, folder, content, variants, ...rest }: z.output<typeof campaignDraft>,
): Promise<Campaign> {
  const said = content === undefined ? variants : [{ name: "Variant A", content, weight: 1 }]
  const definition = { ...rest, variants: said.map(withId) }
  await checkDefinition(tx, scope, definition, content && "content")
  const { id } = await tx
    .insertInto("campaigns")
    .values({
      workspace_id: scope.workspaceId,
      name,
      tags,
      folder,
      ...written(definition),
      created_at: scope.now,
      updated_at: scope.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return readCampaign(tx, id)
}

const withId = <T extends { id?: string | undefined }>(variant: T) => ({ ...variant, id: variant.id ?? v7() })

const written = (definition: CampaignDefinition) => ({
  definition: jsonText(definition),
  number_id: definition.number_id,
  schema: campaignSchema,
  uses: usesOfCampaign(definition),
})

/**
 * Changes what is launched next, its name or where it is kept. What is launched already keeps what it says, and its tags.
 * @param scope.refuseToPublish asked where an edit goes out by itself: by the next occurrence of a campaign that recurs. Throws where
 * the caller may not
 * @throws Problem not_found; conflict when someone else changed it, it is archived, or is started and to be archived; what {@link createCampaign} throws
 */
export async function changeCampaign(
  tx: Tx,
  scope: Scope & { id: string; refuseToPublish: () => void },
  { revision, archived, name, tags, folder, ...change }: z.output<typeof campaignChange>,
): Promise<Campaign> {
  const { id, now } = scope
  const row = tx.selectFrom("campaigns").selectAll().where("id", "=", id).forUpdate()
  const known = found(await row.executeTakeFirst(), "campaign")
  const published = [archived, tags, ...Object.values(change)]
  if (published.some((value) => value !== undefined) && (await isRecurring(tx, id))) scope.refuseToPublish()
  requireRevision(known, revision, "campaign")
  if (known.archived_at !== null && archived !== false) {
    throw new Problem("conflict", "The campaign is archived.", {
      help: "Take it out of the archive first, by `archived: false`.",
    })
  }
  if (archived === true && (await isStarted(tx, id))) {
    throw new Problem("conflict", "The campaign is started, and sends.", { help: "Stop it first." })
  }
  const before = readCampaignDefinition(known.definition)
  const definition = changed(before, change)
  if (definition !== before) await checkDefinition(tx, scope, definition)
  await tx
    .updateTable("campaigns")
    .set({
      ...(name !== undefined && { name }),
      ...(tags !== undefined && { tags }),
      ...(folder !== undefined && { folder }),
      ...(definition !== before && written(definition)),
      ...(archived !== undefined && { archived_at: archived ? now : null }),
      updated_at: now,
    })
    .where("id", "=", id)
    .execute()
  if (definition !== before || tags !== undefined) await followEdit(tx, id, now)
  return readCampaign(tx, id)
}

const isStarted = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx
    .selectFrom("campaign_triggers")
    .select("source_id")
    .where("campaign_id", "=", id)
    .where("until", "is", null)
    .executeTakeFirst()) !== undefined

const isRecurring = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx
    .selectFrom("campaign_recurrences")
    .select("campaign_id")
    .where("campaign_id", "=", id)
    .executeTakeFirst()) !== undefined

function changed(
  before: CampaignDefinition,
  change: Pick<z.output<typeof campaignChange>, "number_id" | "variants" | "control_share" | "audience">,
): CampaignDefinition {
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  if (Object.keys(said).length === 0) return before
  const variants: CampaignVariant[] = change.variants?.map(withId) ?? before.variants
  return { ...before, ...said, variants }
}

/** A copy of its own, as a draft. @throws Problem not_found */
export async function duplicateCampaign(tx: Tx, { id, now }: { id: string; now: Date }): Promise<Campaign> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO campaigns (workspace_id, name, tags, folder, number_id, definition, schema, uses, created_at, updated_at)
    SELECT workspace_id, left(name, 193) || ' (copy)', tags, folder, number_id, definition, schema, uses, ${now}, ${now}
    FROM campaigns WHERE id = ${id} RETURNING id`.execute(tx)
  return readCampaign(tx, found(rows[0], "campaign").id)
}

/** @throws Problem not_found */
export async function readCampaign(tx: Tx, id: string): Promise<Campaign> {
  const row = await tx
    .selectFrom("campaigns")
    .selectAll()
    .select(startedAt.as("started_at"))
    .where("id", "=", id)
    .executeTakeFirst()
  return asCampaign(found(row, "campaign"))
}

/** Of a row of `campaigns`. One that recurs and has no day left is not started any more. */
export const startedAt = sql<Date | null>`coalesce(
  (SELECT t.since FROM campaign_triggers AS t WHERE t.campaign_id = campaigns.id AND t.until IS NULL),
  (SELECT r.started_at FROM campaign_recurrences AS r WHERE r.campaign_id = campaigns.id AND r.next_local IS NOT NULL))`

type Row = Omit<Campaign, keyof CampaignDefinition | "state"> & { state: string; definition: unknown }

export const asCampaign = ({ id, name, state, definition, ...row }: Row): Campaign => ({
  id,
  name,
  ...readCampaignDefinition(definition),
  tags: row.tags,
  folder: row.folder,
  state: campaign.shape.state.parse(state),
  started_at: row.started_at,
  version: row.version,
  archived_at: row.archived_at,
  created_at: row.created_at,
  updated_at: row.updated_at,
  revision: row.revision,
})
