import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { sql } from "./index.ts"

type TestPlatform = Awaited<ReturnType<typeof testPlatform>>
let platform: TestPlatform
let otherWorkspace: string

beforeAll(async () => {
  platform = await testPlatform()
  const now = platform.clock.now()
  const other = await platform.db.system((tx) =>
    tx
      .insertInto("workspaces")
      .values({ name: "Other", created_at: now })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  otherWorkspace = other.id
  await platform.db.workspace(platform.workspaceId, (tx) =>
    tx
      .insertInto("contacts")
      .values({ workspace_id: platform.workspaceId, phone: "+16505551234", created_at: now, updated_at: now })
      .execute(),
  )
})
afterAll(() => platform.close())

describe("row-level security", () => {
  it("shows a workspace its own rows", async () => {
    const rows = await platform.db.workspace(platform.workspaceId, (tx) =>
      tx.selectFrom("contacts").selectAll().execute(),
    )
    expect(rows).toHaveLength(1)
  })

  it("hides them from another workspace, whatever the query says", async () => {
    const rows = await platform.db.workspace(otherWorkspace, (tx) =>
      tx.selectFrom("contacts").selectAll().where("workspace_id", "=", platform.workspaceId).execute(),
    )
    expect(rows).toEqual([])
  })

  it("shows nothing to a query without a workspace", async () => {
    const count = await platform.db.system(async (tx) => {
      await sql`SET LOCAL ROLE parley_workspace`.execute(tx)
      const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM contacts`.execute(tx)
      return rows[0]?.count
    })
    expect(count).toBe(0)
  })

  it("refuses to write into another workspace", async () => {
    const now = platform.clock.now()
    const write = platform.db.workspace(otherWorkspace, (tx) =>
      tx
        .insertInto("contacts")
        .values({
          workspace_id: platform.workspaceId,
          phone: "+16505551235",
          created_at: now,
          updated_at: now,
        })
        .execute(),
    )
    await expect(write).rejects.toThrow(/row-level security/)
  })

  it("covers every table that carries a workspace", async () => {
    const { rows } = await platform.db.system((tx) =>
      sql<{ name: string }>`
        SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND NOT c.relrowsecurity
      `.execute(tx),
    )
    expect(rows).toEqual([])
  })
})
