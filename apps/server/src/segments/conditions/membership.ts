/** What a contact belongs to: lists, tags, other segments, and its own share of all by chance. */
import { type Condition, randomBuckets } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import type { Compilation } from "../compile/compilation.ts"

export function listSql({ op, list_id }: Condition<"list">, compilation: Compilation): RawBuilder<boolean> {
  const isIn = compilation.isIn({ list: list_id }, () => ({
    rows: sql`SELECT l.contact_id FROM list_members AS l
      WHERE l.workspace_id = ${compilation.scope.workspaceId} AND l.list_id = ${list_id}`,
  }))
  return op === "in" ? isIn : sql`(NOT ${isIn})`
}

export function tagSql({ op, tag_id }: Condition<"tag">, compilation: Compilation): RawBuilder<boolean> {
  const has = compilation.isIn({ tag: tag_id }, () => ({
    rows: sql`SELECT t.contact_id FROM tagged_contacts AS t
      WHERE t.workspace_id = ${compilation.scope.workspaceId} AND t.tag_id = ${tag_id}`,
  }))
  return op === "has" ? has : sql`(NOT ${has})`
}

export function segmentSql(
  { op, segment_id }: Condition<"segment">,
  compilation: Compilation,
): RawBuilder<boolean> {
  const filter = compilation.scope.context.segments.get(segment_id)
  const isIn = filter === undefined ? sql<boolean>`false` : compilation.filter(filter)
  return op === "in" ? isIn : sql`(NOT ${isIn})`
}

/** The last 32 bits of an id, as in packages/model. */
const bucket = sql`(('x' || right(contacts.id::text, 8))::bit(32)::bigint % ${sql.lit(randomBuckets)})`

export const randomBucketSql = ({ from, to }: Condition<"random_bucket">): RawBuilder<boolean> =>
  sql`(${bucket} BETWEEN ${from}::bigint AND ${to}::bigint)`
