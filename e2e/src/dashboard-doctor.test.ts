/** The setup doctor in the dashboard: each fault that the sandbox makes is told, with the button that leads to its fix. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { advanceClock } from "./troubles.ts"

let parley: Installation
let browser: Browser
let page: Page
let ids: { app: string; business: string; waba: string; number: string; numberHere: string; group: string }

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  const { numberId, phoneNumberId, groupId } = await parley.connectNumber("STANDARD")
  const { data } = await parley.api.get(
    "/v1/business-accounts",
    z.object({ data: z.array(z.object({ waba_id: z.string(), business_id: z.string() })).min(1) }),
  )
  const app = await parley.sandbox.post(
    "/_sandbox/apps",
    { name: "Parley" },
    z.object({ app_id: z.string() }),
  )
  ids = {
    app: app.app_id,
    business: data[0]?.business_id ?? "",
    waba: data[0]?.waba_id ?? "",
    number: phoneNumberId,
    numberHere: numberId,
    group: groupId,
  }
  await page.goto(`${parley.apiUrl}/connect/whatsapp`)
  await page.getByText("All checks passed.").waitFor()
}, 240_000)

afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const anything = z.unknown()
const control = (method: "POST" | "PATCH", path: string, body: object) =>
  parley.sandbox.send(method, `/_sandbox/${path}`, body, anything)

/** Examines until the doctor says so: what webhooks tell comes a moment later. */
async function examineUntil(words: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.getByRole("button", { name: "Run checks" }).and(page.locator(":enabled")).click()
        await page.getByRole("button", { name: "Run checks" }).and(page.locator(":enabled")).waitFor()
        return page.getByText(words).first().isVisible()
      },
      { timeout: 45_000 },
    )
    .toBe(true)
}

/** What is done at the sandbox; undone by the second. */
type Change = () => Promise<unknown>
const waba =
  (change: object): Change =>
  () =>
    control("PATCH", `wabas/${ids.waba}`, change)
const number =
  (change: object): Change =>
  () =>
    control("PATCH", `numbers/${ids.number}`, change)
const app =
  (change: object): Change =>
  () =>
    control("PATCH", `apps/${ids.app}`, change)
const business =
  (verification_status: string): Change =>
  () =>
    control("PATCH", `businesses/${ids.business}`, { verification_status })
const connected = number({ status: "CONNECTED" })
const manager = { name: "Open WhatsApp Manager", href: /^http/ }
const support = { name: "Open Business Support", href: /^http/ }

