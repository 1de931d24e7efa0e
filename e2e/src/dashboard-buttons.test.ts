/** A button does what it says once, however it is pressed, and what came of it is seen. */
import type { Browser, Locator } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type AtDashboard, atDashboard } from "./browser/at-dashboard.ts"
import { type Button, buttons } from "./browser/buttons.ts"
import { closePages, openBrowser } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { testTaken } from "./browser/template-pages.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

let parley: Installation
let browser: Browser
let at: AtDashboard
/** What the page asked the server to change, each such as `DELETE /v1/contacts/1`. */
const writes: string[] = []

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  await parley.sandbox.send("PATCH", "/_sandbox/settings", { limits: { pair: false } }, z.unknown())
  const number = await parley.connectNumber()
  const templateId = await parley.approveTemplate(number.accountId)
  browser = await openBrowser()
  const page = await openAsFirstMember(browser, parley.apiUrl)
  page.on("request", (request) => {
    if (request.method() !== "GET") writes.push(`${request.method()} ${new URL(request.url()).pathname}`)
  })
  at = atDashboard({ page, browser, parley, number, templateId })
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const pressEnter = () => at.page.keyboard.press("Enter")

/** The one that tries every button is the last. */
const presses: Record<string, (pressed: Locator) => Promise<void>> = {
  // Its first half is answered before the second comes.
  "a slow double click": (pressed) => pressed.dblclick({ delay: 90 }),
  "Enter, twice": async (pressed) => {
    await pressed.focus()
    await pressEnter()
    await pressEnter()
  },
  "a click and Enter": async (pressed) => {
    await pressed.click()
    await pressEnter()
  },
  "a double click": (pressed) => pressed.dblclick(),
}

/** What a second press set off would have been asked for by then. */
const painted = "new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))"

async function actsOnce(button: Button, press: (pressed: Locator) => Promise<void>): Promise<void> {
  const pressed = await button.open()
  await pressed.waitFor()
  writes.length = 0
  await press(pressed)
  await button.done()
  await at.page.evaluate(painted)
  expect(writes.filter((write) => button.writes.test(write))).toHaveLength(1)
}

const all = Object.entries(buttons)
const grave = new Set(["deletes a contact", "starts an import", "sends a test", "creates a key"])

/** Lets the next request for `path` wait until it is released. @returns what lets it go */
async function holdBack(path: string): Promise<() => void> {
  let letGo = () => {}
  const isLetGo = new Promise<void>((go) => {
    letGo = go
  })
  await at.page.route(path, (route) => isLetGo.then(() => route.continue()), { times: 1 })
  return letGo
}

describe("a dialog", () => {
  it("stays while what was asked for is under way, and shows what came of it", async () => {
    const send = await at.openTestSend()
    const letGo = await holdBack("**/v1/messages/test")
    await send.click()
    await at.page.keyboard.press("Escape")
    await at.page.mouse.click(10, 400)
    await expect.poll(() => at.inDialog("Close").last().isDisabled()).toBe(true)
    expect(await at.dialog().getByLabel("Close").first().isDisabled()).toBe(true)
    letGo()
    await at.said(testTaken)
    await at.page.keyboard.press("Escape")
    await at.dialog().waitFor({ state: "detached" })
  })

  it("keeps what went wrong and its own height until the next outcome is known", async () => {
    const send = await at.openTestSend()
    await at.page.route("**/v1/messages/test", (route) => route.abort())
    await send.click()
    await at.dialog().getByText("The server cannot be reached.").waitFor()
    await at.page.unroute("**/v1/messages/test")
    const before = await at.dialog().boundingBox()
    const letGo = await holdBack("**/v1/messages/test")
    await send.click()
    expect(await at.dialog().boundingBox()).toEqual(before)
    letGo()
    await at.said(testTaken)
    await expect.poll(() => at.dialog().getByText("The server cannot be reached.").count()).toBe(0)
  })

  it("that asks once more says in itself what went wrong, and can be answered again", async () => {
    await at.openContact()
    await at.button("Delete").click()
    await at.page.route("**/v1/contacts/*", (route) =>
      route.request().method() === "DELETE" ? route.abort() : route.continue(),
    )
    await at.inDialog("Delete").click()
    await at.dialog().getByText("The server cannot be reached.").waitFor()
    await at.page.unroute("**/v1/contacts/*")
    await at.inDialog("Delete").click()
    await at.said(/Zelda \d+ was deleted\./)
    await at.dialog().waitFor({ state: "detached" })
  })

  it("stays open when a double click opened it", async () => {
    await at.openContact()
    await at.button("Delete").dblclick()
    await at.inDialog("Delete").waitFor()
    await at.page.evaluate(painted)
    expect(await at.inDialog("Delete").isVisible()).toBe(true)
  })

  it("with a new key closes only when its reader says that they have copied it", async () => {
    await at.goTo("/settings/api-keys")
    await at.button("Create a key").click()
    await at.dialog().getByLabel("Name").fill("Till")
    await at.inDialog("Select all").click()
    await at.inDialog("Create").click()
    const secret = at.dialog().getByRole("textbox", { name: "API key" })
    // What is to be copied has the focus, and is marked.
    await expect
      .poll(() => secret.evaluate((field) => field === field.ownerDocument.activeElement))
      .toBe(true)
    await at.page.keyboard.press("Escape")
    await at.page.mouse.click(10, 400)
    expect(await at.dialog().getByLabel("Close").count()).toBe(0)
    expect(await secret.inputValue()).toMatch(/^pk_/)
    await at.inDialog("I have copied it").click()
    await at.dialog().waitFor({ state: "detached" })
  })
})

describe.each(Object.entries(presses))("by %s", (name, press) => {
  const tried = name === "a double click" ? all : all.filter(([what]) => grave.has(what))
  it.each(tried)("a button %s once", (_, button) => actsOnce(button(at), press))
})
