import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startInstallation } from "./testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let other: string
beforeAll(async () => {
  installation = await startInstallation()
  const owner = await installation.owner()
  await installation.join(owner, "ann@example.com", "viewer")
  other = (await owner.ask("POST", "/v1/workspaces", { name: "Other" })).body.id
})
afterAll(() => installation.close())

describe("a transaction of a workspace", () => {
  it("sees its own members and its own name only", async () => {
    const read = (workspaceId: string) =>
      installation.platform.db.workspace(workspaceId, async (tx) => ({
        members: (await tx.selectFrom("members").select("email").orderBy("email").execute()).map(
          ({ email }) => email,
        ),
        workspaces: (await tx.selectFrom("workspaces").select("name").execute()).map(({ name }) => name),
      }))
    expect(await read(installation.platform.workspaceId)).toEqual({
      members: ["ann@example.com", "olivia@example.com"],
      workspaces: ["Test"],
    })
    expect(await read(other)).toEqual({ members: ["olivia@example.com"], workspaces: ["Other"] })
  })

  it.each(["sessions", "credentials", "passkeys", "second_factors", "verifications"] as const)(
    "cannot read %s at all",
    async (table) => {
      const { db, workspaceId } = installation.platform
      const read = db.workspace(workspaceId, (tx) => tx.selectFrom(table).selectAll().execute())
      await expect(read).rejects.toThrow(/permission denied/)
    },
  )

  it("cannot change who its members are to the installation", async () => {
    const { db, workspaceId } = installation.platform
    const write = db.workspace(workspaceId, (tx) => tx.updateTable("members").set({ email: "x" }).execute())
    await expect(write).rejects.toThrow(/permission denied/)
  })
})