describe("the doctor tells", () => {
  it.each<[string, Change, Change, string, string, { name: string; href: RegExp } | undefined]>([
    [
      "a missing payment method",
      waba({ has_payment_method: false }),
      waba({ has_payment_method: true }),
      "There is an error with the payment method.",
      "Add or update the payment method",
      { name: "Open Billing & payments", href: /^http/ },
    ],
    [
      "a business that is not verified",
      business("not_verified"),
      business("verified"),
      "has not passed business verification",
      "Verify the business",
      { name: "Open Security Center", href: /^http/ },
    ],
    [
      "an account that was rejected",
      waba({ account_review_status: "REJECTED" }),
      waba({ account_review_status: "APPROVED" }),
      "The account was rejected.",
      "Ask for another review.",
      manager,
    ],
    [
      "an account under review",
      waba({ account_review_status: "PENDING" }),
      waba({ account_review_status: "APPROVED" }),
      "Meta is still reviewing the account.",
      "It usually takes a day.",
      manager,
    ],
    [
      "a banned number",
      number({ status: "BANNED" }),
      connected,
      "Meta banned the number",
      "Appeal in Business Support.",
      support,
    ],
    [
      "a restricted number",
      number({ status: "RESTRICTED" }),
      connected,
      "Meta restricts the number",
      "appeal in Business Support",
      support,
    ],
    [
      "a flagged number",
      number({ status: "FLAGGED" }),
      connected,
      "Meta has flagged the number",
      "until the rating improves",
      undefined,
    ],
    [
      "a messaging limit that is reached",
      number({ status: "RATE_LIMITED" }),
      connected,
      "The messaging limit is reached",
      "Sending resumes automatically within 24 hours.",
      manager,
    ],
    [
      "a low quality",
      number({ quality_rating: "RED" }),
      number({ quality_rating: "GREEN" }),
      "Its quality rating is low.",
      "make it easy to opt out",
      manager,
    ],
    [
      "a declined display name",
      number({ name_status: "DECLINED" }),
      number({ name_status: "APPROVED" }),
      "Meta declined its display name",
      "as its website shows it",
      { name: "Change display name", href: /\/numbers\/.*#display-name$/ },
    ],
    [
      "a test number",
      number({ account_mode: "SANDBOX" }),
      number({ account_mode: "LIVE" }),
      "It is a test number",
      "Add them as test recipients",
      { name: "Add test recipients", href: /#reach$/ },
    ],
    [
      "a number that is not verified",
      number({ registered: false, status: "UNVERIFIED", code_verification_status: "NOT_VERIFIED" }),
      number({ code_verification_status: "VERIFIED", status: "DISCONNECTED" }),
      "The number is not verified",
      "Request a code for the number",
      { name: "Verify the number", href: /#setup$/ },
    ],
  ])("%s, and leads to where it is fixed", async (_what, make, heal, words, help, fix) => {
    await make()
    await examineUntil(words)
    await page.getByText(help).first().waitFor()
    if (fix !== undefined) {
      const link = page.getByRole("link", { name: fix.name }).first()
      await expect.poll(() => link.getAttribute("href")).toMatch(fix.href)
    }
    await heal()
  })

  it("a number that is not registered; registering it is what it leads to, and the doctor looks again", async () => {
    await examineUntil("The number is verified but not registered")
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.getByRole("main").getByRole("link", { name: "Register the number" }).click()
    await page.getByRole("heading", { name: "Register the number" }).waitFor()
    await page.getByRole("button", { name: "Register number" }).click()
    await page.getByText("Sending and receiving.").waitFor()
    await page.getByRole("link", { name: "WhatsApp", exact: true }).first().click()
    await page.getByText("All checks passed.").waitFor()
  })

  it.each<[string, Change, string]>([
    [
      "elsewhere",
      app({ callback_url: "http://127.0.0.1:9/elsewhere" }),
      "Webhooks go to http://127.0.0.1:9/elsewhere",
    ],
    [
      "elsewhere for a number",
      number({ webhook_override: { url: "https://elsewhere.test/", verify_token: "t" } }),
      "Messages and statuses of this number go to https://elsewhere.test/",
    ],
    [
      "nowhere for the account",
      waba({ subscribed_apps: [] }),
      "The app receives no webhooks for this account",
    ],
  ])("webhooks that go %s, and orders them again with one click", async (_where, make, words) => {
    await make()
    await examineUntil(words)
    await page.getByRole("button", { name: "Re-register webhooks" }).click()
    await page.getByText("All checks passed.").waitFor()
  })

  it("a template that Meta paused, and leads to it", async () => {
    const { data } = await parley.api.get(
      "/v1/business-accounts",
      z.object({ data: z.array(z.object({ id: z.string() })).min(1) }),
    )
    const template = await parley.approveTemplate(data[0]?.id ?? "")
    const { meta_id } = await parley.api.get(`/v1/templates/${template}`, z.object({ meta_id: z.string() }))
    await control("POST", `templates/${meta_id}/review`, { decision: "PAUSED" })
    await examineUntil("PAUSED")
    await page.getByRole("link", { name: "Open the template" }).click()
    await page.getByRole("heading", { name: "summer_sale", level: 1 }).waitFor()
    await control("POST", `templates/${meta_id}/review`, { decision: "APPROVED" })
    await page.goto(`${parley.apiUrl}/connect/whatsapp`)
  })

  it.each<[string, object, string]>([
    ["ends soon", { expires_in_seconds: 3_600 }, "The token expires at"],
    [
      "lacks a scope",
      { scopes: ["whatsapp_business_management"] },
      "does not list whatsapp_business_messaging",
    ],
    ["was taken back", { revoked: true }, "Meta no longer accepts the token"],
  ])("an access that %s, and leads to the login", async (_what, change, words) => {
    await control("POST", `wabas/${ids.waba}/access`, change)
    await examineUntil(words)
    await page.getByRole("link", { name: "Log in with Facebook" }).first().click()
    await page.waitForURL("**/connect/whatsapp#login")
    await reconnect()
    await examineUntil("All checks passed.")
  })
})

describe("sending", () => {
  let template: string
  let people: string[]
  const message = z.object({ status: z.string(), reason: z.object({ code: z.string() }).nullable() })

  beforeAll(async () => {
    await parley.importSubscribers(ids.group, 3)
    const contacts = z.object({ data: z.array(z.object({ id: z.string() })) })
    people = (await parley.api.get("/v1/contacts", contacts)).data.map(({ id }) => id)
    const templates = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) })
    const { data } = await parley.api.get("/v1/templates", templates)
    template = data.find(({ name }) => name === "summer_sale")?.id ?? ""
  })

  /** Sends to one of the people. @returns the state of the message, whenever it is asked */
  async function send(contact_id: string | undefined): Promise<() => Promise<z.infer<typeof message>>> {
    const values = { body: { first_name: "Ana", city: "Lima" } }
    const { id } = await parley.api.post(
      "/v1/messages",
      { number_id: ids.numberHere, contact_id, content: { kind: "template", template_id: template, values } },
      z.object({ id: z.string() }),
    )
    return () => parley.api.get(`/v1/messages/${id}`, message)
  }

  it("waits once the access ran out, which the page says, and continues after another login", async () => {
    await advanceClock(parley, 61 * 24 * 60 * 60 * 1000)
    await page.clock.setSystemTime(new Date(Date.now() + 61 * 24 * 60 * 60 * 1000))
    await page.goto(`${parley.apiUrl}/connect/whatsapp`)
    await page.getByRole("article", { name: "Lucky Shrub" }).getByText("Access expired").waitFor()
    const standing = await send(people[0])
    await examineUntil("Meta no longer accepts the token")
    expect((await standing()).status).toBe("queued")
    await reconnect()
    await expect.poll(async () => (await standing()).status).not.toBe("queued")
    expect(["accepted", "sent", "delivered", "read"]).toContain((await standing()).status)
    await page.getByRole("article", { name: "Lucky Shrub" }).getByText("Connected", { exact: true }).waitFor()
  })

  it("reaches the test recipients of a test number only, and refuses others before Meta does", async () => {
    await number({ account_mode: "SANDBOX" })()
    await page.goto(`${parley.apiUrl}/connect/whatsapp/numbers/${ids.numberHere}`)
    await page.getByRole("button", { name: "Refresh" }).click()
    const recipients = page.getByRole("region", { name: "Test recipients" })
    await recipients.getByText("Messages to anyone else are blocked").waitFor()
    await recipients.getByRole("textbox", { name: "Phone number 1" }).fill("\u202a+49 (0)151 2345 6789\u202c")
    await recipients.getByRole("button", { name: "Add a phone number" }).click()
    const second = recipients.getByRole("textbox", { name: "Phone number 2" })
    await second.fill("+1 111 111 1111")
    await recipients.getByRole("button", { name: "Save test recipients" }).click()
    await recipients.getByText("There is no such number").waitFor()
    expect(await second.getAttribute("aria-invalid")).toBe("true")
    expect(await seriousFindings(page)).toEqual([])
    await recipients.getByRole("button", { name: "Remove phone number 2" }).click()
    await recipients.getByRole("button", { name: "Save test recipients" }).click()
    await page.getByText("Test recipients saved.").waitFor()
    const reach = z.object({ test_recipients: z.array(z.string()) })
    expect(await parley.api.get(`/v1/numbers/${ids.numberHere}/reach`, reach)).toEqual({
      test_recipients: ["+4915123456789"],
    })
    // A lane that is at work looks at its number every few seconds.
    await expect
      .poll(
        async () => {
          const standing = await send(people[1])
          await expect.poll(async () => (await standing()).status).not.toBe("queued")
          return (await standing()).reason?.code
        },
        { interval: 1_000, timeout: 20_000 },
      )
      .toBe("not_a_test_recipient")
    await number({ account_mode: "LIVE" })()
  })

  it("is bound to test recipients as well while the app is in development, which its pages say", async () => {
    const { url } = await parley.startServer({ META_APP_MODE: "development", ROLES: "api,intake" })
    await page.goto(`${url}/connect/whatsapp`)
    await page.getByText("Meta app in development mode", { exact: true }).waitFor()
    await examineUntil("The app is in development mode, so only test recipients can be messaged.")
    await page.getByRole("link", { name: "Open App Dashboard" }).waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
  })
})

/** What a person does in the login dialog, and the API with its code. */
async function reconnect(): Promise<void> {
  const { code } = await parley.sandbox.post(
    "/_sandbox/login",
    { app_id: ids.app, business_name: "Lucky Shrub", waba_name: "Lucky Shrub" },
    z.object({ code: z.string() }),
  )
  await parley.api.post("/v1/connect/whatsapp", { code }, anything)
}
