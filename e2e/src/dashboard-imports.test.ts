import { readFile } from "node:fs/promises"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { HeldImports } from "./held-imports.ts"
import { type Installation, startInstallation } from "./installation/index.ts"

/** A few batches. */
const rows = 5_000
/** Enough for what must happen after a killed server is back: events are listened for again every few seconds. */
const recoveryMs = 180_000

let installation: Installation
let imports: HeldImports
let browser: Browser
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  const databaseUrl = await freshDatabase()
  imports = await HeldImports.in(databaseUrl)
  installation = await startInstallation({ environment: { DATABASE_URL: databaseUrl } })
  browser = await openBrowser()
  page = await openAsFirstMember(browser, installation.apiUrl)
  await installation.connectNumber()
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
  await imports.end()
})

const goTo = (path: string, on = page) => on.goto(`${installation.apiUrl}${path}`)
const csv = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) })
const choose = (file: { name: string; mimeType: string; buffer: Buffer }) =>
  page.locator("input[type=file]").setInputFiles(file)

/** Every hundredth row has no phone. */
function manyPeople(country: string, count = rows): string {
  const people = Array.from({ length: count }, (_, n) =>
    n % 100 === 99 ? `nobody,Ana ${n},Lima\n` : `${country}${10_000_000 + n},Ana ${n},Lima\n`,
  )
  return `phone,first_name,city\n${people.join("")}`
}
const counts = { "Rows read": rows, Created: rows * 0.99, Skipped: rows * 0.01, Updated: 0 }

async function expectCounts(expected: Record<string, number>) {
  for (const [label, count] of Object.entries(expected)) {
    const figure = page.locator("dl > *", { has: page.getByText(label, { exact: true }) }).locator("dd")
    expect([label, await figure.textContent()]).toEqual([label, count.toLocaleString("en")])
  }
}

const looks = [
  { width: 1280, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
] as const

/** Whether everyone can read the page as it stands. */
async function examine(name: string) {
  const folder = process.env.SCREENSHOTS
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    expect([name, width, await seriousFindings(page)]).toEqual([name, width, []])
    expect([name, width, await overflow(page)]).toEqual([name, width, 0])
    const path = `${folder}/imports-${name}-${width}-${colorScheme}.png`
    if (folder) await page.screenshot({ path, fullPage: true })
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: "light" })
}

const startButton = () => page.getByRole("button", { name: "Start import" })
const question = () => page.getByRole("dialog")

const uploadButton = () => page.getByRole("button", { name: "Upload and continue" })

/** Uploads the file that is chosen, and waits for what it would become. */
async function upload() {
  await uploadButton().click()
  await page.getByRole("table", { name: "First rows" }).waitFor()
}

/** Starts the import that is ready, and says yes to the question whether to. */
async function startReady() {
  await startButton().click()
  await question().getByRole("button", { name: "Start import" }).click()
}

async function start(name: string, text: string) {
  await goTo("/contacts/import")
  await choose(csv(name, text))
  await upload()
  await page.getByRole("radio", { name: /^Nothing yet/ }).check()
  await startReady()
  await page.getByRole("heading", { name, level: 1 }).waitFor()
}

/** The rows that the page shows as read, once there are some and while there are more to come. */
async function somewhereInTheMiddle() {
  const progress = page.getByText(/% of the file, [1-9][\d,]* rows/)
  await progress.waitFor()
}

