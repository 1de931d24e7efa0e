import { afterAll, beforeAll, expect, it } from "vitest"
import { sql } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

/** What names a contact and is taken over when two become one: each has its statement in merge-contacts.ts. */
const takenOver = ["consent_records", "conversations", "messages", "outbox", "subscriptions"]

/** What may go on naming a contact that is gone: the notes of a running import, which end with it. */
const left = ["import_lines"]

it("every table that names a contact has its place when two contacts become one", async () => {
  const { rows } = await platform.db.system((tx) =>
    sql<{ name: string }>`
      SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
      WHERE attname = 'contact_id' AND relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
      ORDER BY relname`.execute(tx),
  )
  expect(rows.map(({ name }) => name)).toEqual([...takenOver, ...left].sort())
})
