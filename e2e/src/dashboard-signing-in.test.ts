import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startIdentityProvider } from "../../apps/server/src/workspaces/testing/identity-provider.ts"
import { linkIn, startMailServer } from "../../apps/server/src/workspaces/testing/mail-server.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openDashboard, type Person, signIn, signOut } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const ana: Person = { name: "Ana Almeida", email: "ana@example.com", password: "a rather good secret" }
const ben: Person = { name: "Ben Bauer", email: "ben@example.com", password: "another fine secret" }

let mailServer: Awaited<ReturnType<typeof startMailServer>>
let provider: Awaited<ReturnType<typeof startIdentityProvider>>
let installation: Installation
let browser: Browser
/** Ana's. */
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  mailServer = await startMailServer()
  provider = await startIdentityProvider("parley")
  installation = await startOnFreshDatabase({
    host: "localhost",
    environment: {
      SMTP_URL: mailServer.url,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: "parley",
      OIDC_CLIENT_SECRET: "a secret",
      OIDC_NAME: "Acme",
      TRUSTED_PROXIES: "127.0.0.1", // a proxy may let others in, so the first to sign up needs the setup code
      LOG_LEVEL: "info",
    },
  })
  browser = await openBrowser()
  page = (await openDashboard(browser, installation.apiUrl)).page
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
  await provider.close()
  await mailServer.close()
})

const goTo = (path: string) => page.goto(`${installation.apiUrl}${path}`)
const asVisitor = () => openDashboard(browser, installation.apiUrl)
const arrived = (who: Page, { name }: Person) =>
  who.getByRole("heading", { name: `Hello, ${name.split(" ")[0]}` }).waitFor()

