/** What a filter names is there: checked when it is saved, and told with what was probably meant. */
import { conditionsOf, type Filter } from "@parley/model"
import { sql, type Tx } from "../platform/database/index.ts"
import { Problem } from "../platform/errors.ts"
import { deepestSegments, namedBy } from "./compile/filter-scope.ts"

/**
 * @param self the segment that the filter is of, where there is one already
 * @throws Problem invalid_request with the field of the condition
 */
export async function refuseUnknown(
  tx: Tx,
  workspaceId: string,
  filter: Filter,
  self?: string,
): Promise<void> {
  const known = await readKnown(tx, workspaceId, filter)
  for (const { path, condition } of conditionsOf(filter)) {
    const at = (member: string) => ["filter", ...(path === "" ? [] : [path]), member].join(".")
    if (condition.on === "attribute") {
      const [name = ""] = condition.name.split(".")
      refuseUnnamed("attribute", name, known.attributes, at("name"))
    }
    if (condition.on === "event") refuseUnnamed("event", condition.name, known.events, at("name"))
    if ("by" in condition) refuseUnnamed("event", condition.by.name, known.events, at("by.name"))
    if (condition.on === "list" && !known.lists.includes(condition.list_id))
      refuse("There is no such list in this workspace.", at("list_id"))
    if (condition.on === "tag" && !known.tags.includes(condition.tag_id))
      refuse("There is no such tag in this workspace.", at("tag_id"))
    if (condition.on === "subscription" && !known.groups.includes(condition.group_id))
      refuse("There is no such subscription group in this workspace.", at("group_id"))
    if (condition.on === "segment") {
      const named = known.segments.find(({ id }) => id === condition.segment_id)
      if (named === undefined) refuse("There is no such segment in this workspace.", at("segment_id"))
      if (self !== undefined && (named?.id === self || named?.names.includes(self)))
        refuse("The segment would select by itself.", at("segment_id"), "Name another segment.")
      if (named !== undefined && named.depth >= deepestSegments)
        refuse(
          `Segments may name each other ${deepestSegments} deep at most.`,
          at("segment_id"),
          "Put the conditions of one of them here instead.",
        )
    }
  }
}

interface Known {
  attributes: string[]
  events: string[]
  lists: string[]
  tags: string[]
  groups: string[]
  /** With all that each names, and how deep that goes. */
  segments: { id: string; names: string[]; depth: number }[]
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
      ARRAY(SELECT id::text FROM lists WHERE workspace_id = ${workspaceId}) AS lists,
      ARRAY(SELECT id::text FROM contact_tags WHERE workspace_id = ${workspaceId}) AS tags,
      ARRAY(SELECT id::text FROM subscription_groups WHERE workspace_id = ${workspaceId}) AS groups,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', root, 'names', names, 'depth', depth)) FROM (
        SELECT root, jsonb_agg(id) AS names, max(depth) AS depth FROM named GROUP BY root
      ) AS roots), '[]') AS segments`.execute(tx)
  return rows[0] ?? { attributes: [], events: [], lists: [], tags: [], groups: [], segments: [] }
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

/** The name that differs least, if that is little. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(name.length / 3))
  const [best] = known
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
