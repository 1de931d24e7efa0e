/** Who a filter selects, page by page. */
import { type Filter, filterSchema } from "@parley/model"
import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
import { fields } from "../platform/http/index.ts"
import { type FilterScope, readFilterScope } from "./compile/filter-scope.ts"
import { scanSql } from "./compile/filter-sql.ts"
import type { Reader } from "./preview.ts"

export const member = z
  .object({
    id: fields.id,
    external_id: z.string().nullable(),
    phone: z.string().nullable(),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    language: z.string().nullable(),
    country: z.string().nullable(),
    created_at: fields.timestamp,
  })
  .meta({ id: "SegmentMember" })
type Member = z.output<typeof member>

export const membersRequest = z
  .strictObject({
    filter: filterSchema,
    after: fields.id.optional().describe("Continue after this id: the `next` of the page before"),
    limit: z.int().min(1).max(500).default(20),
  })
  .meta({ id: "SegmentMembersRequest" })

/** A page of those who match, the oldest contact first; one more than `limit` where there are more. */
export async function membersOf(
  tx: Tx,
  reader: Reader,
  { filter, after, limit }: { filter: Filter; after?: string | undefined; limit: number },
): Promise<Member[]> {
  const scope = await readFilterScope(tx, reader, [filter])
  return readMembers(tx, scope, filter, { after, limit })
}

async function readMembers(
  tx: Tx,
  scope: FilterScope,
  filter: Filter,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Member[]> {
  const { rows } = await sql<Member>`
    SELECT contacts.id, external_id, phone, first_name, last_name, language, country, created_at
    FROM (
      SELECT id FROM (${scanSql(filter, scope)}) AS chosen
      WHERE ${after === undefined ? sql`true` : sql`id > ${after}`} ORDER BY id LIMIT ${limit + 1}
    ) AS page JOIN contacts ON contacts.workspace_id = ${scope.workspaceId} AND contacts.id = page.id
    ORDER BY contacts.id`.execute(tx)
  return rows
}

/** How many match. */
export async function countMembers(tx: Tx, scope: FilterScope, filter: Filter): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    SELECT count(*) AS people FROM (${scanSql(filter, scope)}) AS chosen`.execute(tx)
  return rows[0]?.people ?? 0
}
