import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { becomeFirstMember, openDashboard, type Person, signIn, signOut } from "./browser/dashboard.ts"
import { oneTimeCode } from "./browser/one-time-code.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const anything = z.unknown()
const ana: Person = { name: "Ana Almeida", email: "ana@example.com", password: "a rather good secret" }
const ben: Person = { name: "Ben Bauer", email: "ben@example.com", password: "another fine secret" }

let installation: Installation
let browser: Browser
/** Ana's, signed in. */
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
})

const goTo = (path: string) => page.goto(`${installation.apiUrl}${path}`)
const asVisitor = () => openDashboard(browser, installation.apiUrl)

describe("the first member", () => {
  it("signs up at the address that was printed, and is the owner", async () => {
    page = (await asVisitor()).page
    await becomeFirstMember(page, ana)
    await page.getByRole("button", { name: /^My workspace.*Switch workspace/ }).waitFor()
    await page.getByText("owner", { exact: true }).waitFor()
  }, 300_000)

  it("closes the door behind them: others are asked to sign in", async () => {
    const visitor = await asVisitor()
    await visitor.page.getByRole("heading", { name: "Sign in" }).waitFor()
    await visitor.page.goto(`${installation.apiUrl}/sign-up`)
    await visitor.page.getByRole("heading", { name: "Sign in" }).waitFor()
    await visitor.context.close()
  })

  it("signs out and in again, and is told when the password is wrong", async () => {
    await signOut(page)
    await signIn(page, { ...ana, password: "not the secret" })
    await page.getByText("Wrong e-mail or password.").waitFor()
    await signIn(page, ana)
    await page.getByRole("heading", { name: "Hello, Ana" }).waitFor()
  })

  it("comes back to the page that was asked for before signing in", async () => {
    const visitor = await asVisitor()
    await visitor.page.goto(`${installation.apiUrl}/settings/members`)
    await signIn(visitor.page, ana)
    await visitor.page.getByRole("heading", { name: "Members" }).waitFor()
    await visitor.context.close()
  })

  it("is shown times in a zone of their own", async () => {
    await goTo("/account")
    await expect
      .poll(() => page.getByRole("combobox", { name: "Time zone" }).inputValue())
      .toBe("As in this browser (America/Bogota)")
  })
})

describe("an invitation", () => {
  it("lets a colleague in, with the role it names and no more", async () => {
    await goTo("/settings/members")
    await page.getByRole("button", { name: "Invite a member" }).first().click()
    await page.getByLabel("E-mail").fill(ben.email)
    await page.getByRole("combobox", { name: "Role", exact: true }).click()
    await page.getByRole("option", { name: /^Agent/ }).click()
    await page.getByRole("button", { name: "Invite", exact: true }).click()
    const link = await page.getByRole("textbox", { name: "Invitation link" }).inputValue()
    await page.getByRole("button", { name: "Done" }).click()

    const colleague = await asVisitor()
    await colleague.page.goto(link)
    await colleague.page.getByRole("heading", { name: "Join My workspace" }).waitFor()
    await colleague.page.getByLabel("Your name").fill(ben.name)
    await colleague.page.getByRole("textbox", { name: "Password" }).fill(ben.password)
    await colleague.page.getByRole("button", { name: "Create account and join" }).click()
    await colleague.page.getByRole("heading", { name: "Hello, Ben" }).waitFor()
    await colleague.page.getByText("agent", { exact: true }).waitFor()

    await expect.poll(() => colleague.page.getByRole("link", { name: "API keys" }).count()).toBe(0)
    await colleague.page.goto(`${installation.apiUrl}/settings/api-keys`)
    await colleague.page.getByText("You don't have access").waitFor()
    const refused = await colleague.page.evaluate(async () => {
      const workspace = localStorage.getItem("parley.workspace") ?? ""
      const answer = await fetch("/v1/api-keys", { headers: { "Parley-Workspace": workspace } })
      return answer.status
    })
    expect(refused).toBe(403)
    await colleague.context.close()
  })

  it("is good once", async () => {
    await goTo("/settings/members")
    await page.getByText("No pending invitations").waitFor()
    await page.getByText(ben.email).waitFor()
  })

  it("that someone else withdraws or makes is seen without reloading", async () => {
    await installation.api.post("/v1/invitations", { email: "cleo@example.com", role: "viewer" }, anything)
    await page.getByText("cleo@example.com").waitFor()
  })
})

