/** Failures on order and whole crowds, from their pages; and no page that leaves people out. */
import type { Page, Request } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { errorOf, until } from "../../apps/sandbox/src/testing/test-sandbox.ts"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { PhoneStage } from "./browser/phone-stage.ts"

let stage: PhoneStage

beforeAll(async () => {
  stage = await PhoneStage.start()
})

afterAll(async () => {
  await stage?.end()
})

async function openPage(path: string): Promise<Page> {
  const page = await stage.browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(45_000)
  await page.goto(`${stage.rehearsal.sandbox.url}${path}`)
  return page
}

const helloWorld = { type: "template", template: { name: "hello_world", language: { code: "en_US" } } }

describe("failures", () => {
  it("are ordered with a code found by its name, strike those they are meant for, and are taken back", async () => {
    const page = await openPage("/_sandbox/pages/failures")
    const error = page.getByRole("combobox", { name: "Error" })
    await error.fill("Re-engagement")
    await page.getByRole("option", { name: "131047 Re-engagement message" }).click()
    await page.getByLabel("Recipient").fill("+49 151 00000007")
    await page.getByLabel("At most so many times").fill("2")
    await page.getByRole("button", { name: "Order", exact: true }).click()
    const ordered = page.getByTestId("failure")
    await ordered.getByText("131047 Re-engagement message").waitFor()

    expect((await stage.send("4915100000008", helloWorld)).status).toBe(200)
    expect(errorOf(await stage.send("4915100000007", helloWorld)).code).toBe(131047)
    await ordered.getByText("1 of 1").waitFor()
    await ordered.getByRole("button", { name: "Take back: Refused" }).click()
    await page.getByText("Nothing goes wrong on purpose").waitFor()
    expect((await stage.send("4915100000007", helloWorld)).status).toBe(200)
    await page.close()
  })

  it("are ordered by example", async () => {
    const page = await openPage("/_sandbox/pages/failures")
    await page.getByRole("button", { name: "Rate limit for the next 20" }).click()
    await page.getByTestId("failure").waitFor()
    expect(errorOf(await stage.send("4915100000009", helloWorld)).code).toBe(130429)
    await page.getByRole("button", { name: "Take back: Refused" }).click()
    await page.getByText("Nothing goes wrong on purpose").waitFor()
    await page.close()
  })

  it("strike every call while Meta is away", async () => {
    const page = await openPage("/_sandbox/pages/failures")
    await page.getByRole("button", { name: "Meta is away" }).click()
    await page.getByTestId("failure").getByText("Every call").waitFor()
    const { access_token, waba_id } = stage.account
    const answer = await stage.rehearsal.call("GET", `/v23.0/${waba_id}`, undefined, access_token)
    expect([answer.status, errorOf(answer).code]).toEqual([503, 2])
    await page.getByRole("button", { name: "Take back: Refused" }).click()
    await page.getByText("Nothing goes wrong on purpose").waitFor()

    await page.getByLabel("Country").fill("de")
    await page.getByRole("button", { name: "Order", exact: true }).click()
    await page.getByTestId("failure").getByText("to DE").waitFor()
    expect((await stage.send("5511987654321", helloWorld)).status).toBe(200)
    expect(errorOf(await stage.send("4915100000009", helloWorld)).code).toBe(131016)
    await page.getByRole("button", { name: "Take back: Refused" }).click()
    await page.getByText("Nothing goes wrong on purpose").waitFor()
    await page.close()
  })

  it("are not ordered for a number that does not exist", async () => {
    const page = await openPage("/_sandbox/pages/failures")
    const recipient = page.getByLabel("Recipient")
    await recipient.fill("Mira")
    await page.getByText("A recipient is a phone number.").waitFor()
    await expect.poll(() => recipient.getAttribute("aria-invalid")).toBe("true")
    await expect.poll(() => page.getByRole("button", { name: "Order", exact: true }).isDisabled()).toBe(true)
    await page.close()
  })
})

