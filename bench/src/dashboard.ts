import type { BrowserContext, Page } from "playwright-core"
import { openBrowser } from "../../e2e/src/browser/chromium.ts"
import { signUpByApi } from "../../e2e/src/browser/dashboard.ts"
import { weigh } from "../../e2e/src/browser/page-weight.ts"
import { slowestEvent, watchEvents } from "./interaction.ts"
import { type BenchInstallation, onInstallation } from "./measuring/installation.ts"
import { median } from "./measuring/quantile.ts"
import { type Figure, report } from "./measuring/report.ts"

const rounds = 5
const slowdown = 4
const contacts = 500
/** What people take for at once: "good" of Interaction to Next Paint (web.dev/articles/inp). */
const interactionMs = 200

const owner = { name: "Ana Almeida", email: "ana@example.com", password: "correct horse battery" }

/** What a person does at the dashboard, each from a page that is ready. */
const interactions: Record<string, (page: Page) => Promise<unknown>> = {
  async "account menu"(page) {
    await page.getByRole("button", { name: /Account menu/ }).click()
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("menu").waitFor({ state: "detached" })
  },
  async "search for anything"(page) {
    await page.keyboard.press("Control+k")
    await page.getByRole("dialog").getByRole("combobox").waitFor()
    await page.keyboard.type("contact")
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").waitFor({ state: "detached" })
  },
  async "a page with 50 contacts"(page) {
    await page.getByRole("link", { name: "Contacts", exact: true }).click()
    await page.getByRole("table").getByRole("row").nth(50).waitFor()
  },
  async "search in contacts"(page) {
    await page.locator("main").getByRole("textbox").first().click()
    await page.keyboard.type("+49")
    await page.waitForURL(/search=/)
  },
  async "write a template"(page) {
    await page.getByRole("textbox", { name: "Body", exact: true }).click()
    await page.keyboard.type("Hello {{1}}, our autumn sale begins.")
  },
}
/** Where an interaction begins; the others continue where the one before ended. */
const startsAt: Readonly<Record<string, string>> = {
  "account menu": "/",
  "write a template": "/templates/new",
}

/**
 * What the dashboard costs to load where it has never been loaded, compressed with brotli, and how soon it answers a press or a
 * key on a processor of a quarter of this one's speed: the slowest event of each interaction, until what it changed is painted.
 * Medians of five rounds.
 */
export async function benchDashboard(): Promise<boolean> {
  return onInstallation({}, async (installation) => {
    const number = await installation.connectNumber()
    await installation.importSubscribers(number.groupId, contacts)
    const browser = await openBrowser()
    try {
      const built = await browser.newContext()
      await signUpByApi(built, installation.apiUrl, owner)
      const signedIn = await built.storageState()
      await openHome(await built.newPage(), installation) // which has it built
      await built.close()
      const first = await weighFirstPages(() => browser.newContext(), installation)
      const home = await weighHome(() => browser.newContext({ storageState: signedIn }), installation)
      const context = await browser.newContext({ storageState: signedIn })
      const answered = await measureInteractions(context, installation)
      return await report("dashboard", [...first, ...home, ...answered])
    } finally {
      await browser.close()
    }
  })
}

type NewContext = () => Promise<BrowserContext>

const openHome = async (page: Page, { apiUrl }: BenchInstallation) => {
  await page.goto(apiUrl)
  await page.getByRole("heading", { name: "Hello, Ana" }).waitFor({ timeout: 120_000 })
}

const weighFirstPages = (newContext: NewContext, { apiUrl }: BenchInstallation) =>
  weighed("signed out", 200, newContext, async (page) => {
    await page.goto(apiUrl)
    await page.getByLabel("E-mail").waitFor()
  })

const weighHome = (newContext: NewContext, installation: BenchInstallation) =>
  weighed("signed in", 350, newContext, async (page) => {
    await openHome(page, installation)
    await page.getByRole("heading", { level: 2 }).first().waitFor()
  })

/** Each time with nothing in the browser's cache. */
async function weighed(
  who: string,
  atMost: number,
  newContext: NewContext,
  load: (page: Page) => Promise<void>,
): Promise<Figure[]> {
  const [seconds, kilobytes, requests]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    const context = await newContext()
    const page = await context.newPage()
    const startedAtMs = performance.now()
    const weight = await weigh(page, () => load(page))
    seconds.push((performance.now() - startedAtMs) / 1_000)
    kilobytes.push(weight.kilobytes)
    requests.push(weight.requests)
    await context.close()
  }
  return [
    { name: `first useful page, ${who}`, value: median(kilobytes), unit: "kB", bound: { atMost } },
    { name: `first useful page, ${who}`, value: median(requests), unit: "requests" },
    { name: `first useful page, ${who}`, value: median(seconds), unit: "s" },
  ]
}

async function measureInteractions(
  context: BrowserContext,
  { apiUrl }: BenchInstallation,
): Promise<Figure[]> {
  const page = await context.newPage()
  await watchEvents(page)
  const devtools = await context.newCDPSession(page)
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown })
  const took: Record<string, number[]> = {}
  for (let round = 0; round < rounds; round++) {
    for (const [name, interact] of Object.entries(interactions)) {
      const path = startsAt[name]
      if (path !== undefined) {
        await page.goto(`${apiUrl}${path}`)
        await page.getByRole("heading", { level: 1 }).waitFor()
      }
      const ms = await slowestEvent(page, () => interact(page))
      took[name] = [...(took[name] ?? []), ms]
    }
  }
  await context.close()
  return Object.entries(took).map(([name, ms]) => ({
    name: `${name}, on a quarter of the processor`,
    value: median(ms),
    unit: "ms",
    bound: { atMost: interactionMs },
  }))
}
