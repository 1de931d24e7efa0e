/** The connection over which a page hears what others change, in a browser that keeps the pages it left. */
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { openBrowserThatKeepsPages } from "./browser/chromium.ts"
import { openDashboard, type Person, signUpByApi } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const ana: Person = { name: "Ana Almeida", email: "ana@example.com", password: "a rather good secret" }
const meShape = z.object({ workspaces: z.array(z.object({ id: z.string() })) })
/** How many connections a browser has to one address over HTTP/1.1. */
const connectionsOfABrowser = 6

let installation: Installation
let browser: Browser

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  browser = await openBrowserThatKeepsPages()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await installation.stop()
})

it("loads any number of pages one after the other, as each lets go of its connection", async () => {
  const { page } = await openDashboard(browser, installation.apiUrl, {
    before: (context) => signUpByApi(context, installation.apiUrl, ana),
  })
  const opened: string[] = []
  for (let visit = 0; visit < 2 * connectionsOfABrowser; visit++) {
    const listens = page.waitForResponse((answer) => answer.url().includes("/v1/events"))
    await Promise.all([
      page.goto(`${installation.apiUrl}/${visit % 2 === 0 ? "contacts" : "templates"}`),
      listens,
    ])
    opened.push(page.url())
  }
  expect(opened).toHaveLength(2 * connectionsOfABrowser)
})

it("shows on a page that comes back what others changed meanwhile, and what they change then", async () => {
  const { context, page } = await openDashboard(browser, installation.apiUrl, {
    before: (context) =>
      context.request.post(`${installation.apiUrl}/auth/sign-in/email`, {
        headers: { origin: installation.apiUrl },
        data: ana,
      }),
  })
  const me = await (await context.request.get(`${installation.apiUrl}/v1/me`)).json()
  const workspaceId = meShape.parse(me).workspaces[0]?.id ?? ""
  const add = async (first_name: string, phone: string) => {
    const answer = await context.request.post(`${installation.apiUrl}/v1/contacts`, {
      headers: {
        origin: installation.apiUrl,
        "parley-workspace": workspaceId,
        "idempotency-key": `add-${first_name}`,
      },
      data: { first_name, phone },
    })
    expect(answer.status(), await answer.text()).toBeLessThan(300)
  }
  const shows = (name: string) =>
    expect.poll(() => page.evaluate<string>("document.body.innerText")).toContain(name)

  await page.goto(`${installation.apiUrl}/contacts`)
  await shows("People you import")
  await page.goto(`${installation.apiUrl}/templates`)
  await shows("Messages approved by Meta")
  await add("Wanda", "+4915123456781")
  await page.evaluate("history.back()")
  await shows("People you import")
  await shows("Wanda")
  await add("Ximena", "+4915123456782")
  await shows("Ximena")
})
