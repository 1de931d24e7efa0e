/** Meta's template library in the dashboard, and what uses a template, in a real browser against the sandbox. */
import type { Browser, Page, Route } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { untilDraftKept } from "./browser/template-pages.ts"
import { type ConnectedNumber, type Installation, summerSale } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { ledgerOf, reportOf } from "./launch-results.ts"

const anything = z.unknown()
const templateShape = z.object({ id: z.string(), meta_id: z.string(), status: z.string() })

let parley: Installation
let number: ConnectedNumber
let browser: Browser
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
}, 240_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const open = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const format = (name: string) => page.getByRole("region", { name })
const english = () => page.getByRole("region", { name: "English (United States)" })
const field = (name: string) => page.getByRole("textbox", { name, exact: true })

async function choose(filter: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: filter }).click()
  await page.getByRole("option", { name: option, exact: true }).click()
}

/** What the address says of a list. */
const asked = () => Object.fromEntries(new URL(page.url()).searchParams)

async function expectFiltered(): Promise<void> {
  await format("delivery_update_1, Spanish").waitFor()
  await expect.poll(() => page.getByRole("button", { name: "Use as is" }).count()).toBe(1)
  const shown = (role: "textbox" | "combobox", name: string) => page.getByRole(role, { name }).inputValue()
  expect(await shown("textbox", "Search the library")).toBe("Pedido")
  expect(await shown("combobox", "Topic")).toBe("Order management")
  expect(await shown("combobox", "Language")).toBe("Spanish")
}

async function named(name: string) {
  const { data } = await parley.api.get(
    `/v1/templates?name=${name}`,
    z.object({
      data: z.array(
        templateShape.extend({ library_template_name: z.string().nullable(), components: z.unknown() }),
      ),
    }),
  )
  return data
}

/** The numbers that buttons of templates call. */
const phonesOf = (templates: unknown) =>
  [...JSON.stringify(templates).matchAll(/"phone_number":"([^"]*)"/g)].map(([, phone]) => phone)

