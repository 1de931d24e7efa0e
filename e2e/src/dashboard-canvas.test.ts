/** A marketer draws a canvas, saves it, and finds it as it was drawn. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

let parley: Installation
let browser: Browser
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  const number = await parley.connectNumber()
  await parley.approveTemplate(number.accountId)
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const goTo = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true })
const inDialog = (name: string | RegExp) => page.getByRole("dialog").getByRole("button", { name })
const drawing = () => page.getByRole("region", { name: "Canvas", exact: true })
const step = (name: string) => drawing().getByRole("button", { name: new RegExp(`^${name} `) })
const panel = (name: string) => page.getByRole("region", { name, exact: true })
const tab = (name: string) => page.getByRole("tab", { name, exact: true })
const save = async () => {
  await button("Save").click()
  await page.locator("button:disabled:not([data-loading])", { hasText: /^Save$/ }).waitFor()
}
const canvas = z.object({
  id: z.string(),
  steps: z.array(
    z.looseObject({ kind: z.string(), name: z.string(), next: z.record(z.string(), z.string()) }),
  ),
})
const saved = async () => {
  const [, id] = /canvases\/([^/]+)/.exec(page.url()) ?? []
  return parley.api.get(`/v1/canvases/${id}`, canvas)
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
      const path = `${folder}/canvas-${name}-${colorScheme}-${width}.png`
      if (folder) await page.screenshot({ path, fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(findings).toEqual([])
}

describe("a canvas", () => {
  it("begins with its name", async () => {
    await goTo("/canvases")
    await page.getByRole("heading", { name: "No canvases yet" }).waitFor()
    await look("empty")
    await button("New canvas").click()
    await page.getByRole("textbox", { name: "Name" }).fill("Welcome")
    await inDialog("Create").click()
    await page.getByRole("heading", { name: "Edit Welcome", level: 1 }).waitFor()
    await drawing().waitFor()
  })

  it("is drawn step by step, with the + of each outlet", async () => {
    await button("Add a step after Entry").click()
    await inDialog(/^Delay/).click()
    await panel("Delay").waitFor()
    await button("Add a step after Delay").click()
    await inDialog(/^Decision split/).click()
    await button("Add a step after Decision split, Yes").click()
    await inDialog(/^Message/).click()
    await panel("Message").getByRole("textbox", { name: "Name", exact: true }).fill("Thank you")
    await step("Thank you").waitFor()
    await look("drawn")
  })

  it("is saved as it is drawn", async () => {
    await save()
    const { steps } = await saved()
    expect(steps.map(({ kind }) => kind)).toEqual(["delay", "decision", "message"])
    await page.reload()
    await step("Thank you").waitFor()
  })

  it("is edited with the keyboard: arrows go from step to step, Enter edits, Delete removes, Ctrl+Z undoes", async () => {
    await drawing()
      .getByRole("button", { name: /^Entry / })
      .focus()
    for (const name of ["Delay", "Decision split", "Thank you"]) {
      await page.keyboard.press("ArrowDown")
      await expect.poll(() => page.evaluate("document.activeElement.textContent")).toContain(name)
    }
    await page.keyboard.press("Enter")
    await panel("Message").waitFor()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Delete")
    await step("Thank you").waitFor({ state: "detached" })
    await page.keyboard.press("Control+z")
    await step("Thank you").waitFor()
    await page.keyboard.press("Control+y")
    await step("Thank you").waitFor({ state: "detached" })
    await button("Undo").click()
    await step("Thank you").waitFor()
  })

  it("has a form for every kind of step", async () => {
    const palette = page.getByRole("list", { name: "Steps to add" })
    await palette.waitFor()
    const kinds = await palette.getByRole("button").allTextContents()
    expect(kinds.length).toBe(13)
    for (const kind of kinds) {
      await palette.getByRole("button", { name: kind }).click()
      await panel(kind).getByRole("button", { name: "Close the step" }).waitFor()
      await look(`step-${kind.toLowerCase().replaceAll(" ", "-")}`)
      await panel(kind).getByRole("button", { name: "Delete step" }).click()
    }
  })

  it.each(["Basics", "Entry", "Audience", "Send settings", "Summary"])(
    "is set up in the tab %s",
    async (name) => {
      await tab(name).click()
      await page.getByRole("tabpanel").waitFor()
      await look(`tab-${name.toLowerCase().replaceAll(" ", "-")}`)
    },
  )
})
