import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { closePages, openBrowser } from "./browser/chromium.ts"
import { openDashboard, type Person, signIn, signUpByApi } from "./browser/dashboard.ts"
import { openAsInvited } from "./browser/members.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

/** One person in several workspaces, and a page that is open while their place in one, or their session, ends. */

const ana: Person = { name: "Ana Almeida", email: "ana@example.com", password: "a rather good secret" }
const ben: Person = { name: "Ben Bauer", email: "ben@example.com", password: "another fine secret" }
const meShape = z.object({
  member: z.object({ id: z.string() }),
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })),
})

let installation: Installation
let browser: Browser
let anas: { context: BrowserContext; page: Page }
let bens: { context: BrowserContext; page: Page }

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  browser = await openBrowser()
  anas = await openDashboard(browser, installation.apiUrl, {
    before: (context) => signUpByApi(context, installation.apiUrl, ana),
  })
  bens = await openAsInvited(browser, installation, ben, "marketer")
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
})

const goTo = (page: Page, path: string) => page.goto(`${installation.apiUrl}${path}`)
const switcher = (page: Page) => page.getByRole("button", { name: /Switch workspace/ })
const meOf = async ({ context }: { context: BrowserContext }) =>
  meShape.parse(await (await context.request.get(`${installation.apiUrl}/v1/me`)).json())

async function switchTo(page: Page, name: string): Promise<void> {
  await switcher(page).click()
  await page.getByRole("menuitem", { name }).click()
  await page.getByRole("button", { name: new RegExp(`^${name}.*Switch workspace`) }).waitFor()
}

/** As someone in that workspace would, beside the open pages. */
async function write(
  who: { context: BrowserContext },
  workspace: string,
  method: "POST" | "PATCH" | "DELETE",
  path: string,
  data?: unknown,
): Promise<z.infer<typeof answer>> {
  const { workspaces } = await meOf(who)
  const id = workspaces.find(({ name }) => name === workspace)?.id ?? ""
  const said = await who.context.request.fetch(`${installation.apiUrl}${path}`, {
    method,
    headers: { origin: installation.apiUrl, "parley-workspace": id },
    ...(data === undefined ? {} : { data }),
  })
  if (!said.ok()) throw new Error(await said.text())
  return answer.parse(said.status() === 204 ? {} : await said.json())
}
const answer = z.object({ link: z.string().optional() })

describe("a second workspace", () => {
  it("is made by an owner, is empty, and each has a role of one's own", async () => {
    const { page } = anas
    await goTo(page, "/")
    await switcher(page).click()
    await page.getByRole("menuitem", { name: "New workspace" }).click()
    await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Second brand")
    await page.getByRole("button", { name: "Create", exact: true }).click()
    await page.getByRole("button", { name: /^Second brand.*Switch workspace/ }).waitFor()
    await goTo(page, "/settings/members")
    await page.getByRole("table", { name: "Members" }).getByText(ana.email).waitFor()
    await expect.poll(() => page.getByText(ben.email).count()).toBe(0)
  })

  it("takes in someone who is a member of another: they join as who they are, with another role", async () => {
    const { link = "" } = await write(anas, "Second brand", "POST", "/v1/invitations", {
      email: ben.email,
      role: "viewer",
    })
    await bens.page.goto(link)
    await bens.page.getByRole("button", { name: "Join as Ben Bauer" }).click()
    await bens.page.getByRole("button", { name: /^Second brand viewer/ }).waitFor()
    await switchTo(bens.page, "My workspace")
    await bens.page.getByRole("button", { name: /^My workspace marketer/ }).waitFor()
    expect((await meOf(bens)).workspaces.map(({ name, role }) => `${name}: ${role}`).sort()).toEqual([
      "My workspace: marketer",
      "Second brand: viewer",
    ])
  })
})

describe("two tabs in two workspaces", () => {
  it("show each its own, also what changes later and after a choice elsewhere", async () => {
    const [first, second] = [await anas.context.newPage(), await anas.context.newPage()]
    await goTo(first, "/settings/members")
    await first.getByText("No pending invitations").waitFor()
    await goTo(second, "/")
    await switchTo(second, "My workspace")
    await goTo(second, "/settings/members")
    await second.getByText("No pending invitations").waitFor()
    const invite = (workspace: string, email: string) =>
      write(anas, workspace, "POST", "/v1/invitations", { email, role: "viewer" })

    await invite("My workspace", "mine@example.com")
    await invite("Second brand", "branded@example.com")
    await second.getByText("mine@example.com").waitFor()
    await first.getByText("branded@example.com").waitFor()
    const strangers = [first.getByText("mine@example.com"), second.getByText("branded@example.com")]
    expect(await Promise.all(strangers.map((stranger) => stranger.count()))).toEqual([0, 0])

    await first.reload()
    await first.getByText("branded@example.com").waitFor()
    await first.getByRole("button", { name: /^Second brand.*Switch workspace/ }).waitFor()
    await first.close()
    await second.close()
  })
})

