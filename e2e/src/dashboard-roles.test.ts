import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { z } from "zod"
import { rooms } from "../../apps/server/src/rooms.ts"
import { permissionsOf, type Role, roleNames } from "../../apps/server/src/workspaces/permissions.ts"
import { closePages, openBrowser } from "./browser/chromium.ts"
import { followLink, openDashboard, signUpByApi } from "./browser/dashboard.ts"
import { openAsInvited } from "./browser/members.ts"
import { firstIdsOf, pagesOfWorkspace } from "./browser/pages-of-workspace.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const refused = z.object({ error: z.object({ permission: z.string().optional() }) })
const settledMs = 30_000

let installation: Installation
let browser: Browser
let workspaceId: string
/** The first entry of each list that the address of some page is made of. */
let firstIds: ReadonlyMap<string, string>
const members = new Map<Role, { context: BrowserContext; page: Page }>()

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  browser = await openBrowser()
  const { api, apiUrl } = installation
  const number = await installation.connectNumber()
  await installation.importSubscribers(number.groupId, 1)
  await installation.launchToEverybody(number, await installation.approveTemplate(number.accountId))
  await api.post("/v1/webhook-endpoints", { url: "https://example.com/hook" }, z.object({ id: z.string() }))
  await api.post("/v1/segments", { name: "Everyone", filter: { all: [] } }, z.object({ id: z.string() }))
  await api.post("/v1/content-blocks", { name: "footer", content: "Bye" }, z.object({ id: z.string() }))
  await installation.uploadFile("menu.txt")
  await api.post("/v1/test-groups", { name: "Testers" }, z.object({ id: z.string() }))
  await api.post("/v1/lists", { name: "Testers" }, z.object({ id: z.string() }))
  await installation.publishCanvas(number)
  firstIds = await firstIdsOf(api)
  // Everyone's name starts alike, so that the table of pages can say what is shown.
  const person = (role: Role) => ({
    name: `Kim ${role}`,
    email: `${role}@example.com`,
    password: "correct horse battery",
  })
  const owner = await openDashboard(browser, apiUrl, {
    before: (context) => signUpByApi(context, apiUrl, person("owner")),
  })
  const me = await owner.context.request.get(`${apiUrl}/v1/me`)
  workspaceId = z.object({ workspaces: z.tuple([z.object({ id: z.string() })]) }).parse(await me.json())
    .workspaces[0].id
  members.set("owner", owner)
  for (const role of roleNames.filter((name) => name !== "owner"))
    members.set(role, await openAsInvited(browser, installation, person(role), role))
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
})

function memberAs(role: Role) {
  const member = members.get(role)
  if (!member) throw new Error(`Nobody is ${role}.`)
  return member
}

/** How a list is shown is everyone's choice: its tools and its headings change nothing of the workspace. */
const ofList = /^\s*- '?(search|columnheader)\b/
const indentOf = (line: string) => line.search(/\S/)

function withoutListTools(lines: readonly string[]): string[] {
  let tools: string | undefined
  return lines.filter((line) => {
    if (tools !== undefined && indentOf(line) > indentOf(tools)) return false
    tools = ofList.test(line) ? line : undefined
    return true
  })
}

/** What the page's content offers, as assistive technology is told it: `button Invite a member`, `table Members`. */
async function offered(page: Page): Promise<Set<string>> {
  const lines = withoutListTools((await page.locator("main").ariaSnapshot()).split("\n"))
  return new Set(
    lines.flatMap((line) => {
      const [, role, name, state = ""] = /^\s*- '?(\w+) "(.*?)"(.*)/.exec(line) ?? []
      const isOff = role === "checkbox" && state.includes("[disabled]")
      return name === undefined || isOff ? [] : [`${role} ${name}`]
    }),
  )
}

/** Shows more of what is there already, wherever it stands. */
const unfolds = /^button Show all\b/

const refusal = "alert You don't have access"

