/** What is done to many contacts at once: those that somebody ticked, or all that a list has. */
import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"
import { idsOfPage } from "../list/list-contacts.ts"
import { contactFilters } from "../list/list-filters.ts"

/** In one request and transaction: some seconds at most, whatever is done. */
export const mostAtOnce = 5_000

/** Which contacts: the fields that every bulk action has. */
export const chosen = {
  contact_ids: z.array(fields.id).min(1).max(mostAtOnce).optional().describe("These; or else `matching`"),
  matching: contactFilters.optional().describe("All that the list has under these filters, the newest first"),
  after: fields.id
    .optional()
    .describe("With `matching`: continue after this contact, the `next` of the request before"),
}
export const oneWay = [
  ({ contact_ids, matching }: { contact_ids?: unknown; matching?: unknown }) =>
    (contact_ids === undefined) !== (matching === undefined),
  { path: ["contact_ids"], error: "name contacts in contact_ids, or say in `matching` which; one of both" },
] satisfies [unknown, unknown]

type Chosen = z.output<z.ZodObject<typeof chosen>>

/** How far it is. */
export const progress = {
  contacts: z.int().describe("How many contacts this request was about"),
  next: fields.id
    .nullable()
    .describe(
      `Where there are more: \`after\` of the request that continues, each for ${mostAtOnce} at most; null: all are done`,
    ),
}

export const changed = { changed: z.int().describe("How many of them are in another state than before") }

/** The contacts of one request, locked until its end, and where the next one continues. */
export async function chosenContacts(
  tx: Tx,
  workspaceId: string,
  { contact_ids, matching = {}, after }: Chosen,
): Promise<{ ids: string[]; next: string | null }> {
  const ids =
    contact_ids === undefined
      ? await idsOfPage(tx, workspaceId, { ...matching, after, order: "desc", limit: mostAtOnce })
      : sql<string>`(SELECT unnest(${contact_ids}::uuid[]))`
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND id IN ${ids} ORDER BY id DESC FOR NO KEY UPDATE`.execute(
    tx,
  )
  const page = contact_ids === undefined ? rows.slice(0, mostAtOnce) : rows
  return {
    ids: page.map(({ id }) => id),
    next: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
  }
}
