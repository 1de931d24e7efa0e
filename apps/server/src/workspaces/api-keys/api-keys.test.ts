import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Browser } from "../testing/browser.ts"
import { startInstallation } from "../testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  installation = await startInstallation()
  owner = await installation.owner()
})
afterAll(() => installation.close())

describe("an API key", () => {
  it("is shown once, and does what it was made for and nothing else", async () => {
    const made = await owner.ask("POST", "/v1/api-keys", { name: "Shop", permissions: ["contacts:read"] })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ name: "Shop", permissions: ["contacts:read"], last_used_at: null })
    const shop = installation.browse(made.body.secret)
    expect((await shop.ask("GET", "/v1/contacts")).status).toBe(200)
    const refused = await shop.ask("POST", "/v1/contacts", { phone: "+16505551234" })
    expect(refused.status).toBe(403)
    expect(refused.body.error).toMatchObject({ code: "forbidden", permission: "contacts:write" })

    const listed = await owner.ask("GET", "/v1/api-keys")
    const [shown] = listed.body.data.filter(({ name }: { name: string }) => name === "Shop")
    expect(shown.last_used_at).not.toBeNull()
    expect(made.body.secret.startsWith(shown.hint)).toBe(true)
    expect(listed.text).not.toContain(made.body.secret)
  })

  it("is refused from the moment it is revoked", async () => {
    const { body } = await owner.ask("POST", "/v1/api-keys", { name: "Old", permissions: ["contacts:read"] })
    expect((await owner.ask("DELETE", `/v1/api-keys/${body.id}`)).status).toBe(204)
    expect((await installation.browse(body.secret).ask("GET", "/v1/contacts")).status).toBe(401)
  })

  it("cannot do more than the member who made it", async () => {
    const { browser } = await installation.join(owner, "dev@example.com", "developer")
    const beyond = await browser.ask("POST", "/v1/api-keys", { name: "X", permissions: ["campaigns:launch"] })
    expect(beyond.status).toBe(403)
    expect(beyond.body.error).toMatchObject({ field: "permissions" })
  })

  it("can do no more than the member who made it could today", async () => {
    const { browser, memberId } = await installation.join(owner, "ada@example.com", "admin")
    const permissions = ["contacts:read", "contacts:write", "members:manage"]
    const { body } = await browser.ask("POST", "/v1/api-keys", { name: "Ada's", permissions })
    const key = installation.browse(body.secret)
    const shown = async () =>
      (await owner.ask("GET", "/v1/api-keys")).body.data.find(({ id }: { id: string }) => id === body.id)
    const invite = () => key.ask("POST", "/v1/invitations", { email: "eve@example.com", role: "viewer" })

    await owner.ask("PATCH", `/v1/members/${memberId}`, { role: "viewer" })
    expect((await key.ask("GET", "/v1/contacts")).status).toBe(200)
    expect((await key.ask("POST", "/v1/contacts", { phone: "+16505551234" })).status).toBe(403)
    expect((await invite()).status).toBe(403)
    expect(await shown()).toMatchObject({
      permissions: ["contacts:read"],
      owner: { id: memberId, name: "ada" },
    })

    await owner.ask("PATCH", `/v1/members/${memberId}`, { role: "developer" })
    expect((await shown()).permissions).toEqual(["contacts:read", "contacts:write"])
  })

  it.each([
    ["was removed", true],
    ["left", false],
  ])(
    "is revoked when the member who made it %s, and so are the keys that it made; the audit log says so",
    async (_how, wasRemoved) => {
      const { browser, memberId } = await installation.join(owner, `bo-${wasRemoved}@example.com`, "admin")
      const permissions = ["contacts:read", "api_keys:manage"]
      const made = await browser.ask("POST", "/v1/api-keys", { name: "Bo's", permissions })
      const key = installation.browse(made.body.secret)
      const child = await key.ask("POST", "/v1/api-keys", { name: "Child", permissions: ["contacts:read"] })
      expect(child.body.owner).toMatchObject({ id: memberId })
      const others = await owner.ask("POST", "/v1/api-keys", { name: "Olivia's", permissions })

      await (wasRemoved ? owner : browser).ask("DELETE", `/v1/members/${memberId}`)
      const secrets = [made, child, others].map(({ body }) => body.secret)
      const answers = await Promise.all(
        secrets.map((secret) => installation.browse(secret).ask("GET", "/v1/contacts")),
      )
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 200])
      const { body } = await owner.ask("GET", `/v1/audit?subject_id=${made.body.id}`)
      expect(body.data[0]).toMatchObject({
        action: "api_key.updated",
        actor: { name: wasRemoved ? "Olivia Owner" : "bo-false" },
        after: { revoked_at: expect.any(String) },
      })
    },
  )

  it("is refused when the member who made it is gone, however that came", async () => {
    const { browser, memberId } = await installation.join(owner, "cy@example.com", "developer")
    const { body } = await browser.ask("POST", "/v1/api-keys", {
      name: "Cy's",
      permissions: ["contacts:read"],
    })
    await installation.platform.db.system((tx) =>
      tx.deleteFrom("members").where("id", "=", memberId).execute(),
    )
    expect((await installation.browse(body.secret).ask("GET", "/v1/contacts")).status).toBe(401)
    const { data } = (await owner.ask("GET", "/v1/api-keys")).body
    expect(data.find(({ id }: { id: string }) => id === body.id)).toMatchObject({
      permissions: [],
      owner: { id: memberId, name: null },
    })
  })

  it("of the first start may do everything, but is nobody who could own or sign in", async () => {
    const first = installation.browse(installation.platform.apiKey)
    expect((await first.ask("GET", "/v1/members")).status).toBe(200)
    const invited = await first.ask("POST", "/v1/invitations", { email: "x@example.com", role: "owner" })
    expect(invited.status).toBe(403)
    expect((await first.ask("GET", "/v1/me")).status).toBe(401)
  })

  it("works in its own workspace only, whatever the request names", async () => {
    const other = await owner.ask("POST", "/v1/workspaces", { name: "Other" })
    const first = installation.browse(installation.platform.apiKey)
    first.workspace = other.body.id
    expect((await first.ask("GET", "/v1/members")).body.data[0].email).toBe("olivia@example.com")
    owner.workspace = other.body.id
    const { body } = await owner.ask("POST", "/v1/api-keys", {
      name: "Other's",
      permissions: ["members:read"],
    })
    owner.workspace = installation.platform.workspaceId
    const listed = await owner.ask("GET", "/v1/api-keys")
    expect(listed.text).not.toContain(body.id)
  })
})