describe("the navigation", () => {
  it("shows every member the places that their role opens, and no others", async () => {
    const placesOf = async (role: Role) => {
      const { page } = memberAs(role)
      await page.goto(installation.apiUrl)
      await page.getByRole("heading", { name: "Hello, Kim" }).waitFor()
      const linksOf = (name: string) =>
        page
          .getByRole("navigation", { name })
          .getByRole("link")
          .evaluateAll((links) => links.map((link) => String(link.getAttribute("href"))))
      const main = await linksOf("Main")
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click()
      await page.getByRole("navigation", { name: "Settings" }).waitFor()
      // The way to the settings leads to the first of them.
      return [...main.slice(0, -1), ...(await linksOf("Settings"))]
    }
    const all = await placesOf("owner")
    for (const role of roleNames) {
      const granted = new Set<string>(permissionsOf(rooms).of(role))
      const open = all.filter((path) => {
        const page = pagesOfWorkspace[path]
        return page !== undefined && (page.opens === undefined || granted.has(page.opens))
      })
      expect(await placesOf(role), role).toEqual(open)
    }
  }, 180_000)
})

/** Goes there; the page before is gone when it returns. */
async function goTo(page: Page, path: string): Promise<void> {
  if (new URL(page.url()).pathname === path) await page.reload()
  else await followLink(page, path)
}

describe.each(Object.entries(pagesOfWorkspace))("the page %s", (path, known) => {
  const { of = {}, opens, shows, asks, writes = {}, harmless = [] } = known

  /** What is wrong with the page for a member with this role. */
  async function examine(role: Role): Promise<string[]> {
    const { page, context } = memberAs(role)
    const granted = new Set<string>(permissionsOf(rooms).of(role))
    const isOpen = opens === undefined || granted.has(opens)
    const allowed = Object.entries(writes).flatMap(([control, [permission]]) =>
      isOpen && granted.has(permission) ? [control] : [],
    )
    await goTo(
      page,
      path.replaceAll(/\$(\w+)/g, (_, name: string) => firstIds.get(of[name] ?? "") ?? ""),
    )
    const found = await vi.waitFor(
      async () => {
        const now = await offered(page)
        const missing = [...allowed, isOpen ? shows : refusal].filter((one) => !now.has(one))
        if (missing.length > 0)
          throw new Error(`${role} misses ${missing.join(", ")}, and sees ${[...now].join(", ")}`)
        return now
      },
      { timeout: settledMs, interval: 50 },
    )
    // Of a page that only opens to change something, every control belongs to the change.
    const isForReading = opens === undefined || opens.endsWith(":read")
    const tooMany = [...found].filter(
      (control) =>
        !allowed.includes(control) &&
        (control in writes ||
          (isForReading &&
            control.startsWith("button ") &&
            !unfolds.test(control) &&
            !harmless.includes(control))),
    )
    const ask = (method: string, url: string) =>
      context.request.fetch(`${installation.apiUrl}${url}`, {
        method,
        headers: { "parley-workspace": workspaceId, origin: installation.apiUrl },
        ...(method === "GET" ? {} : { data: {} }),
      })
    const read = asks && (await ask("GET", asks)).ok() !== isOpen ? [`GET ${asks}`] : []
    const written = await Promise.all(
      Object.values(writes).map(async ([permission, request]) => {
        if (granted.has(permission)) return []
        const [method = "", url = ""] = request.split(" ")
        const { error } = refused.parse(await (await ask(method, url)).json())
        return error.permission === permission ? [] : [request]
      }),
    )
    return [
      ...tooMany.map((control) => `${role} is shown ${control}`),
      ...[...read, ...written.flat()].map(
        (request) => `of ${request} for ${role} the server thinks otherwise`,
      ),
    ]
  }

  it("shows each role what it may see and do, and the server agrees", async () => {
    expect((await Promise.all(roleNames.map(examine))).flat()).toEqual([])
  }, 180_000)
})
