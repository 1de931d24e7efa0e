import { readFile } from "node:fs/promises"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openDashboard, signIn, signUpByApi } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

/** What every list of the dashboard does, tried on those of an installation with 10,000 contacts. */

const ana = { name: "Ana Almeida", email: "ana@example.com", password: "a rather good secret" }
const people = 10_000
const anything = z.unknown()

let installation: Installation
let browser: Browser
let context: BrowserContext
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  browser = await openBrowser()
  const before = (own: BrowserContext) => signUpByApi(own, installation.apiUrl, ana)
  const opened = await openDashboard(browser, installation.apiUrl, { before })
  context = opened.context
  page = opened.page
  const number = await installation.connectNumber()
  await installation.importSubscribers(number.groupId, people)
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
})

const goTo = (path: string, on = page) => on.goto(`${installation.apiUrl}${path}`)
const table = (name: string, on = page) => on.getByRole("table", { name })
const button = (name: string, on = page) => on.getByRole("button", { name, exact: true })
/** Without the headings. */
const rowsOf = (name: string, on = page) =>
  table(name, on)
    .getByRole("row")
    .filter({ has: on.getByRole("cell") })
const parameter = (name: string) => new URL(page.url()).searchParams.get(name)

describe("the contacts of a subscription group", () => {
  it("are told apart by what they said, searched, and lead to their pages", async () => {
    const groups = z.object({ data: z.array(z.object({ id: z.string() })) })
    const [group] = (await installation.api.get("/v1/subscription-groups", groups)).data
    const [last] = (await installation.api.get("/v1/contacts?limit=1&order=desc", groups)).data
    const say = (state: string) =>
      installation.api.send(
        "PUT",
        `/v1/contacts/${last?.id}/subscriptions/${group?.id}`,
        { state, source: "form" },
        anything,
      )
    await goTo(`/subscription-groups/${group?.id}`)
    await page.getByText("1–50 of 10,000").waitFor()
    await say("unsubscribed")
    await button("Add filter").click()
    await page.getByRole("menuitem", { name: "Status" }).click()
    await page.getByRole("menuitem", { name: "Unsubscribed" }).click()
    await page.getByText("1 of 1", { exact: true }).waitFor()
    expect(parameter("subscription_state")).toBe("unsubscribed")
    await rowsOf("Contacts").getByText("Unsubscribed", { exact: true }).waitFor()
    await rowsOf("Contacts").getByRole("link").click()
    await page.waitForURL(`**/contacts/${last?.id}`)
    await page.goBack()
    await say("subscribed")
    await page.getByRole("heading", { name: "No results" }).waitFor()
    await button("Show all").click()
    await page.getByText("1–50 of 10,000").waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.getByRole("link", { name: "See its templates" }).click()
    await page.getByRole("heading", { name: "Templates", level: 1 }).waitFor()
    await page.goBack()
    await page.getByRole("link", { name: /^Lucky Shrub · \+/ }).click()
    await page.waitForURL("**/connect/whatsapp/numbers/*")
  })
})