describe("the first sign-up where others could come first", () => {
  it("is for the person who opens the link in the server's log; a wrong code is told beside its field", async () => {
    await page.getByLabel("Your name").fill(ana.name)
    await page.getByLabel("E-mail").fill(ana.email)
    await page.getByRole("textbox", { name: "Password" }).fill(ana.password)
    await page.getByRole("textbox", { name: "Setup code" }).fill("0".repeat(32))
    await page.getByRole("button", { name: "Create account" }).click()
    await page.getByText("Wrong setup code.").waitFor()

    const link = linkIn(installation.server.output(), `${installation.apiUrl}/sign-up\\?setup=`)
    await page.goto(link.replace(/".*/s, ""))
    await page.getByLabel("Your name").fill(ana.name)
    await page.getByLabel("E-mail").fill(ana.email)
    await page.getByRole("textbox", { name: "Password" }).fill(ana.password)
    await page.getByRole("button", { name: "Create account" }).click()
    await arrived(page, ana)
  })
})

describe("a passkey", () => {
  it("is added, signs in, and does not once it is removed", async () => {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send("WebAuthn.enable")
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await goTo("/account")
    await page.getByRole("button", { name: "Add a passkey" }).click()
    await page.getByText("Passkey added.").waitFor()
    await page.getByRole("button", { name: "Remove Linux" }).waitFor()

    await signOut(page)
    await page.getByRole("button", { name: "Use a passkey" }).click()
    await arrived(page, ana)

    await goTo("/account")
    await page.getByRole("button", { name: "Remove Linux" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click()
    await page.getByRole("button", { name: "Remove Linux" }).waitFor({ state: "detached" })
    await signOut(page)
    await page.getByRole("button", { name: "Use a passkey" }).click()
    await page.getByText("This passkey is unknown or was removed.").waitFor()
    await signIn(page, ana)
    await arrived(page, ana)
  })

  it("is not offered where a browser refuses it, and the account says where it works", async () => {
    const { page: elsewhere, context } = await openDashboard(
      browser,
      installation.apiUrl.replace("localhost", "127.0.0.1"),
    )
    await elsewhere.getByRole("button", { name: "Continue with Acme" }).waitFor()
    await expect.poll(() => elsewhere.getByRole("button", { name: "Use a passkey" }).count()).toBe(0)
    await signIn(elsewhere, ana)
    await arrived(elsewhere, ana)
    await elsewhere.goto(`${installation.apiUrl.replace("localhost", "127.0.0.1")}/account`)
    await elsewhere.getByText(`Passkeys work at ${installation.apiUrl} only.`).waitFor()
    await context.close()
  })
})

describe("an invitation by mail", () => {
  it("brings a link with which a colleague joins", async () => {
    await goTo("/settings/members")
    await page.getByRole("button", { name: "Invite a member" }).first().click()
    await page.getByLabel("E-mail").fill(ben.email)
    await page.getByRole("button", { name: "Invite", exact: true }).click()
    await page.getByText("Invitation sent to ben@example.com.").waitFor()
    const colleague = await asVisitor()
    await colleague.page.goto(linkIn(mailServer.mails.at(-1), `${installation.apiUrl}/invitations/`))
    await colleague.page.getByLabel("Your name").fill(ben.name)
    await colleague.page.getByRole("textbox", { name: "Password" }).fill(ben.password)
    await colleague.page.getByRole("button", { name: "Create account and join" }).click()
    await arrived(colleague.page, ben)
    await colleague.context.close()
  })
})

describe("a forgotten password", () => {
  it("is replaced with the link in an email, once, and ends the sessions elsewhere", async () => {
    const elsewhere = await asVisitor()
    await signIn(elsewhere.page, ben)
    await arrived(elsewhere.page, ben)

    const forgetful = await asVisitor()
    await forgetful.page.getByRole("link", { name: "Forgotten password?" }).click()
    await forgetful.page.getByRole("heading", { name: "Reset your password" }).waitFor()
    await forgetful.page.getByLabel("E-mail").fill(ben.email)
    await forgetful.page.getByRole("button", { name: "Send link" }).click()
    await forgetful.page.getByText("If ben@example.com belongs to a member, we sent a link.").waitFor()
    const reset = `${installation.apiUrl}/reset-password`
    await expect.poll(() => linkIn(mailServer.mails.at(-1), reset)).not.toBe("")
    const link = linkIn(mailServer.mails.at(-1), reset)
    const setPassword = async (password: string) => {
      await forgetful.page.goto(link)
      await forgetful.page.getByRole("textbox", { name: "New password" }).fill(password)
      await forgetful.page.getByRole("button", { name: "Set password" }).click()
    }
    await setPassword("a whole new secret")
    await forgetful.page.getByRole("link", { name: "Sign in", exact: true }).click()

    await elsewhere.page.reload()
    await elsewhere.page.getByRole("heading", { name: "Sign in" }).waitFor()
    await signIn(forgetful.page, { ...ben, password: "a whole new secret" })
    await arrived(forgetful.page, ben)
    await setPassword("yet another secret")
    await forgetful.page.getByText("This link was used or has expired.").waitFor()
    await Promise.all([elsewhere.context.close(), forgetful.context.close()])
  })
})

describe("single sign-on", () => {
  it("signs in a member whose address the provider vouches for, at the page that was asked for", async () => {
    provider.signInAs({ sub: "1", email: ana.email, email_verified: true, name: ana.name })
    const visitor = await asVisitor()
    await visitor.page.goto(`${installation.apiUrl}/settings/members`)
    await visitor.page.getByRole("button", { name: "Continue with Acme" }).click()
    await visitor.page.getByRole("heading", { name: "Members" }).waitFor()
    await visitor.context.close()
  })

  it("lets someone in who was invited, without a password", async () => {
    await goTo("/settings/members")
    await page.getByRole("button", { name: "Invite a member" }).first().click()
    await page.getByLabel("E-mail").fill("cleo@example.com")
    await page.getByRole("button", { name: "Invite", exact: true }).click()
    const link = await page.getByRole("textbox", { name: "Invitation link" }).inputValue()
    provider.signInAs({ sub: "2", email: "cleo@example.com", email_verified: true, name: "Cleo Costa" })
    const visitor = await asVisitor()
    await visitor.page.goto(link)
    await visitor.page.getByRole("button", { name: "Continue with Acme" }).click()
    await visitor.page.getByRole("button", { name: "Join as Cleo Costa" }).click()
    await visitor.page.getByRole("heading", { name: "Hello, Cleo" }).waitFor()
    await visitor.context.close()
  })

  it("turns a stranger away, and says what to do", async () => {
    provider.signInAs({ sub: "3", email: "eve@example.com", email_verified: true, name: "Eve" })
    const visitor = await asVisitor()
    await visitor.page.getByRole("button", { name: "Continue with Acme" }).click()
    await visitor.page.getByText("You haven't been invited yet.").waitFor()
    await visitor.context.close()
  })

  it("says so when the provider cannot confirm who someone is, or was away when the server started", async () => {
    const visitor = await asVisitor()
    provider.signInAs(undefined)
    await visitor.page.getByRole("button", { name: "Continue with Acme" }).click()
    await visitor.page.getByText("Acme couldn't identify you.").waitFor()

    const { url } = await installation.startServer({ OIDC_ISSUER: "http://127.0.0.1:1" })
    await visitor.page.goto(url)
    await visitor.page.getByRole("button", { name: "Continue with Acme" }).click()
    await visitor.page.getByText("Acme isn't responding.").waitFor()
    await visitor.context.close()
  })
})
