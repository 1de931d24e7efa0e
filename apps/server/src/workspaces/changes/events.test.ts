import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startServer } from "../../server.ts"
import { type Browser, password } from "../testing/browser.ts"
import { startInstallation } from "../testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  installation = await startInstallation()
  owner = await installation.owner()
})
afterAll(() => installation.close())

/** Opens the stream as an EventSource does, and collects what it says. */
async function watch(browser: Browser, workspaceId: string, address = installation.publicUrl) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ")
  return follow(`${address}/v1/events?workspace=${workspaceId}`, { cookie })
}

async function follow(address: string, headers: Record<string, string>) {
  const stopping = new AbortController()
  const answer = await fetch(address, {
    headers,
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

  /** Someone with two sessions, and the token of the second. */
  const withTwoSessions = async (email: string) => {
    const { browser, memberId } = await installation.join(owner, email, "viewer")
    const second = installation.browse()
    const { body } = await second.signIn(email)
    return { first: browser, second, secondToken: String(body.token), memberId }
  }

  it.each([
    ["signing out", ({ second }) => second.ask("POST", "/auth/sign-out", {})],
    [
      "being revoked in another session",
      ({ first, secondToken }) => first.ask("POST", "/auth/revoke-session", { token: secondToken }),
    ],
    [
      "a new password",
      ({ first }) =>
        first.ask("POST", "/auth/change-password", {
          currentPassword: password,
          newPassword: `${password} again`,
        }),
    ],
    ["another role", ({ memberId }) => owner.ask("PATCH", `/v1/members/${memberId}`, { role: "agent" })],
    ["removal", ({ memberId }) => owner.ask("DELETE", `/v1/members/${memberId}`)],
  ] satisfies [string, (who: Awaited<ReturnType<typeof withTwoSessions>>) => Promise<unknown>][])(
    "ends with %s, at every server of the installation, and says nothing of sessions",
    async (what, happen) => {
      const who = await withTwoSessions(`${what.replaceAll(" ", "-")}@example.com`)
      const { platform, publicUrl } = installation
      const other = await startServer({ ...platform, config: { ...platform.config, port: 0 } })
      const streams = await Promise.all(
        [publicUrl, other.url].map((address) => watch(who.second, platform.workspaceId, address)),
      )
      const staying = await watch(owner, platform.workspaceId)
      expect(streams.map(({ status }) => status)).toEqual([200, 200])
      const answer = await happen(who)
      expect(answer).toMatchObject({ status: expect.toBeOneOf([200, 204]) })
      await Promise.all(streams.map(({ ended }) => ended))
      expect([...streams, staying].flatMap((each) => each.changes()).map(({ type }) => type)).not.toContain(
        "session",
      )
      await staying.close()
      await other.close()
    },
  )

  it.each([
    ["is revoked", async (id: string) => owner.ask("DELETE", `/v1/api-keys/${id}`)],
    ["loses its maker", async (_id: string, maker: string) => owner.ask("DELETE", `/v1/members/${maker}`)],
  ])("ends for a key that %s", async (how, happen) => {
    const { browser, memberId } = await installation.join(
      owner,
      `${how.replaceAll(" ", "-")}@example.com`,
      "admin",
    )
    const { body } = await browser.ask("POST", "/v1/api-keys", { name: how, permissions: ["contacts:read"] })
    const stream = await follow(`${installation.publicUrl}/v1/events`, {
      authorization: `Bearer ${body.secret}`,
    })
    expect(stream.status).toBe(200)
    await happen(body.id, memberId)
    await stream.ended
  })

  it("ends for a session that ended while the server was not told of changes", async () => {
    const { browser, memberId } = await installation.join(owner, "eda@example.com", "viewer")
    const { db, workspaceId, databaseUrl } = installation.platform
    const stream = await watch(browser, workspaceId)
    const operator = new pg.Client({ connectionString: databaseUrl })
    await operator.connect()
    const { rowCount } = await operator.query(
      `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
       WHERE application_name = 'parley wakes' AND datname = current_database()`,
    )
    await operator.end()
    expect(rowCount).toBeGreaterThan(0)
    await db.system((tx) => tx.deleteFrom("sessions").where("member_id", "=", memberId).execute())
    await stream.ended
  })
})
