/** A launch that did not reach everybody, and what a member does about it on its page; and how marketing is delivered. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, readyToLaunch, reportOf, until } from "./launch-results.ts"
import { approve, orderFailure } from "./troubles.ts"

const people = 12
const anything = z.unknown()

let parley: Installation
let browser: Browser
let page: Page
let number: ConnectedNumber
let templateId: string

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  await everybodyReads(parley)
  const ready = await readyToLaunch(parley, people)
  number = ready.number
  templateId = ready.templateId
  await approve(parley, number, {
    name: "autumn_sale",
    category: "MARKETING",
    parameter_format: "NAMED",
    components: [
      {
        type: "BODY",
        text: "Hi {{first_name}}, it is autumn in {{city}} now.",
        example: {
          body_text_named_params: [
            { param_name: "first_name", example: "Ana" },
            { param_name: "city", example: "Lima" },
          ],
        },
      },
    ],
  })
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const goTo = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true })
const inDialog = (name: string | RegExp) =>
  page.getByRole("dialog").getByRole("button", { name, exact: true })

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
      if (folder)
        await page.screenshot({
          path: `${folder}/recovery-${name}-${colorScheme}-${width}.png`,
          fullPage: true,
        })
    }
  }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(findings).toEqual([])
}

describe("a launch that failed for some people", () => {
  let launch: string

  beforeAll(async () => {
    const refused = await orderFailure(parley, number, { kind: "error", code: 131026, times: 3 })
    launch = await parley.launchToEverybody(number, templateId)
    await until(reportOf(parley, launch), ({ state }) => state === "completed")
    expect(await refused.hits()).toBe(3)
    await goTo(`/launches/${launch}`)
  }, 120_000)

  it("shows on its page what can be done about it", async () => {
    await page.getByRole("heading", { name: "Recovery" }).waitFor()
    await button("Retry the failed…").waitFor()
    await look("launch")
  })

  it("makes a segment of those whose message failed", { timeout: 120_000 }, async () => {
    await button(/^Keep people: /).click()
    await page.getByRole("textbox", { name: "Name" }).fill("Not on WhatsApp")
    await look("keep")
    await inDialog("Create").click()
    await page.getByRole("heading", { name: "Not on WhatsApp", level: 1 }).waitFor()
    const segments = z.object({ data: z.array(z.object({ name: z.string() })) })
    const { data } = await parley.api.get("/v1/segments", segments)
    expect(data).toMatchObject([{ name: "Not on WhatsApp" }])
  })

  it("puts them on a static list", { timeout: 120_000 }, async () => {
    await goTo(`/launches/${launch}`)
    await button(/^Keep people: /).click()
    await page.getByRole("textbox", { name: "Name" }).fill("Gone")
    await page.getByRole("radio", { name: "A static list" }).check()
    await inDialog("Create").click()
    await page.getByRole("heading", { name: "Lists", level: 1 }).waitFor()
    const lists = z.object({ data: z.array(z.object({ name: z.string(), members: z.number() })) })
    expect((await parley.api.get("/v1/lists", lists)).data).toMatchObject([{ name: "Gone", members: 3 }])
  })

  it("is sent again to those, with another template, after the dialog said how many they are", {
    timeout: 120_000,
  }, async () => {
    await goTo(`/launches/${launch}`)
    await button("Retry the failed…").click()
    await page.getByText("3 people get it now.").waitFor()
    await page.getByRole("checkbox", { name: "With another template" }).check()
    await page.getByRole("combobox", { name: "Template" }).click()
    await page.getByRole("option", { name: /autumn_sale/ }).click()
    await page.getByText("3 people get it now.").waitFor()
    await look("resend")
    await inDialog("Send to 3").click()
    await page.getByText(/with the template autumn_sale/).waitFor()
    const id = page.url().split("/launches/")[1]?.split("?")[0] ?? ""
    expect(id).not.toBe(launch)
    await until(reportOf(parley, id), ({ accepted }) => accepted === 3)
  })
})

describe("optimized delivery", () => {
  const card = () => page.getByRole("switch", { name: "Optimized delivery" })

  it("cannot be turned on before Meta's terms are accepted, and says so", async () => {
    await goTo("/connect/whatsapp")
    await page.getByText(/has not accepted Meta's terms/).waitFor()
    expect(await card().isDisabled()).toBe(true)
    await look("not-onboarded")
  })

  it("is turned on once they are, and each campaign may leave it", { timeout: 120_000 }, async () => {
    const accounts = z.object({ data: z.array(z.object({ waba_id: z.string() })) })
    const { data } = await parley.api.get("/v1/business-accounts", accounts)
    const path = `/_sandbox/wabas/${data[0]?.waba_id}`
    await parley.sandbox.send("PATCH", path, { marketing_messages_onboarding_status: "ONBOARDED" }, anything)
    await button("Check again").click()
    await expect.poll(() => card().isEnabled(), { timeout: 15_000 }).toBe(true)
    await card().check()
    await page.getByText("Optimized delivery is on.").waitFor()
    await look("on")
    const content = {
      kind: "template",
      template_id: templateId,
      values: { body: { first_name: "A", city: "B" } },
    }
    const draft = { name: "Winter", number_id: number.numberId, content }
    const { id } = await parley.api.post("/v1/campaigns", draft, z.object({ id: z.string() }))
    await goTo(`/campaigns/${id}`)
    const choice = page.getByRole("switch", { name: "Optimized delivery (recommended)" })
    expect(await choice.isChecked()).toBe(true)
    await choice.uncheck()
    await look("composer")
    await button("Save").click()
    await page.getByText("Saved.").waitFor()
    const saved = await parley.api.get(`/v1/campaigns/${id}`, z.object({ optimized_delivery: z.boolean() }))
    expect(saved.optimized_delivery).toBe(false)
  })
})
