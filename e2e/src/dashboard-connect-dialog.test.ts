/** Login with Facebook where it does not go straight to its end: left, denied, blocked, refused, cut off. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import {
  acknowledgeAll,
  enterCode,
  goTo,
  loginButton,
  loginHere,
  type Newcomer,
  openDialog,
  press,
  signUp,
} from "./browser/login-dialog.ts"
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
  await page.goto(`${parley.apiUrl}/connect/whatsapp`)
  await acknowledgeAll(page)
}, 240_000)

afterAll(async () => {
  await closePages()
  await parley?.stop()
})

beforeEach(() => page.goto(`${parley.apiUrl}/connect/whatsapp`))

let newcomers = 0
/** A person who is new to the dialog, with a number of their own. */
function newcomer(): Newcomer {
  newcomers += 1
  return {
    person: `Ana ${newcomers}`,
    business: `Lucky Shrub ${newcomers}`,
    national: String(30_901_000 + newcomers),
  }
}

describe("a login that is left", () => {
  it.each([
    ["person", "You closed the login before it was finished. Nothing was connected."],
    ["permissions", "You closed the login before it was finished. Nothing was connected."],
    ["portfolio", "You left while choosing the business portfolio."],
    ["account", "You left while choosing the WhatsApp account."],
    ["profile", "You left while describing the business."],
    ["number", "You left while adding the phone number."],
    ["code", "You left while verifying the phone number."],
    ["review", "You left while reviewing the permissions."],
  ] as const)("at the screen %s says where, and can be started again", async (screen, words) => {
    const popup = await openDialog(page)
    await goTo(popup, newcomer(), screen)
    await press(popup, "Cancel")
    await page.getByRole("status").getByText(words).waitFor()
    await expect.poll(() => loginButton(page).isEnabled()).toBe(true)
  })

  it("by closing the window as well", async () => {
    const popup = await openDialog(page)
    await popup.close()
    await page.getByText("You closed the login before it was finished.").waitFor()
  })

  it("is gone on with where it was left: what was made there is kept", async () => {
    const who = newcomer()
    const left = await openDialog(page)
    await goTo(left, who, "code")
    await press(left, "Cancel")
    await page.getByText("Log in again to continue").waitFor()
    const again = await openDialog(page)
    await goTo(again, who, "portfolio")
    await again.getByRole("radio", { name: who.business }).waitFor()
    await again.close()
  })

  it("on a page of its own leads back, denied before or after a choice", async () => {
    for (const screen of ["permissions", "account"] as const) {
      await page.goto(`${parley.apiUrl}/connect/whatsapp`)
      await loginHere(page).click()
      await goTo(page, newcomer(), screen)
      await page.getByRole("button", { name: "Cancel" }).click()
      await page.getByText("You closed the login before it was finished. Nothing was connected.").waitFor()
    }
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.getByRole("link", { name: "Back to WhatsApp" }).click()
    await loginHere(page).waitFor()
  })
})

describe("what Meta refuses inside its window", () => {
  it.each([
    [
      "a number that is someone else's",
      async (popup: Page, who: Newcomer) => {
        await parley.sandbox.post(
          "/_sandbox/login",
          {
            app_id: await appId(),
            business_name: "Wild Fig",
            number: { cc: "49", phone_number: who.national, verified_name: "Wild Fig", verified: true },
          },
          z.unknown(),
        )
        await goTo(popup, who, "number")
        await popup.getByLabel("Country code").fill("49")
        await popup.getByLabel("Phone number").fill(who.national)
        await popup.getByRole("button", { name: "Send the code" }).click()
      },
      "This number is already registered on WhatsApp.",
    ],
    [
      "a wrong code",
      async (popup: Page, who: Newcomer) => {
        await goTo(popup, who, "code")
        const code = (await popup.getByTestId("sim-code").textContent()) ?? ""
        await enterCode(popup, code.startsWith("0") ? "999999" : "000000")
      },
      "This is not the latest code that was sent.",
    ],
    [
      "a display name with Meta's own in it",
      async (popup: Page, who: Newcomer) => {
        await goTo(popup, who, "profile")
        await popup.getByLabel("Display name").fill("WhatsApp Deals")
        await popup.getByRole("button", { name: "Next" }).click()
        await popup.getByLabel("Country code").fill("49")
        await popup.getByLabel("Phone number").fill(who.national)
        await popup.getByRole("button", { name: "Send the code" }).click()
      },
      "A display name cannot contain the name of WhatsApp",
    ],
  ])("%s is told by the page too, when it is reported", async (_what, provoke, words) => {
    const popup = await openDialog(page)
    await provoke(popup, newcomer())
    await popup.getByText(words).first().waitFor()
    await press(popup, "Report a problem")
    await page.getByText(`Meta's dialog reported: ${words}`).waitFor()
    await expect.poll(() => loginButton(page).isEnabled()).toBe(true)
  })
})

describe("a browser that is in the way", () => {
  it("of the window is told how to continue, and continues on the page", async () => {
    const other = await page.context().newPage()
    await other.addInitScript("window.open = () => null")
    await other.goto(`${parley.apiUrl}/connect/whatsapp`)
    await loginHere(other).waitFor()
    await loginButton(other).click()
    await other.getByText("Your browser blocked Meta's window.").waitFor()
    expect.soft(await seriousFindings(other)).toEqual([])
    await loginHere(other).click()
    await other.getByRole("heading", { name: "Who are you?" }).waitFor()
    await other.close()
  })

  it("of Meta's script logs in on the page, all the way", async () => {
    const other = await page.context().newPage()
    await other.route("**/sdk.js", (route) => route.abort())
    await other.goto(`${parley.apiUrl}/connect/whatsapp`)
    await other.getByText("Meta's window can't open here.").waitFor()
    await loginButton(other).click()
    const who = newcomer()
    await signUp(other, who)
    await other.getByText(`Connected: ${who.business}`).waitFor()
    await other.close()
  })
})

describe("a connection that is cut off", () => {
  it("after Meta's window loses nothing: the same login is sent once more", async () => {
    const who = newcomer()
    const popup = await openDialog(page)
    await page.route("**/v1/connect/whatsapp", (route) => route.abort("internetdisconnected"))
    await signUp(popup, who)
    await page.getByText("The server cannot be reached.").waitFor()
    await page.unroute("**/v1/connect/whatsapp")
    await page.getByRole("button", { name: "Try again" }).click()
    await page.getByText(`Connected: ${who.business}`).waitFor()
  })

  it.each(["in the window", "on the page"])("between the server and Meta as well, %s", async (where) => {
    const who = newcomer()
    const dialog = where === "in the window" ? await openDialog(page) : page
    if (dialog === page) await loginHere(page).click()
    await goTo(dialog, who, "review")
    await parley.sandbox.post(
      "/_sandbox/failures",
      { kind: "reset", match: { edge: "access_token" }, times: 1 },
      z.unknown(),
    )
    await press(dialog, "Finish")
    await page.getByText(/^Meta (could not be reached|gave no answer)/).waitFor()
    await page.getByRole("button", { name: "Try again" }).click()
    await page.getByText(`Connected: ${who.business}`).waitFor()
  })
})

async function appId(): Promise<string> {
  const app = await parley.sandbox.post(
    "/_sandbox/apps",
    { name: "Parley" },
    z.object({ app_id: z.string() }),
  )
  return app.app_id
}
