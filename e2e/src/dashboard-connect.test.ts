/** Connecting WhatsApp in the dashboard, against the sandbox, in a real browser. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { goTo, loginButton, loginHere, openDialog, press, signUp } from "./browser/login-dialog.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

let parley: Installation
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

describe("a member who starts with nothing", () => {
  it("finds WhatsApp among the partners by searching", async () => {
    await page.getByRole("link", { name: "Settings" }).click()
    await page.getByRole("link", { name: "Technology Partners" }).click()
    const search = page.getByRole("textbox", { name: "Search partners" })
    await search.fill("carrier pigeon")
    await page.getByText("No results for").waitFor()
    await search.fill("facebook")
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.getByRole("link", { name: "Begin integration" }).click()
    await page.getByRole("heading", { name: "WhatsApp", level: 1 }).waitFor()
  })

  it("cannot log in before every prerequisite is acknowledged, and sees who did it", async () => {
    await page.getByText("0 of 7 acknowledged").waitFor()
    await expect.poll(() => loginButton(page).isDisabled()).toBe(true)
    await page.getByRole("checkbox", { name: "People agree first" }).check()
    await page.getByText("1 of 7 acknowledged").waitFor()
    await expect.poll(() => loginButton(page).isDisabled()).toBe(true)
    await page.getByText("Acknowledged by Ana Almeida").waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.getByRole("button", { name: "I have read and acknowledge all of them" }).click()
    await page.getByText("7 of 7 acknowledged").waitFor()
    await loginHere(page).waitFor()
    await expect.poll(() => loginButton(page).isDisabled()).toBe(false)
  })
})

describe("a login that is finished", () => {
  beforeAll(() => open("/connect/whatsapp"))

  it("in the popup connects the account, puts its number into service and examines all of it", async () => {
    const popup = await openDialog(page)
    await signUp(popup, { person: "Ana Almeida", business: "Lucky Shrub", national: "30901820" })
    await page.getByText("Connected: Lucky Shrub").waitFor()
    const account = page.getByRole("article", { name: "Lucky Shrub" })
    await account.getByText("Active").waitFor()
    await page.getByText("All checks passed.").waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
  })

  it("on a page of its own connects as well", async () => {
    await loginHere(page).click()
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

  it("but with a code that someone else slipped in is refused", async () => {
    await open("/connect/whatsapp/callback?code=AQ&state=forged")
    await page.getByText("This login was not started by you in this workspace.").waitFor()
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
    await page.getByText("Wild Fig was disconnected.").waitFor()
    await article.getByText("Nothing was deleted").waitFor()
    await page.getByText("1 of 10 accounts").waitFor()
    expect(await groups()).toContainEqual({ name: expect.stringContaining("Wild Fig"), is_archived: true })
  })

  it("comes back with everything it had when it is connected again", async () => {
    const popup = await openDialog(page)
    await goTo(popup, { person: "Ben Bauer", business: "Wild Fig", national: "" }, "account")
    await press(popup, "Next")
    await press(popup, "Finish")
    await page.getByText("Connected: Wild Fig").waitFor()
    await page.getByRole("article", { name: "Wild Fig" }).getByText("Active").waitFor()
    await page.getByText("2 of 10 accounts").waitFor()
    await page.getByText("All checks passed.").waitFor()
    expect(await groups()).toContainEqual({ name: expect.stringContaining("Wild Fig"), is_archived: false })
  })
})

/** The subscription groups, each with whether it is archived. */
async function groups() {
  const { data } = await parley.api.get(
    "/v1/subscription-groups",
    z.object({ data: z.array(z.object({ name: z.string(), archived_at: z.string().nullable() })) }),
  )
  return data.map(({ name, archived_at }) => ({ name, is_archived: archived_at !== null }))
}

/** Asks the API as the page does, with its session and in its workspace. */
async function fromPage<T>(path: string, shape: z.ZodType<T>): Promise<T> {
  const answer: unknown = await page.evaluate(
    `fetch(${JSON.stringify(path)}, { headers: { "Parley-Workspace": sessionStorage.getItem("parley.workspace") ?? localStorage.getItem("parley.workspace") } }).then((answer) => answer.json())`,
  )
  return shape.parse(answer)
}
