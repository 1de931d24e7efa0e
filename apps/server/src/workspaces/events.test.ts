import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Browser } from "./testing/browser.ts"
import { startInstallation } from "./testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  installation = await startInstallation()
  owner = await installation.owner()
})
afterAll(() => installation.close())

/** Opens the stream as an EventSource does, and collects what it says. */
async function watch(browser: Browser, workspaceId: string) {
  const stopping = new AbortController()
  const answer = await fetch(`${installation.publicUrl}/v1/events?workspace=${workspaceId}`, {
    headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    signal: stopping.signal,
  })
  let text = ""
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk)
  })().catch(() => undefined)
  return {
    status: answer.status,
    ended: reading,
    changes: () => [...text.matchAll(/^data: (.*)$/gm)].map(([, data = ""]) => JSON.parse(data)),
    close: async () => {
      stopping.abort()
      await reading
    },
  }
}

describe("the stream of events", () => {
  it("names what changed in the workspace, and nothing of another", async () => {
    const stream = await watch(owner, installation.platform.workspaceId)
    await expect.poll(stream.changes).toContainEqual({ type: "everything", id: null })
    const { body } = await owner.ask("POST", "/v1/invitations", { email: "ann@example.com", role: "viewer" })
    await expect.poll(stream.changes).toContainEqual({ type: "invitation", id: body.id })

    const other = (await owner.ask("POST", "/v1/workspaces", { name: "Other" })).body.id
    const elsewhere = await watch(owner, other)
    const { memberId } = await installation.join(owner, "tom@example.com", "viewer")
    await expect.poll(stream.changes).toContainEqual({ type: "member", id: memberId })
    expect(elsewhere.changes()).not.toContainEqual({ type: "member", id: memberId })
    await stream.close()
    await elsewhere.close()
  })

  it("ends for a member who is removed", async () => {
    const { browser, memberId } = await installation.join(owner, "max@example.com", "viewer")
    const stream = await watch(browser, installation.platform.workspaceId)
    await owner.ask("DELETE", `/v1/members/${memberId}`)
    await stream.ended
    expect((await watch(browser, installation.platform.workspaceId)).status).toBe(403)
  })

  it("says nothing once it has ended, however much changes at the same time", async () => {
    const { browser, memberId } = await installation.join(owner, "eva@example.com", "viewer")
    const { db, workspaceId } = installation.platform
    const stream = await watch(browser, workspaceId)
    await db.system(async (tx) => {
      const membership = tx.updateTable("memberships").where("member_id", "=", memberId)
      await membership.set({ role: "agent" }).execute()
      await tx
        .updateTable("invitations")
        .set({ role: "agent" })
        .where("workspace_id", "=", workspaceId)
        .execute()
    })
    await stream.ended
    expect(stream.changes().at(-1)).toEqual({ type: "member", id: memberId })
  })

  it("is closed to who may not enter the workspace", async () => {
    const stranger = await watch(installation.browse(), installation.platform.workspaceId)
    expect(stranger.status).toBe(401)
    await stranger.close()
  })
})
