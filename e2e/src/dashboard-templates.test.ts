/** What happens to a template once Meta has it, against the sandbox where a person reviews, in a real browser. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { keptDrafts, TemplatePages, testTaken } from "./browser/template-pages.ts"
import { type ConnectedNumber, type Installation, launchReport } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const anything = z.unknown()

let parley: Installation
let number: ConnectedNumber
let browser: Browser
let page: Page
let templates: TemplatePages

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  await parley.sandbox.send("PATCH", "/_sandbox/settings", { review: { mode: "manual" } }, anything)
  number = await parley.connectNumber()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  page.setDefaultTimeout(45_000)
  templates = new TemplatePages(parley, page)
}, 240_000)

afterAll(async () => {
  await closePages()
  await parley?.stop()
})

/** Submits a template as an application would. */
async function write(name: string, category: string, ...components: object[]): Promise<void> {
  const template = { name, language: "en_US", category, components }
  await parley.api.post("/v1/templates", { ...template, business_account_id: number.accountId }, anything)
}

/** Launches something else until it is over: whatever was due before has been looked at by then. */
async function completesAnotherLaunch(): Promise<void> {
  const { id } = await templates.named("hello_world")
  const content = { kind: "template", template_id: id, values: {} }
  const other = { name: "Hello", number_id: number.numberId, content }
  const campaign = await parley.api.post("/v1/campaigns", other, z.object({ id: z.string() }))
  const launch = await parley.api.post(`/v1/campaigns/${campaign.id}/launches`, {}, launchReport)
  const state = async () => (await parley.api.get(`/v1/launches/${launch.id}`, launchReport)).state
  await expect.poll(state).toBe("completed")
}

