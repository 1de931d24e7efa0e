/**
 * Templates of every kind, previewed as a contact and sent to a phone as a test, with what only they need; and who
 * campaigns of them reach who stopped on the phone.
 */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { testTaken } from "./browser/template-pages.ts"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { reportOf, until } from "./launch-results.ts"

const anything = z.unknown()
const chat = z.object({
  data: z.array(
    z.object({
      message: z.object({
        template: z.object({ name: z.string(), components: z.array(anything).optional() }),
      }),
    }),
  ),
})

let parley: Installation
let number: ConnectedNumber
let contactId: string
let browser: Browser
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  // One phone gets all of the tests, faster than Meta lets a number write to one person.
  const settings = { review: { mode: "manual" }, limits: { pair: false } }
  await parley.sandbox.send("PATCH", "/_sandbox/settings", settings, anything)
  number = await parley.connectNumber()
  await approveTemplates(await uploadPicture())
  const person = { phone: "+4915112345678", first_name: "Beatriz" }
  contactId = (await parley.api.post("/v1/contacts", person, z.object({ id: z.string() }))).id
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  page.setDefaultTimeout(45_000)
}, 240_000)

afterAll(async () => {
  await closePages()
  await parley?.stop()
})

/** A PNG of one pixel. */
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
)

async function uploadPicture(): Promise<string> {
  const query = new URLSearchParams({ business_account_id: number.accountId, file_name: "a.png" })
  const answer = await fetch(`${parley.apiUrl}/v1/template-media?${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${parley.apiKey}`, "content-type": "image/png" },
    body: dot,
  })
  return z.object({ handle: z.string() }).parse(await answer.json()).handle
}

const categories: Readonly<Record<string, string>> = {
  login_code: "AUTHENTICATION",
  order_shipped: "UTILITY",
}
const templateIds = new Map<string, string>()

