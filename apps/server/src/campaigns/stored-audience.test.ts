/** Audiences that were kept before conditions said what they are on. */
import { readFile } from "node:fs/promises"
import { filterSchema } from "@parley/model"
import pg from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { openSender, type Sender } from "../messaging/testing/sender.ts"

let sender: Sender
let client: pg.Client
beforeAll(async () => {
  sender = await openSender(0)
  client = new pg.Client(sender.platform.databaseUrl)
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await sender?.close()
})

const before = {
  all: [
    { field: "phone", op: "starts_with", value: "+49" },
    { any: [{ field: "attributes.plan", op: "in", value: ["gold", 5] }, { not: { any: [] } }] },
    { not: { field: "created_at", op: "before", value: "2026-01-01" } },
    { on: "attribute", name: "attributes.odd", op: "exists" },
  ],
}
const after = {
  all: [
    { on: "contact", field: "phone", op: "starts_with", value: "+49" },
    { any: [{ on: "attribute", name: "plan", op: "in", value: ["gold", 5] }, { not: { any: [] } }] },
    { not: { on: "contact", field: "created_at", op: "before", value: "2026-01-01" } },
    { on: "attribute", name: "attributes.odd", op: "exists" },
  ],
}

it("says on what each condition is, and is otherwise the same", async () => {
  const { platform, numberId } = sender
  const campaign = async () => (await client.query("SELECT audience FROM campaigns")).rows[0]
  await client.query(
    `INSERT INTO campaigns (workspace_id, name, number_id, content_id, audience, created_at, updated_at)
     SELECT $1, 'Summer', $2, id, $3, now(), now() FROM contents LIMIT 1`,
    [platform.workspaceId, numberId, JSON.stringify(before)],
  )
  const migration = new URL("../../migrations/0032_filters_by_kind.sql", import.meta.url)
  await client.query(await readFile(migration, "utf8"))
  expect((await campaign()).audience).toEqual(after)
  await client.query(await readFile(migration, "utf8"))
  expect((await campaign()).audience).toEqual(after)
  expect(filterSchema.safeParse({ all: after.all.slice(0, 3) }).success).toBe(true)
})
