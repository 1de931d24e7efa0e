/** From nothing to a chat with nothing but a browser and the sandbox's own pages. */
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { freePort } from "../../apps/server/src/platform/free-port.ts"
import { closePages, openBrowser } from "./browser/chromium.ts"
import { signUp } from "./browser/login-dialog.ts"
import { type Program, startProgram } from "./installation/process.ts"

let sandbox: Program
let browser: Browser

beforeAll(async () => {
  const port = await freePort()
  sandbox = await startProgram("apps/sandbox/src/main.ts", {
    url: `http://localhost:${port}`,
    health: "/_sandbox/clock",
    environment: { SANDBOX_PORT: String(port), SANDBOX_DATA: ":memory:" },
  })
  browser = await openBrowser()
  // The first visitor has the pages built, which is no part of any test's time.
  const page = await openPage("/")
  await page.getByRole("heading", { name: "WhatsApp on this machine" }).waitFor({ timeout: 50_000 })
  await page.close()
})

afterAll(async () => {
  await closePages()
  await sandbox?.stop()
})

async function openPage(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(45_000)
  await page.goto(`${sandbox.url}${path}`)
  return page
}

describe("the sandbox's pages", () => {
  it("have nothing to complain about in the browser's console", async () => {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on("console", (said) => {
      if (said.type() === "error" || said.type() === "warning") complaints.push(said.text())
    })
    for (const path of ["/", "/_sandbox/pages/phones"]) {
      await page.goto(`${sandbox.url}${path}`)
      await page.getByRole("heading", { level: 1 }).waitFor()
    }
    expect(complaints).toEqual([])
    await page.close()
  })

  it("lead from an empty sandbox through login, wizard and template review to a chat in both directions", async () => {
    const page = await openPage("/")
    await page.getByLabel("New app").fill("Orchard")
    await page.getByRole("button", { name: "Create app" }).click()
    await page.getByRole("link", { name: "Log in with Facebook" }).click()

    await signUp(page, { person: "Ana Almeida", business: "Lucky Shrub", national: "30901820" })

    await page.getByRole("heading", { name: "Connected" }).waitFor()
    await page.getByRole("link", { name: "Open the account" }).click()
    await page.getByText("Reviewed by me").click()
    await page.getByRole("button", { name: "New template" }).click()
    await page.getByLabel("Name").fill("order_ready")
    await page.getByLabel("Body").fill("Hello {{1}}, your *order* is ready to be picked up.")
    await page.getByLabel("Quick replies").fill("On my way, Tomorrow")
    await page.getByRole("button", { name: "Submit for review" }).click()
    const template = page.getByTestId("template-order_ready")
    await template.getByText("PENDING").waitFor()
    await template.getByRole("button", { name: "Approve" }).click()
    await template.getByText("APPROVED").waitFor()

    await page.getByRole("tab", { name: "Send a message" }).click()
    await page.getByRole("textbox", { name: "To" }).fill("4915123456789")
    await page.getByRole("combobox", { name: "Template" }).click()
    await page.getByRole("option", { name: "order_ready (en_US)" }).click()
    await page.getByLabel("Values").fill("Mira")
    await page.getByRole("button", { name: "Send", exact: true }).click()
    await page.getByText("Accepted.").waitFor()

    const phone = await openPage("/_sandbox/pages/phones")
    await phone.getByRole("button", { name: /Lucky Shrub/ }).click()
    const chat = phone.getByRole("log")
    await chat.getByText("Hello Mira, your order is ready to be picked up.").waitFor()
    await chat.getByRole("button", { name: "On my way" }).click()
    await phone.getByLabel("Message", { exact: true }).fill("مرحبا، شكرا 🌱")
    await phone.getByRole("button", { name: "Send", exact: true }).click()
    await chat.getByText("مرحبا، شكرا 🌱").waitFor()

    await page.locator("label", { hasText: /^Text$/ }).click()
    await page.getByRole("textbox", { name: "Message" }).fill("See you soon")
    await page.getByRole("button", { name: "Send", exact: true }).click()
    await chat.getByText("See you soon").waitFor()
  }, 180_000)

  it("tell an app that the person left, and where", async () => {
    const appId = await appNamed("Leaving")
    const callback = await listen()
    const page = await openPage(
      `/v23.0/dialog/oauth?${new URLSearchParams({ client_id: appId, redirect_uri: callback.url, state: "s p&ce", config_id: "1" })}`,
    )
    await page.getByRole("button", { name: "Cancel" }).click()
    await page.waitForURL(`${callback.url}**`)
    const answer = new URL(page.url()).searchParams
    expect(Object.fromEntries(answer)).toEqual({
      error: "access_denied",
      error_code: "200",
      error_description: "Permissions error",
      error_reason: "user_denied",
      state: "s p&ce",
    })
    callback.server.close()
  })

  it("let only people with a role log in to an app in development", async () => {
    const appId = await appNamed("Unfinished")
    await fetch(`${sandbox.url}/_sandbox/apps/${appId}`, {
      method: "PATCH",
      body: JSON.stringify({
        mode: "development",
        roles: ["Dora Developer"],
        redirect_uris: ["https://app.example/"],
      }),
    })
    const page = await openPage(`/dialog/oauth?client_id=${appId}&redirect_uri=https://app.example/`)
    await page.getByRole("radio", { name: "Someone new" }).click()
    await page.getByLabel("Your name").fill("Stella Stranger")
    await page.getByText("App not active").waitFor()
    await expect.poll(() => page.getByRole("button", { name: "Continue as" }).isDisabled()).toBe(true)
    await page.getByRole("radio", { name: "Dora Developer" }).click()
    await expect.poll(() => page.getByRole("button", { name: "Continue as" }).isDisabled()).toBe(false)
  })

  it("answer the JavaScript SDK: session events with Facebook's origin, then the code", async () => {
    const appId = await appNamed("Popup")
    const callback = await listen(`<!doctype html>
      <script src="${sandbox.url}/en_US/sdk.js"></script>
      <script>
        window.heard = []
        window.addEventListener("message", (event) => {
          if (event.origin.endsWith("facebook.com")) heard.push(event.data)
        })
        FB.init({ appId: "${appId}", version: "v23.0" })
        const connect = () => FB.login((response) => { window.answer = response }, {
          config_id: "1", response_type: "code", override_default_response_type: true,
          extras: { setup: { business: { name: "Wild Fig" } }, sessionInfoVersion: "3" },
        })
      </script>
      <button onclick="connect()">Connect</button>`)
    const page = await browser.newPage()
    await page.goto(callback.url)
    const opened = page.waitForEvent("popup")
    await page.getByRole("button", { name: "Connect" }).click()
    const popup = await opened
    const closed = popup.waitForEvent("close")
    await signUp(popup, { person: "Ben Bauer", business: "Wild Fig", national: "30901821" })
    await closed
    await page.waitForFunction("window.answer !== undefined")
    const answer = await page.evaluate("window.answer")
    expect(answer).toMatchObject({
      status: "connected",
      authResponse: { code: expect.stringMatching(/^AQ/) },
    })
    const heard = JSON.parse(String(await page.evaluate("window.heard[0]")))
    expect(heard).toEqual({
      type: "WA_EMBEDDED_SIGNUP",
      event: "FINISH",
      version: "3",
      data: {
        phone_number_id: expect.stringMatching(/^\d+$/),
        waba_id: expect.stringMatching(/^\d+$/),
        business_id: expect.stringMatching(/^\d+$/),
      },
    })
    callback.server.close()
  })
})

async function appNamed(name: string): Promise<string> {
  const response = await fetch(`${sandbox.url}/_sandbox/apps`, {
    method: "POST",
    body: JSON.stringify({ name }),
  })
  const app: unknown = await response.json()
  return typeof app === "object" && app !== null ? String(Reflect.get(app, "app_id")) : ""
}

/** The app that the dialog returns to. */
async function listen(html = "<!doctype html>Back at the app"): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address: AddressInfo | string | null = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/`, server }
}