async function approveTemplates(picture: string): Promise<void> {
  const body = { type: "BODY", text: "Come and see us. Reply STOP to opt out." }
  const image = { type: "HEADER", format: "IMAGE", example: { header_handle: [picture] } }
  const buttons = (...all: object[]) => ({ type: "BUTTONS", buttons: all })
  const card = (text: string) => ({
    components: [
      image,
      { type: "BODY", text, example: { body_text: [["20"]] } },
      buttons({ type: "URL", text: "Buy", url: "https://x.test/{{1}}", example: ["https://x.test/chair"] }),
    ],
  })
  const templates = {
    come_and_see: [body],
    order_shipped: [{ type: "BODY", text: "Your order is on its way." }],
    visit_us: [{ type: "HEADER", format: "LOCATION" }, body],
    new_products: [body, buttons({ type: "MPM", text: "View items" })],
    offer_tonight: [
      image,
      { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Ends soon", has_expiration: true } },
      body,
      buttons({ type: "COPY_CODE", example: "SAVE20" }),
    ],
    our_chairs: [
      body,
      { type: "CAROUSEL", cards: [card("Chairs from {{1}} euros"), card("Tables from {{1}} euros")] },
    ],
    login_code: [{ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE", text: "Copy code" })],
  }
  for (const [name, components] of Object.entries(templates)) {
    const category = categories[name] ?? "MARKETING"
    const definition = {
      business_account_id: number.accountId,
      name,
      language: "en_US",
      category,
      components,
    }
    const template = z.object({ id: z.string(), meta_id: z.string() })
    const { id, meta_id } = await parley.api.post("/v1/templates", definition, template)
    templateIds.set(name, id)
    await parley.sandbox.post(`/_sandbox/templates/${meta_id}/review`, { decision: "APPROVED" }, anything)
  }
  await parley.api.post("/v1/templates/sync", { business_account_id: number.accountId }, anything)
}

const field = (name: string) => page.getByRole("dialog").getByLabel(name, { exact: true })

async function openFor(what: "Preview as a contact" | "Send a test"): Promise<void> {
  await page.getByRole("button", { name: what }).click()
  await page.getByRole("dialog", { name: what }).waitFor()
}

async function fill(values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await field(name).fill(value)
}

/** Opens the template and previews it as Beatriz. */
async function preview(name: string, values: Readonly<Record<string, string>>, shown: RegExp): Promise<void> {
  await page.goto(`${parley.apiUrl}/templates`)
  await page.getByRole("link", { name }).click()
  await openFor("Preview as a contact")
  await page.getByRole("combobox", { name: "Contact", exact: true }).fill("Beatriz")
  await page.getByRole("option", { name: /^Beatriz/ }).click()
  await fill(values)
  await page.getByRole("dialog").getByRole("img", { name: shown }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").waitFor({ state: "detached" })
}

/** Sends the template that is open. @returns what the phone got */
async function send(name: string, values: Readonly<Record<string, string>>): Promise<unknown> {
  await openFor("Send a test")
  await field("Phone number").fill("+49 1511 2345678")
  await fill(values)
  await page.getByRole("button", { name: "Send", exact: true }).click()
  await page.getByRole("dialog").getByText(testTaken).waitFor()
  return received(name)
}

/** The components of the message that the phone got last. */
async function received(name: string): Promise<unknown> {
  const { data } = await parley.sandbox.get(
    `/_sandbox/people/4915112345678/chats/${number.phoneNumberId}`,
    chat,
  )
  const got = data.at(-1)?.message.template
  expect(got?.name).toBe(name)
  return got?.components
}

it("a location is entered in degrees, shown with its name, and arrives", async () => {
  const place = { Latitude: "-12.05", Longitude: "-77.04", "Name of the place (optional)": "Lucky Shrub" }
  await preview("visit_us", place, /^Preview: Lucky Shrub\. Come and see us/)
  await openFor("Send a test")
  await field("Phone number").fill("+49 1511 2345678")
  await page.getByRole("button", { name: "Send", exact: true }).click()
  await page.getByText("Template visit_us needs a value for the location of the header.").waitFor()
  await fill({ ...place, Latitude: "91" })
  await page.getByRole("button", { name: "Send", exact: true }).click()
  await page.getByText("Must be a number from -90 to 90").waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Discard", exact: true }).click()
  await page.getByRole("dialog").waitFor({ state: "detached" })
  const location = { latitude: -12.05, longitude: -77.04, name: "Lucky Shrub" }
  expect(await send("visit_us", place)).toEqual([
    { type: "header", parameters: [{ type: "location", location }] },
  ])
})

it("products are entered in sections, shown as a list, and arrive", async () => {
  const first = {
    "Product in the picture": "chair-1",
    "Title of section 1 (optional)": "Chairs",
    "Products of section 1": "chair-1\nchair-2",
  }
  await preview("new_products", first, /^Preview: 2 items\. Chairs\. Picture of chair-1\./)
  await openFor("Send a test")
  await fill(first)
  await page.getByRole("button", { name: "Add a section" }).click()
  await fill({ "Phone number": "+49 1511 2345678", "Products of section 2": "table-1" })
  await page.getByRole("button", { name: "Send", exact: true }).click()
  await page.getByText(/needs a title for each section/).waitFor()
  await page.getByRole("button", { name: "Remove section 2" }).click()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Discard", exact: true }).click()
  await page.getByRole("dialog").waitFor({ state: "detached" })
  const product_items = [{ product_retailer_id: "chair-1" }, { product_retailer_id: "chair-2" }]
  const action = {
    thumbnail_product_retailer_id: "chair-1",
    sections: [{ title: "Chairs", product_items }],
  }
  expect(await send("new_products", first)).toEqual([
    { type: "button", sub_type: "mpm", index: "0", parameters: [{ type: "action", action }] },
  ])
})

it("an offer ends when it does in the member's time zone", async () => {
  const values = {
    "Header: address of the image": "https://shop.example/offer.png",
    "End of the offer": "2040-12-24T18:00",
    "Offer code": "SAVE40",
  }
  await preview("offer_tonight", values, /Ends soon\. Ends in \d+ years\. Code SAVE40/)
  expect(await send("offer_tonight", values)).toContainEqual({
    type: "limited_time_offer",
    parameters: [
      // Bogotá, where this browser is, is five hours behind.
      { type: "limited_time_offer", limited_time_offer: { expiration_time_ms: Date.UTC(2040, 11, 24, 23) } },
    ],
  })
})

it("a file goes up in place of an address, unless it is none that Meta takes", async () => {
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").waitFor({ state: "detached" })
  await openFor("Send a test")
  const upload = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent("filechooser")
    await page.getByRole("button", { name: "Upload a file. Header: the image" }).click()
    await (await chooser).setFiles({ name, mimeType: "image/png", buffer })
  }
  await upload("film.png", Buffer.from("GIF89a"))
  await page.getByText("This file is not JPEG or PNG.").waitFor()
  await upload("chair.png", dot)
  await page.getByText("chair.png, 1 KB").waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await field("Phone number").fill("+49 1511 2345678")
  await fill({ "End of the offer": "2040-12-24T18:00", "Offer code": "SAVE40" })
  await page.getByRole("button", { name: "Send", exact: true }).click()
  await page.getByRole("dialog").getByText(testTaken).waitFor()
  expect(await received("offer_tonight")).toContainEqual({
    type: "header",
    parameters: [{ type: "image", image: { id: expect.stringMatching(/^\d+$/) } }],
  })
  await page.getByRole("button", { name: "Take chair.png, 1 KB away" }).click()
  await field("Header: address of the image").waitFor()
})

it("a value that asks for a file is refused beside it, with what to do instead", async () => {
  await page.goto(`${parley.apiUrl}/templates`)
  await page.getByRole("link", { name: "offer_tonight" }).click()
  await openFor("Preview as a contact")
  const beside = page.getByRole("dialog")
  await beside.getByText("Choose a contact to see what they would get.").waitFor()
  await page.getByRole("combobox", { name: "Contact", exact: true }).fill("Beatriz")
  await page.getByRole("option", { name: /^Beatriz/ }).click()
  await fill({ "Offer code": "{% render '.parley/api-key' %}" })
  await beside.getByText(/the tag “render”.*Write the text itself in its place\./).waitFor()
  await beside.getByText("Fix the marked fields to see what they would get.").waitFor()
  expect(await beside.getByText("Choose a contact").count()).toBe(0)
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").waitFor({ state: "detached" })
})

it("each card of a carousel has its own values", async () => {
  const values = Object.fromEntries(
    ["20", "90"].flatMap((price, at) => [
      [`Card ${at + 1}, header: address of the image`, `https://shop.example/${price}.png`],
      [`Card ${at + 1}, body {{1}}`, price],
      [`Card ${at + 1}, button “Buy”: end of the address`, `item ${price}`],
    ]),
  )
  await preview("our_chairs", values, /Card 1: Chairs from 20 euros.*Card 2: Tables from 90 euros/)
  expect(await send("our_chairs", values)).toMatchObject([
    {
      type: "carousel",
      cards: ["20", "90"].map((price) => ({
        components: [
          { parameters: [{ image: { link: `https://shop.example/${price}.png` } }] },
          { parameters: [{ text: price }] },
          { parameters: [{ text: `item%20${price}` }] },
        ],
      })),
    },
  ])
})

it("a code is in the text and in the button that copies it", async () => {
  await preview("login_code", { Code: "482910" }, /^Preview: \*482910\* is your verification code/)
  expect(await send("login_code", { Code: "482910" })).toEqual([
    { type: "body", parameters: [{ type: "text", text: "482910" }] },
    { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "482910" }] },
  ])
})

/** A campaign to everyone. @returns how often Meta took it, and why not */
async function launch(name: string) {
  const withId = z.object({ id: z.string() })
  const content = { kind: "template", template_id: templateIds.get(name), values: {} }
  const campaign = { name, number_id: number.numberId, content }
  const { id: campaignId } = await parley.api.post("/v1/campaigns", campaign, withId)
  const { id } = await parley.api.post(`/v1/campaigns/${campaignId}/launches`, {}, withId)
  const { accepted, suppressed } = await until(reportOf(parley, id), ({ state }) => state === "completed")
  return { accepted, reasons: suppressed.reasons.map(({ code }) => code) }
}

/** The sandbox's page of phones, with the only one that has a chat. The first visit has the pages built. */
async function takePhone(): Promise<void> {
  await page.goto(`${parley.sandboxUrl}/_sandbox/pages/phones`)
  await page.getByRole("region", { name: /^Phone of/ }).waitFor({ timeout: 300_000 })
}

/** Chooses from the menu of the chat with the business. */
async function chooseOnPhone(choice: RegExp): Promise<void> {
  await takePhone()
  await page.getByRole("button", { name: /Lucky Shrub/ }).click()
  await page.getByRole("button", { name: "About this business" }).click()
  await page.getByRole("menuitem", { name: choice }).click()
}

const consentOf = (state: string) =>
  until(
    () => parley.api.get(`/v1/contacts/${contactId}/consent-records`, consentRecords),
    ({ data }) => data.at(-1)?.state === state,
  )
const explained = z.object({
  data: z.array(z.object({ reason: z.object({ title: z.string() }).nullable() })),
})
const consentRecords = z.object({
  data: z.array(z.object({ state: z.string(), evidence: z.string().nullable() })),
})

it("who stops marketing on the phone is unsubscribed, with Meta's words as evidence, until they resume", async () => {
  const { groupId } = number
  const consent = { state: "subscribed", source: "web_form" }
  await parley.api.send("PUT", `/v1/contacts/${contactId}/subscriptions/${groupId}`, consent, anything)
  expect(await launch("come_and_see")).toEqual({ accepted: 1, reasons: [] })

  await chooseOnPhone(/Stop offers and announcements/)
  await consentOf("unsubscribed")
  expect(await launch("come_and_see")).toEqual({ accepted: 0, reasons: ["unsubscribed"] })
  expect(await launch("order_shipped")).toEqual({ accepted: 0, reasons: ["unsubscribed"] })

  const dropped = await parley.api.get(`/v1/messages?contact_id=${contactId}&status=dropped`, explained)
  expect(new Set(dropped.data.map(({ reason }) => reason?.title))).toEqual(
    new Set(["The contact has unsubscribed from this number."]),
  )
  await page.goto(`${parley.apiUrl}/contacts/${contactId}`)
  await page.getByText("Unsubscribed", { exact: true }).first().waitFor()
  await page.getByRole("cell", { name: "WhatsApp's own settings" }).waitFor()
  await page
    .getByRole("cell", { name: "User requested to stop marketing messages (+4915112345678)" })
    .waitFor()
  expect(await seriousFindings(page)).toEqual([])

  await chooseOnPhone(/Resume offers and announcements/)
  await consentOf("subscribed")
  expect(await launch("come_and_see")).toEqual({ accepted: 1, reasons: [] })
})

it("who takes another number on the phone keeps their consent, and a record says so", async () => {
  await takePhone()
  await page.getByRole("button", { name: "About this phone" }).click()
  await page.getByRole("menuitem", { name: "Profile and number" }).click()
  await page.getByLabel("New phone number").fill("+49 1511 2345679")
  await page.getByRole("button", { name: "Change" }).click()
  const records = await consentOf("identity_changed")
  expect(records.data.at(-1)?.evidence).toMatch(
    /^From \+4915112345678 to \+4915112345679, by WhatsApp's message/,
  )
  expect(await launch("come_and_see")).toEqual({ accepted: 1, reasons: [] })
})
