import { isDeepStrictEqual } from "node:util"
import { type Filter, filterSchema, tagKey } from "@parley/model"
import { outcomeCondition, shuffledPlaceSql } from "../../messaging/index.ts"
import { readWithin, sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { type CompiledFilter, compileFilter, readFilterScope, scanSql } from "../../segments/index.ts"

/** Of whose contacts, and at which time what is relative in a filter is read. */
interface AudienceScope {
  workspaceId: string
  now: Date
}

interface Launched {
  audience: unknown
  resends: string | null
  parent_id: string | null
}

/** Which contacts a launch is for: those of its audience, or the part of them that the launch it repeats did not reach. */
export async function launchAudience(
  tx: Tx,
  scope: AudienceScope,
  { audience, ...launch }: Launched,
): Promise<CompiledFilter> {
  const filter = filterSchema.parse(audience)
  const { condition, ...compiled } = await filterAudience(tx, scope, filter)
  return { ...compiled, condition: sql<boolean>`(${condition} AND ${isRepeatedFor(launch)})` }
}

/**
 * The audience of a launch that repeats another one: nobody who was not meant by that, whatever the campaign says by now or a broadcast
 * narrowed it to, and nobody who the campaign leaves out since.
 * @throws Problem not_found
 */
export async function audienceAgain(tx: Tx, launchId: string, audience: Filter): Promise<Filter> {
  const launch = tx.selectFrom("launches").select("audience").where("id", "=", launchId)
  const meant = filterSchema.parse(found(await launch.executeTakeFirst(), "launch").audience)
  const holds =
    isDeepStrictEqual(meant, audience) ||
    ("all" in meant && meant.all.some((part) => isDeepStrictEqual(part, audience)))
  return holds ? meant : { all: [audience, meant] }
}

/** Everybody who matches a filter. */
export const filterAudience = async (tx: Tx, scope: AudienceScope, filter: Filter): Promise<CompiledFilter> =>
  compileFilter(filter, await readScope(tx, scope, filter))

/** Of contacts by their ids. */
export const contactsAmong = (
  ids: readonly string[],
  launch: Omit<Launched, "audience">,
): Pick<CompiledFilter, "joins" | "condition"> => ({
  joins: sql``,
  condition: sql<boolean>`(contacts.id = ANY(${ids}::uuid[]) AND ${isRepeatedFor(launch)})`,
})

/**
 * The ids of the audience of a launch after a place, in the order of their places; undefined where the rows of contacts say all that is asked, as
 * they are best walked through. `tx` is one that reads beneath no policy.
 */
export async function idsOfAudience(
  tx: Tx,
  scope: AudienceScope,
  {
    audience,
    after,
    limit,
    shuffledBy,
  }: { audience: unknown; after: string | null; limit: number; shuffledBy?: string | undefined },
): Promise<string[] | undefined> {
  const filter = filterSchema.parse(audience)
  const read = await readScope(tx, scope, filter)
  if (compileFilter(filter, read).isOfRowsAlone) return undefined
  const place = shuffledBy === undefined ? sql.ref("contacts.id") : shuffledPlaceSql(shuffledBy)
  const { rows } = await sql<{ id: string }>`SELECT id FROM (${scanSql(filter, read)}) AS contacts
    WHERE ${after === null ? sql`true` : sql`${place} > ${after}`} ORDER BY ${place} LIMIT ${limit}`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

const isRepeatedFor = ({ parent_id, resends }: Omit<Launched, "audience">) =>
  parent_id !== null && (resends === "failed" || resends === "unsent")
    ? outcomeCondition(parent_id, resends)
    : sql<boolean>`true`

const readScope = (tx: Tx, scope: AudienceScope, filter: Filter) =>
  readFilterScope(tx, { ...scope, rooms: [{ sourcesNamed }] }, [filter])

/** What has sent anything of campaigns: launches, and what was started. */
const sendersOfCampaigns = sql`(
  SELECT id, campaign_id, workspace_id FROM launches UNION ALL SELECT source_id, campaign_id, workspace_id FROM campaign_triggers)`

/** The launches of campaigns, as conditions on messages name them: by id, and by tag. */
export async function sourcesNamed(
  tx: Tx,
  workspaceId: string,
  campaignIds: readonly string[],
  tags: readonly string[],
) {
  const { rows } = await sql<{ id: string; source_id: string }>`
    SELECT campaign_id AS id, id AS source_id FROM ${sendersOfCampaigns} AS l
    WHERE workspace_id = ${workspaceId} AND campaign_id = ANY(${campaignIds}::uuid[])`.execute(tx)
  if (tags.length === 0) return rows
  const { rows: tagged } = await sql<{ tag: string; source_id: string }>`
    SELECT DISTINCT t.tag, l.id AS source_id FROM campaigns AS c CROSS JOIN LATERAL unnest(c.tags) AS t (tag)
    JOIN ${sendersOfCampaigns} AS l ON l.campaign_id = c.id
    WHERE c.workspace_id = ${workspaceId} AND l.workspace_id = ${workspaceId} AND t.tag = ANY(${tags}::text[])`.execute(
    tx,
  )
  return [...rows, ...tagged.map(({ tag, source_id }) => ({ id: tagKey(tag), source_id }))]
}

/** Which of these ids are campaigns, also such as were never launched. */
export async function campaignsAmong(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM campaigns WHERE workspace_id = ${workspaceId} AND id = ANY(${ids}::uuid[])`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What a launch sends, and to which contacts. */
export interface LaunchTo {
  numberId: string
  /** Only those who subscribed get it. */
  isMarketing: boolean
  audience: unknown
  /** Which launch it repeats for a part of the audience. */
  resends?: { launchId: string; what: "failed" | "unsent" } | undefined
  /** To no more people than this; null: to all of them. */
  most?: number | null | undefined
}

/**
 * How many people a launch would send a message to now: those of its audience who have an address and, where it is marketing,
 * are subscribed. What Meta or a rule refuses later is not known yet.
 */
export function countPeople(
  tx: Tx,
  scope: AudienceScope,
  { numberId, isMarketing, audience, resends, most }: LaunchTo,
): Promise<number> {
  const { workspaceId } = scope
  return readWithin(tx, async (reading) => {
    const { joins, condition } = await launchAudience(reading, scope, {
      audience,
      resends: resends?.what ?? null,
      parent_id: resends?.launchId ?? null,
    })
    const whoSubscribed = sql`
      JOIN subscription_groups AS g ON g.workspace_id = ${workspaceId} AND g.number_id = ${numberId}
      JOIN subscriptions AS s ON s.workspace_id = ${workspaceId} AND s.subscription_group_id = g.id
        AND s.contact_id = contacts.id AND s.state = 'subscribed'`
    const { rows } = await sql<{ people: number }>`
      SELECT count(*) AS people FROM contacts ${joins} ${isMarketing ? whoSubscribed : sql``}
      WHERE contacts.workspace_id = ${workspaceId} AND num_nonnulls(contacts.phone, contacts.wa_id, contacts.bsuid) > 0
        AND ${condition}`.execute(reading)
    return Math.min(rows[0]?.people ?? 0, most ?? Number.POSITIVE_INFINITY)
  })
}
