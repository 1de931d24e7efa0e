import { once } from "node:events"
import { createServer, type Socket } from "node:net"
import { request } from "undici"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { freePort } from "../../platform/free-port.ts"
import { type Browser, password } from "../testing/browser.ts"
import { startIdentityProvider } from "../testing/identity-provider.ts"
import { startInstallation } from "../testing/installation.ts"

const withIssuer = (issuer: string) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: "parley",
  OIDC_CLIENT_SECRET: "a secret",
  OIDC_NAME: "Acme",
})

let provider: Awaited<ReturnType<typeof startIdentityProvider>>
let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  provider = await startIdentityProvider("parley")
  installation = await startInstallation(withIssuer(provider.issuer))
  owner = await installation.owner()
})
afterAll(async () => {
  await installation.close()
  await provider.close()
})

const beginSignIn = (browser: Browser) =>
  browser.ask("POST", "/auth/sign-in/social", {
    provider: "oidc",
    callbackURL: "/",
    errorCallbackURL: "/sign-in",
  })

/** Follows the browser to the provider and back; where it lands. */
async function signInByProvider(browser: Browser): Promise<string> {
  const started = await beginSignIn(browser)
  const away = await request(started.body.url)
  const back = new URL(String(away.headers.location))
  const landed = await browser.ask("GET", `${back.pathname}${back.search}`)
  return String(landed.headers.location)
}

describe("single sign-on", () => {
  it("is offered by its name", async () => {
    expect((await installation.browse().ask("GET", "/v1/setup")).body.sign_in.oidc).toEqual({ name: "Acme" })
  })

  it("signs in a member who has the address already", async () => {
    provider.signInAs({ sub: "1", email: "olivia@example.com", email_verified: true, name: "Olivia" })
    const browser = installation.browse()
    await signInByProvider(browser)
    const me = await browser.ask("GET", "/v1/me")
    expect(me.body.member).toMatchObject({ email: "olivia@example.com", name: "Olivia Owner" })
  })

  it("lets someone in who was invited", async () => {
    const { body } = await owner.ask("POST", "/v1/invitations", { email: "ann@example.com", role: "agent" })
    provider.signInAs({ sub: "2", email: "ann@example.com", email_verified: true, name: "Ann" })
    const browser = installation.browse()
    await signInByProvider(browser)
    const token = body.link.split("/").at(-1)
    expect((await browser.ask("POST", "/v1/invitations/accept", { token })).status).toBe(200)
    expect((await browser.ask("GET", "/v1/me")).body.workspaces).toMatchObject([{ role: "agent" }])
  })

  it.each([
    ["nobody invited", { sub: "3", email: "eve@example.com", email_verified: true, name: "Eve" }],
    [
      "whose address the provider does not vouch for",
      { sub: "4", email: "bob@example.com", email_verified: false, name: "Bob" },
    ],
  ])("turns away someone %s, and says so", async (_who, person) => {
    await owner.ask("POST", "/v1/invitations", { email: "bob@example.com", role: "viewer" })
    provider.signInAs(person)
    const browser = installation.browse()
    expect(await signInByProvider(browser)).toContain("error=sign_up_closed")
    expect((await browser.ask("GET", "/v1/me")).status).toBe(401)
  })
})

describe("an address that the provider does not vouch for", () => {
  it("signs nobody in as the member who has it", async () => {
    await installation.join(owner, "vera@example.com", "admin")
    provider.signInAs({ sub: "5", email: "vera@example.com", email_verified: false, name: "Eve" })
    const browser = installation.browse()
    expect(await signInByProvider(browser)).toContain("error=account_not_linked")
    expect((await browser.ask("GET", "/v1/me")).status).toBe(401)
  })
})

describe("someone who came by another's invitation first", () => {
  it("can do nothing any more once the person invited proves the address by the provider", async () => {
    const { browser: squatter } = await installation.join(owner, "cleo@example.com", "admin")
    const enabled = await squatter.ask("POST", "/auth/two-factor/enable", { password })
    expect(enabled.status).toBe(200)
    await installation.platform.db.system((tx) =>
      sql`
        INSERT INTO passkeys (member_id, public_key, credential_id, counter, device_type, backed_up)
        SELECT id, 'key', 'squatted', 0, 'singleDevice', false FROM members WHERE email = 'cleo@example.com'`.execute(
        tx,
      ),
    )
    provider.signInAs({ sub: "6", email: "cleo@example.com", email_verified: true, name: "Cleo" })
    const invited = installation.browse()
    await signInByProvider(invited)
    invited.workspace = installation.platform.workspaceId
    expect((await invited.ask("GET", "/v1/contacts")).status).toBe(200)

    expect((await squatter.ask("GET", "/v1/me")).status).toBe(401)
    expect((await installation.browse().signIn("cleo@example.com")).status).toBe(401)
    expect((await invited.ask("GET", "/auth/passkey/list-user-passkeys")).body).toEqual([])
    expect((await invited.ask("GET", "/v1/me")).body.member.two_factor_enabled).toBe(false)
    const { body } = await owner.ask("GET", "/v1/audit?action=member.credential_removed")
    expect(body.data[0]).toMatchObject({ subject: { name: "cleo" } })
  })

  it("is gone once only: what is set after the proof stays", async () => {
    provider.signInAs({ sub: "6", email: "cleo@example.com", email_verified: true, name: "Cleo" })
    const invited = installation.browse()
    await signInByProvider(invited)
    await signInByProvider(installation.browse())
    expect((await invited.ask("GET", "/v1/me")).status).toBe(200)
  })
})

describe("a provider of single sign-on that is not there", () => {
  it("when the server starts signs members in once it is back, without another start", async () => {
    const port = await freePort()
    const server = await startInstallation(withIssuer(`http://127.0.0.1:${port}`))
    await server.owner()
    const browser = server.browse()
    const refused = await beginSignIn(browser)
    expect([refused.status, refused.body.code]).toEqual([404, "PROVIDER_NOT_FOUND"])

    const late = await startIdentityProvider("parley", port)
    late.signInAs({ sub: "1", email: "olivia@example.com", email_verified: true, name: "Olivia" })
    await signInByProvider(browser)
    expect((await browser.ask("GET", "/v1/me")).body.member).toMatchObject({ email: "olivia@example.com" })
    await late.close()
    await server.close()
  })

  it("but takes connections and says nothing keeps nobody from signing in by password", async () => {
    const sockets: Socket[] = []
    const silent = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1")
    await once(silent, "listening")
    const address = silent.address()
    if (address === null || typeof address === "string") throw new Error("It listens on no port.")
    const server = await startInstallation(withIssuer(`http://127.0.0.1:${address.port}`))
    const owner = await server.owner()
    expect((await owner.ask("GET", "/v1/me")).status).toBe(200)
    const refused = await beginSignIn(server.browse())
    expect(refused.body.code).toBe("PROVIDER_NOT_FOUND")
    for (const socket of sockets) socket.destroy()
    silent.close()
    await server.close()
  })
})