describe("Meta's template library", () => {
  it("says what comes first while nothing is connected", async () => {
    await open("/templates/library")
    await page.getByRole("heading", { name: "Connect WhatsApp first" }).waitFor()
    number = await parley.connectNumber()
  })

  it("is found from the templates, searched and filtered", async () => {
    await open("/templates")
    await page.getByRole("link", { name: "Template library" }).first().click()
    await format("payment_reminder_1").waitFor()
    await page.getByRole("button", { name: "Next" }).click()
    await format("statement_available_1").waitFor()
    await expect.poll(() => format("payment_reminder_1, English").count()).toBe(0)
    await page.reload()
    await format("statement_available_1").waitFor()
    await page.getByRole("button", { name: "Previous" }).click()
    await format("payment_reminder_1").waitFor()
    await page.getByRole("textbox", { name: "Search the library" }).fill("appointment")
    await format("payment_reminder_1").waitFor({ state: "detached" })
    await format("appointment_reminder_1")
      .getByRole("img", { name: /^Preview: Hello Jim, .*Jasper's Market on Monday.* button Call us/ })
      .waitFor()
    await page.getByRole("textbox", { name: "Search the library" }).fill("no such thing")
    await page.getByRole("heading", { name: "No results" }).waitFor()
    await page.getByRole("textbox", { name: "Search the library" }).fill("")
    await choose("Topic", "Order management")
    await choose("Use case", "Delivery update")
    await choose("Language", "Spanish")
    await format("delivery_update_1, Spanish").waitFor()
    await expect.poll(() => page.getByRole("button", { name: "Use as is" }).count()).toBe(1)
    expect(await seriousFindings(page)).toEqual([])
  })

  it("stays searched and filtered: with a reload, with Back, and by the trail of a page that it led to", async () => {
    await page.getByRole("textbox", { name: "Search the library" }).fill("Pedido")
    await expect.poll(asked).toEqual({
      search: "Pedido",
      topic: "ORDER_MANAGEMENT",
      usecase: "DELIVERY_UPDATE",
      language: "es",
    })
    await expectFiltered()
    await page.reload()
    await expectFiltered()
    await format("delivery_update_1, Spanish").getByRole("link", { name: "Customize" }).click()
    await page.getByRole("heading", { name: "Customize a library template" }).waitFor()
    await page.goBack()
    await expectFiltered()
    await page.goForward()
    await page.getByRole("heading", { name: "Customize a library template" }).waitFor()
    const trail = page.getByRole("navigation", { name: "Breadcrumbs" })
    await trail.getByRole("link", { name: "Template library" }).click()
    await expectFiltered()
  })

  it("gives a draft that one continues writing, and that survives a reload", async () => {
    await format("delivery_update_1, Spanish").getByRole("link", { name: "Customize" }).click()
    await page.getByRole("heading", { name: "Customize a library template" }).waitFor()
    await expect
      .poll(() => field("Body").inputValue())
      .toBe("Hola, {{1}}: su pedido {{2}} está en camino y llegará el {{3}} a más tardar.")
    await field("Name").fill("pedido_en_camino")
    await field("Address").fill("https://shrub.example/pedidos")
    await page.getByText("Ready to submit").waitFor()
    await untilDraftKept(parley, "https://shrub.example/pedidos")
    await page.reload()
    await expect.poll(() => field("Address").inputValue()).toBe("https://shrub.example/pedidos")
    await page.getByRole("button", { name: "Submit to Meta" }).click()
    await page.getByRole("heading", { level: 1, name: "pedido_en_camino" }).waitFor()
    await page.getByRole("region", { name: "Spanish" }).getByText("Approved", { exact: true }).waitFor()
  })

  it("gives a template as it is, which is approved at once; what is missing is said beside its field", async () => {
    await open("/templates/library")
    await format("appointment_reminder_1").getByRole("button", { name: "Use as is" }).click()
    const dialog = page.getByRole("dialog", { name: "Use appointment_reminder_1 as is" })
    const submit = dialog.getByRole("button", { name: "Submit to Meta" })
    await submit.click()
    await dialog.getByText("Enter a phone number").waitFor()
    const phone = dialog.getByRole("textbox", { name: "Phone number of “Call us”" })
    await phone.fill("030 90")
    await submit.click()
    await dialog.getByText("This number is too short").waitFor()
    const country = dialog.getByRole("combobox", { name: "Calling code" })
    await country.click()
    await country.fill("Germany")
    await page.getByRole("option", { name: "+49 Germany" }).click()
    await phone.fill("\u202a030 901820\u202c")
    const address = dialog.getByRole("textbox", { name: "Address of “View details”" })
    await address.fill("shrub.example")
    await submit.click()
    await expect.poll(() => address.getAttribute("aria-invalid")).toBe("true")
    await address.fill("https://shrub.example/visits")
    await dialog.getByRole("textbox", { name: "Name" }).fill("pedido_en_camino")
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole("textbox", { name: "Name" }).fill("visit_reminder")
    await submit.click()
    await page.getByRole("heading", { level: 1, name: "visit_reminder" }).waitFor()
    await english().getByText("Approved", { exact: true }).waitFor()
    await english().getByText("No campaign uses it.").waitFor()
    expect(await named("visit_reminder")).toMatchObject([
      { status: "APPROVED", library_template_name: "appointment_reminder_1" },
    ])
    expect(phonesOf(await named("visit_reminder"))).toEqual(["+4930901820"])
  })

  it("refuses a name that is taken, beside the name", async () => {
    await open("/templates/library")
    await format("customer_feedback_1").getByRole("button", { name: "Use as is" }).click()
    const dialog = page.getByRole("dialog")
    await dialog.getByRole("textbox", { name: "Name" }).fill("visit_reminder")
    await dialog
      .getByRole("textbox", { name: "Address of “Give feedback”" })
      .fill("https://shrub.example/say")
    await dialog.getByRole("button", { name: "Submit to Meta" }).click()
    await dialog.getByText(/The template visit_reminder exists already in en_US/).waitFor()
    await expect
      .poll(() => dialog.getByRole("textbox", { name: "Name" }).getAttribute("aria-invalid"))
      .toBe("true")
  })

  it.each([false, true])("fits a phone, dark: %s", async (dark) => {
    const small = await openOnPhone(dark)
    await small.goto(`${parley.apiUrl}/templates/library`)
    await small.getByRole("region", { name: "payment_reminder_1" }).waitFor()
    expect(await overflow(small)).toBe(0)
    expect(await seriousFindings(small)).toEqual([])
    await small.close()
  })
})

/** The member's own page on a phone. */
async function openOnPhone(dark: boolean): Promise<Page> {
  return browser.newPage({
    viewport: { width: 390, height: 800 },
    colorScheme: dark ? "dark" : "light",
    storageState: await page.context().storageState(),
  })
}

describe("a launch that a disabled template holds", () => {
  const contacts = 3

  /** Approved by the sandbox, which needs no person for that. */
  async function approved(name: string): Promise<z.output<typeof templateShape>> {
    const template = { ...summerSale, name, business_account_id: number.accountId }
    const { id } = await parley.api.post("/v1/templates", template, z.object({ id: z.string() }))
    const read = () => parley.api.get(`/v1/templates/${id}`, templateShape)
    await expect.poll(async () => (await read()).status).toBe("APPROVED")
    return read()
  }

  /** What the page reads again gets no answer until it ends, as from a server with much to do. */
  async function stallReads() {
    const { promise: isOver, resolve: letGo } = Promise.withResolvers<void>()
    const answered: Promise<void>[] = []
    const pass = async (route: Route) => {
      if (route.request().method() === "GET") await isOver
      await route.continue()
    }
    const stall = (route: Route) => {
      answered.push(pass(route))
    }
    await page.route("**/v1/**", stall)
    return {
      end: async () => {
        letGo()
        await Promise.all(answered)
        await page.unroute("**/v1/**", stall)
      },
    }
  }

  it("continues with another template, chosen on the template's page", async () => {
    await parley.importSubscribers(number.groupId, contacts)
    const summer = await approved("summer_sale")
    await approved("autumn_sale")
    const review = { decision: "DISABLED" }
    await parley.sandbox.post(`/_sandbox/templates/${summer.meta_id}/review`, review, anything)
    await open("/templates")
    await page.getByRole("link", { name: "summer_sale" }).click()
    await english().getByText("Disabled", { exact: true }).waitFor()
    const launch = await parley.launchToEverybody(number, summer.id)

    const held = page.getByRole("group", { name: "Launch of Summer sale on hold" })
    await held.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await held.getByRole("combobox", { name: "Continue with" }).fill("visit")
    await page.getByRole("option", { name: "visit_reminder · English (United States)" }).click()
    await held.getByRole("button", { name: "Continue launch" }).click()
    await expect
      .poll(() => held.getByRole("combobox", { name: "Continue with" }).getAttribute("aria-invalid"))
      .toBe("true")
    await held.getByRole("combobox", { name: "Continue with" }).fill("autumn")
    await page.getByRole("option", { name: "autumn_sale · English (United States)" }).click()
    const stalled = await stallReads()
    await held.getByRole("button", { name: "Continue launch" }).click()
    await page.getByText("Launch of Summer sale resumed.").waitFor()
    await held.waitFor({ state: "detached" })
    await stalled.end()
    const state = async () => (await reportOf(parley, launch)()).state
    await expect.poll(state).toBe("completed")
    expect(await ledgerOf(parley, number)()).toMatchObject({ accepted: contacts, duplicates: [] })
  })

  it("is canceled, once someone has confirmed that", async () => {
    const [summer] = await named("summer_sale")
    const launch = await parley.launchToEverybody(number, summer?.id ?? "")
    const held = page.getByRole("group", { name: "Launch of Summer sale on hold" })
    await held.getByRole("button", { name: "Cancel the launch…" }).click()
    await page.getByRole("button", { name: "Cancel the launch", exact: true }).click()
    await held.waitFor({ state: "detached" })
    expect((await reportOf(parley, launch)()).state).toBe("canceled")
  })
})

describe("the list of templates", () => {
  it("warns of a category that Meta will change", async () => {
    const [visit] = await named("visit_reminder")
    const change = { category: "MARKETING", notice: true }
    await parley.sandbox.post(`/_sandbox/templates/${visit?.meta_id}/category`, change, anything)
    await open("/templates")
    await page
      .getByRole("row", { name: /visit_reminder/ })
      .getByText("Becomes marketing")
      .waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })
})