describe("a member's role", () => {
  it("is changed by the owner, and the last owner stays one", async () => {
    await goTo("/settings/members")
    await page.getByRole("combobox", { name: `Role of ${ben.name}` }).click()
    await page.getByRole("option", { name: /^Viewer/ }).click()
    await page.getByText("Ben Bauer is now a Viewer.").waitFor()
    await page.getByRole("combobox", { name: `Role of ${ana.name}` }).click()
    await page.getByRole("option", { name: /^Viewer/ }).click()
    await page.getByRole("alert").first().waitFor()
    await page.reload()
    await expect
      .poll(() => page.getByRole("combobox", { name: `Role of ${ana.name}` }).inputValue())
      .toBe("Owner")
  })
})

describe("an API key", () => {
  it("is shown once, does what its permissions say, and nothing once revoked", async () => {
    await goTo("/settings/api-keys")
    await page.getByRole("button", { name: "Create a key" }).click()
    await page.getByRole("textbox", { name: "Name" }).fill("Web shop")
    await page.getByRole("checkbox", { name: "View contacts" }).check()
    await page.getByRole("button", { name: "Create", exact: true }).click()
    const secret = await page.getByRole("textbox", { name: "API key" }).inputValue()
    await page.getByRole("button", { name: "I have copied it" }).click()
    const ask = async (path: string) => {
      const answer = await fetch(`${installation.apiUrl}${path}`, {
        headers: { authorization: `Bearer ${secret}` },
      })
      return answer.status
    }
    expect(await ask("/v1/contacts")).toBe(200)
    expect(await ask("/v1/members")).toBe(403)
    await page
      .getByRole("row", { name: /Web shop/ })
      .getByRole("button", { name: "Revoke" })
      .click()
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click()
    await page.getByText("Web shop was revoked.").waitFor()
    expect(await ask("/v1/contacts")).toBe(401)
  })
})

describe("the audit log", () => {
  it("tells who did what to what, and narrows down to it", async () => {
    await goTo("/settings/audit")
    await page.getByRole("textbox", { name: "Search audit log" }).fill("web sh")
    const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row")
    await page.getByRole("cell", { name: /API key created/ }).waitFor()
    await page
      .getByRole("cell", { name: /Member invited/ })
      .first()
      .waitFor({ state: "detached" })
    await expect
      .poll(() => rows.allInnerTexts())
      .toSatisfy((texts: string[]) =>
        texts.slice(1).every((text) => text.includes("Ana Almeida") && text.includes("Web shop")),
      )
    const downloading = page.waitForEvent("download")
    await page.getByRole("link", { name: "Export" }).click()
    expect((await downloading).suggestedFilename()).toBe("audit.csv")
  })

  it("names what changed of a contact, without what it was or is", async () => {
    const { api } = installation
    const lena = { phone: "+4915123456789", attributes: { city: "Lima" } }
    const { id } = await api.post("/v1/contacts", lena, z.object({ id: z.string() }))
    const change = { first_name: "Lena", attributes: { city: "Cusco" } }
    await api.send("PATCH", `/v1/contacts/${id}`, change, anything)
    await goTo("/settings/audit")
    const row = page.getByRole("row", { name: /Contact changed/ })
    await row.getByText("Attribute city", { exact: true }).waitFor()
    await row.getByText("First name", { exact: true }).waitFor()
    expect(await row.textContent()).not.toMatch(/Lima|Cusco|Lena/)
  })
})

describe("two-factor", () => {
  it("is set up with an authenticator app and asked for from then on; a backup code works once", async () => {
    await goTo("/account")
    await page.getByRole("button", { name: "Set up" }).click()
    const dialog = page.getByRole("dialog")
    await dialog.getByRole("textbox", { name: "Password" }).fill(ana.password)
    await dialog.getByRole("button", { name: "Continue" }).click()
    const secret = await dialog.getByRole("textbox", { name: "Or type this key" }).inputValue()
    await dialog.getByLabel("Digit 1").pressSequentially(oneTimeCode(secret))
    const codes = (await dialog.getByRole("textbox", { name: "All codes" }).inputValue()).split(" ")
    await dialog.getByRole("button", { name: "I have saved them" }).click()

    await signOut(page)
    await signIn(page, ana)
    await page.getByRole("heading", { name: "Two-factor authentication" }).waitFor()
    await page.getByLabel("Digit 1").pressSequentially("000000")
    await page.getByText("Wrong code.").waitFor()
    await page.getByRole("button", { name: "Use a backup code" }).click()
    await page.getByLabel("Backup code").fill(codes[0] ?? "")
    await page.getByRole("button", { name: "Continue" }).click()
    await page.getByRole("heading", { name: "Hello, Ana" }).waitFor()
  })
})

describe("the command palette", () => {
  it("opens with the keyboard and leads anywhere", async () => {
    await page.keyboard.press("Control+k")
    await page.getByRole("combobox", { name: "Search", exact: true }).fill("audit")
    await page
      .getByRole("option", { name: /Audit log/ })
      .first()
      .waitFor()
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Audit log" }).waitFor()
  })
})