describe("the population", () => {
  it("grows by thousands, is paged and searched, and a person's behaviour is changed", async () => {
    const page = await openPage("/_sandbox/pages/population")
    await page.getByLabel("How many").fill("2000")
    await page.getByLabel("Name", { exact: true }).fill("Tester")
    await page.getByRole("button", { name: "Add them" }).click()
    await page.getByText("2,000 people have numbers").waitFor()
    await page.getByRole("cell", { name: "Tester 1", exact: true }).waitFor()
    await page.getByRole("button", { name: "Next" }).click()
    await page.getByText("Page 2").waitFor()

    await page.getByLabel("Search people").fill("tester 1999")
    await page.getByRole("button", { name: "Edit Tester 1999" }).click()
    await page.getByRole("switch", { name: "Behaves in their own way" }).click()
    await page.getByRole("slider", { name: "Are not on WhatsApp (131026)" }).press("End")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByRole("cell", { name: /not on WhatsApp/ }).waitFor()

    const wamid = await stage.rehearsal.greet(stage.account, "4915700001998")
    await stage.rehearsal.advance(60_000)
    await until(() => stage.rehearsal.callback.statusesOf(wamid).includes("failed"))
    await page.close()
  })
})

/** What the page shows at first asks for what it lacks by then. */
const painted = "new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))"

describe("every page", () => {
  const places = (): [name: string, path: string, tab?: string][] => [
    ["start", "/"],
    ["accounts", "/_sandbox/pages/accounts"],
    ["templates", `/_sandbox/pages/accounts/${stage.account.waba_id}`],
    ["numbers", `/_sandbox/pages/accounts/${stage.account.waba_id}`, "Numbers"],
    ["first message", `/_sandbox/pages/accounts/${stage.account.waba_id}`, "Send a message"],
    ["standing", `/_sandbox/pages/accounts/${stage.account.waba_id}`, "Standing"],
    ["app", `/_sandbox/pages/apps/${stage.account.app_id}`],
    ["phones", "/_sandbox/pages/phones"],
    ["SIM cards", "/_sandbox/pages/sims"],
    ["population", "/_sandbox/pages/population"],
    ["behaviour", "/_sandbox/pages/population", "How everyone behaves"],
    ["failures", "/_sandbox/pages/failures"],
    ["clock", "/_sandbox/pages/clock"],
    ["dialog", `/dialog/oauth?client_id=${stage.account.app_id}&redirect_uri=http://localhost/&config_id=1`],
    ["wall", `/dialog/oauth?client_id=${stage.account.app_id}&redirect_uri=https://x.example/`],
  ]

  it.each([
    { colorScheme: "light", width: 1280 },
    { colorScheme: "dark", width: 390 },
  ] as const)(
    "can be read and used by all, in $colorScheme colours $width points wide",
    async ({ colorScheme, width }) => {
      const page = await stage.browser.newPage({ viewport: { width, height: 844 }, colorScheme })
      page.setDefaultTimeout(45_000)
      const faults: string[] = []
      const asked = new Set<Request>()
      page.on("request", (request) => asked.add(request))
      page.on("requestfinished", (request) => asked.delete(request))
      page.on("requestfailed", (request) => asked.delete(request))
      for (const [name, path, tab] of places()) {
        asked.clear()
        await page.goto(`${stage.rehearsal.sandbox.url}${path}`)
        await page.getByRole("heading", { level: 1 }).first().waitFor()
        if (tab !== undefined) await page.getByRole("tab", { name: tab }).click()
        await page.evaluate(painted)
        await expect.poll(() => asked.size, { interval: 20 }).toBe(0)
        if ((await overflow(page)) > 0) faults.push(`${name}: wider than the window`)
        faults.push(...(await seriousFindings(page)).map((finding) => `${name}: ${finding}`))
      }
      expect(faults).toEqual([])
      await page.close()
    },
    300_000,
  )
})
