import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closePages, openBrowser } from "./browser/chromium.ts"
import { type Person, signUpByApi } from "./browser/dashboard.ts"
import { type PageWeight, weigh } from "./browser/page-weight.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

/** What the dashboard costs to load over a slow line, and what there is to see until it has. */

const ana: Person = { name: "Ana Almeida", email: "ana@example.com", password: "a rather good secret" }

let installation: Installation
let browser: Browser
beforeAll(async () => {
  installation = await startOnFreshDatabase()
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
})

/** One that has never been here. */
async function asStranger(options: Parameters<Browser["newContext"]>[0] = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options })
  return { context, page: await context.newPage() }
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, level: 1 }).waitFor()
const open = (page: Page, path = "/") => page.goto(`${installation.apiUrl}${path}`)

describe("to a browser that has never been here", () => {
  /** What a phone on a slow line has to fetch. Brotli is for encrypted addresses and this machine, gzip for all others. */
  const encodings = ["br", "gzip"] as const
  const signedOut = { kilobytes: 200, requests: 16 }
  const signedIn = { kilobytes: 350, requests: 32 }

  async function expectWithin(
    budget: PageWeight,
    encoding: (typeof encodings)[number],
    page: Page,
    useful: () => Promise<unknown>,
  ): Promise<void> {
    const load = () => Promise.all([open(page), useful()])
    const { kilobytes, requests } = await weigh(page, load, encoding)
    await page.context().close()
    expect(kilobytes).toBeLessThan(budget.kilobytes)
    expect(requests).toBeLessThanOrEqual(budget.requests)
  }

  it.each(encodings)("the very first page is less than 200 kB with %s", async (encoding) => {
    const { page } = await asStranger()
    await expectWithin(signedOut, encoding, page, () => heading(page, "Welcome to Parley"))
  })

  describe("of an installation with a member", () => {
    beforeAll(async () => {
      const { context } = await asStranger()
      await signUpByApi(context, installation.apiUrl, ana)
      await listensToChanges(context)
      await context.close()
    })

    it.each(encodings)("the page to sign in is less than 200 kB with %s", async (encoding) => {
      const { page } = await asStranger()
      await expectWithin(signedOut, encoding, page, () => page.getByLabel("E-mail").waitFor())
    })

    it.each(encodings)("a member's home is less than 350 kB with %s", async (encoding) => {
      const { context, page } = await asStranger()
      await signInByApi(context)
      const useful = () => page.getByRole("heading", { name: "First steps" }).waitFor()
      await expectWithin(signedIn, encoding, page, useful)
    })
  })
})

/** Until the server listens to its database. It does so from the first stream on, to which it says that everything may be old. */
async function listensToChanges({ request }: BrowserContext): Promise<void> {
  const me: { workspaces: { id: string }[] } = await (
    await request.get(`${installation.apiUrl}/v1/me`)
  ).json()
  const { cookies } = await request.storageState()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ")
  const stream = await fetch(`${installation.apiUrl}/v1/events?workspace=${me.workspaces[0]?.id}`, {
    headers: { cookie },
  })
  const decoder = new TextDecoder()
  let said = ""
  for await (const chunk of stream.body ?? []) {
    said += decoder.decode(chunk, { stream: true })
    if (said.includes("everything")) return
  }
  throw new Error(`The stream ended: ${said}`)
}

async function signInByApi(context: BrowserContext): Promise<void> {
  const answer = await context.request.post(`${installation.apiUrl}/auth/sign-in/email`, {
    headers: { origin: installation.apiUrl },
    data: { email: ana.email, password: ana.password },
  })
  expect(answer.ok()).toBe(true)
}

describe("a page that is open to anyone", () => {
  const { resolve } = createRequire(new URL("../../apps/dashboard/package.json", import.meta.url))
  const styles = readFileSync(resolve("@mantine/core/styles.css"), "utf8")
  const styled = new Set([...styles.matchAll(/\.(m_[0-9a-f]+)/g)].map(([, name]) => name))

  it.each([
    ["/sign-in", "Sign in"],
    ["/forgotten-password", "Reset your password"],
    ["/reset-password?token=x", /password/i],
    ["/signed-in", "You are signed in"],
    ["/two-factor", "Two-factor authentication"],
    ["/invitations/unknown", /invitation/i],
    ["/moon", "Sign in"], // what is at an address is told to members
  ])("has the styles of all that is on it: %s", async (path, title) => {
    const { context, page } = await asStranger()
    await open(page, path)
    await heading(page, title)
    const used = await page.evaluate<string[]>(
      `[...document.querySelectorAll("[class]")].flatMap((element) => [...element.classList])`,
    )
    const loaded = await page.evaluate<string>(
      `[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)).join("\\n")`,
    )
    const missing = used.filter((name) => styled.has(name) && !loaded.includes(`.${name}`))
    expect([...new Set(missing)]).toEqual([])
    await context.close()
  })
})

describe("until a page is there", () => {
  /** A browser to which the scripts never come. */
  async function waiting(colorScheme: "light" | "dark", chosen?: string) {
    const { context, page } = await asStranger({ colorScheme })
    await page.route(/\/assets\/.*\.js$/, () => undefined)
    if (chosen) await page.addInitScript(`localStorage.setItem("mantine-color-scheme-value", "${chosen}")`)
    await page.goto(installation.apiUrl, { waitUntil: "commit" })
    await page.getByAltText("Parley is loading").waitFor()
    const background = await page.evaluate<string>(
      "getComputedStyle(document.getElementById('splash')).backgroundColor",
    )
    await context.close()
    return background
  }
  const [light, dark] = ["rgb(247, 247, 245)", "rgb(19, 23, 34)"]

  it("there is Parley's mark, in the colours of the system", async () => {
    expect(await waiting("light")).toBe(light)
    expect(await waiting("dark")).toBe(dark)
  })

  it("there is Parley's mark, in the colours that were chosen", async () => {
    expect(await waiting("light", "dark")).toBe(dark)
    expect(await waiting("dark", "light")).toBe(light)
  })

  it("the page has these colours as well", async () => {
    const { context, page } = await asStranger()
    await open(page)
    await heading(page, "Sign in")
    const background = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor")
    await page.emulateMedia({ colorScheme: "light" })
    await expect.poll(background).toBe(light)
    await page.emulateMedia({ colorScheme: "dark" })
    await expect.poll(background).toBe(dark)
    await context.close()
  })

  it("and not afterwards", async () => {
    const { context, page } = await asStranger()
    await open(page)
    await heading(page, "Sign in")
    await page.getByAltText("Parley is loading").waitFor({ state: "detached" })
    await context.close()
  })
})
