/** The sandbox's stand-in for Login with Facebook, as a person goes through it. */
import type { Page } from "playwright-core"

/** The screens of Embedded Signup, one after the other. */
const screens = [
  "person",
  "permissions",
  "portfolio",
  "account",
  "profile",
  "number",
  "code",
  "review",
] as const
export type Screen = (typeof screens)[number]

/** Who signs up, with what. */
export interface Newcomer {
  person: string
  business: string
  /** Of a German number. */
  national: string
}

/** What a new person with a new business does on each screen; the heading tells that it is there. */
const steps: Readonly<
  Record<Screen, { heading: string | RegExp; leave: (page: Page, who: Newcomer) => Promise<void> }>
> = {
  person: {
    heading: "Who are you?",
    leave: async (page, { person }) => {
      const someoneNew = page.getByRole("radio", { name: "Someone new" })
      if (await someoneNew.isVisible()) await someoneNew.click()
      await page.getByLabel("Your name").fill(person)
      await page.getByRole("button", { name: `Continue as ${person}` }).click()
    },
  },
  permissions: { heading: /will be able to do/, leave: (page) => press(page, "Continue") },
  portfolio: {
    heading: "Choose your business portfolio",
    leave: async (page, { business }) => {
      const known = page.getByRole("radio", { name: business })
      if (await known.isVisible()) await known.click()
      else await page.getByLabel("Business name").fill(business)
      await press(page, "Next")
    },
  },
  account: { heading: "Choose your WhatsApp account", leave: (page) => press(page, "Next") },
  profile: {
    heading: "Your WhatsApp Business profile",
    leave: async (page) => {
      await page.getByLabel("Website").fill("https://shrub.example")
      await press(page, "Next")
    },
  },
  number: {
    heading: "Add your phone number",
    leave: async (page, { national }) => {
      await page.getByLabel("Country code").fill("49")
      await page.getByLabel("Phone number").fill(national)
      await press(page, "Send the code")
    },
  },
  code: {
    heading: "Enter the code",
    leave: async (page) => {
      const code = await page.getByTestId("sim-code").textContent()
      await enterCode(page, (code ?? "").replace("-", ""))
    },
  },
  review: { heading: /^Share this with/, leave: (page) => press(page, "Finish") },
}

/** Presses a button that may close the window it is in. */
export async function press(page: Page, name: string): Promise<void> {
  try {
    await page.getByRole("button", { name, exact: true }).click()
  } catch (error) {
    if (!page.isClosed()) throw error
  }
}

/** Types six digits and has them looked at. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await page.locator("input[data-testid=code-digit], input[inputmode=numeric]").first().focus()
  await page.keyboard.type(code)
  await press(page, "Verify")
}

/** Goes through the dialog until a screen shows. */
export async function goTo(page: Page, who: Newcomer, screen: Screen): Promise<void> {
  for (const before of screens.slice(0, screens.indexOf(screen))) {
    await page.getByRole("heading", { name: steps[before].heading }).waitFor()
    await steps[before].leave(page, who)
  }
  await page.getByRole("heading", { name: steps[screen].heading }).waitFor()
}

/** Goes through every screen of the dialog as a new person with a new business. */
export async function signUp(page: Page, who: Newcomer): Promise<void> {
  await goTo(page, who, "review")
  await steps.review.leave(page, who)
}

/** The dashboard's button for the dialog, and the way without a window. */
export const loginButton = (page: Page) =>
  page.getByRole("button", { name: /^(Login with Facebook|Add an account|Renew access)$/ })
export const loginHere = (page: Page) => page.getByRole("link", { name: "Log in on this page" })

/** Presses the dashboard's button and gives the popup once it shows its first screen. */
export async function openDialog(page: Page): Promise<Page> {
  await loginHere(page).waitFor()
  const opened = page.waitForEvent("popup")
  await loginButton(page).click()
  const popup = await opened
  popup.setDefaultTimeout(45_000)
  // The sandbox builds its pages for the first one who opens one.
  await popup.getByRole("heading", { name: steps.person.heading }).waitFor({ timeout: 300_000 })
  return popup
}

/** Acknowledges what must be before the first login. */
export async function acknowledgeAll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "I have read and acknowledge all of them" }).click()
  await loginHere(page).waitFor()
}
