/** Suppression lists: segments whose members get no marketing, except what has a tag that the list allows. */
import { type Filter, matches, savedFilterSchema } from "@parley/model"
import { sql, type Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { readFilterScope } from "./compile/filter-scope.ts"
import { probeContacts } from "./probe.ts"

interface SuppressionList {
  filter: Filter
  allowed_tags: string[]
}

/** How long a workspace without lists is taken for one; as old as anything is that a message is decided by. */
const trustedMs = 1_000
const withoutLists = new Map<string, number>()

/** Whether each of these contacts is in a list that does not allow any of the tags. */
export async function suppresses(
  { db, clock, rooms }: Pick<Platform, "db" | "clock" | "rooms">,
  workspaceId: string,
  addressed: readonly { contactId: string; tags: readonly string[] }[],
): Promise<boolean[]> {
  const seen = withoutLists.get(workspaceId)
  if (seen !== undefined && performance.now() - seen < trustedMs) return addressed.map(() => false)
  return db.reading(async (tx) => {
    const lists = await readLists(tx, workspaceId)
    if (lists.length === 0) withoutLists.set(workspaceId, performance.now())
    else withoutLists.delete(workspaceId)
    if (lists.length === 0) return addressed.map(() => false)
    const filters = lists.map(({ filter }) => filter)
    const scope = await readFilterScope(tx, { workspaceId, rooms, now: clock.now() }, filters)
    const ids = [...new Set(addressed.map(({ contactId }) => contactId))]
    const contacts = await probeContacts(tx, scope, filters, ids)
    return addressed.map(({ contactId, tags }) => {
      const contact = contacts.get(contactId)
      return (
        contact !== undefined &&
        lists.some(
          ({ filter, allowed_tags }) =>
            !tags.some((tag) => allowed_tags.includes(tag)) && matches(filter, contact, scope.context),
        )
      )
    })
  })
}

async function readLists(tx: Tx, workspaceId: string): Promise<SuppressionList[]> {
  const { rows } = await sql<{ filter: unknown; allowed_tags: string[] }>`
    SELECT filter, allowed_tags FROM segments
    WHERE workspace_id = ${workspaceId} AND is_suppression AND archived_at IS NULL`.execute(tx)
  return rows.map(({ filter, allowed_tags }) => ({ filter: savedFilterSchema.parse(filter), allowed_tags }))
}
