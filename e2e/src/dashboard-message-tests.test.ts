/** A member writes messages of their own, with files of the media library, and sees on the page what becomes of their tests. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const withId = z.object({ id: z.string() })
/** They wrote to the number, so that their window is open. */
const [ana, ben] = ["4915112345678", "4915112345679"]
/** They never did. */
const stranger = "4915112345670"

let parley: Installation
let browser: Browser
let page: Page
let number: ConnectedNumber
let campaignId: string

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  number = await parley.connectNumber()
  for (const phone of [ana, ben]) {
    const hello = { to: number.phoneNumberId, type: "text", text: { body: "Hello" } }
    await parley.sandbox.post(`/_sandbox/people/${phone}/messages`, hello, z.unknown())
  }
  const contacts = z.object({ data: z.array(withId) })
  const known = await vi.waitFor(
    async () => {
      const { data } = await parley.api.get("/v1/contacts", contacts)
      if (data.length < 2) throw new Error("not everyone who wrote is there yet")
      return data
    },
    { timeout: 60_000 },
  )
  for (const { id } of known)
    await parley.api.send("PATCH", `/v1/contacts/${id}`, { first_name: "Ana" }, z.unknown())
  const campaign = { name: "Spring", number_id: number.numberId }
  campaignId = (await parley.api.post("/v1/campaigns", campaign, withId)).id
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const goTo = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true })
const section = (name: string) => page.getByRole("region", { name, exact: true })
const dialog = (name: string) => page.getByRole("dialog", { name, exact: true })
const preview = (text: RegExp) => section("Message").getByRole("img", { name: text })
const kind = async (name: string) => {
  await page.getByRole("combobox", { name: "Kind", exact: true }).click()
  await page.getByRole("option", { name, exact: true }).click()
}

