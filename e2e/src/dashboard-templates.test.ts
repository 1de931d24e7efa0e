/** Templates in the dashboard, against the sandbox where a person reviews, in a real browser. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { openBrowser } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import {
  type ConnectedNumber,
  type Installation,
  launchReport,
  startInstallation,
} from "./installation/index.ts"

const anything = z.unknown()
const templateShape = z.object({
  id: z.string(),
  meta_id: z.string().nullable(),
  name: z.string(),
  language: z.string(),
  status: z.string(),
  revision: z.number(),
  components: z.array(z.record(z.string(), z.unknown())),
})

let parley: Installation
let number: ConnectedNumber
let browser: Browser
let page: Page

beforeAll(async () => {
  parley = await startInstallation()
  await parley.sandbox.send("PATCH", "/_sandbox/settings", { review: { mode: "manual" } }, anything)
  number = await parley.connectNumber()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  page.setDefaultTimeout(15_000)
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const open = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const body = () => page.getByRole("textbox", { name: "Body", exact: true })
const submitButton = () => page.getByRole("button", { name: "Submit to Meta" })
const finding = (rule: string) => page.locator(`[data-rule=${rule}]`)
const variant = (language: string) => page.getByRole("region", { name: language })

async function begin(name: string, category?: "Utility" | "Authentication"): Promise<void> {
  await open("/templates/new")
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name)
  if (category !== undefined) await page.getByText(category, { exact: true }).click()
}

async function submit(name: string): Promise<void> {
  await submitButton().click()
  await page.getByRole("heading", { level: 1, name }).waitFor()
}

async function named(name: string, language = "en_US"): Promise<z.output<typeof templateShape>> {
  const { data } = await parley.api.get(
    `/v1/templates?name=${name}`,
    z.object({ data: z.array(templateShape) }),
  )
  const found = data.find((template) => template.language === language)
  if (found === undefined) throw new Error(`there is no template ${name} in ${language}`)
  return found
}

async function review(name: string, decision: string, reason?: string): Promise<void> {
  const { meta_id } = await named(name)
  const verdict = { decision, ...(reason === undefined ? {} : { reason }) }
  await parley.sandbox.post(`/_sandbox/templates/${meta_id}/review`, verdict, anything)
}

describe("a member who writes the first template", () => {
  it("is told what is wrong as they type, with the rule at fault, and cannot submit before it is mended", async () => {
    await begin("Order Update", "Utility")
    expect(await page.getByRole("textbox", { name: "Name", exact: true }).inputValue()).toBe("order_update")
    await body().fill("{{1}}, your order has been shipped")
    await finding("variable_at_edge").waitFor()
    await finding("body_example_missing").waitFor()
    expect(await submitButton().isDisabled()).toBe(true)
    await body().fill("Hi {{1}}, your *order* has been shipped")
    await page.getByRole("textbox", { name: "Sample for {{1}}" }).fill("Ana")
    await page.getByText("Ready for Meta's review").waitFor()
    await page.getByRole("img", { name: /^Preview: Hi Ana, your \*order\* has been shipped/ }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  it("finds it again after a reload", async () => {
    await page.waitForTimeout(600)
    await page.reload()
    await page.getByText("This is what you began earlier").waitFor()
    expect(await body().inputValue()).toBe("Hi {{1}}, your *order* has been shipped")
  })

  it("sees it in review, and approved without reloading", async () => {
    await submit("order_update")
    await variant("English (United States)").getByText("In review", { exact: true }).waitFor()
    await review("order_update", "APPROVED")
    await variant("English (United States)").getByText("Approved", { exact: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  it("is warned that its category would change", async () => {
    await begin("order_with_discount", "Utility")
    await body().fill("Your order is on its way. Save 10% with your next one.")
    await finding("utility_mixed").waitFor()
    await page.getByText(/Likely category: marketing/).waitFor()
  })
})

describe("how long Meta tries to deliver", () => {
  it("is given in units people use, and held to the category's range", async () => {
    await begin("with_time_to_live", "Utility")
    await body().fill("Your order was packed today and leaves tomorrow.")
    await page.getByRole("textbox", { name: "Give up after" }).fill("13")
    await finding("ttl_out_of_range").waitFor()
    await page.getByRole("textbox", { name: "Give up after" }).fill("2")
    await submit("with_time_to_live")
    const { data } = await parley.api.get(
      "/v1/templates?name=with_time_to_live",
      z.object({ data: z.array(z.object({ message_send_ttl_seconds: z.number().nullable() })) }),
    )
    expect(data).toEqual([{ message_send_ttl_seconds: 7_200 }])
  })
})

describe("a change of category that Meta announces", () => {
  it("is shown on the template with what it means", async () => {
    const { meta_id } = await named("order_update")
    const change = { category: "MARKETING", notice: true }
    await parley.sandbox.post(`/_sandbox/templates/${meta_id}/category`, change, anything)
    await open("/templates")
    await page.getByRole("link", { name: "order_update" }).click()
    await page.getByText("Its category becomes marketing").waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })
})

describe("each kind of template", () => {
  it("with header, footer and buttons", async () => {
    await begin("with_everything")
    await page.getByRole("combobox", { name: "Header" }).click()
    await page.getByRole("option", { name: "Text" }).click()
    await page.getByRole("textbox", { name: "Header text" }).fill("Summer is here")
    await body().fill("Our garden chairs are 20% off until Sunday.")
    await page.getByRole("textbox", { name: "Footer" }).fill("Reply STOP to opt out")
    await page.getByRole("button", { name: "Add a button" }).click()
    await page.getByRole("menuitem", { name: "Quick reply" }).click()
    await page.getByRole("textbox", { name: "Button text" }).fill("Show me")
    await page.getByRole("button", { name: "Add a button" }).click()
    await page.getByRole("menuitem", { name: "Visit a website" }).click()
    await page.getByRole("textbox", { name: "Button text" }).nth(1).fill("Shop")
    await page.getByRole("textbox", { name: "Address", exact: true }).fill("https://shop.example/chairs")
    await submit("with_everything")
    expect((await named("with_everything")).components.map(({ type }) => type)).toEqual([
      "HEADER",
      "BODY",
      "FOOTER",
      "BUTTONS",
    ])
  })

  it("with a picture, of which a file of another type never leaves the browser", async () => {
    await begin("with_picture")
    await page.getByRole("combobox", { name: "Header" }).click()
    await page.getByRole("option", { name: "Image" }).click()
    const chooser = page.waitForEvent("filechooser")
    await page.getByLabel("Sample file").click()
    await (await chooser).setFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("GIF89a") })
    await page.getByText("This file is not JPEG or PNG.").waitFor()
    const again = page.waitForEvent("filechooser")
    await page.getByLabel("Sample file").click()
    await (await again).setFiles({ name: "a.png", mimeType: "image/png", buffer: dot })
    await page
      .getByRole("img", { name: /^Preview/ })
      .locator("img")
      .waitFor()
    await body().fill("This is our new chair. Reply STOP to opt out.")
    await submit("with_picture")
  })

  it("limited-time offer", async () => {
    await begin("offer_tonight")
    await page.getByText("Limited-time offer", { exact: true }).click()
    const chooser = page.waitForEvent("filechooser")
    await page.getByLabel("Sample file").click()
    await (await chooser).setFiles({ name: "a.png", mimeType: "image/png", buffer: dot })
    await page.getByRole("textbox", { name: "Offer", exact: true }).fill("Ends tonight")
    await body().fill("Take 20% off. Reply STOP to opt out.")
    await page.getByRole("textbox", { name: "Sample code" }).fill("SAVE20")
    await submit("offer_tonight")
  })

  it("carousel", async () => {
    await begin("chair_carousel")
    await page.getByText("Carousel", { exact: true }).click()
    await body().fill("Our three finest chairs. Reply STOP to opt out.")
    for (const card of [0, 1]) {
      const chooser = page.waitForEvent("filechooser")
      await page.getByLabel("Sample file").nth(card).click()
      await (await chooser).setFiles({ name: "a.png", mimeType: "image/png", buffer: dot })
      await page.getByRole("textbox", { name: `Text of card ${card + 1}` }).fill(`Chair ${card + 1}`)
      await page.getByRole("textbox", { name: "Button text" }).nth(card).fill("Tell me more")
    }
    expect(await seriousFindings(page)).toEqual([])
    await submit("chair_carousel")
  })

  it("authentication", async () => {
    await begin("login_code", "Authentication")
    await page.getByRole("img", { name: /is your verification code/ }).waitFor()
    await submit("login_code")
  })
})

describe("a template that Meta rejected", () => {
  it("says why and what to do, is mended and submitted again", async () => {
    await review("with_everything", "REJECTED", "INVALID_FORMAT")
    await open("/templates")
    await page.getByRole("link", { name: "with_everything" }).click()
    await page.getByText(/A variable, an example or an address is not as it must be/).waitFor()
    await page.getByRole("link", { name: "Edit" }).click()
    await body().fill("Our garden chairs are 25% off until Sunday.")
    await page.getByRole("button", { name: "Submit the change" }).click()
    await variant("English (United States)").getByText("In review", { exact: true }).waitFor()
    expect((await named("with_everything")).revision).toBe(2)
  })

  it("and that somebody else edited meanwhile is not overwritten", async () => {
    await review("with_everything", "REJECTED")
    await page.getByRole("link", { name: "Edit" }).click()
    await body().fill("My version of it. Reply STOP to opt out.")
    const { id, revision, components } = await named("with_everything")
    await parley.api.send("PATCH", `/v1/templates/${id}`, { revision, components }, anything)
    await page.getByRole("button", { name: "Submit the change" }).click()
    await page.getByText(/Somebody else changed the template with_everything/).waitFor()
    expect(await body().inputValue()).toBe("My version of it. Reply STOP to opt out.")
  })
})

describe("the languages of a template", () => {
  it("stand side by side, one of them the fall-back", async () => {
    await open("/templates")
    await page.getByRole("link", { name: "order_update" }).click()
    await page.getByRole("link", { name: "Add a language" }).click()
    await page.getByRole("combobox", { name: "Language" }).fill("Arabic (ar)")
    await page.getByRole("option", { name: "Arabic (ar)", exact: true }).click()
    await body().fill("مرحبا {{1}}، تم شحن طلبك اليوم")
    await submit("order_update")
    await variant("Arabic").getByText("In review", { exact: true }).waitFor()
    await page.getByRole("combobox", { name: "Fall-back language" }).click()
    await page.getByRole("option", { name: "English (United States)" }).click()
    await page.getByText("The fall-back language was set.").waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })
})

describe("an approved template", () => {
  const more = () => page.getByRole("button", { name: "More for English (United States)" })

  it("is previewed as a real contact", async () => {
    const contact = { phone: "+4915112345678", first_name: "Beatriz" }
    await parley.api.post("/v1/contacts", contact, anything)
    await more().click()
    await page.getByRole("menuitem", { name: "Preview as a contact" }).click()
    await page.getByRole("textbox", { name: "Body {{1}}" }).fill("{{ contact.first_name }}")
    await page.getByRole("combobox", { name: "Contact", exact: true }).fill("Beatriz")
    await page.getByRole("option", { name: /^Beatriz/ }).click()
    await page.getByRole("img", { name: /^Preview: Hi Beatriz/ }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press("Escape")
  })

  it("is sent to one's own phone as a test", async () => {
    await more().click()
    await page.getByRole("menuitem", { name: "Send a test to yourself" }).click()
    await page.getByRole("textbox", { name: "Your phone" }).fill("+49 1511 2345678")
    await page.getByRole("button", { name: "Send", exact: true }).click()
    await page.getByText("WhatsApp has taken it.").waitFor()
    await page.getByRole("button", { name: "Close" }).last().click()
  })

  it("that is paused while a campaign uses it holds the launch, which says so and goes on afterwards", async () => {
    const template = await named("order_update")
    const content = { kind: "template", template_id: template.id, values: { body: { "1": "you" } } }
    const campaign = await parley.api.post(
      "/v1/campaigns",
      { name: "Shipped", number_id: number.numberId, content },
      z.object({ id: z.string() }),
    )
    await review("order_update", "PAUSED")
    await variant("English (United States)").getByText("Paused", { exact: true }).waitFor()
    const held = launchReport.extend({ hold: z.object({ code: z.string() }).nullable() })
    const launch = await parley.api.post(`/v1/campaigns/${campaign.id}/launches`, {}, held)
    await page.waitForTimeout(1_500)
    const waiting = await parley.api.get(`/v1/launches/${launch.id}`, held)
    expect([waiting.state, waiting.hold?.code]).toEqual(["scheduled", "template_paused"])

    await more().click()
    await page.getByRole("menuitem", { name: "Delete" }).click()
    await page.getByRole("dialog").getByText("Shipped", { exact: true }).waitFor()
    await page.getByText("1 of their launches are still to go out.").waitFor()
    expect(await page.getByRole("button", { name: "Delete", exact: true }).isDisabled()).toBe(true)
    await page.getByRole("button", { name: "Keep it" }).click()

    await review("order_update", "APPROVED")
    await expect
      .poll(async () => (await parley.api.get(`/v1/launches/${launch.id}`, held)).state, { timeout: 15_000 })
      .toBe("completed")
  })

  it("is duplicated under another name", async () => {
    await more().click()
    await page.getByRole("menuitem", { name: "Duplicate" }).click()
    await page.getByRole("heading", { name: "A copy of a template" }).waitFor()
    await finding("duplicate_content").waitFor()
    await body().fill("Hello {{1}}, your order is in your letter box now")
    await submit("order_update_copy")
  })

  it("is deleted when nothing needs it", async () => {
    await more().click()
    await page.getByRole("menuitem", { name: "Delete" }).click()
    await page.getByText("Nothing uses it.").waitFor()
    await page.getByRole("button", { name: "Delete", exact: true }).click()
    await page.getByText("All of its languages were deleted.").waitFor()
  })
})

describe("the list", () => {
  it("is searched by name and text, and filtered by status", async () => {
    await open("/templates")
    await page.getByRole("textbox", { name: "Search templates" }).fill("finest")
    await page.getByRole("link", { name: "chair_carousel" }).waitFor()
    await expect.poll(() => page.getByRole("link", { name: "with_picture" }).count()).toBe(0)
    await page.getByRole("textbox", { name: "Search templates" }).fill("no such thing")
    await page.getByText("Nothing found").waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })
})

describe.each([false, true])("on a phone, dark: %s", (dark) => {
  it.each(["/templates", "/templates/new"])(
    "%s fits, and axe finds nothing serious",
    async (path) => {
      const small = await browser.newPage({
        viewport: { width: 390, height: 800 },
        colorScheme: dark ? "dark" : "light",
        storageState: await page.context().storageState(),
      })
      small.setDefaultTimeout(20_000)
      await small.goto(`${parley.apiUrl}${path}`)
      await small.getByRole("heading", { level: 1 }).waitFor()
      await small
        .getByText(/chair_carousel|Basics/)
        .first()
        .waitFor()
      expect(await overflow(small)).toBe(0)
      expect(await seriousFindings(small)).toEqual([])
      await small.close()
    },
    90_000,
  )
})

/** A PNG of one pixel. */
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
)
