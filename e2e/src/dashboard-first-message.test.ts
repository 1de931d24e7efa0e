/**
 * The way in, as somebody goes it who has never seen it: from `npm start` on an empty folder, in the browser alone, to a
 * message on a phone of one's own. It is counted: each press and each field that is filled in.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { freePort } from "../../apps/server/src/platform/free-port.ts"
import { seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { CountedActions } from "./browser/counted-actions.ts"
import { openDashboard } from "./browser/dashboard.ts"
import { type Program, startProgram } from "./installation/index.ts"

const mostActions = 35
const phone = "4915112345678"

const actions = new CountedActions()
let folder: string
let url: string
let browser: Browser
let parley: Program
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-first-message-"))
  await chmod(folder, 0o711) // run by root, PostgreSQL is another account's and must get through
  browser = await openBrowser()
  const [port, sandboxPort] = [await freePort(), await freePort()]
  url = `http://localhost:${port}`
  parley = await actions.does("npm start", () =>
    startProgram("apps/cli/src/main.ts", {
      words: ["start"],
      url,
      health: "/ready",
      environment: {
        DATA_DIR: join(folder, "data"),
        PORT: String(port),
        SANDBOX_PORT: String(sandboxPort),
        TMPDIR: folder,
      },
    }),
  )
  page = (await actions.does("open the dashboard", () => openDashboard(browser, url))).page
}, 240_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
  await rm(folder, { recursive: true, force: true })
})

const button = (name: string | RegExp, on = page) => on.getByRole("button", { name, exact: true })
const link = (name: string, on = page) => on.getByRole("link", { name, exact: true })
const steps = () => page.getByRole("region", { name: "First steps" })

describe("someone new", () => {
  it("signs up as the owner, and is told what to do", async () => {
    await actions.fill(page.getByLabel("Your name"), "Mara Lindqvist")
    await actions.fill(page.getByLabel("E-mail"), "mara@example.com")
    await actions.fill(page.getByRole("textbox", { name: "Password" }), "correct horse battery")
    await actions.press(button("Create account"))
    await page.getByRole("heading", { name: "Hello, Mara" }).waitFor()
    await expect.poll(() => page.title()).toBe("Home · Parley")
    await steps().getByText("0 of 5").waitFor()
  })

  it("finds WhatsApp among the Technology Partners", async () => {
    await actions.press(page.getByRole("link", { name: "Settings" }))
    await actions.press(page.getByRole("link", { name: "Technology Partners" }))
    await actions.fill(page.getByRole("textbox", { name: "Search partners" }), "WhatsApp")
    await actions.press(link("Begin integration"))
    await page.getByText("0 of 7 acknowledged").waitFor()
  })

  it("sees what must be known and the login at once, and acknowledges all of it with one button", async () => {
    const login = button("Login with Facebook")
    const box = await login.boundingBox()
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
    await actions.press(button("I have read and acknowledge all of them"))
    await page.getByText("7 of 7 acknowledged").waitFor()
    await expect.poll(() => login.isEnabled()).toBe(true)
  })

  it("logs in with Facebook, and goes through the wizard to a verified number", async () => {
    // The SDK has to be there before the button is pressed: browsers open popups only from a click.
    await link("Log in on this page").waitFor()
    const popup = await actions.opensWindow(page, button("Login with Facebook"))
    popup.setDefaultTimeout(45_000)
    const heading = (name: string | RegExp) => popup.getByRole("heading", { name }).waitFor()
    const next = (name: string) => actions.press(button(name, popup))
    await heading("Who are you?")
    await actions.fill(popup.getByLabel("Your name"), "Mara Lindqvist")
    await next("Continue as Mara Lindqvist")
    await heading(/will be able to do/)
    await next("Continue")
    await heading("Choose your business portfolio")
    await actions.fill(popup.getByLabel("Business name"), "Lumen Coffee")
    await next("Next")
    await heading("Choose your WhatsApp account")
    await next("Next")
    await heading("Your WhatsApp Business profile")
    await next("Next")
    await heading("Add your phone number")
    await actions.fill(popup.getByLabel("Phone number"), "30901820")
    await next("Send the code")
    await heading("Enter the code")
    const code = (await popup.getByTestId("sim-code").textContent()) ?? ""
    await actions.does("type the code", async () => {
      await popup.getByLabel("Digit 1 of the code").focus()
      await popup.keyboard.type(code.replace("-", ""))
    })
    await next("Verify")
    await heading(/^Share this with/)
    await actions.pressLast(popup, button("Finish", popup))
    await page.getByText("Connected: Lumen Coffee").waitFor()
  })

  it("is told what was made, and led to the next step", async () => {
    await page.getByRole("status").getByRole("link", { name: "Lumen Coffee" }).waitFor()
    await page.getByRole("article", { name: "Lumen Coffee" }).getByText("Active").waitFor()
    await page.getByRole("list", { name: "Setup of WhatsApp" }).waitFor({ state: "detached" })
    expect.soft(await seriousFindings(page)).toEqual([])
    await actions.press(link("Write a template"))
  })

  it("submits the example, and sees it approved without a reload", async () => {
    await expect
      .poll(() => page.getByRole("textbox", { name: "Body" }).inputValue())
      .toContain("Lumen Coffee")
    await expect.poll(() => button("Submit to Meta").isEnabled()).toBe(true)
    await actions.press(button("Submit to Meta"))
    await page.getByRole("heading", { name: "welcome", level: 1 }).waitFor()
    await page.getByText("Approved", { exact: true }).first().waitFor({ timeout: 30_000 })
  })

  it("sends it to their own phone from Home", async () => {
    await actions.press(link("Home"))
    await actions.press(steps().getByRole("button", { name: "Send a message" }))
    const dialog = page.getByRole("dialog")
    await actions.fill(dialog.getByRole("textbox", { name: "Phone number" }), `+${phone}`)
    await actions.press(dialog.getByRole("button", { name: "Send", exact: true }))
    await dialog
      .getByText(/Delivered/)
      .first()
      .waitFor({ timeout: 30_000 })
    expect.soft(await seriousFindings(page)).toEqual([])
    await actions.press(dialog.getByRole("button", { name: "Close", exact: true }).last())
    await steps().getByText("3 of 5").waitFor()
  })

  it("reads it there", async () => {
    await actions.press(button(/^Sandbox/))
    const phones = await actions.opensWindow(page, page.getByRole("menuitem", { name: "Phones" }))
    const own = phones.getByRole("region", { name: /^Phone of/ }).filter({ hasText: `+${phone}` })
    await actions.press(own.getByRole("button", { name: /Lumen Coffee/ }))
    await phones.getByRole("log").getByText("Hi Ana, thanks for subscribing to Lumen Coffee!").waitFor()
  })

  it("did no more than somebody does within four minutes", () => {
    expect(actions.done.length, actions.done.join("\n")).toBeLessThanOrEqual(mostActions)
  })
})