/** A picture of one point. */
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
)

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
      const path = `${folder}/tests-${name}-${colorScheme}-${width}.png`
      if (folder) await page.screenshot({ path, fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(findings).toEqual([])
}

describe("the media library", () => {
  it("takes files that messages can show, and says what is wrong with others", async () => {
    await goTo("/media")
    await page.getByRole("heading", { name: "No files yet" }).waitFor()
    await look("no-files")
    const upload = async (name: string, buffer: Buffer) => {
      const chooser = page.waitForEvent("filechooser")
      await button("Upload files").click()
      await (await chooser).setFiles({ name, mimeType: "image/png", buffer })
    }
    await upload("page.png", Buffer.from("<svg onload='alert(1)'/>"))
    await page.getByText("The file is of no type that WhatsApp takes.").waitFor()
    await upload("sale.png", dot)
    await page.getByText("sale.png is in the library.").waitFor()
    await page.getByRole("link", { name: "sale.png" }).waitFor()
    await look("files")
  })

  it("shows one file, and renames it", async () => {
    await page.getByRole("link", { name: "sale.png" }).click()
    await page.getByText("Nothing shows this file.").waitFor()
    await button("Rename").click()
    await page.getByRole("textbox", { name: "Name" }).fill("spring")
    await dialog("Rename file").getByRole("button", { name: "Rename" }).click()
    await page.getByRole("heading", { level: 1, name: "spring.png" }).waitFor()
    await look("file")
  })
})

describe("a test group", () => {
  it("is made in the settings", async () => {
    await goTo("/settings/test-groups")
    await button("New test group").first().click()
    const form = dialog("New test group")
    await form.getByRole("textbox", { name: "Name", exact: true }).fill("Team")
    for (const [phone, name] of [
      [ben, "Ben"],
      [stranger, "Cleo"],
    ] as const) {
      await form.getByLabel("Phone number").fill(`+${phone}`)
      await form.getByRole("textbox", { name: "Called" }).fill(name)
      await form.getByRole("button", { name: "Add", exact: true }).click()
    }
    await form.getByRole("button", { name: "Create test group" }).click()
    await page.getByText("Ben, Cleo").waitFor()
    await look("groups")
  })
})

describe("a message of one's own", () => {
  it("is a picture of the library with a caption, as a contact, a made-up one and the audience see it", async () => {
    await goTo(`/campaigns/${campaignId}/edit`)
    await page.getByText("Free-form", { exact: true }).click()
    await kind("Picture")
    await button("Choose from the library. The picture").click()
    await dialog("Pictures of the library")
      .getByRole("button", { name: /spring\.png/ })
      .click()
    await page.getByText(/^spring\.png, /).waitFor()
    await page
      .getByRole("textbox", { name: "Caption (optional)" })
      .fill("Hi {{ contact.first_name }}, it is spring")
    await preview(/Hi Ana, it is spring/).waitFor()
    await page.getByText("Made up", { exact: true }).click()
    await page.getByRole("textbox", { name: "First name", exact: true }).fill("Zoë")
    await preview(/Hi Zoë, it is spring/).waitFor()
    await page.getByText("The audience", { exact: true }).click()
    await page.getByText("Nobody matches.").waitFor()
    await look("picture")
    await button("Save").click()
    await page.locator("button:disabled:not([data-loading])", { hasText: /^Save$/ }).waitFor()
  })

  it("is sent as a test to a phone and a group, and says on the page what became of each", async () => {
    await page.getByText("A contact", { exact: true }).click()
    await preview(/Hi Ana, it is spring/).waitFor()
    await button("Send a test").click()
    const test = dialog("Send a test")
    await test.getByLabel("Phone number").fill(`+${ana}`)
    await test.getByRole("combobox", { name: "Test groups" }).click()
    await page.getByRole("option", { name: "Team (2)" }).click()
    await page.keyboard.press("Escape")
    await test.getByRole("button", { name: "Send", exact: true }).click()
    const results = test.getByRole("list", { name: "Tests" }).getByRole("listitem")
    await expect.poll(() => results.count()).toBe(3)
    const result = (who: string) => results.filter({ hasText: who })
    await result(`+${ana}`)
      .getByText(/^(Delivered|Read)$/)
      .waitFor({ timeout: 60_000 })
    await result("Ben")
      .getByText(/^(Delivered|Read)$/)
      .waitFor({ timeout: 60_000 })
    await result("Cleo").getByText("This phone has not written to the number in the last 24 hours.").waitFor()
    await look("sent")
    const chat = z.object({ data: z.array(z.object({ direction: z.string(), message: z.unknown() })) })
    const { data } = await parley.sandbox.get(`/_sandbox/people/${ana}/chats/${number.phoneNumberId}`, chat)
    expect(data.at(-1)?.message).toMatchObject({
      image: { id: expect.stringMatching(/^\d+$/), caption: "Hi Ana, it is spring" },
    })
    await test.getByRole("button", { name: "Close" }).last().click()
  })

  it("keeps its file from being deleted", async () => {
    await goTo("/media")
    await page.getByRole("link", { name: "spring.png" }).click()
    await page.getByRole("link", { name: "Spring", exact: true }).waitFor()
    await button("Delete").click()
    await dialog("Delete spring.png?").getByRole("button", { name: "Delete" }).click()
    await page.getByText('The campaign "Spring" shows this file.').waitFor()
  })

  it("can be a flow, a product, several of them, and a carousel", async () => {
    await goTo(`/campaigns/${campaignId}/edit`)
    await kind("Flow")
    await page.getByRole("textbox", { name: "Text", exact: true }).fill("Book a table")
    await page
      .getByRole("textbox", { name: "Button", exact: true })
      .fill("A label of more than twenty characters")
    await page.getByText("At most 20 characters are allowed, there are 38.").waitFor()
    await page.getByRole("textbox", { name: "Button", exact: true }).fill("Book")
    await page.getByRole("textbox", { name: "Flow", exact: true }).fill("17")
    await preview(/Book a table.*button Book/).waitFor()
    await look("flow")
    await kind("Several products")
    await page.getByRole("textbox", { name: "Header text" }).fill("Chairs")
    await page.getByRole("textbox", { name: "Catalog" }).fill("9")
    await page.getByRole("textbox", { name: "Products", exact: true }).fill("a\nb")
    await page.getByText("2 of 30 products.").waitFor()
    await look("products")
    await kind("Carousel")
    await page.getByRole("textbox", { name: "Text", exact: true }).fill("Our chairs")
    for (const card of ["Card 1", "Card 2"]) {
      await page
        .getByRole("textbox", { name: `${card}: address of the picture` })
        .fill("https://shop.example/a.png")
      await page.getByRole("textbox", { name: `${card}: button` }).fill("Look")
      await page.getByRole("textbox", { name: `${card}: address`, exact: true }).fill("https://shop.example")
    }
    await preview(/Card 1: button Look\. Card 2: button Look/).waitFor()
    await look("carousel")
    await button("Send a test").click()
    const test = dialog("Send a test")
    await test.getByRole("button", { name: "Send", exact: true }).click()
    const results = test.getByRole("list", { name: "Tests" }).getByRole("listitem")
    await results
      .filter({ hasText: `+${ana}` })
      .getByText(/^(Delivered|Read)$/)
      .waitFor({ timeout: 60_000 })
  })
})
