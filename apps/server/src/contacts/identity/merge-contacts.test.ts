import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { rooms } from "../../rooms.ts"
import { startContacts } from "../testing/installation.ts"
import { giveRows as giveRowsTo } from "../testing/rows-of-contact.ts"
import { mergeContacts } from "./merge-contacts.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts()
})
afterAll(() => api.close())

/** What merging leaves alone, and why. */
const left: Record<string, string> = {
  contact_name_parts: "follows from the names of a contact",
  import_lines: "says which line of a running import spoke of a contact, and is emptied when it ends",
}

const now = new Date("2026-11-22T12:00:00Z")

const giveRows = (contactId: string) => giveRowsTo(api, contactId, now)

/** Which tables name this contact, of all that have a `contact_id`. */
async function tablesNaming(contactId: string): Promise<Map<string, boolean>> {
  return api.platform.db.system(async (tx) => {
    const { rows } = await sql<{ table: string }>`
      SELECT c.relname AS "table" FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE a.attname = 'contact_id' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND c.relnamespace = 'public'::regnamespace ORDER BY 1`.execute(tx)
    const asked = rows.map(
      ({ table }) =>
        sql`SELECT ${table} AS "table", EXISTS (SELECT FROM ${sql.table(table)} WHERE contact_id = ${contactId}) AS named`,
    )
    const answer = await sql<{ table: string; named: boolean }>`${sql.join(asked, sql` UNION ALL `)}`.execute(
      tx,
    )
    return new Map(answer.rows.map(({ table, named }) => [table, named]))
  })
}

it("two contacts that become one keep the rows of both in every table that names a contact", async () => {
  const { platform } = api
  const [from, into] = await Promise.all(
    ["+4915120000001", "+4915120000002"].map(
      async (phone): Promise<string> => (await api.ask("POST", "contacts", { phone })).body.id,
    ),
  )
  if (from === undefined || into === undefined) throw new Error("The contacts were not made.")
  await giveRows(from)
  const tables = [...(await tablesNaming(from))].filter(([table]) => !(table in left))
  const notGiven = tables.filter(([, named]) => !named).map(([table]) => table)
  expect(notGiven, "give the contact a row of these tables, and see that merging moves it").toEqual([])

  await platform.db.workspace(platform.workspaceId, (tx) =>
    mergeContacts(tx, { workspaceId: platform.workspaceId, now, rooms }, [{ from, into }]),
  )
  const moved = await tablesNaming(into)
  const forgotten = tables.filter(([table]) => !moved.get(table)).map(([table]) => table)
  expect(forgotten, "merging forgets these tables").toEqual([])
})

it("does not stand in the way of statuses that lock the outbox before the messages", async () => {
  const { platform } = api
  const { workspaceId } = platform
  const [old, into] = await platform.db.workspace(workspaceId, async (tx) => {
    const rows = await tx
      .insertInto("contacts")
      .values(
        ["1", "2"].map((bsuid) => ({ workspace_id: workspaceId, bsuid, created_at: now, updated_at: now })),
      )
      .returning("id")
      .execute()
    return rows.map(({ id }) => id)
  })
  if (!old || !into) throw new Error("There are no two contacts.")
  await giveRows(old)
  let merging: Promise<void> | undefined
  await platform.db.workspace(workspaceId, async (statuses) => {
    await sql`SELECT FROM outbox WHERE contact_id = ${old} FOR UPDATE`.execute(statuses)
    merging = platform.db.workspace(workspaceId, (tx) =>
      mergeContacts(tx, { workspaceId, now, rooms }, [{ from: old, into }]),
    )
    merging.catch(() => undefined)
    await vi.waitFor(async () => expect(await waiting()).toBe(1), 10_000)
    await sql`UPDATE messages SET status = 'read' WHERE contact_id = ${old}`.execute(statuses)
  })
  await merging
  const named = [...(await tablesNaming(old))].flatMap(([table, named]) => (named ? [table] : []))
  expect(named).toEqual([])
})

/** How many transactions wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await api.platform.db.statement(
    sql<{ n: number }>`SELECT count(*) AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return row?.n ?? 0
}
