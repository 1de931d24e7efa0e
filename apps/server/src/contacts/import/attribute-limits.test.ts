import { afterAll, beforeAll, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { startContacts } from "../testing/installation.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts()
})
afterAll(() => api.close())

const inWorkspace: Awaited<ReturnType<typeof startContacts>>["platform"]["db"]["system"] = (work) =>
  api.platform.db.workspace(api.platform.workspaceId, work)
const fillCatalogue = (from: number, to: number) =>
  inWorkspace((tx) =>
    sql`INSERT INTO attribute_definitions (workspace_id, name, type, created_at)
      SELECT ${api.platform.workspaceId}, 'm_' || n, 'number', ${api.platform.clock.now()} FROM generate_series(${from}::int, ${to}) AS n`.execute(
      tx,
    ),
  )

it("a row that would give a contact more than 1,000 attributes is refused, and all others are taken", async () => {
  await fillCatalogue(1, 1_001)
  await api.importFile("external_id,m_1001\nfull,\nroom,\n")
  await inWorkspace((tx) =>
    sql`UPDATE contacts SET attributes = (
        SELECT jsonb_object_agg('m_' || n, n) FROM generate_series(1, CASE external_id WHEN 'full' THEN 1000 ELSE 999 END) AS n)
      WHERE external_id IN ('full', 'room')`.execute(tx),
  )
  const { id, body } = await api.importFile("external_id,m_1001\nfull,7\nroom,7\nnobody,7\n")
  expect(body).toMatchObject({ state: "completed", rows_created: 1, rows_updated: 1, rows_refused: 1 })
  expect(await api.refused(id)).toEqual([[2, "attributes_too_many"]])
  const known = await api.importFile("external_id,m_1\nfull,8\n")
  expect(known.body).toMatchObject({ rows_updated: 1, rows_refused: 0 })
})

it("a file with more new attributes than the catalogue takes is refused as a whole", async () => {
  await fillCatalogue(1_002, 10_000)
  const { body } = await api.importFile("external_id,another\nsomebody,1\n")
  expect(body).toMatchObject({ state: "failed", failure_code: "too_many_attributes", rows_created: 0 })
})
