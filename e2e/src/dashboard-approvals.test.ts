/** A campaign is looked at before it goes out: by its preflight, by somebody without an account, and by a second member. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { openAsInvited } from "./browser/members.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const people = 12
const shown = { timeout: 60_000 }

let parley: Installation
let browser: Browser
let page: Page
let campaignId: string

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  const number = await parley.connectNumber()
  const templateId = await parley.approveTemplate(number.accountId)
  await parley.importSubscribers(number.groupId, people)
  const content = {
    kind: "template",
    template_id: templateId,
    values: { body: { city: "Lima", first_name: "Ana" } },
  }
  const { id } = await parley.api.post(
    "/v1/campaigns",
    { name: "Autumn", number_id: number.numberId, content },
    z.object({ id: z.string() }),
  )
  campaignId = id
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const goTo = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const section = (name: string, on = page) => on.getByRole("region", { name, exact: true })
const button = (name: string, on = page) => on.getByRole("button", { name, exact: true })
const inDialog = (name: string, on = page) =>
  on.getByRole("dialog").getByRole("button", { name, exact: true })

/** Examined and, where somebody wants to see it, kept in both colors and both widths. */
async function look(name: string, on = page): Promise<void> {
  const findings: string[] = []
  for (const colorScheme of ["light", "dark"] as const) {
    await on.emulateMedia({ colorScheme })
    for (const width of [1280, 390]) {
      await on.setViewportSize({ width, height: 900 })
      findings.push(...(await seriousFindings(on)))
      if ((await overflow(on)) > 0) findings.push(`${width} px: the page is pushed sideways`)
      const folder = process.env.SCREENSHOTS
      const path = `${folder}/approvals-${name}-${colorScheme}-${width}.png`
      if (folder) await on.screenshot({ path, fullPage: true })
    }
  }
  await on.emulateMedia({ colorScheme: "light" })
  await on.setViewportSize({ width: 1280, height: 900 })
  expect(findings).toEqual([])
}

describe("before a campaign goes out", () => {
  it("somebody chooses that a second member approves each", async () => {
    await goTo("/settings/approvals")
    await page.getByRole("radio", { name: "Every campaign" }).check()
    await button("Save").click()
    await page.getByText("Approvals saved.").waitFor()
    await look("rule")
  })

  it("its preflight says who gets it, and what it costs by imaginary prices", async () => {
    await goTo(`/campaigns/${campaignId}`)
    const who = section("Who gets it")
    await who.getByText("people get a message").waitFor(shown)
    await section("Cost").getByText("These prices are imaginary").waitFor()
    expect(await button("Launch").isDisabled()).toBe(true)
    await look("preflight")
    await button("Check everybody").click()
    await page.getByText("12 checked: nothing goes wrong.").waitFor(shown)
  })

  it("each number opens the people", async () => {
    await section("Who gets it").getByRole("link", { name: "12", exact: true }).first().click()
    const table = page.getByRole("table", { name: "People" })
    await table.getByRole("link").first().waitFor()
    expect(await table.getByRole("row").count()).toBe(people + 1)
    await look("people")
    await page.goBack()
  })

  it("somebody without an account looks at it, and what they say is read in the composer", async () => {
    await button("New link").click()
    await page.getByRole("textbox", { name: "Who it is for" }).fill("Legal")
    await inDialog("Make link").click()
    const url = await page.getByRole("textbox", { name: "Link for Legal" }).inputValue()
    const context = await browser.newContext()
    const own = await context.newPage()
    await own.goto(url)
    await own.getByText("12 people as of now").waitFor()
    await look("review", own)
    await own.getByLabel("Your name").fill("Lea")
    await own.getByLabel("Comment").fill("Add the imprint.")
    await own.getByRole("button", { name: "Send comment" }).click()
    await own.getByText("Your comment was sent.").waitFor()
    await context.close()
    await page.getByRole("article", { name: "Comment by Lea" }).getByText("Add the imprint.").waitFor(shown)
  })

  it("a second member approves, is told of it, and the first one launches", async () => {
    await button("Ask for approval").click()
    await page.getByLabel("Note").fill("Goes out today")
    await inDialog("Ask for approval").click()
    await page.getByText("Another member has to decide").waitFor()
    expect(await button("Approve").count()).toBe(0)
    const max = { name: "Max Marketer", email: "max@example.com", password: "correct horse battery" }
    const { page: other, context } = await openAsInvited(browser, parley, max, "marketer")
    await other.goto(`${parley.apiUrl}/campaigns/${campaignId}`)
    await section("Approval", other).getByText("Goes out today").waitFor(shown)
    await button("Approve", other).click()
    await inDialog("Approve", other).click()
    await section("Approval", other).getByText("Approved", { exact: true }).waitFor(shown)
    await context.close()
    await section("Approval").getByText("Max Marketer approved it as it is now.").waitFor(shown)
    await look("approved")
    await button("Launch").click()
    await inDialog("Launch").click()
    await page.getByRole("table", { name: "Launches" }).getByText("Completed").waitFor(shown)
    await section("Approval").getByText("it went out").waitFor()
  })

  it("the sandbox has its imaginary rate card, and Meta's is imported beside it", async () => {
    await goTo("/settings/rate-cards")
    await page.getByText("Imaginary prices of the sandbox").waitFor()
    await button("Import a rate card").click()
    await page
      .getByRole("dialog")
      .locator("input[type=file]")
      .setInputFiles({
        name: "rates.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("Market,Currency,Marketing\nGermany,EUR,0.11\n"),
      })
    await page.getByLabel("Holds from").fill("2026-10-01")
    await inDialog("Import").click()
    await page.getByText("EUR from 2026-10-01", { exact: true }).waitFor()
    await look("rate-cards")
  })
})