describe("a file", () => {
  it("that cannot be read is refused before it leaves the browser", async () => {
    await goTo("/")
    await page.getByRole("link", { name: "Import", exact: true }).click()
    await page.getByRole("heading", { name: "Import contacts" }).waitFor()
    const sent: string[] = []
    page.on("request", (request) => {
      if (request.url().includes("/v1/imports/")) sent.push(request.url())
    })
    await choose({
      name: "people.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("504b030414000600", "hex"),
    })
    await page.getByText("This file is a ZIP archive").waitFor()
    await choose({ name: "people.pdf", mimeType: "application/pdf", buffer: Buffer.from("phone") })
    await page.getByText("Choose a file whose name ends with").waitFor()
    await expect.poll(() => uploadButton().isDisabled()).toBe(true)
    expect(sent).toEqual([])
    await page.getByRole("button", { name: "Which columns can the file have?" }).click()
    await page.getByRole("table", { name: "Columns of a file" }).getByText("WhatsApp consent").waitFor()
    await examine("columns")
  })

  it("in which nobody can be recognised is refused before it is imported", async () => {
    await choose(csv("names.csv", "name,note\nAna,Lima\n"))
    await uploadButton().click()
    await page.getByText("No column has phone numbers or external ids").waitFor()
    expect(await startButton().count()).toBe(0)
  })

  it("shows what it becomes, is changed, tried and imported", async () => {
    await goTo("/contacts/import")
    await choose(
      csv(
        "customers.csv",
        "Telefon;First Name;Country;Newsletter;Punkte\n0151 23456789;Ana;Sweden;ja;007\n12;Bo;Atlantis;nein;3\n",
      ),
    )
    await upload()
    const becomes = (column: string) => page.getByRole("combobox", { name: `What ${column} becomes` })
    await expect.poll(() => becomes("Telefon").inputValue()).toBe("Phone")
    await expect.poll(() => becomes("Country").inputValue()).toBe("Country")
    await page.getByText("2 rows of the file will be skipped").waitFor()
    await page.getByRole("combobox", { name: "Country for local phone numbers" }).fill("Germ")
    await page.getByRole("option", { name: "Germany (DE)" }).click()
    await page.getByText("2 rows of the file will be skipped").waitFor()
    await becomes("Country").fill("Ignored")
    await page.getByRole("option", { name: "Ignored" }).click()
    await page.getByText("1 row of the file will be skipped").waitFor()
    await page.getByText("“Newsletter” may say who agreed").waitFor()
    expect(await startButton().isDisabled()).toBe(true)
    await page.getByRole("radio", { name: /^A column says it/ }).check()
    await page.getByRole("combobox", { name: "Subscription group" }).click()
    await page.getByRole("option", { name: "Lucky Shrub" }).click()
    await page.getByRole("combobox", { name: "Column", exact: true }).click()
    await page.getByRole("option", { name: "Newsletter (may be it)" }).click()
    await page.getByRole("textbox", { name: "Where they agreed" }).fill("Summer fair")
    await page.getByText("1 will subscribe.").waitFor()
    await page.getByRole("table", { name: "First rows" }).getByText("+4915123456789").waitFor()
    await examine("ready")

    await page.getByRole("button", { name: "Check the whole file" }).click()
    await page.getByText("This is what the import would do.").waitFor()
    await expectCounts({ "Rows read": 2, Created: 1, Skipped: 1, "Subscriptions changed": 1 })
    await startButton().click()
    await question().getByText("Import 1 row?").waitFor()
    await question()
      .getByText(/^1 subscribes to Lucky Shrub/)
      .waitFor()
    await examine("question")
    await question().getByRole("button", { name: "Start import" }).click()
    await page.getByText("Completed", { exact: true }).waitFor()
    await expectCounts({ "Rows read": 2, Created: 1, Skipped: 1, "Subscriptions changed": 1 })
    await page
      .getByRole("table", { name: "Skipped rows" })
      .getByText(/12, Bo/)
      .waitFor()
    const download = page.waitForEvent("download")
    await page.getByRole("link", { name: "Download file" }).click()
    expect((await download).suggestedFilename()).toMatch(/^refused-.*\.csv$/)
    await examine("result")

    await page.getByRole("button", { name: "Undo" }).click()
    await question().getByRole("button", { name: "Undo the import" }).click()
    await page.getByText("Undone", { exact: true }).waitFor()
    await expectCounts({ "Deleted again": 1 })
  })
})

