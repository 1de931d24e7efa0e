import { readFile } from "node:fs/promises"
import { afterAll, beforeAll, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { startContacts } from "../testing/installation.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ worker: false })
})
afterAll(() => api.close())

it("attributes that contacts had before there was a catalogue are in it, with the type of most of their values", async () => {
  const { db, workspaceId } = api.platform
  const file = await readFile(new URL("../../../migrations/0029_consent_more.sql", import.meta.url), "utf8")
  const fill = file.slice(file.indexOf("INSERT INTO attribute_definitions"))
  const now = new Date("2026-11-22T12:00:00Z")
  const had = [
    { plan: "gold", points: 3, vip: true, sizes: ["M"], gone: null },
    { plan: "silver", points: "many", orders: [{ id: 1 }], home: { city: "Ulm" } },
    { points: 4 },
  ]
  await db.system(async (tx) => {
    for (const attributes of had)
      await tx
        .insertInto("contacts")
        .values({
          workspace_id: workspaceId,
          attributes: JSON.stringify(attributes),
          created_at: now,
          updated_at: now,
        })
        .execute()
    await sql.raw(fill).execute(tx)
  })
  const { body } = await api.ask("GET", "attribute-definitions")
  const types = new Map(body.data.map(({ name, type }: { name: string; type: string }) => [name, type]))
  expect(Object.fromEntries(types)).toEqual({
    plan: "text",
    points: "number",
    vip: "boolean",
    sizes: "array",
    orders: "array_of_objects",
    home: "object",
  })
})
