import { request } from "undici"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Browser } from "./testing/browser.ts"
import { startIdentityProvider } from "./testing/identity-provider.ts"
import { startInstallation } from "./testing/installation.ts"

let provider: Awaited<ReturnType<typeof startIdentityProvider>>
let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  provider = await startIdentityProvider("parley")
  installation = await startInstallation({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: "parley",
    OIDC_CLIENT_SECRET: "a secret",
    OIDC_NAME: "Acme",
  })
  owner = await installation.owner()
})
afterAll(async () => {
  await installation.close()
  await provider.close()
})

/** Follows the browser to the provider and back; where it lands. */
async function signInByProvider(browser: Browser): Promise<string> {
  const begun = await browser.ask("POST", "/auth/sign-in/social", {
    provider: "oidc",
    callbackURL: "/",
    errorCallbackURL: "/sign-in",
  })
  const away = await request(begun.body.url)
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

  it("lets somebody in who was invited", async () => {
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
  ])("turns away somebody %s, and says so", async (_who, person) => {
    await owner.ask("POST", "/v1/invitations", { email: "bob@example.com", role: "viewer" })
    provider.signInAs(person)
    const browser = installation.browse()
    expect(await signInByProvider(browser)).toContain("error=sign_up_closed")
    expect((await browser.ask("GET", "/v1/me")).status).toBe(401)
  })
})
