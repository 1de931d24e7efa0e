import { afterAll, beforeAll, expect, it } from "vitest"
import { testPlatform } from "../testing/platform.ts"
import { deleteExpiredExports } from "./export-worker.ts"
import { expireExports } from "./exports.ts"
import { partKey, runExport } from "./run-export.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

it("an export leaves no file behind where somebody is erased while its last part is written", async () => {
  const { workspaceId, db, fileStore } = platform
  const { id } = await db.workspace(workspaceId, (tx) =>
    tx
      .insertInto("contact_exports")
      .values({
        workspace_id: workspaceId,
        format: "csv",
        columns: ["external_id"],
        actor: "system",
        state: "running",
        created_at: platform.clock.now(),
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  const slowStore = {
    ...fileStore,
    delete: (key: string) => fileStore.delete(key),
    async put(key: string, bytes: Uint8Array) {
      await db.workspace(workspaceId, (tx) => expireExports(tx, workspaceId))
      await deleteExpiredExports(platform)
      await fileStore.put(key, bytes)
    },
  }
  await runExport(
    { ...platform, fileStore: slowStore },
    { id, workspaceId, format: "csv", columns: ["external_id"], filter: null },
    new AbortController().signal,
  )
  expect(await fileStore.read(partKey({ id, workspaceId }, 1))).toBeUndefined()
})
