/** When a campaign is sent, set in the dashboard alone: again and again, by each contact's clock, as something happens, by the API. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { openAsInvited } from "./browser/members.ts"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const people = 3
const hourMs = 3_600_000
const shown = { timeout: 60_000 }
const anything = z.unknown()
const withId = z.object({ id: z.string() })

let parley: Installation
let browser: Browser
let page: Page
let number: ConnectedNumber
let templateId: string

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  const population = {
    sent_ms: [0, 0],
    delivered_ms: [0, 0],
    delivered_share: 1,
    read_share: 0,
    reply_share: 0,
  }
  await parley.sandbox.send("PATCH", "/_sandbox/settings", { population, limits: { pair: false } }, anything)
  number = await parley.connectNumber()
  templateId = await parley.approveTemplate(number.accountId)
  await parley.importSubscribers(number.groupId, people)
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true })
const inDialog = (name: string) => page.getByRole("dialog").getByRole("button", { name, exact: true })
const when = () => page.getByRole("region", { name: "When", exact: true })
const field = (name: string | RegExp) => when().getByLabel(name, { exact: true })
const choose = async (name: string, option: string) => {
  await when().getByRole("combobox", { name, exact: true }).click()
  await page.getByRole("option", { name: option, exact: true }).click()
}
const save = async () => {
  await button("Save").click()
  await page.locator("button:disabled:not([data-loading])", { hasText: /^Save$/ }).waitFor()
}

/** A draft with its message: what is told here is when it goes. */
async function draft(name: string, city = "Lima"): Promise<string> {
  const values = { body: { first_name: "Ana", city } }
  const { id } = await parley.api.post(
    "/v1/campaigns",
    { name, number_id: number.numberId, content: { kind: "template", template_id: templateId, values } },
    withId,
  )
  await page.goto(`${parley.apiUrl}/campaigns/${id}`)
  await page.getByRole("heading", { name, level: 1 }).waitFor()
  return id
}

/** The phone of each of them, as WhatsApp writes it. */
const phoneOf = (person: number) => `49151${10_000_000 + person}`
const chat = z.object({ data: z.array(z.object({ message: z.looseObject({ type: z.string() }) })) })
/** How many templates are on a phone with this city in them. */
async function arrived(person: number, city: string): Promise<number> {
  const { data } = await parley.sandbox.get(
    `/_sandbox/people/${phoneOf(person)}/chats/${number.phoneNumberId}`,
    chat,
  )
  return data.filter(({ message }) => message.type === "template" && JSON.stringify(message).includes(city))
    .length
}
const arrivedAtAll = async (city: string) =>
  Promise.all(Array.from({ length: people }, (_, person) => arrived(person, city)))

/** How many messages that something triggered go to a person later. */
async function plannedFor(person: number): Promise<number> {
  const list = z.object({ data: z.array(z.object({ id: z.string() })) })
  const { data } = await parley.api.get(`/v1/contacts?phone=%2B${phoneOf(person)}`, list)
  const planned = z.object({ campaigns_triggered: z.array(z.object({ due_at: z.string().nullable() })) })
  const { campaigns_triggered } = await parley.api.get(`/v1/contacts/${data[0]?.id}/export`, planned)
  return campaigns_triggered.filter(({ due_at }) => due_at !== null).length
}

