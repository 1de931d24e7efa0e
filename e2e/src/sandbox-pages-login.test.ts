/** The login dialog where it is not Embedded Signup's straight way: plain logins, refusals, and what the app is told. */
import { createServer, type Server } from "node:http"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { PhoneStage } from "./browser/phone-stage.ts"

let stage: PhoneStage
let app: Server
let appUrl: string

beforeAll(async () => {
  stage = await PhoneStage.start()
  app = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>Back at the app")
  })
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve))
  const address = app.address()
  appUrl = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/back`
})

afterAll(async () => {
  app?.close()
  await stage?.end()
})

async function openDialog(parameters: Record<string, string>, path = "/v23.0/dialog/oauth"): Promise<Page> {
  const page = await stage.browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(45_000)
  const query = new URLSearchParams({ client_id: stage.account.app_id, ...parameters })
  await page.goto(`${stage.rehearsal.sandbox.url}${path}?${query}`)
  return page
}

/** What the app reads in the address it is returned to. */
async function answerOf(page: Page): Promise<Record<string, string>> {
  await page.waitForURL(`${appUrl}**`)
  return Object.fromEntries(new URL(page.url()).searchParams)
}

async function logInAs(page: Page, person: string): Promise<void> {
  await page.getByRole("heading", { name: "Who are you?" }).waitFor()
  const known = page.getByRole("radio", { name: person })
  if ((await known.count()) === 0) {
    await page.getByRole("radio", { name: "Someone new" }).click()
    await page.getByLabel("Your name").fill(person)
  } else await known.click()
  await page.getByRole("button", { name: `Continue as ${person}` }).click()
}

async function foundAccount(person: string, name: string): Promise<{ businessId: string; wabaId: string }> {
  const business = await stage.rehearsal.control("POST", "dialog/businesses", { person, name })
  const businessId = String(business.business_id)
  const { waba_id } = await stage.rehearsal.control("POST", "dialog/accounts", {
    business_id: businessId,
    name,
  })
  return { businessId, wabaId: String(waba_id) }
}

const tokenSchema = z.object({ access_token: z.string() })
const debugSchema = z.object({
  data: z.object({
    type: z.string(),
    scopes: z.array(z.string()),
    granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() })),
  }),
})

describe("a login without a configuration", () => {
  it("gives what the person chose: some permissions, one account", async () => {
    const fig = await foundAccount("Ana Almeida", "Wild Fig")
    await foundAccount("Ana Almeida", "Tame Fig")
    const scope = "whatsapp_business_management,whatsapp_business_messaging,email"
    const page = await openDialog({ redirect_uri: appUrl, scope, response_type: "code,granted_scopes" })
    await logInAs(page, "Ana Almeida")
    await page.getByRole("switch", { name: "Your email address" }).click()
    await page.getByRole("button", { name: "Continue" }).click()
    await page.getByRole("radio", { name: "Only those I choose" }).click()
    await page.getByRole("checkbox", { name: "Wild Fig" }).first().click()
    await page.getByRole("button", { name: "Continue" }).click()
    await page.getByRole("button", { name: "Confirm" }).click()
    const { code, granted_scopes, denied_scopes } = await answerOf(page)
    expect(denied_scopes).toBe("email")
    expect(granted_scopes).not.toContain("email")

    const exchange = new URLSearchParams({
      client_id: stage.account.app_id,
      client_secret: stage.account.app_secret,
      redirect_uri: appUrl,
      code: code ?? "",
    })
    const exchanged = await stage.rehearsal.call("GET", `/v23.0/oauth/access_token?${exchange}`)
    const { access_token } = tokenSchema.parse(exchanged.body)
    const read = await stage.rehearsal.call(
      "GET",
      `/v23.0/debug_token?input_token=${access_token}`,
      undefined,
      access_token,
    )
    const { data } = debugSchema.parse(read.body)
    expect(data.type).toBe("USER")
    expect(data.scopes).not.toContain("email")
    expect(data.granular_scopes).toContainEqual({
      scope: "whatsapp_business_management",
      target_ids: [fig.wabaId],
    })
    await page.close()
  })

  it("may be left on its last screen too", async () => {
    const page = await openDialog({ redirect_uri: appUrl, scope: "email", state: "left" })
    await logInAs(page, "Ana Almeida")
    await page.getByRole("button", { name: "Continue" }).click()
    await page.getByRole("button", { name: "Cancel" }).click()
    expect(await answerOf(page)).toMatchObject({
      error: "access_denied",
      error_reason: "user_denied",
      state: "left",
    })
    await page.close()
  })
})

describe("an app that asks for what it may not", () => {
  it("is shown Facebook's wall and gets nobody back", async () => {
    const page = await openDialog({ redirect_uri: "https://elsewhere.example/back", config_id: "1" })
    await page.getByText("URL blocked").waitFor()
    await expect.poll(() => page.getByRole("button").count()).toBe(0)
    await page.close()
  })

  it("cannot be given permissions that App Review did not grant", async () => {
    const made = await stage.rehearsal.control("POST", "apps", { name: "Unreviewed" })
    await stage.rehearsal.control("PATCH", `apps/${made.app_id}`, { advanced_access: [] })
    const page = await openDialog({ client_id: String(made.app_id), redirect_uri: appUrl, config_id: "1" })
    await page.getByRole("radio", { name: "Someone new" }).click()
    await page.getByLabel("Your name").fill("Stella Stranger")
    await page.getByText("Feature unavailable").waitFor()
    await expect.poll(() => page.getByRole("button", { name: "Continue as" }).isDisabled()).toBe(true)
    await page.close()
  })
})

describe("Embedded Signup", () => {
  const signUpTo = async (page: Page, person: string, business: string) => {
    await logInAs(page, person)
    await page.getByRole("button", { name: "Continue" }).click()
    await page.getByLabel("Business name").fill(business)
    await page.getByRole("button", { name: "Next" }).click()
    await page.getByRole("heading", { name: "Choose your WhatsApp account" }).waitFor()
    await page.getByRole("button", { name: "Next" }).click()
  }
  const addNumber = async (page: Page, countryCode: string, national: string) => {
    await page.getByLabel("Country code").fill(countryCode)
    await page.getByLabel("Phone number").fill(national)
    await page.getByRole("button", { name: "Send the code" }).click()
  }
  const type = async (page: Page, code: string) => {
    await page.locator("input[inputmode=numeric]").first().focus()
    await page.keyboard.type(code)
    await page.getByRole("button", { name: "Verify" }).click()
  }

  it("says beside the field what is wrong with a name, a number and a code, and continues from there", async () => {
    const page = await openDialog({ redirect_uri: appUrl, config_id: "1" })
    await signUpTo(page, "Ben Bauer", "Plain Pear")
    await page.getByLabel("Display name").fill("WhatsApp")
    await page.getByRole("button", { name: "Next" }).click()
    await addNumber(page, "49", "30901899")
    const name = page.getByLabel("Display name")
    await name.waitFor()
    await expect.poll(() => name.getAttribute("aria-invalid")).toBe("true")
    await name.fill("Plain Pear")
    await page.getByRole("button", { name: "Next" }).click()

    await addNumber(page, "1", "5552010001")
    await page.getByText(/already registered on WhatsApp/).waitFor()
    await addNumber(page, "49", "30901899")
    const sent = (await page.getByTestId("sim-code").textContent())?.replace("-", "") ?? ""
    await type(page, sent === "111111" ? "222222" : "111111")
    await page.getByText(/not the latest code/).waitFor()

    const again = page.getByRole("button", { name: "Send a new text message" })
    await expect.poll(() => again.isDisabled()).toBe(true)
    await stage.rehearsal.advance(61_000)
    await again.click()
    await page.getByText(`${sent.slice(0, 3)}-${sent.slice(3)}`).waitFor({ state: "detached" })
    const fresh = (await page.getByTestId("sim-code").textContent())?.replace("-", "") ?? ""
    await type(page, fresh)
    await page.getByRole("button", { name: "Finish" }).click()
    expect(await answerOf(page)).toMatchObject({ code: expect.stringMatching(/^AQ/) })
    await page.close()
  })

  it("tells the page that opened it which problem the person reported", async () => {
    const opener = await stage.browser.newPage()
    opener.setDefaultTimeout(45_000)
    await opener.goto(appUrl)
    const query = new URLSearchParams({
      client_id: stage.account.app_id,
      redirect_uri: appUrl,
      config_id: "1",
    })
    const opened = opener.waitForEvent("popup")
    await opener.evaluate(
      `window.heard = []; addEventListener("message", ({ data }) => heard.push(data)); void window.open(${JSON.stringify(`${stage.rehearsal.sandbox.url}/v23.0/dialog/oauth?${query}`)})`,
    )
    const page = await opened
    page.setDefaultTimeout(45_000)
    await signUpTo(page, "Chiara Costa", "Quiet Quince")
    await page.getByRole("button", { name: "Next" }).click()
    await addNumber(page, "1", "5552010001")
    await page.getByText(/already registered on WhatsApp/).waitFor()
    await page.getByRole("button", { name: "Report a problem" }).click()
    await opener.waitForFunction("heard.length > 0")
    expect(JSON.parse(String(await opener.evaluate("heard[0]")))).toMatchObject({
      type: "WA_EMBEDDED_SIGNUP",
      event: "CANCEL",
      data: {
        error_message: expect.stringContaining("already registered on WhatsApp"),
        error_code: expect.stringMatching(/^\d+$/),
        session_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        timestamp: expect.stringMatching(/^\d+$/),
      },
    })
    await opener.close()
  })

  it("does not continue with a disabled account", async () => {
    const { wabaId } = await foundAccount("Dora Das", "Old Olive")
    await stage.rehearsal.control("POST", `wabas/${wabaId}/events`, {
      event: "DISABLED_UPDATE",
      state: "DISABLE",
    })
    const page = await openDialog({ redirect_uri: appUrl, config_id: "1" })
    await logInAs(page, "Dora Das")
    await page.getByRole("button", { name: "Continue" }).click()
    await page.getByRole("button", { name: "Next" }).click()
    await page.getByText("This account is disabled").waitFor()
    await expect.poll(() => page.getByRole("button", { name: "Next" }).isDisabled()).toBe(true)
    await page.close()
  })

  it("by link tells the app by webhook alone", async () => {
    const { wabaId } = await foundAccount("Elif Eze", "Lone Lemon")
    const parameters = { app_id: stage.account.app_id, config_id: "1", extras: '{"version":"v4"}' }
    const page = await openDialog(parameters, "/messaging/whatsapp/onboard/")
    await logInAs(page, "Elif Eze")
    await page.getByRole("button", { name: "Continue" }).click()
    await page.getByRole("button", { name: "Next" }).click()
    await page.getByRole("heading", { name: "Choose your WhatsApp account" }).waitFor()
    await page.getByRole("button", { name: "Next" }).click()
    await page.getByLabel("Display name").waitFor()
    await page.getByRole("button", { name: "Next" }).click()
    await addNumber(page, "49", "30901777")
    await type(page, (await page.getByTestId("sim-code").textContent())?.replace("-", "") ?? "")
    await page.getByRole("button", { name: "Finish" }).click()
    await page.getByText("You are connected").waitFor()
    await stage.rehearsal.quiet()
    const told = stage.rehearsal.callback.heard.filter(({ field }) => field === "account_update")
    expect(told.map(({ value }) => value)).toContainEqual(
      expect.objectContaining({
        event: "PARTNER_ADDED",
        waba_info: expect.objectContaining({ waba_id: wabaId }),
      }),
    )
    await page.close()
  })
})