describe("a list of ten thousand", () => {
  it("says how many there are and where one is among them, page by page", async () => {
    await goTo("/contacts")
    await page.getByText("1–50 of 10,000").waitFor()
    await expect.poll(() => rowsOf("Contacts").count()).toBe(50)
    await button("Next").click()
    await page.getByText("51–100 of 10,000").waitFor()
    await page.reload()
    await page.getByText("51–100 of 10,000").waitFor()
    await button("Previous").click()
    await page.getByText("1–50 of 10,000").waitFor()
  })

  it("does not guess where one is where a link led into its middle", async () => {
    await goTo("/contacts")
    await button("Next").click()
    await page.getByText("51–100 of 10,000").waitFor()
    const elsewhere = await context.newPage()
    await elsewhere.goto(page.url())
    await elsewhere.getByText("10,000 in total").waitFor()
    await elsewhere.close()
  })

  it("is sorted by the server when a heading is pressed", async () => {
    await goTo("/contacts")
    const names = () => rowsOf("Contacts").getByRole("link").allTextContents()
    await expect.poll(async () => (await names()).length).toBe(50)
    const newest = await names()
    const heading = page.getByRole("columnheader", { name: "Added" })
    expect(await heading.getAttribute("aria-sort")).toBe("descending")
    await heading.getByRole("button").click()
    await expect.poll(() => heading.getAttribute("aria-sort")).toBe("ascending")
    await expect.poll(names).not.toEqual(newest)
    expect(parameter("order")).toBe("asc")
    const oldest = await names()
    await button("Next").click()
    await page.getByText("51–100 of 10,000").waitFor()
    await expect.poll(names).not.toEqual(oldest)
    await heading.getByRole("button").click()
    await page.getByText("1–50 of 10,000").waitFor()
    await expect.poll(names).toEqual(newest)
  })

  it("keeps its headings and its foot in sight", async () => {
    await goTo("/contacts")
    await rowsOf("Contacts").nth(49).scrollIntoViewIfNeeded()
    await rowsOf("Contacts").nth(25).scrollIntoViewIfNeeded()
    await expect.poll(() => page.evaluate<number>("scrollY")).toBeGreaterThan(0)
    const isInSight = async (one: ReturnType<Page["getByText"]>) => {
      const box = await one.boundingBox()
      return box !== null && box.y >= 0 && box.y + box.height <= 800
    }
    await expect.poll(() => isInSight(page.getByRole("columnheader", { name: "Phone" }))).toBe(true)
    await expect.poll(() => isInSight(page.getByText("of 10,000"))).toBe(true)
  })

  it("has rows that are low, and figures of one width", async () => {
    await goTo("/contacts")
    const first = rowsOf("Contacts").first()
    await first.waitFor()
    expect((await first.boundingBox())?.height).toBeLessThanOrEqual(38)
    const figures = await page.evaluate<string>(
      `getComputedStyle(document.querySelector("td[data-kind=short]")).fontVariantNumeric`,
    )
    expect(figures).toContain("tabular-nums")
  })

  it("says that nothing was found, and shows all again", async () => {
    await goTo("/contacts")
    const search = page.getByRole("textbox", { name: "Search contacts" })
    await search.fill("nobody at all")
    await page.getByRole("heading", { name: "No results for “nobody at all”" }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await button("Show all").click()
    await page.getByText("1–50 of 10,000").waitFor()
    expect(await search.inputValue()).toBe("")
  })

  it("keeps what is typed while the answers come", async () => {
    await goTo("/contacts?search=nobody")
    const search = page.getByRole("textbox", { name: "Search contacts" })
    await page.getByRole("heading", { name: "No results for “nobody”" }).waitFor()
    await search.focus()
    for (let left = "nobody".length; left > 0; left--) await page.keyboard.press("Backspace")
    await page.getByText("1–50 of 10,000").waitFor()
    await page.keyboard.type("ana")
    await expect.poll(() => search.inputValue()).toBe("ana")
    await expect.poll(() => parameter("search")).toBe("ana")
  })
})

describe("a row", () => {
  it("leads to its page wherever it is clicked, and into another tab where that is meant", async () => {
    await goTo("/contacts")
    const country = rowsOf("Contacts").nth(2).getByRole("cell").nth(3)
    const [other] = await Promise.all([
      context.waitForEvent("page"),
      country.click({ modifiers: ["ControlOrMeta"] }),
    ])
    await other.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
    await other.close()
    await country.click()
    await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/)
  })

  it("can be marked as text without being opened", async () => {
    await goTo("/contacts")
    const phone = rowsOf("Contacts").first().getByRole("cell", { name: /^\+/ })
    const box = await phone.boundingBox()
    if (box === null) throw new Error("The cell is not shown.")
    await page.mouse.move(box.x + 20, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + 80, box.y + box.height / 2, { steps: 4 })
    await page.mouse.up()
    expect(await page.evaluate<string>("String(getSelection())")).not.toBe("")
    expect(new URL(page.url()).pathname).toBe("/contacts")
  })

  it("is reached by the arrow keys and opened by Enter", async () => {
    await goTo("/contacts")
    const link = (at: number) => rowsOf("Contacts").nth(at).getByRole("link")
    await link(0).focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowUp")
    const second = (await link(1).textContent()) ?? ""
    expect(await page.locator(":focus").textContent()).toBe(second)
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: second, level: 1 }).waitFor()
  })
})

