import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Browser, password } from "../testing/browser.ts"
import { startInstallation } from "../testing/installation.ts"
import { setupCode } from "./setup-code.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  installation = await startInstallation()
  owner = await installation.owner()
})
afterAll(() => installation.close())

describe("a session", () => {
  it("is a cookie that scripts cannot read and other sites cannot send", async () => {
    const signedIn = await installation.browse().signIn("olivia@example.com")
    const [cookie] = [signedIn.headers["set-cookie"] ?? []]
      .flat()
      .filter((set) => set.includes("session_token"))
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).not.toMatch(/Secure/i)
  })

  it("ends with signing out", async () => {
    const browser = installation.browse()
    await browser.signIn("olivia@example.com")
    const kept = new Map(browser.cookies)
    expect((await browser.ask("GET", "/v1/me")).status).toBe(200)
    expect((await browser.ask("POST", "/auth/sign-out", {})).status).toBe(200)
    for (const [name, value] of kept) browser.cookies.set(name, value)
    expect((await browser.ask("GET", "/v1/me")).status).toBe(401)
  })

  it("is not believed when its signature was changed", async () => {
    const browser = installation.browse()
    await browser.signIn("olivia@example.com")
    for (const [name, value] of browser.cookies)
      browser.cookies.set(name, `${value.slice(0, 12)}x${value.slice(13)}`)
    expect((await browser.ask("GET", "/v1/me")).status).toBe(401)
  })

  it("needs to say which workspace it is about", async () => {
    const browser = installation.browse()
    await browser.signIn("olivia@example.com")
    const { status, body } = await browser.ask("GET", "/v1/contacts")
    expect(status).toBe(422)
    expect(body.error.field).toBe("Parley-Workspace")
    const { platform } = installation
    expect((await browser.ask("GET", `/v1/contacts?workspace=${platform.workspaceId}`)).status).toBe(200)
  })

  it.each([
    ["another site", "https://evil.example"],
    ["another port of this machine", "http://localhost:1"],
    ["a sandboxed frame", "null"],
    ["nowhere", ""],
  ])("changes nothing for a request from %s", async (_what, origin) => {
    const browser = installation.browse()
    await browser.signIn("olivia@example.com")
    browser.workspace = installation.platform.workspaceId
    browser.origin = origin
    const refused = await browser.ask("PATCH", "/v1/workspace", { name: "Taken over" })
    expect(refused.status).toBe(403)
    expect((await browser.ask("POST", "/auth/sign-out", {})).status).toBe(403)
  })

  it("is Secure where the public address is https", async () => {
    const secure = await startInstallation({ PUBLIC_URL: "https://parley.example.com" })
    const browser = secure.browse()
    browser.origin = "https://parley.example.com"
    const { config, secrets } = secure.platform
    const answer = await browser.signUp("Olivia Owner", "olivia@example.com", {
      "parley-setup": setupCode(config, secrets) ?? "",
    })
    expect(String(answer.headers["set-cookie"])).toMatch(/__Secure-parley.session_token=[^;]+;.*Secure/i)
    await secure.close()
  })
})

describe("a password", () => {
  it("is locked after ten wrong ones in a row, and then refuses the right one too", async () => {
    await installation.join(owner, "gus@example.com", "viewer")
    const browser = installation.browse()
    const guesses = []
    for (let n = 0; n < 10; n++)
      guesses.push((await browser.signIn("gus@example.com", `wrong ${n} guess`)).status)
    expect(new Set(guesses)).toEqual(new Set([401]))
    const locked = await browser.signIn("gus@example.com")
    expect([locked.status, locked.body.code]).toEqual([429, "LOCKED"])
  })

  it("answers the same for an address nobody has", async () => {
    const unknown = await installation.browse().signIn("nobody@example.com", "some long guess")
    const known = await installation.browse().signIn("olivia@example.com", "some long guess")
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
  })

  it("is refused when short", async () => {
    const changed = await owner.ask("POST", "/auth/change-password", {
      currentPassword: password,
      newPassword: "short",
    })
    expect(changed.status).toBe(400)
  })
})

describe("asking again and again from one address", () => {
  it("is slowed down, whatever address it claims to come from", async () => {
    const answers = []
    for (let n = 0; n < 7; n++) {
      const from = { "x-forwarded-for": `10.0.0.${n}`, "x-parley-client-address": `10.0.0.${n}` }
      const asked = { email: `someone-${n}@example.com` }
      const { status } = await installation.browse().ask("POST", "/auth/request-password-reset", asked, from)
      answers.push(status)
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 429, 429])
  })
})

describe("behind a proxy that is trusted", () => {
  it("every client counts for itself", async () => {
    const proxied = await startInstallation({ TRUSTED_PROXIES: "127.0.0.1,::1" })
    const answers = []
    for (let n = 0; n < 7; n++) {
      const asked = { email: `someone-${n}@example.com` }
      const from = { "x-forwarded-for": `203.0.113.${n}` }
      answers.push((await proxied.browse().ask("POST", "/auth/request-password-reset", asked, from)).status)
    }
    expect(answers).toEqual(Array(7).fill(200))
    await proxied.close()
  })
})
