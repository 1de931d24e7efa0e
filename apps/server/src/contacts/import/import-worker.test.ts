import { afterAll, beforeAll, expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { createWorkspace } from "../../workspaces/index.ts"
import { dueImports } from "./import-worker.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

it("a workspace with many files keeps no other one waiting for all of them", async () => {
  const { db, workspaceId, clock } = platform
  const now = clock.now()
  const other = await db.system((tx) => createWorkspace(tx, "Other", now))
  const queued = async (workspace_id: string, file_name: string) => {
    const { id } = await db.workspace(workspace_id, (tx) =>
      tx
        .insertInto("imports")
        .values({ workspace_id, file_name, actor: "system", state: "queued", created_at: now })
        .returning("id")
        .executeTakeFirstOrThrow(),
    )
    return { id, file_name }
  }
  const files = []
  for (const name of ["a1", "a2", "a3", "a4"]) files.push(await queued(workspaceId, name))
  for (const name of ["b1", "b2"]) files.push(await queued(other.id, name))
  const nameOf = new Map(files.map(({ id, file_name }) => [id, file_name]))
  expect((await dueImports(platform)).map(({ id }) => nameOf.get(id))).toEqual([
    "a1",
    "b1",
    "a2",
    "b2",
    "a3",
    "a4",
  ])
})
