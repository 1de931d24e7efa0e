import pg from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { sql } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { createWorkspace } from "../workspaces/index.ts"
import { createContacts, recogniseAll } from "./write-contacts.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

const drafts = (first: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    patch: { phone: `+49151${20_000_000 + first + n}`, external_id: `crm-${first + n}` },
    phoneCountry: "DE",
  }))

it("people are recognised by an index also in a workspace of which the planner has no statistics", async () => {
  const { db, databaseUrl, workspaceId } = platform
  const now = new Date()
  await db.workspace(workspaceId, (tx) => createContacts(tx, workspaceId, drafts(0, 3_000), now))
  const admin = new pg.Client({ connectionString: databaseUrl })
  await admin.connect()
  await admin.query("ANALYZE contacts")
  await admin.end()
  const newer = await db.system(async (tx) => (await createWorkspace(tx, "Newer", now)).id)
  await db.workspace(newer, (tx) => createContacts(tx, newer, drafts(0, 300), now))

  const read = await db.workspace(newer, async (tx) => {
    const unknown = await recogniseAll(tx, newer, drafts(300, 10))
    expect(unknown).toEqual(Array.from({ length: 10 }, () => ({ kind: "unknown" })))
    const { rows } = await sql<{ fetched: number }>`
      SELECT seq_tup_read + idx_tup_fetch AS fetched FROM pg_stat_xact_user_tables WHERE relname = 'contacts'`.execute(
      tx,
    )
    return rows[0]?.fetched
  })
  expect(read).toBeLessThan(10)
})