/** Moves the sandbox's clock to a moment, and waits until the server has followed. */
async function moveTo(at: Date): Promise<void> {
  const now = await serverTime()
  await parley.sandbox.post("/_sandbox/clock", { advance_ms: at.getTime() - now.getTime() }, anything)
  await expect.poll(async () => (await serverTime()).getTime()).toBeGreaterThanOrEqual(at.getTime())
}
const serverTime = async () => (await parley.api.get("/health", z.object({ time: z.coerce.date() }))).time

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
      const path = `${folder}/when-${name}-${colorScheme}-${width}.png`
      if (folder && (await when().count()) > 0) await when().screenshot({ path })
      else if (folder) await page.screenshot({ path, fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(findings).toEqual([])
}

describe("again and again", () => {
  it("what is missing is said beside its field, and leads there", async () => {
    await draft("Monday news", "Cusco")
    await page.getByRole("radio", { name: "Again and again" }).check()
    await when().getByText("Mon", { exact: true }).click()
    await button("Save").click()
    await when().getByText("Choose at least one day").waitFor()
    await page.getByRole("group", { name: "1 field to fix:" }).getByRole("button", { name: "When" }).click()
    await expect
      .poll(() => field("Monday").evaluate((box) => box === box.ownerDocument.activeElement))
      .toBe(true)
    await field("Monday").press("Space")
    await when().getByRole("list", { name: "Next occurrences" }).getByRole("listitem").nth(4).waitFor()
    await look("weekly")
  })

  it("is started, says when it goes next, and does", async () => {
    await choose("Repeats", "Daily")
    await field("Time").fill("09:00")
    await expect
      .poll(() =>
        when().getByRole("list", { name: "Next occurrences" }).getByRole("listitem").first().textContent(),
      )
      .toMatch(/9:00/)
    await save()
    await button("Start").click()
    await inDialog("Start").click()
    await page.getByText(/Every day at 09:00 in UTC.+Next: .+9:00/).waitFor()
    await look("recurring")
    const now = await serverTime()
    const next = new Date(now)
    next.setUTCHours(9, 1, 0, 0)
    if (next <= now) next.setUTCDate(next.getUTCDate() + 1)
    await moveTo(next)
    await expect.poll(() => arrivedAtAll("Cusco"), shown).toEqual([1, 1, 1])
    await page.getByRole("table", { name: "Launches" }).getByText("Completed").first().waitFor(shown)
    await button("Stop").click()
    await inDialog("Stop").click()
    await page.getByText("It is not started.").waitFor()
  })
})

describe("by each contact's own clock", () => {
  it("says when the first and the last get it, and goes to one after the other", async () => {
    const list = z.object({ data: z.array(z.object({ id: z.string(), phone: z.string().nullable() })) })
    const { data: contacts } = await parley.api.get("/v1/contacts", list)
    const idOf = (person: number) => contacts.find(({ phone }) => phone === `+${phoneOf(person)}`)?.id
    await parley.api.send("PATCH", `/v1/contacts/${idOf(0)}`, { time_zone: "Pacific/Auckland" }, anything)
    await parley.api.send("PATCH", `/v1/contacts/${idOf(1)}`, { time_zone: "America/Lima" }, anything)
    await draft("Good morning", "Arequipa")
    await page.getByRole("radio", { name: "At a time" }).check()
    const day = await serverTime()
    day.setUTCDate(day.getUTCDate() + 2)
    const local = `${day.toISOString().slice(0, 10)}T09:00`
    await field(/^Date and time/).fill(local)
    await field(/^In each contact's own time zone/).check()
    await when().getByText("First people").waitFor()
    await when().getByText("Contacts without one go by it, too.").waitFor()
    await look("own-clock")
    await button("Schedule").click()
    await page
      .getByRole("dialog")
      .getByText(/when their own clock shows/)
      .waitFor()
    await inDialog("Schedule").click()
    await page.getByRole("table", { name: "Launches" }).getByText("Scheduled").waitFor(shown)
    const own = new Date(`${local}Z`)
    await moveTo(new Date(own.getTime() - 12 * hourMs))
    await expect.poll(() => arrived(0, "Arequipa"), shown).toBe(1)
    expect(await arrivedAtAll("Arequipa")).toEqual([1, 0, 0])
    await moveTo(new Date(own.getTime() + 6 * hourMs))
    await expect.poll(() => arrivedAtAll("Arequipa"), shown).toEqual([1, 1, 1])
  })
})

describe("as something happens", () => {
  it("a message that a contact writes is answered", async () => {
    await draft("Any offers", "Tacna")
    await page.getByRole("radio", { name: "When something happens" }).check()
    await button("Save").click()
    await when().getByText("Enter the event").waitFor()
    await choose("Trigger", "Message from the contact")
    await choose("What it says", "contains")
    await field("Text").fill("offer")
    await save()
    await look("action")
    await button("Start").click()
    await inDialog("Start").click()
    await page.getByText(/When they write something with “offer”\./).waitFor()
    const said = { to: number.phoneNumberId, type: "text", text: { body: "Any OFFERS today?" } }
    await parley.sandbox.post(`/_sandbox/people/${phoneOf(0)}/messages`, said, anything)
    await expect.poll(() => arrived(0, "Tacna"), shown).toBe(1)
    expect(await arrivedAtAll("Tacna")).toEqual([1, 0, 0])
  })

  it("an event with a property is, later that day by the person's own clock, unless something else happens", async () => {
    await draft("Welcome", "Puno")
    await page.getByRole("radio", { name: "When something happens" }).check()
    await field("Event").fill("signed_up")
    await button("Narrow by a property").click()
    await field("Property").fill("plan")
    await when().getByLabel("Value", { exact: true }).fill("pro")
    await choose("How long after", "After a delay")
    await field("Delay").fill("1")
    await field(/^Then wait for a time of day/).check()
    await field("Time of day").fill("18:00")
    await button("Add an exception").click()
    await choose("Exception", "Purchase")
    await save()
    await look("delayed")
    await button("Start").click()
    await inDialog("Start").click()
    await page
      .getByText(
        /1 hour after they do signed_up with certain properties, then at 18:00 by their own clock, unless they buy something before\./,
      )
      .waitFor()
    const at = await serverTime()
    const event = (person: number, plan: string) => ({
      phone: `+${phoneOf(person)}`,
      name: "signed_up",
      properties: { plan },
    })
    await track([event(1, "pro"), event(2, "free")])
    // The clock goes on once it is known when the message goes.
    await expect.poll(() => plannedFor(1), shown).toBe(1)
    const lima = new Date(at)
    lima.setUTCHours(23, 1, 0, 0)
    if (lima.getTime() < at.getTime() + hourMs) lima.setUTCDate(lima.getUTCDate() + 1)
    await moveTo(lima)
    await expect.poll(() => arrived(1, "Puno"), shown).toBe(1)
    expect(await arrivedAtAll("Puno")).toEqual([0, 1, 0])
  })
})

describe("as the API asks for it", () => {
  it("the request that the page shows sends it, once it is started", async () => {
    const id = await draft("Order shipped", "{{ api_trigger_properties.town }}")
    await page.getByRole("radio", { name: "When the API asks for it" }).check()
    const example = (await when().getByLabel("Example request").textContent()) ?? ""
    expect(example).toContain(`/v1/campaigns/${id}/trigger`)
    const [, given = ""] = /-d '([^']+)'/.exec(example) ?? []
    const { recipients } = z
      .object({ recipients: z.array(z.object({ trigger_properties: z.record(z.string(), z.string()) })) })
      .parse(JSON.parse(given))
    expect(recipients[0]?.trigger_properties).toEqual({ town: "…" })
    await save()
    await look("api")
    await button("Start").click()
    await inDialog("Start").click()
    await button("Stop").waitFor()
    await page.getByText("When the API asks for it, once it is started.").waitFor()
    await parley.api.post(
      `/v1/campaigns/${id}/trigger`,
      { recipients: [{ phone: `+${phoneOf(2)}`, trigger_properties: { town: "Ica" } }] },
      anything,
    )
    await expect.poll(() => arrived(2, "Ica"), shown).toBe(1)
  })

  it("a change of what is started goes out once somebody says so", async () => {
    await page.getByRole("link", { name: "Edit" }).click()
    await page.getByLabel("Control group").fill("10")
    await page.getByLabel("Control group").blur()
    await save()
    await page.getByRole("link", { name: "Order shipped" }).click()
    await page.getByText("is still sent as it was then").waitFor()
    await button("Send as it is now").click()
    await inDialog("Send as it is now").click()
    await page.getByText("is still sent as it was then").waitFor({ state: "detached" })
    await button("Stop").waitFor()
  })

  it("a viewer sees when it is sent, and can neither start nor stop it", async () => {
    const vera = { name: "Vera View", email: "vera@example.com", password: "correct horse battery" }
    const { page: own, context } = await openAsInvited(browser, parley, vera, "viewer")
    await own.goto(page.url())
    await own.getByText("When the API asks for it, once it is started.").waitFor()
    expect(await own.getByRole("button", { name: /^(Start|Stop)$/ }).count()).toBe(0)
    await context.close()
  })
})

async function track(events: readonly object[]): Promise<void> {
  await parley.api.post("/v1/contact-events", { events }, anything)
}
