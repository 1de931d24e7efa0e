/** A newcomer sets up how people subscribe and unsubscribe, and people do it on their phones and on their own page. */
import { readFile, writeFile } from "node:fs/promises"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { overflow, pushedSideways, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const withId = z.object({ id: z.string() })
const found = z.object({ data: z.array(withId) })

let parley: Installation
let browser: Browser
let page: Page
let number: ConnectedNumber
let groupId = ""

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  number = await parley.connectNumber()
  groupId = (await parley.api.get("/v1/subscription-groups", found)).data[0]?.id ?? ""
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const write = (waId: string, body: string) =>
  parley.sandbox.post(
    `/_sandbox/people/${waId}/messages`,
    { to: number.phoneNumberId, type: "text", text: { body } },
    withId,
  )
async function contactOf(waId: string): Promise<string> {
  const list = () => parley.api.get(`/v1/contacts?phone=${encodeURIComponent(`+${waId}`)}`, found)
  await expect.poll(async () => (await list()).data.length).toBe(1)
  return (await list()).data[0]?.id ?? ""
}
const standing = z.object({ subscriptions: z.array(z.object({ state: z.string() })) })
const stateOf = async (id: string) =>
  (await parley.api.get(`/v1/contacts/${id}`, standing)).subscriptions[0]?.state

const chat = z.object({ data: z.array(z.object({ message: z.looseObject({}) })) })
const received = async (waId: string) =>
  JSON.stringify(
    (await parley.sandbox.get(`/_sandbox/people/${waId}/chats/${number.phoneNumberId}`, chat)).data,
  )

const open = (tab = "") => page.goto(`${parley.apiUrl}/subscription-groups/${groupId}${tab && `?tab=${tab}`}`)
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true })

/** Looks at what is shown, in light and dark and on a phone. */
async function examine(what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await page.evaluate("new Promise(requestAnimationFrame)")
      const folder = process.env.SCREENSHOTS
      if (folder) {
        await writeFile(
          `${folder}/consent-${what}-${colorScheme}-${width}.png`,
          await page.screenshot({ fullPage: true }),
        )
      }
      expect(await seriousFindings(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await pushedSideways(page)).toEqual([])
    }
  }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 1280, height: 900 })
}

it("turns on the goodbye with one switch, and a person who writes STOP gets it", async () => {
  await open()
  await page.getByRole("tab", { name: "Keywords and replies" }).click()
  await page.getByRole("switch", { name: "Send the goodbye" }).click()
  await expect
    .poll(() => page.getByRole("textbox", { name: "Text in English" }).first().inputValue())
    .toMatch(/Write START/)
  await button("Save goodbye").click()
  await page.getByText("Goodbye was saved.").waitFor()
  await examine("replies")
  await write("4915112000001", "Stop!")
  expect(await contactOf("4915112000001")).not.toBe("")
  await expect.poll(() => received("4915112000001")).toMatch(/Write START to subscribe again/)
})

it("adds a keyword, and deletes it", async () => {
  await open("replies")
  await button("Add a keyword").click()
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("textbox", { name: "Word" }).fill("Enough")
  await dialog.getByRole("button", { name: "Add" }).click()
  await page.getByRole("table", { name: "Keywords" }).getByText("Enough").waitFor()
  await write("4915112000002", "ENOUGH")
  const id = await contactOf("4915112000002")
  await expect.poll(() => stateOf(id)).toBe("unsubscribed")
  await button("Delete “Enough”").click()
  await page.getByText("No keywords of your own").waitFor()
})

it("creates an opt-in link with a QR code, and sees who came by it", async () => {
  await open("links")
  await button("Create a link").click()
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("textbox", { name: "Name" }).fill("Shop window")
  await dialog.getByRole("textbox", { name: "Message" }).fill("Send me offers from the shop")
  await dialog.getByRole("button", { name: "Create" }).click()
  const links = page.getByRole("table", { name: "Opt-in links" })
  await links.getByText("Shop window").waitFor()
  await write("4915112000003", "send me offers from the shop")
  const id = await contactOf("4915112000003")
  await expect.poll(() => stateOf(id)).toBe("subscribed")
  await button("QR code of Shop window").click()
  await page.getByRole("img", { name: /QR code that opens a chat/ }).waitFor()
  await examine("links")
  await page.keyboard.press("Escape")
  await open("report")
  const report = page.getByRole("table", { name: "Consent report" })
  await report.getByText("Opt-in link").waitFor()
  await examine("report")
})

