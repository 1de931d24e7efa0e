/** A newcomer writes a campaign, launches it and sees what became of it, in the dashboard alone. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { openAsInvited } from "./browser/members.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const people = 40
const shown = { timeout: 60_000 }

let parley: Installation
let browser: Browser
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const goTo = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true })
const inDialog = (name: string) => page.getByRole("dialog").getByRole("button", { name, exact: true })
const section = (name: string) => page.getByRole("region", { name, exact: true })
const choose = async (field: string, option: RegExp) => {
  await page.getByRole("combobox", { name: field, exact: true }).click()
  await page.getByRole("option", { name: option }).click()
}
/** One of the template's variables. */
const city = () => page.getByRole("textbox", { name: "Body {{city}}", exact: true })
const save = async () => {
  await button("Save").click()
  // It is disabled as well while it is being saved.
  await page.locator("button:disabled:not([data-loading])", { hasText: /^Save$/ }).waitFor()
}

/** Examined and, where somebody wants to see it, kept in both colors and both widths. */
async function look(name: string): Promise<void> {
  const findings: string[] = []
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 })
      findings.push(...(await seriousFindings(page)))
      if ((await overflow(page)) > 0) findings.push(`${width} px: the page is pushed sideways`)
      const folder = process.env.SCREENSHOTS
      const path = `${folder}/campaigns-${name}-${colorScheme}-${width}.png`
      if (folder) await page.screenshot({ path, fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(findings).toEqual([])
}

describe("before anything is connected", () => {
  it("the list says what campaigns are for", async () => {
    await goTo("/campaigns")
    await page.getByRole("heading", { name: "No campaigns yet" }).waitFor()
    await look("empty")
  })

  it("one begins with its name, and says what it lacks", async () => {
    await button("New campaign").click()
    await page.getByRole("textbox", { name: "Name" }).fill("Early thoughts")
    await inDialog("Create").click()
    await page.getByRole("heading", { name: "Early thoughts", level: 1 }).waitFor()
    await page.getByText("No number is connected.").waitFor()
    await button("Choose the number that sends it.").waitFor()
    expect(await button("Launch").isDisabled()).toBe(true)
    await look("nothing-connected")
  })
})

describe("a campaign with two variants and a control group", () => {
  beforeAll(async () => {
    const number = await parley.connectNumber()
    await parley.approveTemplate(number.accountId)
    await parley.importSubscribers(number.groupId, people)
    await goTo("/campaigns")
  }, 240_000)

  it("takes the only number, and its template with values to begin with", async () => {
    await button("New campaign").click()
    await page.getByRole("textbox", { name: "Name" }).fill("Summer sale")
    await inDialog("Create").click()
    await page.getByRole("heading", { name: "Summer sale", level: 1 }).waitFor()
    await choose("Template", /summer_sale/)
    await section("Message")
      .getByRole("img", { name: /Hello Ana/ })
      .waitFor()
  })

  it("shows what is wrong beside its field, and leads there", async () => {
    await button("Personalize Body {{city}}").click()
    await page.getByRole("menuitem", { name: "Liquid (advanced)" }).click()
    await city().fill("{{ contact.attributes.city ")
    await button("Save").click()
    await button("Variant 1").click()
    await expect
      .poll(() => city().evaluate((field) => field === field.ownerDocument.activeElement))
      .toBe(true)
    await city().fill("Lima")
    await save()
  })

  it("keeps what was typed over a reload", async () => {
    await city().fill("Cusco")
    await page.reload()
    await page.getByText("Your unsaved changes are back").waitFor()
    expect(await city().inputValue()).toBe("Cusco")
    await save()
  })

  it("sends a test of what is written", async () => {
    await button("Send a test").click()
    const dialog = page.getByRole("dialog")
    await page.getByLabel("Phone number").fill("+4915112345678")
    await inDialog("Send").click()
    await dialog
      .getByText(/^(Delivered|Read)$/)
      .first()
      .waitFor()
    await inDialog("Close").last().click()
  })

  it("has a second variant, each with its share", async () => {
    await button("Duplicate as a variant").click()
    await page.getByRole("tab", { name: /Variant B/ }).waitFor()
    await city().fill("Arequipa")
    await section("Message")
      .getByRole("img", { name: /Arequipa/ })
      .waitFor()
    await page.getByRole("textbox", { name: "Control group" }).fill("20")
    await page.getByRole("textbox", { name: "Control group" }).blur()
    await save()
    await section("Review and launch")
      .getByText(/to about 16/)
      .first()
      .waitFor()
    await section("Who gets it").getByText("Control group, which gets nothing").waitFor()
    await look("compose")
  })

  it("is launched, delivered and read, and its control group got nothing", async () => {
    await button("Launch").click()
    await page.getByRole("dialog").getByText("40 people are reached").waitFor()
    await inDialog("Launch").click()
    const launches = page.getByRole("table", { name: "Launches" })
    await launches.getByText("Completed").waitFor(shown)
    await look("launched")
    const report = z.object({
      data: z.array(z.object({ id: z.string() })),
    })
    const [launch] = (await parley.api.get("/v1/launches", report)).data
    const counts = z.object({
      sent: z.number(),
      read: z.number(),
      suppressed: z.object({ total: z.number() }),
    })
    const now = () => parley.api.get(`/v1/launches/${launch?.id}`, counts)
    const { sent, suppressed } = await now()
    expect(sent + suppressed.total).toBe(people)
    expect(suppressed.total).toBeGreaterThan(0)
    await expect.poll(async () => (await now()).read, shown).toBeGreaterThan(0)
    await launches.getByRole("link").first().click()
    await page.getByRole("heading", { name: "Consent report" }).waitFor()
    await section("Results")
      .getByText(/control group/i)
      .waitFor()
    await look("launch")
  })
})

describe("afterwards", () => {
  it("an edit is for the next launch, and says so", async () => {
    await goTo("/campaigns")
    await page.getByRole("table", { name: "Campaigns" }).getByRole("link", { name: "Summer sale" }).click()
    await page.getByRole("link", { name: "Edit" }).click()
    await page.getByRole("textbox", { name: "Control group" }).fill("10")
    await page.getByRole("textbox", { name: "Control group" }).blur()
    await save()
    await page.getByRole("link", { name: "Summer sale" }).click()
    await page.getByText("It was changed since its last launch.").waitFor()
    await button("Launch again").click()
    await inDialog("Launch").click()
    await page.getByText("Control group from 20 % to 10 %.").waitFor(shown)
  })

  it("is copied, put away and brought back from the list", async () => {
    await goTo("/campaigns")
    await look("list")
    await button("More for Early thoughts").click()
    await page.getByRole("menuitem", { name: "Archive…" }).click()
    await inDialog("Archive").click()
    await page.getByText("Early thoughts was archived.").waitFor()
    await goTo("/campaigns?archived=true")
    await button("More for Early thoughts").click()
    await page.getByRole("menuitem", { name: "Unarchive" }).click()
    await page.getByText("Early thoughts is in use again.").waitFor()
    await goTo("/campaigns")
    await button("More for Summer sale").click()
    await page.getByRole("menuitem", { name: "Duplicate" }).click()
    await page.getByRole("heading", { name: "Summer sale (copy)", level: 1 }).waitFor()
  })

  it("a message of one's own is written with buttons", async () => {
    await page.getByRole("tab", { name: /Variant B/ }).click()
    await page.getByText("Free-form", { exact: true }).click()
    await choose("Kind", /Reply buttons/)
    await page.getByRole("textbox", { name: "Text", exact: true }).fill("Shall we keep one for you?")
    await page.getByRole("textbox", { name: "Button 1" }).fill("Yes, please")
    await section("Message")
      .getByRole("img", { name: /button Yes, please/ })
      .waitFor()
    await save()
    await look("free-form")
  })

  it("who may not launch reads why", async () => {
    const kim = { name: "Kim Dev", email: "kim@example.com", password: "correct horse battery" }
    const { page: own, context } = await openAsInvited(browser, parley, kim, "developer")
    await own.goto(page.url())
    await own.getByText("Your role can't launch campaigns.").waitFor()
    expect(await own.getByRole("button", { name: "Launch", exact: true }).count()).toBe(0)
    await context.close()
  })
})
