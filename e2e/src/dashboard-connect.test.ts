/** Connecting WhatsApp in the dashboard, against the sandbox, in a real browser. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { seriousFindings } from "./browser/accessibility.ts"
import { openBrowser } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { introduce, signUp } from "./browser/login-dialog.ts"
import { type Installation, startInstallation } from "./installation/index.ts"

let parley: Installation
let browser: Browser
let page: Page

beforeAll(async () => {
  parley = await startInstallation()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const login = () => page.getByRole("button", { name: /^(Login with Facebook|Add an account)$/ })
const here = () => page.getByRole("link", { name: "Log in on this page" })
const open = (path: string) => page.goto(`${parley.apiUrl}${path}`)

/** Presses the button and gives the popup once it shows its first screen. */
async function openDialog(): Promise<Page> {
  await here().waitFor()
  const opened = page.waitForEvent("popup")
  await login().click()
  const popup = await opened
  popup.setDefaultTimeout(20_000)
  await popup.getByRole("heading", { name: "Who are you?" }).waitFor({ timeout: 90_000 })
  return popup
}

describe("a member who begins with nothing", () => {
  it("finds WhatsApp among the partners by searching", async () => {
    await page.getByRole("link", { name: "Technology Partners" }).first().click()
    const search = page.getByRole("textbox", { name: "Search partners" })
    await search.fill("carrier pigeon")
    await page.getByText("Nothing fits").waitFor()
    await search.fill("facebook")
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.getByRole("link", { name: "Begin integration" }).click()
    await page.getByRole("heading", { name: "WhatsApp", level: 1 }).waitFor()
  })

  it("cannot log in before every prerequisite is acknowledged, and sees who did it", async () => {
    await page.getByText("0 of 7 acknowledged").waitFor()
    expect(await login().isDisabled()).toBe(true)
    await page.getByRole("checkbox", { name: "People agree first" }).check()
    await page.getByText("1 of 7 acknowledged").waitFor()
    expect(await login().isDisabled()).toBe(true)
    await page.getByText("Acknowledged by Ana Almeida").waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.getByRole("button", { name: "I have read and acknowledge all of them" }).click()
    await page.getByText("7 of 7 acknowledged").waitFor()
    await here().waitFor()
    expect(await login().isDisabled()).toBe(false)
  })
})

describe("a login that is left", () => {
  beforeAll(() => open("/connect/whatsapp"))

  it("at the first screen says that nothing was connected, and can be begun again", async () => {
    const popup = await openDialog()
    await popup.close()
    await page.getByText("The login was closed before it was finished.").waitFor()
    expect(await login().isDisabled()).toBe(false)
  })

  it("in the middle says where, and that Meta keeps what was finished", async () => {
    const popup = await openDialog()
    await introduce(popup, "Ana Almeida")
    await popup.getByLabel("Business name").waitFor()
    await popup.getByRole("button", { name: "Cancel" }).click()
    await page.getByText("You left while choosing the business portfolio.").waitFor()
  })

  it("on a page of its own leads back, with a way to begin again", async () => {
    await here().click()
    await page.getByRole("heading", { name: "Who are you?" }).waitFor()
    await page.getByRole("button", { name: "Cancel" }).click()
    await page.getByText("The login was left before it was finished.").waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.getByRole("link", { name: "Back to WhatsApp" }).click()
    await here().waitFor()
  })
})

describe("a login that is finished", () => {
  beforeAll(() => open("/connect/whatsapp"))

  it("in the popup connects the account, puts its number into service and examines all of it", async () => {
    const popup = await openDialog()
    await signUp(popup, { person: "Ana Almeida", business: "Lucky Shrub", national: "30901820" })
    await page.getByText("Connected: Lucky Shrub").waitFor()
    const account = page.getByRole("article", { name: "Lucky Shrub" })
    await account.getByText("Active").waitFor()
    await page.getByText("Everything is in place.").waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
  })

  it("on a page of its own connects as well", async () => {
    await here().click()
    await signUp(page, { person: "Ben Bauer", business: "Wild Fig", national: "30901821" })
    await page.getByText("Connected: Wild Fig").waitFor()
    await page.getByRole("link", { name: "Continue to WhatsApp" }).click()
    await page.getByRole("article", { name: "Wild Fig" }).waitFor()
    await page.getByText("2 of 10 accounts").waitFor()
  })

  it("but with a code that is too old is told what happened and what to do", async () => {
    const { dialog_url, redirect_uri, state } = await fromPage(
      "/v1/connect/login",
      z.object({ dialog_url: z.string(), redirect_uri: z.string(), state: z.string() }),
    )
    expect(dialog_url).toContain("/dialog/oauth")
    const { code } = await parley.sandbox.post(
      "/_sandbox/login",
      { app_id: new URL(dialog_url).searchParams.get("client_id"), business_name: "Late", redirect_uri },
      z.object({ code: z.string() }),
    )
    await parley.sandbox.post("/_sandbox/clock", { advance_ms: 31_000 }, z.unknown())
    await open(`/connect/whatsapp/callback?${new URLSearchParams({ code, state })}`)
    await page.getByText("Log in with Facebook again: a code works once, and for 30 seconds.").waitFor()
    await page.getByRole("link", { name: "Back to WhatsApp" }).click()
    await page.getByRole("article", { name: "Lucky Shrub" }).waitFor()
  })

  it("but with a code that somebody else slipped in is refused", async () => {
    await open("/connect/whatsapp/callback?code=AQ&state=forged")
    await page.getByText("This login was not begun by you in this workspace.").waitFor()
  })
})

