/** What is around every page: the navigation and its keys, the way back, and what concerns all pages. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const anything = z.unknown()

let parley: Installation
let browser: Browser
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
}, 240_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const goTo = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const main = () => page.getByRole("navigation", { name: "Main" })
const settings = () => page.getByRole("navigation", { name: "Settings" })
const notices = () => page.getByRole("region", { name: "Notices" })
const heading = (name: string) => page.getByRole("heading", { level: 1, name, exact: true })
const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
const linksOf = (navigation: ReturnType<typeof main>) =>
  navigation.getByRole("link").evaluateAll((links) => links.map((link) => String(link.getAttribute("href"))))

describe("the navigation", () => {
  it("leads to what there is, and to nothing else", async () => {
    await goTo("/")
    await heading("Hello, Ana").waitFor()
    expect(await main().getByRole("link").allTextContents()).toEqual([
      "Home",
      "Campaigns",
      "Canvases",
      "Analytics",
      "Templates",
      "Content blocks",
      "Media library",
      "Contacts",
      "Segments",
      "Exports",
      "Subscriptions",
      "WhatsApp",
      "Settings",
    ])
    await main().getByRole("link", { name: "Settings" }).click()
    await settings().waitFor()
    const shown = [
      "/campaigns",
      "/launches",
      "/templates",
      "/content-blocks",
      "/media",
      "/contacts",
      "/segments",
      "/exports",
      "/subscription-groups",
      "/connect/whatsapp",
    ]
    for (const path of [...shown, ...(await linksOf(settings()))]) {
      await goTo(path)
      await page.getByRole("heading", { level: 1 }).waitFor()
      expect(await heading("Page not found").count(), path).toBe(0)
    }
  })

  it("is another one in the settings, with the partners and the way back", async () => {
    await goTo("/settings/members")
    await settings().getByRole("link", { name: "Technology Partners" }).click()
    await heading("Technology Partners").waitFor()
    await expect
      .poll(() => settings().getByRole("link", { name: "Technology Partners" }).getAttribute("aria-current"))
      .toBe("page")
    expect(await seriousFindings(page)).toEqual([])
    await settings().getByRole("link", { name: "Back to home" }).click()
    await main().getByRole("link", { name: "Templates" }).waitFor()
  })

  it("collapses to a rail whose icons have names, and stays so", async () => {
    await goTo("/contacts")
    const widthOf = async () => (await main().boundingBox())?.width
    await expect.poll(widthOf).toBe(240)
    await page.getByRole("button", { name: "Collapse the navigation" }).click()
    await expect.poll(widthOf).toBe(60)
    await page.reload()
    await main().getByRole("link", { name: "Contacts" }).waitFor()
    await expect.poll(widthOf).toBe(60)
    expect(await seriousFindings(page)).toEqual([])
    await press("[")
    await expect.poll(widthOf).toBe(240)
  })
})

describe("the keyboard", () => {
  it("goes to a place by g and its key", async () => {
    await goTo("/")
    await heading("Hello, Ana").waitFor()
    await press("g", "t")
    await heading("Templates").waitFor()
    await press("g", ",")
    await settings().waitFor()
  })

  it("opens what can be created, and the search", async () => {
    await press("c")
    await page.getByRole("menuitem", { name: "Import contacts" }).click()
    await heading("Import contacts").waitFor()
    await press("/")
    await page.getByRole("combobox", { name: "Search", exact: true }).waitFor()
    await press("Escape")
    await page.getByRole("combobox", { name: "Search", exact: true }).waitFor({ state: "detached" })
  })

  it("means letters where somebody types", async () => {
    await goTo("/contacts")
    await page.getByRole("textbox", { name: "Search contacts" }).pressSequentially("gtc?")
    await page.waitForURL(/search=gtc/)
    expect(await page.getByRole("menu").count()).toBe(0)
    expect(await page.getByRole("dialog").count()).toBe(0)
  })

  it("is explained, and can be left to the fields alone", async () => {
    await goTo("/")
    await heading("Hello, Ana").waitFor()
    await press("?")
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" })
    await sheet.getByRole("region", { name: "Go to" }).getByText("Templates").waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await sheet.getByRole("switch", { name: "Single-key shortcuts" }).click()
    await press("Escape")
    await sheet.waitFor({ state: "detached" })
    await press("g", "t")
    await press("?")
    await press("Control+k")
    await page.getByRole("combobox", { name: "Search", exact: true }).waitFor()
    expect(await sheet.count()).toBe(0)
    expect(new URL(page.url()).pathname).toBe("/")
    await press("Escape")
    await page.getByRole("button", { name: /Account menu/ }).click()
    await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click()
    await sheet.getByRole("switch", { name: "Single-key shortcuts" }).click()
    await press("Escape")
  })
})

describe("the command palette", () => {
  const palette = () => page.getByRole("dialog", { name: "Command palette" })
  const field = () => palette().getByRole("combobox", { name: "Search" })
  const marked = () => palette().locator("[aria-selected=true]")

  it.each([
    ["import", "Import contacts"],
    ["add con", "Add a contact"],
    ["consent", "Record consent"],
    ["launch", "New campaign"],
    ["send", "Send a test"],
    ["help", "Keyboard shortcuts"],
    ["log out", "Sign out"],
  ])("finds by “%s”: %s", async (typed, label) => {
    if (!(await palette().isVisible())) await press("Control+k")
    await field().fill(typed)
    await palette().getByRole("option", { name: label }).waitFor()
  })

  it("marks a line by the arrows, goes there by Enter, and keeps its size whatever is found", async () => {
    await goTo("/")
    await heading("Hello, Ana").waitFor()
    await press("Control+k")
    const size = async () => JSON.stringify(await palette().boundingBox())
    const before = await size()
    await field().fill("templ")
    await expect.poll(() => marked().textContent()).toBe("Templates")
    expect(await size()).toBe(before)
    await press("ArrowDown")
    await expect.poll(() => marked().textContent()).toBe("New template")
    expect(await field().getAttribute("aria-activedescendant")).toBe(await marked().getAttribute("id"))
    expect(await seriousFindings(page)).toEqual([])
    await press("ArrowUp", "ArrowUp", "ArrowDown", "Enter")
    await heading("Templates").waitFor()
    await palette().waitFor({ state: "detached" })
  })

  it("closes by Escape and by a press beside it", async () => {
    await press("Control+k")
    await field().waitFor()
    await press("Escape")
    await palette().waitFor({ state: "detached" })
    await press("Control+k")
    await field().waitFor()
    await page.mouse.click(5, 5)
    await palette().waitFor({ state: "detached" })
  })
})

describe("the way back from a contact", () => {
  beforeAll(async () => {
    const number = await parley.connectNumber()
    await parley.importSubscribers(number.groupId, 60)
  }, 180_000)

  it("leads to where one was in the list: the words searched for, and the page", async () => {
    await goTo("/contacts?search=ana")
    const rows = page.getByRole("table", { name: "Contacts" }).getByRole("row")
    await rows.nth(50).waitFor()
    await page.getByRole("button", { name: "Next" }).click()
    await expect.poll(() => rows.count()).toBeLessThan(20)
    const address = page.url()
    await rows.nth(1).getByRole("link").click()
    await page.waitForURL(/contacts\/[0-9a-f-]+$/)
    await page.reload()
    await page
      .getByRole("navigation", { name: "Breadcrumbs" })
      .getByRole("link", { name: "Contacts" })
      .click()
    await rows.nth(1).waitFor()
    expect(page.url()).toBe(address)
    await page.getByRole("button", { name: "Previous" }).click()
    await rows.nth(50).waitFor()
  })

  it("and from the imports, which are a tab beside it, as well", async () => {
    await goTo("/contacts?search=ana")
    const tabs = page.getByRole("navigation", { name: "Tabs" })
    await tabs.getByRole("link", { name: "Imports" }).click()
    await heading("Imports").waitFor()
    await tabs.getByRole("link", { name: "All contacts" }).click()
    await page.waitForURL(/search=ana/)
  })
})

describe("an address without a page", () => {
  it("keeps the navigation, and says where to go", async () => {
    await goTo("/no/such/page")
    await heading("Page not found").waitFor()
    expect(await page.title()).toBe("Page not found · Parley")
    expect(await seriousFindings(page)).toEqual([])
    await main().getByRole("link", { name: "Contacts" }).click()
    await heading("Contacts").waitFor()
  })

  it("of a contact who is not there keeps it as well", async () => {
    await goTo("/contacts/xyz")
    await page.getByRole("alert").waitFor()
    await main().getByRole("link", { name: "Contacts" }).waitFor()
  })
})

describe("in sandbox mode", () => {
  const chip = () => page.getByRole("button", { name: /^Sandbox/ })

  it("a chip leads to the phones, the SIM cards and the clock", async () => {
    await goTo("/")
    await chip().click()
    const links = await page
      .getByRole("menuitem")
      .evaluateAll((items) => items.map((item) => String(item.getAttribute("href"))))
    const pages = ["phones", "sims", "clock"]
    expect(links).toEqual(pages.map((name) => `${parley.sandboxUrl}/_sandbox/pages/${name}`))
    await press("Escape")
  })

  it("what does not work is shown on Home and on its own page, and said on every other until it is dismissed", async () => {
    const { data } = await parley.api.get(
      "/v1/business-accounts",
      z.object({ data: z.array(z.object({ waba_id: z.string() })).min(1) }),
    )
    await main().getByRole("link", { name: "Contacts" }).click()
    await main().getByRole("img", { name: "Everything is in place" }).waitFor()
    await parley.sandbox.send(
      "PATCH",
      `/_sandbox/wabas/${data[0]?.waba_id}`,
      { has_payment_method: false },
      anything,
    )
    await parley.api.post("/v1/doctor", {}, anything)
    await notices().getByText("check failed").waitFor()
    await main().getByRole("img", { name: "1 check failed" }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await notices().getByRole("link", { name: "See what to do" }).click()
    await heading("WhatsApp").waitFor()
    await notices().getByText("check failed").waitFor({ state: "detached" })
    await main().getByRole("link", { name: "Home" }).click()
    const findings = page.getByRole("region", { name: "Problems with WhatsApp" })
    await findings.getByText("payment method").waitFor()
    expect(await notices().getByText("check failed").count()).toBe(0)
    expect(await seriousFindings(page)).toEqual([])
    await findings.getByRole("link", { name: "See what to do" }).click()
    await heading("WhatsApp").waitFor()
    await main().getByRole("link", { name: "Contacts" }).click()
    await notices().getByText("check failed").waitFor()
    await notices().getByRole("button", { name: "Dismiss" }).click()
    await notices().getByText("check failed").waitFor({ state: "detached" })
    await page.reload()
    await main().getByRole("img", { name: "1 check failed" }).waitFor()
    expect(await notices().getByText("check failed").count()).toBe(0)
  })

  it("a clock that was moved is told, by how much", async () => {
    await parley.sandbox.post("/_sandbox/clock", { advance_ms: 25 * 60 * 60_000 }, anything)
    await page.reload()
    await expect.poll(() => chip().textContent()).toMatch(/\+25 h/)
    await notices().getByText("The sandbox's clock is 25 hours ahead.").waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  it("one thing is told at a time, the gravest, and the others when they are asked for", async () => {
    await page.evaluate("sessionStorage.removeItem('parley.own dismissed banners')")
    await page.reload()
    const clock = notices().getByText("The sandbox's clock is 25 hours ahead.")
    await notices().getByText("check failed").waitFor()
    await notices().getByRole("button", { name: "1 more" }).click()
    await clock.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await notices().getByRole("button", { name: "Show less" }).click()
    await clock.waitFor({ state: "detached" })
    await notices().getByRole("button", { name: "Dismiss" }).click()
    await clock.waitFor()
    expect(await notices().getByRole("button", { name: "1 more" }).count()).toBe(0)
  })
})
