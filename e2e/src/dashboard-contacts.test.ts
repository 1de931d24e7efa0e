import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openDashboard, signUpByApi } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

/** What a member does with contacts: finds them, changes many at once, and reads what happened to one. */

const ana = { name: "Ana Almeida", email: "ana@example.com", password: "a rather good secret" }
const withId = z.object({ id: z.string() })
const people = 55

let installation: Installation
let browser: Browser
let page: Page
let maria = ""

reloadAfterFailures()

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  browser = await openBrowser()
  const before = (own: BrowserContext) => signUpByApi(own, installation.apiUrl, ana)
  page = (await openDashboard(browser, installation.apiUrl, { before })).page
  await installation.connectNumber()
  const add = (person: object) => installation.api.send("POST", "/v1/contacts", person, withId)
  for (let n = 0; n < people; n += 1)
    await add({
      external_id: `crm-${n}`,
      first_name: "Person",
      last_name: `No${n}`,
      country: n % 2 ? "DE" : "BR",
    })
  const person = { external_id: "crm-maria", first_name: "Ana María", last_name: "de la Cruz" }
  maria = (await add({ ...person, phone: "+4915112345678", language: "es" })).id
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
})

const goTo = (path: string) => page.goto(`${installation.apiUrl}${path}`)
const button = (name: string) => page.getByRole("button", { name, exact: true })
const rows = () =>
  page
    .getByRole("table", { name: "Contacts" })
    .getByRole("row")
    .filter({ has: page.getByRole("cell") })
const picture = async (name: string) => {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

/** Examined and, where somebody wants to see it, kept in both colors and both widths. */
async function look(name: string) {
  const findings: string[] = []
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 })
      findings.push(...(await seriousFindings(page)))
      if ((await overflow(page)) > 0) findings.push(`${width} px: the page is pushed sideways`)
      await picture(`${name}-${colorScheme}-${width}`)
    }
  }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(findings).toEqual([])
}

describe("the list of contacts", () => {
  it("finds people without accents and by a phone as it is dialled", async () => {
    await goTo("/contacts")
    await page.getByText(`1–50 of ${people + 1}`).waitFor()
    const search = page.getByRole("textbox", { name: "Search contacts" })
    for (const typed of ["maria de la", "cruz ana", "0049 151 1234", "CRM-MARIA".toLowerCase()]) {
      await search.fill(typed)
      await page.getByText("1 of 1", { exact: true }).waitFor()
      await rows().getByText("Ana María de la Cruz").waitFor()
    }
    await search.fill("")
    await page.getByText(`1–50 of ${people + 1}`).waitFor()
  })

  it("is narrowed to a country that is found by typing", async () => {
    await button("Add filter").click()
    await page.getByRole("menuitem", { name: "Country" }).click()
    await page
      .getByRole("combobox", { name: "Country" })
      .or(page.getByRole("textbox", { name: "Country" }))
      .fill("braz")
    await page.keyboard.press("Enter")
    await page.getByText("1–28 of 28").waitFor()
    await button("Clear filters").click()
    await page.getByText(`1–50 of ${people + 1}`).waitFor()
  })

  it("tags all that it has, on whatever page, and is narrowed to the tag", async () => {
    await page.getByRole("checkbox", { name: /^Select all/ }).check()
    await button(`Select all ${people + 1}`).click()
    await page.getByText(`All ${people + 1} selected`).waitFor()
    await button("Tags").click()
    await page.getByRole("combobox", { name: "Add tags" }).fill("Spring")
    await page.keyboard.press("Enter")
    await button("Change tags").click()
    await page.getByText(`Changed the tags of ${people + 1} contacts.`).waitFor()
    await rows().first().getByText("Spring").waitFor()
    await goTo("/contacts?country=DE")
    await page.getByText("1–28 of 28").waitFor()
    await button("Add filter").click()
    await page.getByRole("menuitem", { name: "Tag" }).click()
    await page.getByRole("menuitem", { name: "Spring" }).click()
    await page.getByText("1–28 of 28").waitFor()
  })

  it("records consent of those that are ticked, with its evidence", async () => {
    await goTo("/contacts?search=person")
    await page.getByText("1–50 of 55").waitFor()
    for (const at of [0, 1]) await rows().nth(at).getByRole("checkbox").check()
    await button("Record consent").click()
    await page.getByText("Subscribed", { exact: true }).last().click()
    await page.getByRole("textbox", { name: "Source" }).fill("Fair")
    await button("Record").click()
    await page.getByText("Say what proves that they agreed").first().waitFor()
    await page.getByRole("textbox", { name: "Evidence" }).fill("List of the fair")
    await button("Record").click()
    await page.getByText("2 subscribed.").waitFor()
    await rows().nth(1).getByText("Subscribed", { exact: true }).waitFor()
    await button("Add filter").click()
    await page.getByRole("menuitem", { name: "Consent" }).click()
    await page.getByRole("menuitem", { name: /: unknown/ }).click()
    await page.getByText("1–50 of 53").waitFor()
  })

  it("leaves a list, on which they were put, when they are removed from it", async () => {
    const { id } = await installation.api.post("/v1/lists", { name: "Fair guests" }, withId)
    const body = { matching: { search: "maria" }, list_id: id }
    await installation.api.post("/v1/contacts/bulk/lists", body, z.unknown())
    await goTo("/segments/lists")
    await page.getByRole("link", { name: "Fair guests" }).click()
    await rows().first().getByRole("checkbox").check()
    expect(await button("Export selected").count()).toBe(0) // there is one button for it: Export to file
    await button("Remove from list").click()
    await page.getByRole("dialog").getByRole("button", { name: "Remove from list" }).click()
    await page.getByText("Removed from Fair guests: 1.").waitFor()
  })

  it("deletes those that are ticked after asking", async () => {
    await goTo("/contacts?search=person")
    await page.getByText("1–50 of 55").waitFor()
    await rows().nth(4).getByRole("checkbox").check()
    await button("Delete").click()
    await button("Delete 1 contact").click()
    await page.getByText("1 contact was deleted.").waitFor()
    await page.getByText("1–50 of 54").waitFor()
    await look("contacts")
  })
})

describe("the page of a contact", () => {
  it("has their tags, which are changed in place", async () => {
    await goTo(`/contacts/${maria}`)
    const tags = page.getByRole("region", { name: "Tags" })
    await tags.getByText("Spring").waitFor()
    await tags.locator("input").first().fill("VIP")
    await page.keyboard.press("Enter")
    await tags.getByText("VIP").waitFor()
    const known = z.object({ tags: z.array(z.object({ name: z.string() })) })
    await expect
      .poll(async () =>
        (await installation.api.get(`/v1/contacts/${maria}`, known)).tags.map(({ name }) => name),
      )
      .toEqual(["Spring", "VIP"])
  })

  it("tells what happened, the newest first", async () => {
    await button("Record consent").click()
    await page.getByRole("textbox", { name: "Source" }).fill("Hotline")
    await button("Save").click()
    await page.getByText("Consent recorded.").waitFor()
    await page.getByRole("tab", { name: "Timeline" }).click()
    const entries = page.getByRole("list", { name: "Timeline" }).getByRole("listitem")
    await entries
      .nth(0)
      .getByText(/^Subscribed to/)
      .waitFor()
    await entries.nth(0).getByText("Source: Hotline").waitFor()
    await entries.nth(1).getByText("Contact created").waitFor()
    await look("contact-timeline")
  })
})