describe("a second number", () => {
  it("is added, survives a reload half-way, is verified by its code and put into service", async () => {
    await open("/connect/whatsapp")
    await page
      .getByRole("article", { name: "Lucky Shrub" })
      .getByRole("button", { name: "Add a number" })
      .click()
    await page.getByRole("button", { name: "Add number" }).click()
    await page.getByText("The country's calling code").waitFor()
    await page.getByLabel("Calling code").fill("1")
    await page.getByLabel("Phone number").fill("650 555-0199")
    await page.getByRole("button", { name: "Add number" }).click()
    await page.getByRole("heading", { name: "Prove that the number is yours" }).waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.getByRole("button", { name: "Send the code" }).click()
    await page.getByText("The code is on its way").waitFor()
    await page.reload()
    await page.getByRole("heading", { name: "Prove that the number is yours" }).waitFor()
    const { data } = await fromPage(
      "/v1/numbers",
      z.object({ data: z.array(z.object({ phone_number_id: z.string(), registered: z.boolean() })) }),
    )
    const id = data.find((number) => !number.registered)?.phone_number_id
    const codes = await parley.sandbox.get(
      `/_sandbox/numbers/${id}/codes`,
      z.object({ data: z.array(z.object({ code: z.string() })) }),
    )
    const code = codes.data[0]?.code ?? ""
    await page.getByRole("textbox", { name: "Digit 1 of the code" }).focus()
    await page.keyboard.type(code === "000000" ? "111111" : "000000")
    await page.getByRole("alert").waitFor()
    await page.getByRole("textbox", { name: "Digit 1 of the code" }).focus()
    await page.keyboard.type(code)
    await page.getByText("It sends and receives.").waitFor()
    await page.getByRole("heading", { name: "Prove that the number is yours" }).waitFor({ state: "detached" })
  })

  it("has a public profile that is changed within Meta's limits", async () => {
    await page.getByLabel("About").fill("Fresh herbs, daily")
    await page.getByLabel("Website", { exact: true }).fill("shrub")
    await page.getByRole("button", { name: "Save profile" }).click()
    await page.getByText("An address that starts with https:// or http://").waitFor()
    await page.getByLabel("Website", { exact: true }).fill("https://shrub.example")
    await page.getByRole("button", { name: "Save profile" }).click()
    await page.getByText("People see the new profile.").waitFor()
    await page.reload()
    expect(await page.getByLabel("About").inputValue()).toBe("Fresh herbs, daily")
    expect.soft(await seriousFindings(page)).toEqual([])
  })

  it("refuses a picture of the wrong kind before it leaves the browser", async () => {
    const asked: string[] = []
    page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("no picture") })
    await page.getByText("This file cannot be read as a picture.").waitFor()
    expect(asked.filter((one) => one.startsWith("PUT"))).toEqual([])
  })
})

describe("the setup doctor", () => {
  it("finds each fault that the sandbox makes, and says how to mend it", async () => {
    await open("/connect/whatsapp")
    const { data } = await fromPage(
      "/v1/business_accounts",
      z.object({
        data: z.array(
          z.object({
            name: z.string(),
            waba_id: z.string(),
            numbers: z.array(z.object({ phone_number_id: z.string() })),
          }),
        ),
      }),
    )
    const account = data.find((one) => one.name === "Lucky Shrub")
    await parley.sandbox.send(
      "PATCH",
      `/_sandbox/wabas/${account?.waba_id}`,
      { has_payment_method: false },
      z.unknown(),
    )
    await parley.sandbox.send(
      "PATCH",
      `/_sandbox/numbers/${account?.numbers[0]?.phone_number_id}`,
      { quality_rating: "RED", status: "FLAGGED" },
      z.unknown(),
    )
    await page.getByRole("button", { name: "Examine now" }).click()
    await page.getByText("There is an error with the payment method.").waitFor()
    await page.getByText("Add or update the payment method of the account.").waitFor()
    await page.getByText("Its quality rating is RED.").waitFor()
    await page.getByText("Meta gives its status as FLAGGED.").waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
  })
})

describe("an account that is disconnected", () => {
  beforeAll(() => open("/connect/whatsapp"))

  it("stays visible, says how it comes back, and makes room for another", async () => {
    const article = page.getByRole("article", { name: "Wild Fig" })
    await article.getByRole("button", { name: "More for Wild Fig" }).click()
    await page.getByRole("menuitem", { name: "Disconnect…" }).click()
    await page.getByText("Nothing is deleted").waitFor()
    await page.getByRole("button", { name: "Disconnect", exact: true }).click()
    await page.getByText("Wild Fig is disconnected.").waitFor()
    await article.getByText("Nothing was deleted").waitFor()
    await page.getByText("1 of 10 accounts").waitFor()
  })
})

/** Asks the API as the page does, with its session and in its workspace. */
async function fromPage<T>(path: string, shape: z.ZodType<T>): Promise<T> {
  const answer: unknown = await page.evaluate(
    `fetch(${JSON.stringify(path)}, { headers: { "Parley-Workspace": sessionStorage.getItem("parley.workspace") ?? localStorage.getItem("parley.workspace") } }).then((answer) => answer.json())`,
  )
  return shape.parse(answer)
}