describe("a place in a workspace that ends", () => {
  it("while its page is open leads to another workspace, with nothing of the first left", async () => {
    const { page } = bens
    await write(anas, "Second brand", "POST", "/v1/contacts", {
      phone: "+16505550102",
      first_name: "Branded",
    })
    await switchTo(page, "Second brand")
    await goTo(page, "/contacts")
    await page.getByText("Branded").waitFor()
    const { member } = await meOf(bens)
    await write(anas, "Second brand", "DELETE", `/v1/members/${member.id}`)
    await page.getByRole("button", { name: /^My workspace marketer/ }).waitFor()
    await expect.poll(() => page.getByText("Branded").count()).toBe(0)
  })

  it("by leaving the last one says that there is none", async () => {
    const { page } = bens
    await goTo(page, "/settings/members")
    await page.getByRole("button", { name: `More for ${ben.name}` }).click()
    await page.getByRole("menuitem", { name: "Leave this workspace" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click()
    await page.getByRole("heading", { name: "No workspace" }).waitFor()
  })

  it("is not the last owner's", async () => {
    const { page } = anas
    await goTo(page, "/settings/members")
    await page.getByRole("button", { name: `More for ${ana.name}` }).click()
    await page.getByRole("menuitem", { name: "Leave this workspace" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click()
    await page.getByText("A workspace needs an owner, and this is its last.").waitFor()
    await page.getByRole("table", { name: "Members" }).getByText(ana.email).waitFor()
  })
})

describe("a session that ends while a form is open", () => {
  /** A form with something in it, whose session ends before it is sent. */
  async function losingTheSession(typed: string): Promise<Page> {
    const { page, context } = anas
    await goTo(page, "/settings/members")
    await page.getByRole("button", { name: "Invite a member" }).first().click()
    await page.getByLabel("E-mail").fill(typed)
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ")
    const ended = await fetch(`${installation.apiUrl}/auth/sign-out`, {
      method: "POST",
      headers: { cookie, origin: installation.apiUrl },
    })
    expect(ended.status).toBe(200)
    await page.getByRole("button", { name: "Invite", exact: true }).click()
    await page.getByRole("heading", { name: "Your session has ended" }).waitFor()
    return page
  }
  const dialog = (page: Page) => page.getByRole("dialog", { name: "Your session has ended" })

  it("is started again above the form, and what was typed is still there", async () => {
    const page = await losingTheSession("typed@example.com")
    const password = dialog(page).getByLabel("Password", { exact: true })
    await password.fill("not the password")
    await dialog(page).getByRole("button", { name: "Sign in" }).click()
    await dialog(page).getByText("Wrong e-mail or password.").waitFor()
    await password.press("Escape") // closes neither
    await password.fill(ana.password)
    await dialog(page).getByRole("button", { name: "Sign in" }).dblclick()
    await dialog(page).waitFor({ state: "detached" })

    await expect.poll(() => page.getByRole("alert").count()).toBe(0)
    expect(await page.getByLabel("E-mail").inputValue()).toBe("typed@example.com")
    await page.getByRole("button", { name: "Invite", exact: true }).click()
    await page.getByRole("textbox", { name: "Invitation link" }).waitFor()
  })

  it("is started again in another tab, and this one goes on when it is looked at", async () => {
    const page = await losingTheSession("also-typed@example.com")
    const beside = await anas.context.newPage()
    await goTo(beside, "/sign-in?to=/signed-in")
    await signIn(beside, ana)
    await beside.getByRole("heading", { name: "You are signed in" }).waitFor()
    await beside.close()
    await page.evaluate("window.dispatchEvent(new Event('focus'))")
    await dialog(page).waitFor({ state: "detached" })
    expect(await page.getByLabel("E-mail").inputValue()).toBe("also-typed@example.com")
  })
})

describe("a form without a connection", () => {
  it("says so, keeps what was typed, and works once there is one; its dialog's close button has a name", async () => {
    const { page, context } = anas
    await goTo(page, "/settings/workspace")
    await page.getByRole("textbox", { name: "Name" }).fill("Third brand")
    await context.setOffline(true)
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("The server cannot be reached.").first().waitFor()
    await context.setOffline(false)
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByRole("button", { name: /^Third brand.*Switch workspace/ }).waitFor()
    await switcher(page).click()
    await page.getByRole("menuitem", { name: "New workspace" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click()
    await page.getByRole("dialog").waitFor({ state: "detached" })
  })
})
