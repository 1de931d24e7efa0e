/** Writing templates in the dashboard, against the sandbox that reviews by Meta's written rules, in a real browser. */
import type { Browser, Locator, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import {
  keptDrafts,
  type SampleFile,
  TemplatePages,
  testTaken,
  untilDraftKept,
} from "./browser/template-pages.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

let parley: Installation
let browser: Browser
let page: Page
let templates: TemplatePages

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  const review = { mode: "automatic", delay_ms: 100 }
  await parley.sandbox.send("PATCH", "/_sandbox/settings", { review }, z.unknown())
  await parley.connectNumber()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  page.setDefaultTimeout(45_000)
  templates = new TemplatePages(parley, page)
}, 240_000)

afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const isInWindow = async (element: Locator) => {
  const box = await element.boundingBox()
  return box !== null && box.y >= 0 && box.y < (element.page().viewportSize()?.height ?? 0)
}

const becomesApproved = (name: string) =>
  expect.poll(async () => (await templates.named(name)).status).toBe("APPROVED")

describe("a member who writes the first template", () => {
  it("is not told that anything is wrong before anything was written", async () => {
    await templates.open("/templates/new")
    await page.getByText("Fill in the template to submit it.").waitFor()
    expect(await page.locator("[data-rule]").count()).toBe(0)
    await templates.body.fill("{{first_name}} is here")
    await templates.finding("variable_at_edge").waitFor()
    expect(await templates.finding("name_format").count()).toBe(0)
    await page.getByRole("button", { name: /^Basics: A name / }).click()
    await templates.finding("name_format").waitFor()
    await expect
      .poll(() =>
        page.getByRole("textbox", { name: "Name", exact: true }).evaluate((it) => it.matches(":focus")),
      )
      .toBe(true)
  })

  it("finds the last words again, however soon the page was left", async () => {
    await templates.body.fill("Left at once")
    await page.getByRole("link", { name: "Templates", exact: true }).first().click()
    const drafts = page.getByRole("table", { name: "Drafts" })
    await drafts.getByRole("row", { name: /Left at once/ }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await drafts.getByRole("link", { name: "Untitled draft" }).click()
    await expect.poll(() => templates.body.inputValue()).toBe("Left at once")
    await templates.body.fill("Reloaded at once")
    await page.reload()
    await expect.poll(() => templates.body.inputValue()).toBe("Reloaded at once")
    await untilDraftKept(parley, "Reloaded at once")
  })

  it("discards it, once they have confirmed that", async () => {
    await page.getByRole("button", { name: "Discard draft" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click()
    await page.getByRole("heading", { level: 1, name: "Templates" }).waitFor()
    await page.getByRole("table", { name: "Templates" }).waitFor()
    expect(await page.getByRole("table", { name: "Drafts" }).count()).toBe(0)
    await expect.poll(() => keptDrafts(parley)).toEqual([])
  })

  it("is told what is wrong as they type, with the rule at fault, and cannot submit before it is fixed", async () => {
    await templates.begin("Order Update", "Utility")
    await expect
      .poll(() => page.getByRole("textbox", { name: "Name", exact: true }).inputValue())
      .toBe("order_update")
    await page.getByText("Numbered", { exact: true }).click()
    await templates.body.fill("{{1}}, your order has been shipped")
    await templates.finding("variable_at_edge").waitFor()
    await templates.finding("body_example_missing").waitFor()
    await expect.poll(() => templates.submitButton.isDisabled()).toBe(true)
    await templates.body.fill("Hi {{1}}, your *order* has been shipped")
    await page.getByRole("textbox", { name: "Sample for {{1}}" }).fill("Ana")
    await page.getByText("Ready to submit").waitFor()
    await page.getByRole("img", { name: /^Preview: Hi Ana, your \*order\* has been shipped/ }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  it("finds it again after a reload", async () => {
    await untilDraftKept(parley, "Hi {{1}}, your *order* has been shipped")
    await page.reload()
    await expect.poll(() => templates.body.inputValue()).toBe("Hi {{1}}, your *order* has been shipped")
  })

  it("loses nothing when the connection is lost, and submits it when it is back", async () => {
    await page.context().setOffline(true)
    await templates.submitButton.click()
    await page.getByText("The server cannot be reached.").waitFor()
    await expect.poll(() => templates.body.inputValue()).toBe("Hi {{1}}, your *order* has been shipped")
    await page.context().setOffline(false)
    await templates.submit("order_update")
    await becomesApproved("order_update")
    await expect.poll(() => keptDrafts(parley)).toEqual([])
  })

  it("is warned that its category would change", async () => {
    await templates.begin("order_with_discount", "Utility")
    await templates.body.fill("Your order is on its way. Save 10% with your next one.")
    await templates.finding("utility_mixed").waitFor()
    await page.getByText(/Likely category: marketing/).waitFor()
  })
})

describe("a draft in two browsers", () => {
  it("is continued in the other, and the one that wrote before is told", async () => {
    await templates.begin("from_two_browsers")
    await templates.body.fill("Written in the first")
    await untilDraftKept(parley, "Written in the first")
    const context = await browser.newContext({ storageState: await page.context().storageState() })
    context.setDefaultTimeout(45_000)
    const other = new TemplatePages(parley, await context.newPage())
    await other.open("/templates")
    await other.page.getByRole("link", { name: "from_two_browsers" }).click()
    await expect.poll(() => other.body.inputValue()).toBe("Written in the first")
    await other.body.fill("Written in the second")

    const said = page
      .getByRole("alert")
      .filter({ hasText: "Ana Almeida changed the draft in another window." })
    await said.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await said.getByRole("button", { name: "Load the newer version" }).click()
    await expect.poll(() => templates.body.inputValue()).toBe("Written in the second")

    await templates.body.fill("Written in the first again")
    const replace = other.page.getByRole("button", { name: "Replace with mine" })
    await replace.waitFor()
    await other.body.fill("Written in the second again")
    await replace.click()
    await untilDraftKept(parley, "Written in the second again")
    await context.close()
  })

  it("that was discarded in the other can be kept as a new one", async () => {
    await page.getByRole("button", { name: "Load the newer version" }).click()
    await expect.poll(() => templates.body.inputValue()).toBe("Written in the second again")
    const { data } = await parley.api.get(
      "/v1/template-drafts",
      z.object({ data: z.array(z.object({ id: z.string() })) }),
    )
    await parley.api.send("DELETE", `/v1/template-drafts/${data[0]?.id}`, undefined, z.unknown())
    await templates.body.fill("Not discarded here")
    await page.getByText("The draft was submitted or discarded somewhere else.").waitFor()
    await page.getByRole("button", { name: "Keep as a new draft" }).click()
    await untilDraftKept(parley, "Not discarded here")
  })
})

describe("how long Meta tries to deliver", () => {
  it("is given in units people use, and held to the category's range", async () => {
    await templates.begin("with_time_to_live", "Utility")
    await templates.body.fill("Your order was packed today and leaves tomorrow.")
    await page.getByRole("textbox", { name: "Stop trying after" }).fill("13")
    await templates.finding("ttl_out_of_range").waitFor()
    await page.getByRole("textbox", { name: "Stop trying after" }).fill("2")
    await templates.submit("with_time_to_live")
    const { data } = await parley.api.get(
      "/v1/templates?name=with_time_to_live",
      z.object({ data: z.array(z.object({ message_send_ttl_seconds: z.number().nullable() })) }),
    )
    expect(data).toEqual([{ message_send_ttl_seconds: 7_200 }])
  })
})

const film: SampleFile = { name: "a.mp4", mimeType: "video/mp4", buffer: Buffer.from("\0\0\0\x18ftypmp42") }
const paper: SampleFile = { name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n") }

/** Together they have each kind of header and of button. */
const rich: readonly {
  header: string
  sample?: SampleFile | undefined
  buttons: readonly (readonly [kind: string, fields: Readonly<Record<string, string>>])[]
  types: readonly string[]
}[] = [
  {
    header: "Text",
    buttons: [
      ["Quick reply", { "Button text": "Show me" }],
      ["Opt out", {}],
      ["Visit a website", { "Button text": "Shop", Address: "https://shop.example/chairs" }],
      ["Call a phone number", { "Button text": "Call us", "Phone number": "\u202a(650) 555-0100\u202c" }],
      ["Copy an offer code", { "Sample code": "SAVE20" }],
      ["Open a flow", { "Button text": "Book a visit", "Flow id": "1234567890" }],
      ["Call on WhatsApp", { "Button text": "Talk to us" }],
    ],
    types: ["QUICK_REPLY", "QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "FLOW", "VOICE_CALL"],
  },
  { header: "Image", buttons: [["View the catalog", {}]], types: ["CATALOG"] },
  { header: "Video", sample: film, buttons: [["View several products", {}]], types: ["MPM"] },
  {
    header: "Document",
    sample: paper,
    buttons: [["Ask for contact details", {}]],
    types: ["REQUEST_CONTACT_INFO"],
  },
  { header: "Product", buttons: [], types: ["SPM"] },
  { header: "Location", buttons: [["Review and pay", {}]], types: ["ORDER_DETAILS"] },
]

describe("each kind of header and button", () => {
  it.each(rich)("a header of kind $header, with $types", async ({ header, sample, buttons, types }) => {
    const name = `kind_${header.toLowerCase()}`
    await templates.begin(name)
    await templates.body.fill(`Our new chairs are here (${header}). Reply STOP to opt out.`)
    await templates.chooseHeader(header)
    if (header === "Text") await page.getByRole("textbox", { name: "Header text" }).fill("Summer is here")
    else if (header !== "Location" && header !== "Product") await templates.upload(sample)
    for (const [kind, fields] of buttons) await templates.addButton(kind, fields)
    await templates.submit(name)
    const { components } = await templates.named(name)
    expect(components).toMatchObject([
      { type: "HEADER", format: header.toUpperCase() },
      { type: "BODY" },
      {
        type: "BUTTONS",
        buttons: types.map((type) =>
          type === "PHONE_NUMBER" ? { type, phone_number: "+16505550100" } : { type },
        ),
      },
    ])
    await becomesApproved(name)
  })

  it("an address that ends in a variable, without a header", async () => {
    await templates.begin("kind_none", "Utility")
    await templates.body.fill("Your order has been shipped and arrives tomorrow.")
    await templates.addButton("Visit a website", {
      "Button text": "Track",
      Address: "https://shop.example/orders/{{1}}",
    })
    await page.getByRole("textbox", { name: "Sample address" }).fill("https://shop.example/orders/a17")
    await templates.submit("kind_none")
    await becomesApproved("kind_none")
  })

  it.each([
    ["copy", "Copy code", false],
    ["one_tap", "One-tap autofill", true],
    ["zero_tap", "Zero-tap autofill", true],
  ])("a code: %s", async (type, option, needsApp) => {
    const name = `code_${type}`
    await templates.begin(name, "Authentication")
    await page.getByRole("img", { name: /is your verification code/ }).waitFor()
    await page.getByRole("combobox", { name: "Button" }).click()
    await page.getByRole("option", { name: option }).click()
    if (needsApp) {
      await page.getByRole("textbox", { name: "Package name" }).fill("com.example.shop")
      await page.getByRole("textbox", { name: "Signing key hash" }).fill("K8a/AINcGX7")
    }
    if (type === "zero_tap") {
      await templates.finding("otp_terms").waitFor()
      await page.getByRole("checkbox", { name: /I accept Meta's terms/ }).check()
    }
    await templates.submit(name)
    await becomesApproved(name)
  })
})

describe("what a template can be built of", () => {
  it("with a picture, of which a file of another type never leaves the browser", async () => {
    await templates.begin("with_picture")
    await templates.chooseHeader("Image")
    await templates.upload({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("GIF89a") })
    await page.getByText("This file is not JPEG or PNG.").waitFor()
    await templates.upload()
    await page
      .getByRole("img", { name: /^Preview/ })
      .locator("img")
      .waitFor()
    await templates.body.fill("This is our new chair. Reply STOP to opt out.")
    await templates.submit("with_picture")
    await becomesApproved("with_picture")
  })

  it("limited-time offer", async () => {
    await templates.begin("offer_tonight")
    await page.getByText("Limited-time offer", { exact: true }).click()
    await templates.upload()
    await page.getByRole("textbox", { name: "Offer", exact: true }).fill("Ends tonight")
    await templates.body.fill("Take 20% off. Reply STOP to opt out.")
    await page.getByRole("textbox", { name: "Sample code" }).fill("SAVE20")
    await templates.submit("offer_tonight")
    await becomesApproved("offer_tonight")
  })

  it("carousel", async () => {
    await templates.begin("chair_carousel")
    await page.getByText("Carousel", { exact: true }).click()
    await templates.body.fill("Our three finest chairs. Reply STOP to opt out.")
    for (const card of [0, 1]) {
      await templates.upload(undefined, card)
      await page.getByRole("textbox", { name: `Text of card ${card + 1}` }).fill(`Chair ${card + 1}`)
      await page.getByRole("textbox", { name: "Button text" }).nth(card).fill("Tell me more")
    }
    expect(await seriousFindings(page)).toEqual([])
    await templates.submit("chair_carousel")
    await becomesApproved("chair_carousel")
  })
})

describe("an opt out button", () => {
  const replies = async () => {
    const { components } = await templates.named("named_otherwise")
    return components.find(({ type }) => type === "BUTTONS")?.buttons
  }
  const button = (index: number) => page.getByRole("group", { name: `Button ${index}` })

  it("unsubscribes whatever it is called, and is found again when the template is edited", async () => {
    await templates.begin("named_otherwise")
    await templates.body.fill("Our new chairs are here for you.")
    await templates.finding("opt_out_missing").waitFor()
    await templates.addButton("Quick reply", { "Button text": "Unsubscribe" })
    await button(1).getByText("A tap unsubscribes, as these words say so.").waitFor()
    await button(1).getByRole("textbox", { name: "Button text" }).fill("Show me")
    await button(1).getByText("A tap unsubscribes").waitFor({ state: "hidden" })
    await templates.addButton("Opt out", { "Button text": "No thanks" })
    await button(2).getByText("A tap unsubscribes, whatever its text.").waitFor()
    await page.getByText("Ready to submit").waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await templates.submit("named_otherwise")
    const showMe = { type: "QUICK_REPLY", text: "Show me" }
    expect(await replies()).toEqual([showMe, { type: "QUICK_REPLY", text: "No thanks", opt_out: true }])
    await becomesApproved("named_otherwise")
    await page.getByRole("link", { name: "Edit" }).click()
    await button(2).getByText("Opt out", { exact: true }).waitFor()
    await button(2).getByRole("textbox", { name: "Button text" }).fill("Not for me")
    await page.getByRole("button", { name: "Submit the change" }).click()
    await expect.poll(replies).toEqual([showMe, { type: "QUICK_REPLY", text: "Not for me", opt_out: true }])
  })
})

describe("a carousel of products", () => {
  it("is written, approved, tried, and can be ordered from on the phone", async () => {
    await templates.begin("chair_products")
    await page.getByText("Carousel", { exact: true }).click()
    await page.getByText("Products", { exact: true }).click()
    await templates.body.fill("Our finest chairs. Reply STOP to opt out.")
    await page.getByRole("img", { name: /^Preview: .*Card 1: Product\. button View/ }).waitFor()
    await page.getByText("Visit a website", { exact: true }).click()
    await templates.finding("url_format").first().waitFor()
    await page.getByText("View it in WhatsApp", { exact: true }).click()
    expect(await seriousFindings(page)).toEqual([])
    await templates.submit("chair_products")
    await becomesApproved("chair_products")
    await page.getByText("Approved", { exact: true }).waitFor()
    await page.getByRole("button", { name: "Send a test" }).click()
    const field = (name: string) => page.getByRole("dialog").getByLabel(name, { exact: true })
    await field("Phone number").fill("+49 1511 2345678")
    await field("Card 1, catalog").fill("99")
    await field("Card 1, product").fill("chair-1")
    await page.getByRole("button", { name: "Send", exact: true }).click()
    await page.getByText("Needs the id of the product of the header on card 2").waitFor()
    await field("Card 2, product").fill("chair-2")
    await page.getByRole("button", { name: "Send", exact: true }).click()
    await page.getByRole("dialog").getByText(testTaken).waitFor()
    const phone = await browser.newPage()
    phone.setDefaultTimeout(45_000)
    await phone.goto(`${parley.sandboxUrl}/_sandbox/pages/phones`)
    await phone.getByLabel("Phone number").fill("4915112345678")
    await phone.getByRole("button", { name: "Take this phone" }).click()
    await phone.getByRole("button", { name: /Lucky Shrub/ }).click()
    await phone.getByRole("log").getByText("chair-2").waitFor()
    await phone.getByRole("log").getByRole("button", { name: "View" }).nth(1).click()
    await phone.getByRole("dialog").getByText("chair-2").waitFor()
    await phone.close()
  }, 300_000)
})

describe.each([false, true])("on a phone, dark: %s", (dark) => {
  it("the builder fits from right to left with ten cards, and axe finds nothing serious", async () => {
    const small = await browser.newPage({
      viewport: { width: 390, height: 800 },
      colorScheme: dark ? "dark" : "light",
      storageState: await page.context().storageState(),
    })
    small.setDefaultTimeout(45_000)
    await small.goto(`${parley.apiUrl}/templates/new`)
    await small.getByText("Carousel", { exact: true }).click()
    const text = "كراسينا الجديدة وصلت اليوم. أرسل توقف لإلغاء الاشتراك"
    await small.getByRole("textbox", { name: "Body", exact: true }).fill(text)
    for (let cards = 2; cards < 10; cards++) await small.getByRole("button", { name: "Add a card" }).click()
    await small.getByRole("textbox", { name: "Text of card 10" }).fill("كرسي")
    await expect.poll(() => small.getByRole("button", { name: "Add a card" }).isDisabled()).toBe(true)
    await small
      .getByRole("img", { name: /^Preview/ })
      .locator(":dir(rtl)", { hasText: text })
      .first()
      .waitFor()
    expect(await overflow(small)).toBe(0)
    expect(await seriousFindings(small)).toEqual([])

    await small.getByRole("textbox", { name: "Body", exact: true }).focus()
    const preview = small.getByRole("button", { name: "Preview", exact: true })
    await expect.poll(() => isInWindow(preview)).toBe(true)
    await preview.click()
    const shown = small.getByRole("dialog", { name: "Preview" }).getByRole("img", { name: /^Preview/ })
    await expect.poll(() => isInWindow(shown)).toBe(true)
    expect(await seriousFindings(small)).toEqual([])
    await small.close()
  }, 300_000)
})
