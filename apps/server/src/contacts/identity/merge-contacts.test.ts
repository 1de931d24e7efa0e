import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { classes, createSource } from "../../messaging/sources/sources.ts"
import { queueMessage } from "../../messaging/testing/queue-message.ts"
import { insertSentMessage } from "../../messaging/testing/sent-message.ts"
import { sql } from "../../platform/database/index.ts"
import { rooms } from "../../rooms.ts"
import { startContacts } from "../testing/installation.ts"
import { mergeContacts } from "./merge-contacts.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts()
})
afterAll(() => api.close())

/** What merging leaves alone, and why. */
const left: Record<string, string> = {
  import_lines: "says which line of a running import spoke of a contact, and is emptied when it ends",
}

const now = new Date("2026-11-22T12:00:00Z")

/** A row of every other table that names a contact. A new table of that kind needs a row here, and must be moved. */
async function giveRows(contactId: string): Promise<void> {
  const { platform, numberId, groupId } = api
  const { workspaceId } = platform
  await platform.db.system(async (tx) => {
    const { id: contentId } = await tx.selectFrom("contents").select("id").executeTakeFirstOrThrow()
    await sql`INSERT INTO subscriptions VALUES (${groupId}, ${contactId}, ${workspaceId}, 'subscribed', ${now})`.execute(
      tx,
    )
    await sql`
      INSERT INTO consent_records (workspace_id, subscription_group_id, contact_id, state, source, actor, given_at, recorded_at)
      VALUES (${workspaceId}, ${groupId}, ${contactId}, 'subscribed', 'api', 'system', ${now}, ${now})`.execute(
      tx,
    )
    await sql`
      INSERT INTO pending_opt_ins (subscription_group_id, contact_id, workspace_id, source, asked_at, expires_at)
      VALUES (${groupId}, ${contactId}, ${workspaceId}, 'keyword', ${now}, ${now})`.execute(tx)
    await sql`INSERT INTO consent_replies_sent VALUES (${groupId}, ${contactId}, 'help', ${workspaceId}, ${now})`.execute(
      tx,
    )
    await sql`
      INSERT INTO conversations (workspace_id, number_id, contact_id, created_at)
      VALUES (${workspaceId}, ${numberId}, ${contactId}, ${now})`.execute(tx)
    const sourceId = await createSource(tx, {
      workspaceId,
      numberId,
      kind: "launch",
      class: classes.marketing,
      contentIds: [contentId],
      now,
    })
    await sql`INSERT INTO recipients VALUES (${sourceId}, ${contactId}, ${workspaceId})`.execute(tx)
    await sql`INSERT INTO suppressed_recipients VALUES (${sourceId}, ${contactId}, ${workspaceId}, 'not_subscribed', ${now})`.execute(
      tx,
    )
    await queueMessage(tx, { workspaceId, numberId, contactId, contentId, sendAfter: now })
    await sql`INSERT INTO delivery_facts VALUES (${contactId}, 131026, ${workspaceId}, ${now}, ${now}, 1)`.execute(
      tx,
    )
    await sql`
      INSERT INTO contact_identities (workspace_id, kind, scope, value, contact_id, since)
      VALUES (${workspaceId}, 'alias', 'shop', ${contactId}, ${contactId}, ${now})`.execute(tx)
    await insertSentMessage(tx, { workspaceId, numberId, contactId, contentId, decidedAt: now })
  })
}

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
  expect([...(await tablesNaming(old)).values()]).not.toContain(true)
})

/** How many transactions wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await api.platform.db.statement(
    sql<{ n: number }>`SELECT count(*) AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return row?.n ?? 0
}
