import { createOTP } from "@better-auth/utils/otp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { setupCode } from "./authentication/setup-code.ts"
import { type Browser, password } from "./testing/browser.ts"
import { startInstallation } from "./testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  installation = await startInstallation({ TRUSTED_PROXIES: "127.0.0.1,::1" })
  const { config, secrets, workspaceId } = installation.platform
  owner = installation.browse()
  await owner.signUp("Olivia Owner", "olivia@example.com", {
    "parley-setup": setupCode(config, secrets) ?? "",
  })
  owner.workspace = workspaceId
})
afterAll(() => installation.close())

let addresses = 0
/** An address asks for codes a few times only within ten seconds; so each browser has one of its own. */
function comeFromElsewhere(browser: Browser): Browser {
  addresses++
  browser.headers["x-forwarded-for"] = `203.0.113.${addresses}`
  return browser
}

describe("a second factor", () => {
  /** A member with an authenticator app, whose codes are those of now and of the steps after. */
  const withApp = async (email: string) => {
    const { browser } = await installation.join(owner, email, "viewer")
    comeFromElsewhere(browser)
    const enabled = await browser.ask("POST", "/auth/two-factor/enable", { password })
    const key = fromBase32(new URL(enabled.body.totpURI).searchParams.get("secret") ?? "")
    const step = Math.floor(Date.now() / 30_000)
    const codeIn = (steps: number) => createOTP(key).hotp(step + steps)
    const confirmed = await verify(browser, await codeIn(0))
    return { browser, confirmed, codeIn, backupCodes: enabled.body.backupCodes }
  }
  const verify = (browser: Browser, code: string) =>
    browser.ask("POST", "/auth/two-factor/verify-totp", { code })
  const signedIn = async (email: string) => {
    const browser = comeFromElsewhere(installation.browse())
    expect((await browser.signIn(email)).body.twoFactorRedirect).toBe(true)
    return browser
  }

  it("is asked for after the password, and a backup code works once", async () => {
    const { browser, confirmed, codeIn, backupCodes } = await withApp("sam@example.com")
    expect(confirmed.status).toBe(200)
    expect((await browser.ask("GET", "/v1/me")).body.member.two_factor_enabled).toBe(true)

    const second = await signedIn("sam@example.com")
    expect((await second.ask("GET", "/v1/me")).status).toBe(401)
    expect((await verify(second, "000000")).status).toBe(401)
    expect((await verify(second, await codeIn(1))).status).toBe(200)
    expect((await second.ask("GET", "/v1/me")).status).toBe(200)

    const [backup] = backupCodes
    const answers = []
    for (const browser of [await signedIn("sam@example.com"), await signedIn("sam@example.com")])
      answers.push(
        (await browser.ask("POST", "/auth/two-factor/verify-backup-code", { code: backup })).status,
      )
    expect(answers).toEqual([200, 401])
  })

  it("takes a code of the app once, and lets its owner continue with the next", async () => {
    const { browser, codeIn } = await withApp("tia@example.com")
    const second = await signedIn("tia@example.com")
    const again = await verify(second, await codeIn(0))
    expect([again.status, again.body.code]).toEqual([401, "CODE_USED"])
    expect((await verify(browser, await codeIn(0))).status).toBe(401)
    expect((await verify(second, await codeIn(1))).status).toBe(200)
    expect((await verify(await signedIn("tia@example.com"), await codeIn(0))).body.code).toBe("CODE_USED")
  })

  it("lets in one of several who give the same code at once", async () => {
    const { codeIn } = await withApp("uma@example.com")
    const browsers = await Promise.all([1, 2, 3, 4].map(() => signedIn("uma@example.com")))
    const code = await codeIn(1)
    const answers = await Promise.all(browsers.map((browser) => verify(browser, code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
  })

  it("lets in one of several who give the same backup code at once", async () => {
    const { backupCodes } = await withApp("vic@example.com")
    const browsers = await Promise.all([1, 2, 3, 4].map(() => signedIn("vic@example.com")))
    const answers = await Promise.all(
      browsers.map((browser) =>
        browser.ask("POST", "/auth/two-factor/verify-backup-code", { code: backupCodes[0] }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})

function fromBase32(text: string): string {
  const bits = [...text]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("")
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join("")
}
