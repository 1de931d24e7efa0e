/** A list is chosen from by typing, with the mouse and with the keyboard, and never sends the form that it stands in. */
import type { Browser, Locator, Page } from "playwright-core"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

let parley: Installation
let browser: Browser
let page: Page
let templateId: string
/** What the page asked the server to change, each such as `PATCH /v1/me`. */
const writes: string[] = []

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  const { accountId } = await parley.connectNumber()
  templateId = await parley.approveTemplate(accountId)
  for (const first_name of ["Beatriz", "Dmitri"])
    await parley.api.post("/v1/contacts", { external_id: first_name, first_name }, z.unknown())
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname
    if (request.method() !== "GET" && !path.endsWith("/preview") && !path.endsWith("/preflight"))
      writes.push(`${request.method()} ${path}`)
  })
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})
beforeEach(() => {
  writes.length = 0
})

const goTo = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const list = (name: string) => page.getByRole("combobox", { name, exact: true })
const button = (name: string) => page.getByRole("button", { name, exact: true })
const press = (key: string) => page.keyboard.press(key)
const type = (text: string) => page.keyboard.type(text)
const expectValue = (field: Locator, value: string) => expect.poll(() => field.inputValue()).toBe(value)
const options = () => page.getByRole("option")
const marked = () => page.locator("[role=option][data-combobox-selected]")

async function openImport(): Promise<void> {
  await goTo("/contacts/import")
  await page.locator("input[type=file]").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("phone,first_name\n0701112233,Ana\n"),
  })
  await button("Upload and continue").click()
  await page.getByRole("table", { name: "First rows" }).waitFor()
}

async function openTestSend(): Promise<Locator> {
  const group = z.object({ group_id: z.string() })
  const { group_id } = await parley.api.get(`/v1/templates/${templateId}`, group)
  await goTo(`/templates/${group_id}`)
  await button("Send a test").click()
  await page.getByRole("dialog").waitFor()
  return list("Fill in from a contact (optional)")
}

describe("what is typed", () => {
  const zone = () => list("Time zone")

  it("takes the place of what was chosen, with the mouse", async () => {
    await goTo("/account")
    const before = await zone().inputValue()
    await zone().click()
    await type("Stockh")
    await expectValue(zone(), "Stockh")
    await options().filter({ hasText: "Stockholm (Europe)" }).click()
    await expectValue(zone(), "Stockholm (Europe)")
    expect(before).not.toBe("Stockholm (Europe)")
    expect(writes).toEqual([])
  })

  it("takes the place of what was chosen, with the keyboard, and Enter chooses its first match", async () => {
    await page.getByLabel("Name", { exact: true }).focus()
    await press("Tab")
    expect(await zone().evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
    await type("Berli")
    await expect.poll(() => marked().allTextContents()).toEqual(["Berlin (Europe)"])
    await press("Enter")
    await expectValue(zone(), "Berlin (Europe)")
    await press("Enter")
    expect(writes).toEqual([])
    await button("Save").click()
    await page.getByText("Profile saved.").first().waitFor()
    expect(writes).toEqual(["PATCH /v1/me"])
    await page.reload()
    await expectValue(zone(), "Berlin (Europe)")
  })

  it("that matches nothing says so, chooses nothing and sends nothing", async () => {
    await page.getByLabel("Name", { exact: true }).fill("Ana Maria")
    await zone().click()
    await type("Atlantis")
    await page.getByText("No results for “Atlantis”").waitFor()
    await press("Enter")
    expect(writes).toEqual([])
    await press("Tab")
    await expectValue(zone(), "Berlin (Europe)")
  })

  it("narrows languages and industries", async () => {
    await goTo("/templates/new")
    await list("Language").click()
    await type("swedish")
    await press("Enter")
    await expectValue(list("Language"), "Swedish, sv")
    await goTo("/templates/library")
    await list("Industry").click()
    await type("fin")
    await press("Enter")
    await expectValue(list("Industry"), "Financial services")
  })

  it("is searched for at the server, and Enter chooses what was found", async () => {
    const contact = await openTestSend()
    await contact.click()
    await type("Dmi")
    await expect.poll(() => marked().allTextContents()).toEqual([expect.stringContaining("Dmitri")])
    await press("Enter")
    await expectValue(contact, "Dmitri")
    expect(writes).toEqual([])
  })
})

describe("an open list", () => {
  it("never starts an import", async () => {
    await openImport()
    writes.length = 0
    await list("Country for local phone numbers").click()
    await type("swe")
    await expect.poll(() => marked().allTextContents()).toEqual(["Sweden (SE)"])
    await press("Enter")
    await expectValue(list("Country for local phone numbers"), "Sweden (SE)")
    await press("Enter")
    await page.getByRole("radio", { name: /^Everyone in this file/ }).check()
    await page.getByRole("textbox", { name: "Where they agreed" }).press("Enter")
    await page.getByRole("table", { name: "First rows" }).getByText("+46701112233").waitFor()
    expect(await page.getByRole("dialog").count()).toBe(0)
    expect(writes).toEqual([])
  })

  it("closes by Esc, and the dialog that it is in does not", async () => {
    const contact = await openTestSend()
    await contact.click()
    await options().first().waitFor()
    await press("Escape")
    await expect.poll(() => contact.getAttribute("aria-expanded")).toBe("false")
    expect(await page.getByRole("dialog").isVisible()).toBe(true)
    await press("Escape")
    await page.getByRole("dialog").waitFor({ state: "detached" })
  })
})
