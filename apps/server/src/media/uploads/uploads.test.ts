/** When files are given to Meta, and given to it again. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { sql, type Tx } from "../../platform/database/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { claimUploads, readUploads, settleUpload, wantUploads } from "./uploads.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let numberId: string
beforeAll(async () => {
  platform = await testPlatform()
  numberId = (await seedNumber(platform)).numberId
})
afterAll(() => platform.close())
beforeEach(() => within((tx) => tx.deleteFrom("media_uploads").execute()))

const day = (count: number) => new Date(Date.UTC(2026, 10, 1) + count * 24 * 60 * 60_000)
const within = <T>(work: (tx: Tx) => Promise<T>) => platform.db.system(work)

let files = 0
async function keep(): Promise<string> {
  const { rows } = await within((tx) =>
    sql<{ id: string }>`
      INSERT INTO media_files (workspace_id, name, kind, mime_type, bytes, digest, file, created_at, updated_at)
      VALUES (${platform.workspaceId}, 'a.png', 'image', 'image/png', 1, ${Buffer.from(String(files++))}, 'library/a', ${day(0)}, ${day(0)})
      RETURNING id`.execute(tx),
  )
  return rows[0]?.id ?? ""
}
const want = (id: string, now: Date, again = false) =>
  within((tx) => wantUploads(tx, { fileIds: [id], numberId, now, again }))
const read = async (id: string, now: Date) =>
  (await within((tx) => readUploads(tx, { fileIds: [id], numberId, now }))).get(id)
const due = async (now: Date) =>
  (await within((tx) => claimUploads(tx, { now, limit: 10 }))).map(({ file_id }) => file_id)
const given = (fileId: string, metaId: string, at: Date) =>
  within((tx) =>
    settleUpload(tx, {
      fileId,
      numberId,
      metaId,
      failure: null,
      expiresAt: new Date(at.getTime() + 30 * 86_400_000),
      tryAfter: new Date(at.getTime() + 25 * 86_400_000),
    }),
  )

it("a file is given to Meta once, for all that want it", async () => {
  const id = await keep()
  await want(id, day(0))
  await want(id, day(0))
  expect(await due(day(0))).toEqual([id])
  expect(await due(day(0))).toEqual([])
  expect(await read(id, day(0))).toEqual({ state: "waiting" })
  await given(id, "1", day(0))
  await want(id, day(1))
  expect(await due(day(2))).toEqual([])
  expect(await read(id, day(2))).toEqual({ state: "ready", metaId: "1" })
})

it("it is given to Meta again before its id expires, and sent with the old one until then", async () => {
  const id = await keep()
  await want(id, day(0))
  await due(day(0))
  await given(id, "1", day(0))
  await want(id, day(20))
  expect(await due(day(25))).toEqual([id])
  expect(await read(id, day(25))).toEqual({ state: "ready", metaId: "1" })
  await given(id, "2", day(25))
  expect(await read(id, day(35))).toEqual({ state: "ready", metaId: "2" })
})

it("what nothing is sent with any more is left, until something is", async () => {
  const id = await keep()
  await want(id, day(0))
  await due(day(0))
  await given(id, "1", day(0))
  expect(await due(day(31))).toEqual([])
  expect(await read(id, day(31))).toEqual({ state: "waiting" })
  await want(id, day(40))
  expect(await due(day(40))).toEqual([id])
})

it("what Meta refuses is not given to it again, until it is chosen again", async () => {
  const id = await keep()
  await want(id, day(0))
  await due(day(0))
  const failure = "Param file is damaged."
  await within((tx) =>
    settleUpload(tx, { fileId: id, numberId, metaId: null, expiresAt: null, tryAfter: null, failure }),
  )
  await want(id, day(2))
  expect(await read(id, day(2))).toEqual({ state: "failed", detail: failure })
  await want(id, day(2), true)
  expect(await due(day(2))).toEqual([id])
})

it("a process that dies with a file leaves it to another one", async () => {
  const id = await keep()
  await want(id, day(0))
  await due(day(0))
  expect(await due(new Date(day(0).getTime() + 16 * 60_000))).toEqual([id])
})