it("asks twice once the question is written", async () => {
  await open("replies")
  await page.getByRole("switch", { name: "Send the double opt-in question" }).click()
  await button("Save double opt-in question").click()
  await page.getByText("Double opt-in question was saved.").waitFor()
  await page.getByRole("tab", { name: "Settings" }).click()
  await page.getByRole("switch", { name: "Double opt-in" }).click()
  await examine("settings")
  await button("Save").click()
  await page.getByText("The settings were saved.").waitFor()
  await write("4915112000004", "START")
  await expect.poll(() => received("4915112000004")).toMatch(/Do you want to get our offers/)
  await write("4915112000004", "yes")
  const id = await contactOf("4915112000004")
  await expect.poll(() => stateOf(id)).toBe("subscribed")
})

it("reads what may be an opt-out on Home, and unsubscribes the person", async () => {
  await write("4915112000005", "please stop texting me")
  const id = await contactOf("4915112000005")
  await page.goto(parley.apiUrl)
  await page.getByRole("region", { name: "Possible opt-outs" }).waitFor()
  await examine("home")
  await page.getByRole("button", { name: /^Unsubscribe / }).click()
  await expect.poll(() => stateOf(id)).toBe("unsubscribed")
  await page.getByRole("region", { name: "Possible opt-outs" }).waitFor({ state: "hidden" })
})

it("reads what may be an opt-out in the thread, and says that it was none", async () => {
  await write("4915112000006", "please stop texting me")
  const id = await contactOf("4915112000006")
  await page.goto(`${parley.apiUrl}/contacts/${id}`)
  await page.getByRole("log").getByText("Possible opt-out").waitFor()
  await page.getByText("Did they ask you to stop?").waitFor()
  await examine("thread")
  await page.getByRole("button", { name: /^Not an opt-out/ }).click()
  await page.getByText("Did they ask you to stop?").waitFor({ state: "hidden" })
  expect(await stateOf(id)).not.toBe("unsubscribed")
})

it("unsubscribes everyone in a segment, with the letter that asked for it", async () => {
  await parley.api.post("/v1/contacts", { external_id: "letter-1", country: "PE" }, withId)
  const filter = { on: "contact", field: "country", op: "equals", value: "PE" }
  const segment = await parley.api.post("/v1/segments", { name: "Peru", filter }, withId)
  await page.goto(`${parley.apiUrl}/segments/${segment.id}`)
  await button("Record consent").click()
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("textbox", { name: "Source" }).fill("Letter")
  await dialog.getByRole("textbox", { name: "Evidence" }).fill("Letter of November 22")
  await examine("segment")
  await dialog.getByRole("button", { name: "Record", exact: true }).click()
  await page.getByText("1 unsubscribed.").waitFor()
})

it("sees who was left out of a launch and why, and what proves the consent of everyone else", async () => {
  const templateId = await parley.approveTemplate(number.accountId)
  await parley.launchToEverybody(number, templateId)
  await page.goto(`${parley.apiUrl}/launches`)
  await page.getByRole("table", { name: "Launches" }).getByRole("link").first().click()
  const report = page.getByRole("table", { name: "Consent report" })
  await report.getByText("The contact has unsubscribed from this number.").first().waitFor()
  await report.getByText("Sent", { exact: true }).first().waitFor()
  await examine("launch")
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export", exact: true }).click(),
  ])
  const file = await readFile(await download.path(), "utf8")
  expect(file).toMatch(/^contact_id,external_id,/)
  expect(file).toContain(",suppressed,unsubscribed,")
})

it("a person changes what they get on their own page, without a script", async () => {
  const id = await contactOf("4915112000003")
  const { url } = await parley.api.get(`/v1/contacts/${id}/preference-link`, z.object({ url: z.string() }))
  const context = await browser.newContext({ javaScriptEnabled: false })
  const own = await context.newPage()
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      await own.emulateMedia({ colorScheme })
      await own.setViewportSize({ width, height: 800 })
      await own.goto(new URL(new URL(url).pathname, parley.apiUrl).href)
      const folder = process.env.SCREENSHOTS
      if (folder)
        await writeFile(`${folder}/consent-own-page-${colorScheme}-${width}.png`, await own.screenshot())
    }
  }
  await own.getByRole("checkbox").first().uncheck()
  await own.getByRole("combobox").selectOption("pt_BR")
  await own.getByRole("button", { name: "Save" }).click()
  await own.getByText("Suas preferências foram salvas.").waitFor()
  expect(await stateOf(id)).toBe("unsubscribed")
  await own.goto(`${parley.apiUrl}/preferences/forged`)
  await own.getByText("This link no longer works").waitFor()
  await context.close()
})