describe("a template in review", () => {
  it("is approved without reloading the page", async () => {
    await write("order_update", "UTILITY", {
      type: "BODY",
      text: "Hi {{1}}, your *order* has been shipped",
      example: { body_text: [["Ana"]] },
    })
    await templates.open("/templates")
    await page.getByRole("link", { name: "order_update" }).click()
    await templates.variant("English (United States)").getByText("In review", { exact: true }).waitFor()
    await templates.review("order_update", "APPROVED")
    await templates.variant("English (United States)").getByText("Approved", { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })
})

describe("a change of category that Meta announces", () => {
  it("is shown on the template with what it means", async () => {
    const { meta_id } = await templates.named("order_update")
    const change = { category: "MARKETING", notice: true }
    await parley.sandbox.post(`/_sandbox/templates/${meta_id}/category`, change, anything)
    await templates.open("/templates")
    await page.getByRole("link", { name: "order_update" }).click()
    await page.getByText("Category changes to marketing").waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })
})

describe("a template that Meta rejected", () => {
  it("says why and what to do, is fixed and submitted again", async () => {
    await write(
      "with_everything",
      "MARKETING",
      { type: "HEADER", format: "TEXT", text: "Summer is here" },
      { type: "BODY", text: "Our finest garden chairs are 20% off until Sunday." },
      { type: "FOOTER", text: "Reply STOP to opt out" },
    )
    await templates.review("with_everything", "REJECTED", "INVALID_FORMAT")
    await templates.open("/templates")
    await page.getByRole("link", { name: "with_everything" }).click()
    await page.getByText(/A variable, an example or an address is not as it must be/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole("link", { name: "Edit" }).click()
    await templates.body.fill("Our garden chairs are 25% off until Sunday.")
    await page.getByRole("button", { name: "Submit the change" }).click()
    await templates.variant("English (United States)").getByText("In review", { exact: true }).waitFor()
    expect((await templates.named("with_everything")).revision).toBe(2)
  })

  it("and that someone else edited meanwhile is not overwritten", async () => {
    await templates.review("with_everything", "REJECTED")
    await page.getByRole("link", { name: "Edit" }).click()
    await templates.body.fill("My version of it. Reply STOP to opt out.")
    const { id, revision, components } = await templates.named("with_everything")
    await parley.api.send("PATCH", `/v1/templates/${id}`, { revision, components }, anything)
    await page.getByRole("button", { name: "Submit the change" }).click()
    await page.getByText(/Someone else changed the template with_everything/).waitFor()
    await expect.poll(() => templates.body.inputValue()).toBe("My version of it. Reply STOP to opt out.")
  })

  it("keeps edits that were not submitted as a draft, and says that the template is another one by now", async () => {
    await page.getByRole("link", { name: "Templates", exact: true }).first().click()
    const row = page.getByRole("table", { name: "Drafts" }).getByRole("row", { name: /with_everything/ })
    await row.getByText("Draft of a change").waitFor()
    await page
      .getByRole("table", { name: "Templates" })
      .getByRole("link", { name: "with_everything" })
      .click()
    await templates.review("with_everything", "REJECTED")
    await page.getByText("Ana Almeida started a change").waitFor()
    await page.getByRole("link", { name: "Continue it" }).click()
    await expect.poll(() => templates.body.inputValue()).toBe("My version of it. Reply STOP to opt out.")
    await page.getByText("The template has changed since this draft was started").waitFor()
    await page.getByRole("button", { name: "Discard draft" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click()
    await page.getByRole("heading", { level: 1, name: "with_everything" }).waitFor()
    await expect.poll(() => page.getByText("started a change").count()).toBe(0)
    await expect.poll(() => keptDrafts(parley)).toEqual([])
  })
})

describe("the languages of a template", () => {
  it("are on a tab each, one of them the fall-back", async () => {
    await templates.open("/templates")
    await page.getByRole("link", { name: "order_update" }).click()
    await page.getByRole("link", { name: "Add a language" }).click()
    await page.getByRole("combobox", { name: "Language" }).fill("Arabic, ar")
    await page.getByRole("option", { name: "Arabic, ar", exact: true }).click()
    await page.getByText("In English (United States)", { exact: true }).waitFor()
    await page.getByRole("paragraph").filter({ hasText: "Hi {{1}}, your *order* has been" }).waitFor()
    await templates.body.fill("مرحبا {{1}}، تم شحن طلبك اليوم")
    await templates.submit("order_update")
    await templates.variant("Arabic").getByText("In review", { exact: true }).waitFor()
    await page.getByRole("combobox", { name: "Fallback language" }).click()
    await page.getByRole("option", { name: "English (United States)" }).click()
    await page.getByText("Fallback language saved.").waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole("tab", { name: /English \(United States\)/ }).click()
    await templates.variant("English (United States)").waitFor()
    expect(await templates.variant("Arabic").count()).toBe(0)
    await page.reload()
    await templates.variant("English (United States)").waitFor()
  })
})

describe("an approved template", () => {
  const more = () => page.getByRole("button", { name: "More for English (United States)" })

  it("is previewed as a real contact", async () => {
    const contact = { phone: "+4915112345678", first_name: "Beatriz" }
    await parley.api.post("/v1/contacts", contact, anything)
    await page.getByRole("button", { name: "Preview as a contact" }).click()
    await page.getByRole("button", { name: "Personalize Body {{1}}" }).click()
    await page.getByRole("menuitem", { name: "Field of the contact" }).click()
    await page.getByRole("textbox", { name: "Body {{1}}: if empty" }).fill("friend")
    await page.getByRole("combobox", { name: "Contact", exact: true }).fill("Beatriz")
    await page.getByRole("option", { name: /^Beatriz/ }).click()
    await page.getByRole("img", { name: /^Preview: Hi Beatriz/ }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole("combobox", { name: "Body {{1}}", exact: true }).fill("favorite plant")
    await page.getByRole("option", { name: "Attribute “favorite_plant”" }).click()
    await page.getByRole("img", { name: /^Preview: Hi friend/ }).waitFor()
    await page.getByRole("button", { name: "Personalize Body {{1}}" }).click()
    await page.getByRole("menuitem", { name: "Liquid (advanced)" }).click()
    const liquid = page.getByRole("textbox", { name: "Body {{1}}" })
    expect(await liquid.inputValue()).toBe('{{ contact.attributes.favorite_plant | default: "friend" }}')
    await liquid.fill("{{ contact.first_name | upcase }}")
    await page.getByRole("img", { name: /^Preview: Hi BEATRIZ/ }).waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").waitFor({ state: "detached" })
  })

  it("is sent to one's own phone as a test", async () => {
    await page.getByRole("button", { name: "Send a test" }).click()
    const dialog = page.getByRole("dialog", { name: "Send a test" })
    await dialog.getByRole("textbox", { name: "Phone number" }).fill("+49 1511 2345678")
    await dialog.getByRole("button", { name: "Send", exact: true }).click()
    await dialog.getByText("Delivered", { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    const opened = page.waitForEvent("popup")
    await dialog.getByRole("link", { name: "Read it on the phone" }).click()
    const phone = await opened
    const chat = phone.getByRole("region", { name: /^Phone of/ }).getByRole("log")
    await chat.getByText(/your order has been shipped/).waitFor({ timeout: 180_000 })
    await phone.close()
    await dialog.getByText("Read", { exact: true }).waitFor()
    await dialog.getByRole("button", { name: "Close" }).last().click()
  })

  it("says in the same place what Meta has against a test", async () => {
    await parley.sandbox.post("/_sandbox/failures", { kind: "error", code: 131008, times: 1 }, anything)
    await page.getByRole("button", { name: "Send a test" }).click()
    await page.getByRole("button", { name: "Send", exact: true }).click()
    const refusal = page.getByRole("dialog").getByRole("alert")
    await refusal.getByText("Required parameter is missing", { exact: true }).waitFor()
    await refusal.getByText(/Add the parameter named in the details/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole("button", { name: "Send", exact: true }).click()
    await page.getByRole("dialog").getByText(testTaken).waitFor()
    expect(await refusal.count()).toBe(0)
    await page.getByRole("button", { name: "Close" }).last().click()
  })

  it("that is paused while a campaign uses it holds the launch, which says so and continues afterwards", async () => {
    const template = await templates.named("order_update")
    const content = { kind: "template", template_id: template.id, values: { body: { "1": "you" } } }
    const campaign = await parley.api.post(
      "/v1/campaigns",
      { name: "Shipped", number_id: number.numberId, content },
      z.object({ id: z.string() }),
    )
    await templates.review("order_update", "PAUSED")
    await templates.variant("English (United States)").getByText("Paused", { exact: true }).waitFor()
    const held = launchReport.extend({ hold: z.object({ code: z.string() }).nullable() })
    const launch = await parley.api.post(`/v1/campaigns/${campaign.id}/launches`, {}, held)
    await completesAnotherLaunch()
    const waiting = await parley.api.get(`/v1/launches/${launch.id}`, held)
    expect([waiting.state, waiting.hold?.code]).toEqual(["scheduled", "template_paused"])

    await more().click()
    await page.getByRole("menuitem", { name: "Delete" }).click()
    await page.getByRole("dialog").getByText("Shipped", { exact: true }).waitFor()
    await page.getByText("1 of their launches hasn't been sent yet. Cancel it first, or wait.").waitFor()
    await expect.poll(() => page.getByRole("button", { name: "Delete", exact: true }).isDisabled()).toBe(true)
    await page.getByRole("button", { name: "Keep it" }).click()

    await templates.review("order_update", "APPROVED")
    await expect
      .poll(async () => (await parley.api.get(`/v1/launches/${launch.id}`, held)).state)
      .toBe("completed")
  })

  it("shows a launch that a person paused as paused", async () => {
    const { id } = await templates.named("order_update")
    const uses = z.object({ campaigns: z.array(z.object({ id: z.string() })).min(1) })
    const { campaigns } = await parley.api.get(`/v1/templates/${id}/uses`, uses)
    const at = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString()
    const launch = await parley.api.post(
      `/v1/campaigns/${campaigns[0]?.id}/launches`,
      { at },
      z.object({ id: z.string() }),
    )
    await page.getByText(/A launch of Shipped goes out at/).waitFor()
    await parley.api.post(`/v1/launches/${launch.id}/pause`, {}, anything)
    await page.getByText(/A launch of Shipped is paused\. It was scheduled for/).waitFor()
    await parley.api.post(`/v1/launches/${launch.id}/cancel`, {}, anything)
  })

  it("is duplicated under another name", async () => {
    await more().click()
    await page.getByRole("menuitem", { name: "Duplicate" }).click()
    await page.getByRole("heading", { name: "Duplicate template" }).waitFor()
    await templates.finding("duplicate_content").waitFor()
    await templates.body.fill("Hello {{1}}, your order is in your letter box now")
    await templates.submit("order_update_copy")
  })

  it("is deleted when nothing needs it", async () => {
    await more().click()
    await page.getByRole("menuitem", { name: "Delete" }).click()
    await page.getByText("No campaign, canvas or message uses it.").waitFor()
    await page.getByRole("button", { name: "Delete", exact: true }).click()
    await page.getByText("All languages were deleted.").waitFor()
  })
})

describe("the list", () => {
  it("is searched by name and text, and filtered by status", async () => {
    await templates.open("/templates")
    await page.getByRole("textbox", { name: "Search templates" }).fill("garden")
    await page.getByRole("link", { name: "with_everything" }).waitFor()
    await expect.poll(() => page.getByRole("link", { name: "order_update" }).count()).toBe(0)
    await page.getByRole("textbox", { name: "Search templates" }).fill("no such thing")
    await page.getByText("No results").waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })
})

describe.each([false, true])("on a phone, dark: %s", (dark) => {
  it("the list fits, and axe finds nothing serious", async () => {
    const small = await browser.newPage({
      viewport: { width: 390, height: 800 },
      colorScheme: dark ? "dark" : "light",
      storageState: await page.context().storageState(),
    })
    small.setDefaultTimeout(45_000)
    await small.goto(`${parley.apiUrl}/templates`)
    await small.getByRole("heading", { level: 1 }).waitFor()
    await small.getByText("with_everything").first().waitFor()
    expect(await overflow(small)).toBe(0)
    expect(await seriousFindings(small)).toEqual([])
    await small.close()
  }, 300_000)
})
