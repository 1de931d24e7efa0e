import type { Browser, BrowserContext, Page } from "playwright-core"

/** Who uses the dashboard in a test. */
export interface Person {
  name: string
  email: string
  password: string
}

/** Building the dashboard, the first time someone asks for a page, takes seconds; on a busy machine many. */
const buildTimeoutMs = 120_000
const stepTimeoutMs = 45_000

/** A browser of someone's own: cookies, storage, and one page at the start of the dashboard. */
export async function openDashboard(
  browser: Browser,
  url: string,
  look: {
    width?: number
    dark?: boolean
    /** What comes before the page, such as signing up: it is opened once, signed in. */
    before?: (context: BrowserContext) => Promise<unknown>
  } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: 800 },
    colorScheme: look.dark ? "dark" : "light",
    timezoneId: "America/Bogota",
    reducedMotion: "reduce",
  })
  context.setDefaultTimeout(stepTimeoutMs)
  await look.before?.(context)
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole("heading", { level: 1 }).first().waitFor({ timeout: buildTimeoutMs })
  return { context, page }
}

/**
 * Goes to another page of the dashboard that is open, as a link does; the page before is gone when it returns. That takes a
 * quarter of the computing of loading the dashboard again.
 * @param path another one than where the page is
 */
export async function followLink(page: Page, path: string): Promise<void> {
  await page.locator("main > *").evaluateAll((left) => {
    for (const one of left) one.setAttribute("data-left", "")
  })
  await page.evaluate(`history.pushState(null, "", ${JSON.stringify(path)})`)
  await page.locator("[data-left]").first().waitFor({ state: "detached" })
}

/** Fills in the very first page of an installation. */
export async function becomeFirstMember(page: Page, person: Person): Promise<void> {
  await page.getByRole("heading", { name: "Welcome to Parley" }).waitFor()
  await page.getByLabel("Your name").fill(person.name)
  await page.getByLabel("E-mail").fill(person.email)
  await page.getByRole("textbox", { name: "Password" }).fill(person.password)
  await page.getByRole("button", { name: "Create account" }).click()
  await page.getByRole("heading", { name: `Hello, ${person.name.split(" ")[0]}` }).waitFor()
}

/** Signs up without the form; the browser is signed in from then on. @param invitation the token of its link */
export async function signUpByApi(
  context: BrowserContext,
  url: string,
  person: Person,
  invitation?: string,
): Promise<void> {
  const answer = await context.request.post(`${url}/auth/sign-up/email`, {
    headers: { origin: url, ...(invitation === undefined ? {} : { "parley-invitation": invitation }) },
    data: person,
  })
  if (!answer.ok()) throw new Error(`${person.email} could not sign up: ${await answer.text()}`)
}

/** Signs up as the first member of an installation and so as its owner. */
export async function openAsFirstMember(browser: Browser, url: string): Promise<Page> {
  const ana = { name: "Ana Almeida", email: "ana@example.com", password: "correct horse battery" }
  const { page } = await openDashboard(browser, url, { before: (context) => signUpByApi(context, url, ana) })
  await page.getByRole("heading", { name: "Hello, Ana" }).waitFor()
  return page
}

export async function signIn(page: Page, person: Pick<Person, "email" | "password">): Promise<void> {
  await page.getByLabel("E-mail").fill(person.email)
  await page.getByRole("textbox", { name: "Password" }).fill(person.password)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Account menu/ }).click()
  await page.getByRole("menuitem", { name: "Sign out" }).press("Enter") // a click may miss a menu that is still finding its place
  await page.getByRole("heading", { name: "Sign in" }).waitFor()
}