describe("a file of events", () => {
  it("is recorded, with its people tagged", async () => {
    await goTo("/contacts/import")
    await page.getByRole("radio", { name: /^Events or purchases/ }).check()
    await page.getByRole("button", { name: "Which columns can the file have?" }).click()
    await page.getByRole("table", { name: "Columns of a file" }).getByText("event_at").waitFor()
    await choose(
      csv(
        "orders.csv",
        "Created at,Phone,Currency,Lineitem sku,Lineitem price,Lineitem quantity\n" +
          "2026-04-15 09:30,+4915126260001,EUR,sku-1,19.90,2\n2026-04-16 09:30,+4915126260002,EUR,sku-2,5.00,\n,+4915126260002,EUR,sku-2,5.00,\n",
      ),
    )
    await upload()
    await page.getByText("0 events and 2 purchases.").waitFor()
    await page.getByText("1 row of the file will be skipped").waitFor()
    await page.getByRole("combobox", { name: "Tags", exact: true }).fill("Buyers")
    await page.getByRole("combobox", { name: "Tags", exact: true }).press("Enter")
    await examine("events")
    await startReady()
    await page.getByText("Completed", { exact: true }).waitFor()
    await expectCounts({ "Rows read": 3, "Events recorded": 2, "New contacts": 2, Skipped: 1 })
    await examine("events-result")
  })

  it("and the people are exported from the list of contacts", async () => {
    await goTo("/contacts")
    await page.getByRole("checkbox", { name: "Select all contacts on this page" }).check()
    await page.getByRole("button", { name: "Export to file" }).click()
    await question().getByRole("combobox", { name: "Columns", exact: true }).fill("Phone")
    await page.getByRole("option", { name: "Phone" }).click()
    await question().getByRole("combobox", { name: "Columns", exact: true }).press("Tab")
    await examine("export")
    await question().getByRole("button", { name: "Export" }).click()
    const download = page.waitForEvent("download")
    await page.getByRole("link", { name: "Download csv" }).first().click()
    const path = await (await download).path()
    expect(await readFile(path, "utf8")).toContain("\uFEFFphone\n'+49151262600")
  })
})

describe("an upload under way", () => {
  it("is not left without a question, and can be stopped", async () => {
    await goTo("/contacts/import")
    await choose(csv("slow.csv", manyPeople("+49160")))
    await page.route("**/v1/imports/*/file", () => undefined) // it never arrives
    await uploadButton().click()
    await page.getByRole("region", { name: "Uploading" }).waitFor()
    await page.getByRole("link", { name: "Templates" }).click()
    const question = page.getByRole("dialog", { name: "Stop the upload?" })
    await question.getByText("The file is still uploading.").waitFor()
    await question.getByRole("button", { name: "Stay" }).click()
    await question.waitFor({ state: "detached" })
    await page.getByRole("button", { name: "Stop upload" }).click()
    await page.getByRole("region", { name: "Uploading" }).waitFor({ state: "detached" })
    await page.unroute("**/v1/imports/*/file")
    await goTo("/contacts/imports")
    await page
      .getByRole("row", { name: /slow\.csv/ })
      .getByText("Canceled", { exact: true })
      .waitFor()
  })
})

