import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startInstallation } from "../testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.close())

describe("the first member", () => {
  it("is asked for while there is none", async () => {
    const { status, body } = await installation.browse().ask("GET", "/v1/setup")
    expect(status).toBe(200)
    expect(body).toEqual({
      needs_first_member: true,
      needs_setup_code: false,
      sign_in: { password: true, passkey: { origin: installation.publicUrl }, oidc: null },
      email: false,
    })
  })

  it("signs up, is signed in, and owns the workspace", async () => {
    const browser = installation.browse()
    expect((await browser.signUp("Olivia Owner", "Olivia@example.com")).status).toBe(200)
    const { status, body } = await browser.ask("GET", "/v1/me")
    expect(status).toBe(200)
    expect(body.member).toMatchObject({
      name: "Olivia Owner",
      email: "olivia@example.com",
      two_factor_enabled: false,
    })
    expect(body.workspaces).toMatchObject([
      { id: installation.platform.workspaceId, name: "Test", role: "owner" },
    ])
    expect(body.workspaces[0].permissions).toContain("members:manage")
  })

  it("closes the door behind them", async () => {
    expect((await installation.browse().ask("GET", "/v1/setup")).body.needs_first_member).toBe(false)
    const refused = await installation.browse().signUp("Eve", "eve@example.com")
    expect(refused.status).toBe(403)
    expect(refused.text).toContain("invitation")
  })

  it("is known to nobody by what the closed door says", async () => {
    const [taken, free] = [
      await installation.browse().signUp("Eve", "olivia@example.com"),
      await installation.browse().signUp("Eve", "nobody@example.com"),
    ]
    expect([taken.status, taken.body]).toEqual([free.status, free.body])
  })

  it("has a name of bounded length, and changes it where it is looked at", async () => {
    const browser = installation.browse()
    await browser.signIn("olivia@example.com")
    const asked = await browser.ask("POST", "/auth/update-user", { name: "O".repeat(5_000) })
    expect(asked.status).toBe(404)
    const long = await browser.ask("PATCH", "/v1/me", { name: "O".repeat(101) })
    expect([long.status, long.body.error.field]).toEqual([422, "name"])
    browser.workspace = installation.platform.workspaceId
    const { body } = await browser.ask("POST", "/v1/invitations", {
      email: "ann@example.com",
      role: "viewer",
    })
    const ann = installation.browse()
    const invitation = { "parley-invitation": body.link.split("/").at(-1) }
    await ann.signUp("A".repeat(5_000), "ann@example.com", invitation)
    expect((await ann.ask("GET", "/v1/me")).body.member.name).toBe("A".repeat(100))
  })
})
