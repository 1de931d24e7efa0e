import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createAuthenticator } from "../testing/authenticator.ts"
import { startInstallation } from "../testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.close())

describe("a passkey", () => {
  it("signs in without a password, and not for another site", async () => {
    const owner = await installation.owner()
    const authenticator = createAuthenticator(installation.publicUrl)
    const offered = await owner.ask("GET", "/auth/passkey/generate-register-options")
    expect(offered.body.rp.id).toBe("localhost")
    const registered = await owner.ask("POST", "/auth/passkey/verify-registration", {
      name: "Laptop",
      response: authenticator.register(offered.body.challenge),
    })
    expect(registered.status).toBe(200)

    const browser = installation.browse()
    const asked = await browser.ask("GET", "/auth/passkey/generate-authenticate-options")
    const signedIn = await browser.ask("POST", "/auth/passkey/verify-authentication", {
      response: authenticator.sign(asked.body.challenge),
    })
    expect(signedIn.status).toBe(200)
    expect((await browser.ask("GET", "/v1/me")).body.member.email).toBe("olivia@example.com")

    const elsewhere = createAuthenticator("http://evil.example")
    const second = installation.browse()
    const challenge = await second.ask("GET", "/auth/passkey/generate-authenticate-options")
    const refused = await second.ask("POST", "/auth/passkey/verify-authentication", {
      response: elsewhere.sign(challenge.body.challenge),
    })
    expect(refused.status).toBe(401)
    const [record] = (await owner.ask("GET", "/v1/audit?action=member.passkey_added")).body.data
    expect(record).toMatchObject({ actor: { name: "Olivia Owner" }, after: { name: "Laptop" } })
  })
})