describe("an import under way", () => {
  beforeEach(() => imports.hold())

  it("continues while its page is reloaded, and everyone who looks sees it", async () => {
    await start("many.csv", manyPeople("+49151"))
    const other = await page.context().newPage()
    await goTo("/contacts/imports", other)
    await somewhereInTheMiddle()
    await page.reload()
    await somewhereInTheMiddle()
    const row = other.getByRole("row", { name: /many\.csv/ })
    await row.getByText("Running").waitFor()
    await imports.letGo()
    await page.getByText("Completed", { exact: true }).waitFor({ timeout: recoveryMs })
    await expectCounts(counts)
    await row.getByText("Completed").waitFor()
    await other.close()
  }, 300_000)

  it("survives kill -9 of the server, with counts as if nothing had happened", async () => {
    await start("killed.csv", manyPeople("+49152"))
    await somewhereInTheMiddle()
    await installation.server.kill()
    await installation.startServer({ PORT: new URL(installation.apiUrl).port })
    await imports.letGo()
    await page.getByText("Completed", { exact: true }).waitFor({ timeout: recoveryMs })
    await expectCounts(counts)
  }, 300_000)

  it("is paused and resumed", async () => {
    await start("paused.csv", manyPeople("+49155"))
    await somewhereInTheMiddle()
    await page.getByRole("button", { name: "Pause" }).click()
    await page.getByText("Paused", { exact: true }).waitFor()
    await imports.letGo()
    // A press so soon after another in the same place is the second half of a double click, and does nothing.
    const resume = page.getByRole("button", { name: "Resume" })
    await expect.poll(() => resume.click({ timeout: 1000 }).then(String, () => "gone")).toBe("gone")
    await page.getByText("Completed", { exact: true }).waitFor({ timeout: recoveryMs })
    await expectCounts(counts)
  }, 300_000)

  it("is canceled: what was imported stays", async () => {
    await start("canceled.csv", manyPeople("+49157"))
    await somewhereInTheMiddle()
    await examine("running")
    await page.getByRole("button", { name: "Cancel" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Cancel the import" }).click()
    await page.getByText("Canceled", { exact: true }).waitFor()
    await imports.letGo()
    await page.getByText("Rows imported before that are kept.").waitFor()
    await goTo("/contacts/imports")
    await page
      .getByRole("row", { name: /canceled\.csv/ })
      .getByText("Canceled", { exact: true })
      .waitFor()
    await examine("list")
  }, 300_000)
})

describe("a contact", () => {
  it("is added, and the list shows them", async () => {
    await goTo("/contacts")
    await page.getByRole("link", { name: "Add a contact" }).click()
    await page.getByRole("button", { name: "Add", exact: true }).click()
    await page.getByText("Enter a phone or an external ID").first().waitFor()
    await expect.poll(() => page.getByLabel("Phone").evaluate((field) => field.matches(":focus"))).toBe(true)
    await page.getByLabel("Phone").fill("+49 151 77777777")
    await page.getByLabel("First name").fill("Zelda")
    await page.getByRole("button", { name: "Add an attribute" }).click()
    await page.getByRole("combobox", { name: "Name of attribute 1" }).fill("city")
    await page.getByLabel("Value of attribute 1").fill("Lima")
    await examine("new-contact")
    await page.getByRole("button", { name: "Add", exact: true }).click()
    await page.getByRole("heading", { name: "Zelda", level: 1 }).waitFor()
    await page.getByText("+49 1517 7777777").waitFor()
    await page.getByText("Lima").waitFor()
  })

  it("that two edit tells the second", async () => {
    await page.getByRole("link", { name: "Edit" }).click()
    await page.getByLabel("Last name").fill("Fitz")
    const other = await page.context().newPage()
    await goTo(new URL(page.url()).pathname, other)
    await other.getByLabel("Value of attribute 1").fill("Cusco")
    await other.getByRole("button", { name: "Save" }).click()
    await other.getByText("Cusco").waitFor()
    await other.close()
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Someone else changed the contact in the meantime.").waitFor()
    await examine("edit-contact")
    await page.getByRole("button", { name: "Reload", exact: true }).click()
    await expect.poll(() => page.getByLabel("Value of attribute 1").inputValue()).toBe("Cusco")
    await page.getByLabel("Last name").fill("Fitz")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByRole("heading", { name: "Zelda Fitz" }).waitFor()
  })

  it("says what they agreed to, and the evidence is kept", async () => {
    await page.getByText("Not subscribed", { exact: true }).waitFor()
    await page.getByRole("button", { name: "Record consent" }).click()
    await page.getByRole("textbox", { name: "Source" }).fill("Phone call")
    await page.getByRole("textbox", { name: "Evidence" }).fill("Ticket 4711")
    await examine("record-consent")
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await page.getByRole("switch", { name: /^Subscribed to Lucky Shrub/, checked: true }).waitFor()
    const record = page.getByRole("table", { name: "Consent records" }).getByRole("row", { name: /4711/ })
    await record.getByText("Phone call").waitFor()
    await page.getByRole("dialog").waitFor({ state: "detached" })
    await examine("contact")
  })

  it("is deleted after a question", async () => {
    await page.getByRole("button", { name: "Delete" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click()
    await page.getByText("Zelda Fitz was deleted.").waitFor()
    await goTo("/contacts?search=zelda")
    await page.getByRole("heading", { name: "No results for" }).waitFor()
    await goTo("/contacts")
    await page.getByRole("table", { name: "Contacts" }).waitFor()
    await examine("contacts")
  })
})
