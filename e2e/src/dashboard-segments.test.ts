import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openDashboard, signUpByApi } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

/** What a member does with segments: builds one, sees how many it selects and why, saves and changes it. */

const ana = { name: "Ana Almeida", email: "ana@example.com", password: "a rather good secret" }
const withId = z.object({ id: z.string() })

let installation: Installation
let browser: Browser
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  browser = await openBrowser()
  const before = (own: BrowserContext) => signUpByApi(own, installation.apiUrl, ana)
  page = (await openDashboard(browser, installation.apiUrl, { before })).page
  await installation.connectNumber()
  for (const [name, country, plan] of [
    ["Ada", "DE", "gold"],
    ["Ben", "DE", "free"],
    ["Cleo", "BR", "gold"],
  ])
    await installation.api.send(
      "POST",
      "/v1/contacts",
      { external_id: `crm-${name}`, first_name: name, country, attributes: { plan } },
      withId,
    )
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
})

const goTo = (path: string) => page.goto(`${installation.apiUrl}${path}`)
const button = (name: string) => page.getByRole("button", { name, exact: true })
const size = (count: number) =>
  page.getByRole("region", { name: "Size" }).getByText(String(count), { exact: true }).first()
const condition = (kind: string) => page.getByRole("region", { name: `Condition: ${kind}` })
async function add(kind: string) {
  await button("Add a condition").click()
  await page.getByRole("menuitem", { name: kind, exact: true }).click()
}
const choose = async (within: string, field: string, typed: string) => {
  const input = condition(within).locator(`input[aria-label="${field}"]`)
  await input.fill(typed)
  await page.getByRole("option", { name: new RegExp(typed, "i") }).click()
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
      const folder = process.env.SCREENSHOTS
      const path = `${folder}/${name}-${colorScheme}-${width}.png`
      if (folder) await page.screenshot({ path, fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(findings).toEqual([])
}

describe("a segment", () => {
  it("is counted as its conditions are written", async () => {
    await goTo("/segments")
    await page.getByRole("heading", { name: "No segments yet" }).waitFor()
    await page.getByRole("link", { name: "New segment" }).click()
    await size(3).waitFor()
    await add("Contact")
    await condition("Contact").getByText("Complete this condition to count it.").waitFor()
    await choose("Contact", "Value", "germany")
    await condition("Contact").getByText("2 contacts · 2 left after it").waitFor()
    await size(2).waitFor()
    await add("Attribute")
    await condition("Attribute").locator('input[aria-label="Attribute"]').fill("plan")
    await condition("Attribute").locator('input[aria-label="Value"]').fill("gold")
    await condition("Attribute").getByText("2 contacts · 1 left after it").waitFor()
    await size(1).waitFor()
    await page.getByRole("region", { name: "Some of them" }).getByRole("link", { name: "Ada" }).waitFor()
  })

  it("says why somebody is not in it, with what decided", async () => {
    const asked = page.getByRole("region", { name: "Is this person in it?" })
    await asked.locator("input").first().fill("ben")
    await page.getByRole("option", { name: /Ben/ }).click()
    await asked.getByText("Not in it").waitFor()
    await asked.getByText("plan: free").waitFor()
    await look("segment-new")
  })

  it("is saved, and changed with its conditions as they were", async () => {
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Gold in Germany")
    await button("Create segment").click()
    await page.getByRole("heading", { name: "Gold in Germany" }).waitFor()
    await condition("Attribute").getByText("2 contacts · 1 left after it").waitFor()
    await page.locator('input[aria-label="How conditions combine"]').click()
    await page.getByRole("option", { name: "any of these is true" }).click()
    await size(3).waitFor()
    await button("Save").click()
    await page.getByText("Saved.").waitFor()
    await goTo("/segments")
    await page
      .getByRole("table", { name: "Segments" })
      .getByRole("link", { name: "Gold in Germany" })
      .waitFor()
    const saved = z.object({ data: z.array(z.object({ filter: z.unknown() })) })
    const [segment] = (await installation.api.get("/v1/segments", saved)).data
    expect(segment?.filter).toEqual({
      any: [
        { on: "contact", field: "country", op: "equals", value: "DE" },
        { on: "attribute", name: "plan", op: "equals", value: "gold" },
      ],
    })
    await look("segments")
  })
})

it("birthdays, and countries chosen by their names, are conditions like any other", async () => {
  await goTo("/segments/new")
  await add("Contact")
  await condition("Contact").locator('input[aria-label="Comparison"]').click()
  await page.getByRole("option", { name: "is one of" }).click()
  for (const country of ["germany", "brazil"]) await choose("Contact", "Values", country)
  await condition("Contact").getByText("3 contacts · 3 left after it").waitFor()
  await condition("Contact").locator('input[aria-label="Field"]').click()
  await page.getByRole("option", { name: "Date of birth" }).click()
  await condition("Contact").locator('input[aria-label="Comparison"]').click()
  await page.getByRole("option", { name: /in the next/ }).click()
  await condition("Contact").getByText("0 contacts · 0 left after it").waitFor()
})

it("a segment that was put away is in use again", async () => {
  await goTo("/segments")
  await page.getByRole("link", { name: "Gold in Germany" }).click()
  await button("Archive").click()
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click()
  await page.getByText("Gold in Germany was archived.").waitFor()
  await button("Unarchive").click()
  await button("Archive").waitFor()
})

it("a list is made and deleted", async () => {
  await goTo("/segments/lists")
  await button("New list").first().click()
  await page.getByRole("textbox", { name: "Name" }).fill("Press")
  await button("Create list").click()
  const table = page.getByRole("table", { name: "Lists" })
  await table.getByText("Press").waitFor()
  await table.getByRole("button", { name: "Delete" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click()
  await page.getByRole("heading", { name: "No lists yet" }).waitFor()
})
