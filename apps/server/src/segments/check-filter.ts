/** What a filter names is there: checked when it is saved, and told with what was probably meant. */
import { conditionsOf, type Filter } from "@parley/model"
import { sql, type Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { Problem } from "../platform/errors.ts"
import { deepestSegments, namedBy, readSegments } from "./compile/filter-scope.ts"
import { sizeOf } from "./compile/filter-size.ts"

/** Of a filter with all that the segments have which it names: a statement has each as often as it is named. */
const mostConditions = 1_000
/** Each is worked out for the clocks of all time zones: one took 30 ms in which nobody else was answered, two hundred were minutes. */
const mostOwnDays = 40

/**
 * Refuses a filter that names what the workspace does not have, or not any more: nobody is a member of such a segment, so everybody
 * would be selected who is not in it.
 * @param field under which a request has the filter
 * @throws Problem invalid_request with the field of the condition
 */
export async function refuseMissing(
  tx: Tx,
  workspaceId: string,
  filter: Filter,
  field = "filter",
): Promise<void> {
  const known = await readNamed(tx, workspaceId, filter)
  for (const { path, condition } of conditionsOf(filter)) {
    const refuseAt = (what: string, member: string) =>
      refuse(`There is no such ${what} in this workspace.`, pathTo(field, path, member))
    if (condition.on === "list" && !known.lists.includes(condition.list_id)) refuseAt("list", "list_id")
    if (condition.on === "tag" && !known.tags.includes(condition.tag_id)) refuseAt("tag", "tag_id")
    if (condition.on === "subscription" && !known.groups.includes(condition.group_id))
      refuseAt("subscription group", "group_id")
    if (condition.on === "window" && isMissing(condition.number_id, known.numbers))
      refuseAt("number", "number_id")
    if (condition.on === "message" && isMissing(condition.source_id, known.sources))
      refuseAt("launch", "source_id")
    if (condition.on === "segment" && !known.segments.has(condition.segment_id))
      refuseAt("segment", "segment_id")
  }
  refuseSize("The filter", sizeOf(filter, known.segments), field)
}

const isMissing = (id: string | undefined, known: readonly string[]) =>
  id !== undefined && !known.includes(id)

/**
 * Holds what a filter names until the transaction ends, so that nothing of it is deleted while something begins to select by it.
 * @throws as {@link refuseMissing}
 */
export async function holdNamed(tx: Tx, workspaceId: string, filter: Filter, field: string): Promise<void> {
  const { segments, lists, tags } = namedBy(filter)
  const held = (table: string, ids: readonly string[]) => sql`
    SELECT id FROM ${sql.table(table)} WHERE workspace_id = ${workspaceId} AND id = ANY(${ids}::uuid[])
    ORDER BY id FOR KEY SHARE`
  await sql`
    WITH s AS (${held("segments", segments)}), l AS (${held("lists", lists)}), t AS (${held("contact_tags", tags)})
    SELECT (SELECT count(*) FROM s), (SELECT count(*) FROM l), (SELECT count(*) FROM t)`.execute(tx)
  await refuseMissing(tx, workspaceId, filter, field)
}

const pathTo = (field: string, path: string, member: string) =>
  [field, ...(path === "" ? [] : [path]), member].join(".")

function refuseSize(what: string, { conditions, ownDays }: ReturnType<typeof sizeOf>, field: string): void {
  const help = "Name fewer segments, or take conditions out of them."
  if (conditions > mostConditions)
    refuse(
      `${what} has more than ${mostConditions} conditions with those of the segments that are named.`,
      field,
      help,
    )
  if (ownDays > mostOwnDays)
    refuse(`${what} has more than ${mostOwnDays} days that begin by the clock of each contact.`, field, help)
}

const none: readonly string[] = []

/** What of the things that a filter names there is. */
async function readNamed(tx: Tx, workspaceId: string, filter: Filter) {
  const { segments, lists, tags, groups, numbers, sources } = namedBy(filter)
  const known = { lists: none, tags: none, groups: none, numbers: none, sources: none }
  if ([lists, tags, groups, numbers, sources].some((ids) => ids.length > 0)) {
    const those = (table: string, ids: readonly string[]) => sql`
      ARRAY(SELECT id::text FROM ${sql.table(table)} WHERE workspace_id = ${workspaceId} AND id = ANY(${ids}::uuid[]))`
    const { rows } = await sql<typeof known>`
      SELECT ${those("lists", lists)} AS lists, ${those("contact_tags", tags)} AS tags,
        ${those("subscription_groups", groups)} AS groups, ${those("numbers", numbers)} AS numbers,
        ${those("sources", sources)} AS sources`.execute(tx)
    Object.assign(known, rows[0])
  }
  return { ...known, segments: await readSegments(tx, workspaceId, segments) }
}

/**
 * Refuses a segment by which it, or another one that names it, is too large or names others too deep.
 * @param id of the segment, which is written by now
 * @throws Problem invalid_request
 */
export async function refuseOvergrown(tx: Tx, workspaceId: string, id: string): Promise<void> {
  const { rows: users } = await sql<{ id: string; name: string }>`
    WITH RECURSIVE users AS (
      SELECT id, name, 1 AS above FROM segments WHERE workspace_id = ${workspaceId} AND id = ${id}
      UNION
      SELECT s.id, s.name, above + 1 FROM users
      JOIN segments AS s ON s.workspace_id = ${workspaceId} AND s.named_segments @> ARRAY[users.id]
      WHERE above <= ${deepestSegments}
    )
    SELECT DISTINCT id, name FROM users`.execute(tx)
  const ids = users.map((user) => user.id)
  const segments = await readSegments(tx, workspaceId, ids)
  for (const user of users) {
    const filter = segments.get(user.id)
    if (filter === undefined) continue
    const what = user.id === id ? "The segment" : `The segment "${user.name}", which names this one,`
    const size = sizeOf(filter, segments)
    refuseSize(what, size, "filter")
    if (size.levels > deepestSegments)
      refuse(
        `${what} names others more than ${deepestSegments} deep.`,
        "filter",
        "Put the conditions of one of them here instead.",
      )
  }
}

interface Checking {
  workspaceId: string
  rooms: readonly Pick<Room, "campaignsAmong">[]
}

/** As {@link refuseMissing} for campaigns, which rooms above know. @throws Problem invalid_request with the field of the condition */
export async function refuseMissingCampaigns(
  tx: Tx,
  { workspaceId, rooms }: Checking,
  filter: Filter,
  field = "filter",
): Promise<void> {
  const { campaigns } = namedBy(filter)
  if (campaigns.length === 0) return
  const known: string[] = []
  for (const room of rooms) known.push(...((await room.campaignsAmong?.(tx, workspaceId, campaigns)) ?? []))
  for (const { path, condition } of conditionsOf(filter))
    if (condition.on === "message" && isMissing(condition.campaign_id, known))
      refuse("There is no such campaign in this workspace.", pathTo(field, path, "campaign_id"))
}

/**
 * @param self the segment that the filter is of, where there is one already
 * @throws Problem invalid_request with the field of the condition
 */
export async function refuseUnknown(
  tx: Tx,
  { workspaceId, rooms }: Checking,
  filter: Filter,
  self?: string,
): Promise<void> {
  await refuseMissing(tx, workspaceId, filter)
  await refuseMissingCampaigns(tx, { workspaceId, rooms }, filter)
  const known = await readKnown(tx, workspaceId, filter)
  for (const { path, condition } of conditionsOf(filter)) {
    const at = (member: string) => pathTo("filter", path, member)
    if (condition.on === "attribute") {
      const [name = ""] = condition.name.split(".")
      refuseUnnamed("attribute", name, known.attributes, at("name"))
    }
    if (condition.on === "event") refuseUnnamed("event", condition.name, known.events, at("name"))
    if ("by" in condition) refuseUnnamed("event", condition.by.name, known.events, at("by.name"))
    if (condition.on !== "segment") continue
    const named = known.segments.find(({ id }) => id === condition.segment_id)
    if (named === undefined) refuse("This segment is in the archive.", at("segment_id"))
    if (self !== undefined && (named?.id === self || named?.names.includes(self)))
      refuse("The segment would select by itself.", at("segment_id"), "Name another segment.")
  }
}

interface Known {
  attributes: string[]
  events: string[]
  /** Those not in the archive, with all that each names. */
  segments: { id: string; names: string[] }[]
}

async function readKnown(tx: Tx, workspaceId: string, filter: Filter): Promise<Known> {
  const { segments } = namedBy(filter)
  const { rows } = await sql<Known>`
    WITH RECURSIVE named AS (
      SELECT id AS root, id, named_segments, 1 AS depth FROM segments
      WHERE workspace_id = ${workspaceId} AND id = ANY(${segments}::uuid[]) AND archived_at IS NULL
      UNION
      SELECT root, s.id, s.named_segments, depth + 1 FROM named
      JOIN segments AS s ON s.workspace_id = ${workspaceId} AND s.id = ANY(named.named_segments)
      WHERE depth <= ${deepestSegments}
    )
    SELECT
      ARRAY(SELECT name FROM attribute_definitions WHERE workspace_id = ${workspaceId}) AS attributes,
      ARRAY(SELECT name FROM event_names WHERE workspace_id = ${workspaceId} AND kind = 'event') AS events,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', root, 'names', names)) FROM (
        SELECT root, jsonb_agg(id) AS names FROM named GROUP BY root
      ) AS roots), '[]') AS segments`.execute(tx)
  return rows[0] ?? { attributes: [], events: [], segments: [] }
}

function refuseUnnamed(
  what: "attribute" | "event",
  name: string,
  known: readonly string[],
  field: string,
): void {
  if (known.includes(name)) return
  const meant = nearest(name, known)
  refuse(
    `No contact has ever had the ${what} "${name}".`,
    field,
    meant === undefined
      ? `Correct the name, or send the ${what} once first: by then it is known.`
      : `Did you mean "${meant}"? Otherwise send the ${what} once first: by then it is known.`,
  )
}

function refuse(message: string, field: string, help = "Choose one that there is."): never {
  throw new Problem("invalid_request", message, { field, help })
}

/** Longer names are nobody's typing, and to compare thousands of them would keep everybody waiting for seconds. */
const longestTyped = 60

/** The name that differs least, if that is little. */
function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > longestTyped) return undefined
  const most = Math.max(1, Math.floor(name.length / 3))
  const [best] = known
    .filter((other) => Math.abs(other.length - name.length) <= most)
    .map((other) => ({ other, edits: editsBetween(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits || a.other.localeCompare(b.other))
  return best?.other
}

/** Levenshtein's distance, a row of the table at a time. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] ?? 0
}