describe("rows that are ticked", () => {
  const guests = ["bo", "cy", "di", "ed"].map((name) => `${name}@example.com`)
  beforeAll(async () => {
    const invite = (email: string) =>
      installation.api.post("/v1/invitations", { email, role: "viewer" }, anything)
    await Promise.all(guests.map(invite))
  })

  it("are treated together, after a question", async () => {
    await goTo("/settings/members")
    const rows = rowsOf("Invitations")
    await expect.poll(() => rows.count()).toBe(4)
    const tick = (at: number) => rows.nth(at).getByRole("checkbox")
    await tick(0).click()
    await tick(2).click({ modifiers: ["Shift"] })
    await page.getByText("3 selected").waitFor()
    const kept = (await rows.nth(3).getByRole("cell").nth(1).textContent()) ?? ""
    await button("Withdraw selected").click()
    await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click()
    await page.getByText("Withdrew 3 invitations.").waitFor()
    await expect.poll(() => rows.count()).toBe(1)
    await page.getByText(kept).waitFor()
    expect(await page.getByText("selected", { exact: false }).count()).toBe(0)
  })

  it("are ticked by Space, several by Shift and the arrows, and none after Escape", async () => {
    const make = (name: string) =>
      installation.api.post("/v1/api-keys", { name, permissions: ["contacts:read"] }, anything)
    await Promise.all(["Till", "Shop", "Robot"].map(make))
    await goTo("/settings/api-keys")
    const ticks = table("API keys").getByRole("checkbox", { name: "Select", exact: true })
    await table("API keys").getByText("Installation", { exact: true }).first().waitFor()
    await table("API keys").getByText("View contacts", { exact: true }).first().waitFor()
    await ticks.nth(1).focus()
    await page.keyboard.press("Space")
    await page.getByText("1 selected").waitFor()
    await page.keyboard.press("Shift+ArrowDown")
    await page.getByText("2 selected").waitFor()
    await page.keyboard.press("Escape")
    await page.getByText("2 selected").waitFor({ state: "detached" })
    await page.getByRole("checkbox", { name: "Select all api keys on this page" }).click()
    await page.getByText(/^\d selected$/).waitFor()
    const downloading = page.waitForEvent("download")
    await button("Export selected").click()
    expect(await readFile(await (await downloading).path(), "utf8")).toContain("Robot")
    await button("Clear selection").click()
  })
})

describe("a filter", () => {
  it("is a chip that is set, changed and taken away, and part of the address", async () => {
    await goTo("/settings/audit")
    await rowsOf("Audit log").first().waitFor()
    await button("Add filter").click()
    await page.getByRole("menuitem", { name: "Event" }).click()
    await page.getByRole("menuitem", { name: "API key" }).click()
    await button("Event: API key").waitFor()
    expect(parameter("action")).toBe("api_key")
    const events = () => rowsOf("Audit log").getByText("API key created").count()
    await expect.poll(async () => (await events()) === (await rowsOf("Audit log").count())).toBe(true)
    await page.reload()
    await button("Event: API key").waitFor()
    await button("Add filter").click()
    await page.getByRole("menuitem", { name: "Actor" }).click()
    await page.getByRole("textbox", { name: "Actor" }).fill("nobody")
    await button("Apply").click()
    await page.getByRole("heading", { name: "No results" }).waitFor()
    await button("Remove filter Actor").click()
    await rowsOf("Audit log").first().waitFor()
    expect(parameter("actor")).toBeNull()
    await button("Clear filters").click()
    await expect.poll(() => parameter("action")).toBeNull()
  })
})

describe("a long name", () => {
  const name = `Warehouse ${"and orders ".repeat(8)}end`.slice(0, 100)

  it("takes one line, and all of it is told under the pointer", async () => {
    await installation.api.post("/v1/api-keys", { name, permissions: ["contacts:read"] }, anything)
    await goTo("/settings/api-keys")
    const row = rowsOf("API keys").filter({ hasText: "Warehouse" })
    await row.waitFor()
    expect((await row.boundingBox())?.height).toBeLessThanOrEqual(38)
    expect(await overflow(page)).toBe(0)
    await row.getByText("Warehouse").hover()
    await page.getByRole("tooltip").getByText(name.trim()).waitFor()
  })
})

/** Of the contacts, once one column was hidden and another one shown. The first has the ticks. */
const chosenColumns = ["", "Name", "Phone", "Time zone", "Consent", "Reachable", "Tags", "Added"]

