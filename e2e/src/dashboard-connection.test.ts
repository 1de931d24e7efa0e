import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openDashboard, signUpByApi } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

/** A dashboard that is open while its network, or its server, goes away and comes back. */

const ana = { name: "Ana Almeida", email: "ana@example.com", password: "a rather good secret" }

let installation: Installation
let browser: Browser
let context: BrowserContext
let page: Page
reloadAfterFailures()

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  browser = await openBrowser()
  const opened = await openDashboard(browser, installation.apiUrl, {
    before: (context) => signUpByApi(context, installation.apiUrl, ana),
  })
  context = opened.context
  page = opened.page
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
})

const banner = (words: string) => page.getByRole("region", { name: "Notices" }).getByText(words)

describe("a page without a network", () => {
  it("says so, and goes on by itself once there is one, also with a page that could not be loaded", async () => {
    await context.setOffline(true)
    await banner("You are offline.").waitFor()
    await page.getByRole("link", { name: "Contacts", exact: true }).click()
    await page.getByText("The server cannot be reached.").waitFor()
    expect(new URL(page.url()).pathname).toBe("/contacts")

    await context.setOffline(false)
    await page.getByRole("heading", { name: "Contacts", level: 1 }).waitFor()
    await banner("You are offline.").waitFor({ state: "detached" })
  })
})

describe("a part of the frame that was not loaded before the network went", () => {
  const bell = () => page.getByRole("button", { name: /^Notifications/ })
  const latest = () => page.getByRole("dialog", { name: "Notifications" })

  it("says so in its place, leaves the rest standing, and is there once there is a network", async () => {
    await page.goto(installation.apiUrl)
    await page.getByRole("heading", { name: "Hello, Ana" }).waitFor()
    await bell().waitFor()
    await context.setOffline(true)
    await bell().click()
    const alert = latest().getByRole("alert")
    await alert.getByText("The server cannot be reached.").waitFor()
    await alert.getByRole("button", { name: "Try again" }).click()
    await alert.getByText("The server cannot be reached.").waitFor()
    await bell().click()
    await latest().waitFor({ state: "detached" })
    await bell().click()
    await alert.getByText("The server cannot be reached.").waitFor()
    await page.getByRole("heading", { name: "Hello, Ana" }).waitFor()
    expect(await page.getByRole("link", { name: "Contacts", exact: true }).count()).toBe(1)

    await context.setOffline(false)
    await latest().getByRole("link", { name: "See all" }).waitFor()
    expect(await alert.count()).toBe(0)
  })
})

describe("a page whose server is away", () => {
  it("says so, keeps what was typed, and goes on once it is there again", async () => {
    await page.goto(`${installation.apiUrl}/contacts/new`)
    await page.getByLabel("First name").fill("Zelda")
    await installation.server.stop()
    await banner("Parley cannot be reached.").waitFor()

    await installation.startServer({ PORT: new URL(installation.apiUrl).port })
    await banner("Parley cannot be reached.").waitFor({ state: "detached" })
    expect(await page.getByLabel("First name").inputValue()).toBe("Zelda")
  })
})