describe("how a list looks", () => {
  const headings = (on = page) => table("Contacts", on).getByRole("columnheader").allTextContents()

  it("is chosen once: columns and density are there again later", async () => {
    await goTo("/contacts")
    const low = (await rowsOf("Contacts").first().boundingBox())?.height ?? 0
    await button("Display").click()
    await page.getByRole("checkbox", { name: "Country" }).click()
    await page.getByRole("checkbox", { name: "Time zone" }).click()
    await page.getByText("Comfortable").click()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press("Escape")
    await expect.poll(() => headings()).toEqual(chosenColumns)
    await page.reload()
    await rowsOf("Contacts").first().waitFor()
    expect(await headings()).toEqual(chosenColumns)
    expect((await rowsOf("Contacts").first().boundingBox())?.height).toBeGreaterThan(low)
  })

  it("is pushed sideways where its columns do not fit beside each other", async () => {
    await page.setViewportSize({ width: 1000, height: 800 })
    const frame = page.getByRole("region", { name: "Contacts" })
    const pushed = () =>
      frame.evaluate((one) => {
        one.scrollLeft = 1000
        return one.scrollLeft
      })
    await expect.poll(pushed).toBeGreaterThan(0)
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it("is saved as a view, which is there in another browser too", async () => {
    await goTo("/contacts?search=ana&order=asc&sort=created")
    await rowsOf("Contacts").first().waitFor()
    await button("Views").click()
    await page.getByRole("textbox", { name: "Save as" }).fill("Anas")
    await button("Save view").dblclick()
    await button("Delete view Anas").waitFor()
    await page.keyboard.press("Escape")

    const elsewhere = await openDashboard(browser, installation.apiUrl)
    await signIn(elsewhere.page, ana)
    await elsewhere.page.getByRole("heading", { name: "Hello, Ana" }).waitFor()
    await goTo("/contacts", elsewhere.page)
    await rowsOf("Contacts", elsewhere.page).first().waitFor()
    expect(await headings(elsewhere.page)).toContain("Country")
    await button("Views", elsewhere.page).click()
    await button("Anas", elsewhere.page).click()
    await elsewhere.page.waitForURL(/search=ana/)
    await expect.poll(() => headings(elsewhere.page)).not.toContain("Country")
    const search = elsewhere.page.getByRole("textbox", { name: "Search contacts" })
    await expect.poll(() => search.inputValue()).toBe("ana")
    await elsewhere.context.close()
  })

  it("is forgotten when its view is deleted", async () => {
    await goTo("/contacts")
    await button("Views").click()
    expect(await seriousFindings(page)).toEqual([])
    await button("Delete view Anas").click()
    await page.getByText("Save what you see now").waitFor()
  })
})

describe("an export", () => {
  it("has all that was found, not the first page alone, in the columns that are shown", async () => {
    await goTo("/contacts?search=a")
    const found = /of ([\d,]+)/
    const where = (await page.getByText(found).textContent()) ?? ""
    const count = Number(found.exec(where)?.[1]?.replaceAll(",", ""))
    expect(count).toBeGreaterThan(500)
    const downloading = page.waitForEvent("download")
    await button("Export").click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe("contacts.csv")
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n")
    expect(lines[0]).toBe(`\uFEFF${chosenColumns.slice(1).join(",")}`)
    expect(lines.length - 1).toBe(count)
    expect(new Set(lines).size).toBe(lines.length)
  }, 180_000)
})

describe.each([false, true])("on a phone, dark: %s", (dark) => {
  it("rows are cards, and nothing has to be pushed sideways", async () => {
    const { page: phone, context: own } = await openDashboard(browser, installation.apiUrl, {
      width: 390,
      dark,
    })
    await signIn(phone, ana)
    await phone.getByRole("heading", { name: "Hello, Ana" }).waitFor()
    await goTo("/contacts", phone)
    const first = rowsOf("Contacts", phone).first()
    await first.waitFor()
    expect((await first.boundingBox())?.height).toBeGreaterThan(60)
    expect(await overflow(phone)).toBe(0)
    // The headings are not there: what they do is in the menu.
    await button("Display", phone).click()
    await phone.getByRole("combobox", { name: "Order" }).selectOption("asc")
    await phone.waitForURL(/order=asc/)
    expect(await overflow(phone)).toBe(0)
    expect(await seriousFindings(phone)).toEqual([])
    await own.close()
  }, 180_000)
})
