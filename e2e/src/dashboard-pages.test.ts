import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, pushedSideways, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { becomeFirstMember, followLink, openDashboard, signIn } from "./browser/dashboard.ts"
import { openAsInvited } from "./browser/members.ts"
import { firstIdsOf, pagesOfWorkspace } from "./browser/pages-of-workspace.ts"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const ana = { name: "Ana Almeida", email: "ana@example.com", password: "a rather good secret" }

let installation: Installation
let browser: Browser
let number: ConnectedNumber
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  browser = await openBrowser()
  page = (await openDashboard(browser, installation.apiUrl)).page
  await becomeFirstMember(page, ana)
}, 300_000)
afterAll(async () => {
  await closePages()
  await installation.stop()
})

const goTo = (path: string) => page.goto(`${installation.apiUrl}${path}`)

describe("an empty workspace", () => {
  it("says what to do first, and where", async () => {
    await goTo("/")
    await page.getByRole("region", { name: "First steps" }).waitFor()
    await page.getByText("0 of 5").waitFor()
    await page.getByRole("link", { name: "Connect", exact: true }).click()
    await page.waitForURL("**/connect/whatsapp")
  })

  it.each([
    ["/subscription-groups", "No subscription groups yet"],
    ["/contacts", "No contacts yet"],
    ["/contacts?search=zelda", "No results for “zelda”"],
    ["/contacts/imports", "No imports yet"],
    ["/nowhere", "There is nothing at this address"],
  ])("at %s says so", async (path, heading) => {
    await goTo(path)
    await page.getByRole("heading", { name: heading }).waitFor()
  })
})

describe("subscription groups", () => {
  beforeAll(async () => {
    number = await installation.connectNumber()
    await installation.importSubscribers(number.groupId, 60)
  }, 180_000)

  it("show who agreed to what, as it comes in", async () => {
    await goTo("/subscription-groups")
    const row = page.getByRole("row", { name: /Lucky Shrub/ })
    await row.getByRole("cell", { name: "60", exact: true }).waitFor()
    await row.getByRole("link").click()
    await page.getByRole("heading", { name: "Lucky Shrub" }).waitFor()
    await page.getByText("60 subscribed, 0 unsubscribed").first().waitFor()
  })

  it("are renamed, archived and taken out of the archive", async () => {
    await page.getByRole("button", { name: "Rename" }).click()
    await page.getByRole("textbox", { name: "Name" }).fill("Shrub news")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByRole("heading", { name: "Shrub news" }).waitFor()
    await page.getByRole("button", { name: "Archive" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click()
    await page.getByText("Messages that need consent aren't sent").waitFor()
    await page.getByRole("button", { name: "Unarchive" }).click()
    await page.getByRole("button", { name: "Archive", exact: true }).waitFor()
  })
})

describe("contacts", () => {
  it("are found by how they start, page by page", async () => {
    await goTo("/contacts")
    const rows = page.getByRole("table", { name: "Contacts" }).getByRole("row")
    await rows.nth(50).waitFor()
    await page.getByRole("button", { name: "Next" }).click()
    await rows.nth(50).waitFor({ state: "detached" })
    await expect.poll(() => rows.count()).toBe(11)
    await page.reload()
    await rows.nth(10).waitFor()
    await expect.poll(() => rows.count()).toBe(11)
    await page.getByRole("button", { name: "Previous" }).click()
    await rows.nth(50).waitFor()
    await page.goBack()
    await rows.nth(50).waitFor({ state: "detached" })
    const first = (await rows.nth(1).getByRole("link").textContent()) ?? ""
    await page.getByRole("textbox", { name: "Search contacts" }).fill(first)
    await page.waitForURL(/search=/)
    await page.getByRole("link", { name: first }).first().click()
    await page.getByRole("heading", { name: first, level: 1 }).waitFor()
    await page.getByRole("switch", { name: "Subscribed to Shrub news", checked: true }).waitFor()
  })
})

describe("a contact that another member adds", () => {
  it("shows by itself, and so does what they agree to", async () => {
    const { api } = installation
    await goTo("/contacts?search=zelda")
    await page.getByRole("heading", { name: "No results for" }).waitFor()
    const zelda = { external_id: "zelda", first_name: "Zelda" }
    const { id } = await api.post("/v1/contacts", zelda, z.object({ id: z.string() }))
    await page.getByRole("link", { name: "Zelda" }).click()
    await page.getByText("Not subscribed", { exact: true }).waitFor()
    const say = (state: string) =>
      api.send(
        "PUT",
        `/v1/contacts/${id}/subscriptions/${number.groupId}`,
        { state, source: "form" },
        z.unknown(),
      )
    await say("subscribed")
    await page.getByRole("switch", { name: "Subscribed to Shrub news", checked: true }).waitFor()

    await goTo(`/subscription-groups/${number.groupId}`)
    const count = (of: string) => page.getByRole("region", { name: of, exact: true })
    await count("Subscribed").getByText("61", { exact: true }).waitFor()
    await say("unsubscribed")
    await count("Subscribed").getByText("60", { exact: true }).waitFor()
    await count("Unsubscribed").getByText("1", { exact: true }).waitFor()
  })
})

describe("an import of thousands of contacts", () => {
  it("refreshes an open page of contacts now and then, not with every change", async () => {
    await goTo("/contacts")
    await page.getByRole("table", { name: "Contacts" }).waitFor()
    let asked = 0
    page.on("request", (request) => {
      if (new URL(request.url()).pathname === "/v1/contacts") asked += 1
    })
    let told = 0
    const events = new AbortController()
    const stream = await fetch(`${installation.apiUrl}/v1/events`, {
      headers: { authorization: `Bearer ${installation.apiKey}` },
      signal: events.signal,
    })
    const listening = (async () => {
      for await (const chunk of stream.body ?? [])
        told += Buffer.from(chunk).toString().split("data:").length - 1
    })().catch(() => undefined)
    await installation.importSubscribers(number.groupId, 10_060)
    events.abort()
    await listening
    await expect.poll(() => asked).toBeGreaterThan(0)
    expect(told).toBeGreaterThan(2 * asked)
  }, 180_000)
})

describe("the command palette", () => {
  const search = () => page.getByRole("combobox", { name: "Search", exact: true })

  it("finds anything by name, by keyboard alone", async () => {
    await goTo("/")
    await page.getByRole("heading", { name: "Hello, Ana" }).waitFor()
    await page.keyboard.press("Control+k")
    await search().fill("lucky")
    await page
      .getByRole("option", { name: /Lucky Shrub/ })
      .first()
      .waitFor()
    await search().fill("ana 59")
    await page
      .getByRole("option", { name: /Ana 59/ })
      .first()
      .waitFor()
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Ana 59", level: 1 }).waitFor()
  })

  it("does what a member may do", async () => {
    await page.keyboard.press("Control+k")
    await search().fill("new template")
    await page.getByRole("option", { name: "New template" }).waitFor()
    await page.keyboard.press("Enter")
    await page.waitForURL("**/templates/new")
  })

  it("says when there is nothing of that name, and opens on a phone without a keyboard", async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    await page.getByRole("button", { name: "Search" }).click()
    await search().fill("zzzz")
    await page.getByText("No results for “zzzz”").waitFor()
    await search().fill("lucky")
    await page
      .getByRole("option", { name: /Lucky Shrub/ })
      .first()
      .waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press("Escape")
    await page.setViewportSize({ width: 1280, height: 800 })
  })
})

describe("every page", () => {
  /** Every page of every room, of what has names without an end where one chooses names. */
  let paths: string[]
  let templates: string
  beforeAll(async () => {
    const { api } = installation
    const withId = z.object({ id: z.string() })
    const unbroken = "a".repeat(60)
    const { id: contactId } = await api.post(
      "/v1/contacts",
      { external_id: unbroken, first_name: unbroken, attributes: { note: unbroken } },
      withId,
    )
    await api.send(
      "PUT",
      `/v1/contacts/${contactId}/subscriptions/${number.groupId}`,
      { state: "subscribed", source: unbroken, evidence: unbroken },
      z.unknown(),
    )
    await api.post("/v1/invitations", { email: `${unbroken}@example.com`, role: "agent" }, withId)
    await api.post("/v1/api-keys", { name: unbroken, permissions: ["contacts:read"] }, withId)
    await api.post("/v1/webhook-endpoints", { url: `https://example.com/${unbroken}` }, withId)
    await api.post("/v1/segments", { name: unbroken, filter: { all: [] } }, withId)
    await api.post("/v1/content-blocks", { name: unbroken.slice(0, 100), content: unbroken }, withId)
    await installation.uploadFile(`${unbroken}.txt`)
    await api.post("/v1/test-groups", { name: unbroken, members: [{ contact_id: contactId }] }, withId)
    await installation.launchToEverybody(number, await installation.approveTemplate(number.accountId))
    await installation.publishCanvas(number)
    const ids = await firstIdsOf(api)
    ids.set("/v1/contacts", contactId)
    paths = Object.entries(pagesOfWorkspace).map(([address, { of = {} }]) =>
      address.replaceAll(/\$(\w+)/g, (_, name: string) => {
        const list = of[name]
        return list === undefined ? "" : (ids.get(list) ?? "")
      }),
    )
    templates = `/templates/${ids.get("/v1/template-groups")}`
  })

  it("gives the focus back to the menu from which a dialog was opened", async () => {
    const askAndChangeOnesMind = async (menu: string, item: string) => {
      await page.getByRole("button", { name: menu }).click()
      await page.getByRole("menuitem", { name: item }).click()
      await page.getByRole("dialog").waitFor()
      await page.keyboard.press("Escape")
      await page.getByRole("dialog").waitFor({ state: "detached" })
      await expect.poll(() => page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe(menu)
    }
    await goTo("/settings/members")
    await askAndChangeOnesMind(`More for ${ana.name}`, "Leave this workspace")
    await goTo(templates)
    await askAndChangeOnesMind("More for English (United States)", "Delete")
  })

  /** What is wrong with each page, by its address and the colours it was seen in. */
  async function walk(
    visitor: Page,
    width: number,
    examined: readonly string[],
  ): Promise<{ faults: Record<string, string[]>; edges: Set<string> }> {
    const faults = new Map<string, string[]>()
    const edges = new Set<string>()
    const note = async (path: string, scheme: "light" | "dark", found: readonly string[]) => {
      if (found.length > 0) faults.set(`${path}, ${scheme}`, [...found])
      const folder = process.env.SCREENSHOTS
      const file = `${path.replaceAll("/", "-")}-${width}-${scheme}.png`
      if (folder) await visitor.screenshot({ path: `${folder}/page${file}`, fullPage: true })
    }
    for (const path of examined) {
      if (new URL(visitor.url()).pathname !== path) await followLink(visitor, path)
      await visitor.getByRole("heading", { level: 1 }).waitFor()
      const loading = visitor.getByRole("status", { name: "Loading" })
      await expect.poll(() => loading.count(), { message: `${path} goes on loading` }).toBe(0)
      const wider = await overflow(visitor)
      const title = await visitor.title()
      await note(path, "light", [
        ...(await seriousFindings(visitor)),
        ...(wider > 0 ? [`is ${wider} px wider than the window`] : []),
        ...(width < 640 ? await pushedSideways(visitor) : []),
        ...(/^.+ · Parley$/.test(title) ? [] : [`is called “${title}”`]),
      ])
      edges.add(await visitor.evaluate<string>(edgesOfPage))
      // The dark changes colors and nothing else.
      await visitor.emulateMedia({ colorScheme: "dark" })
      await note(path, "dark", await seriousFindings(visitor, ["color-contrast"]))
      await visitor.emulateMedia({ colorScheme: "light" })
    }
    return { faults: Object.fromEntries(faults), edges }
  }
  /** Where the page's content begins and ends, and where its title stands. */
  const edgesOfPage = `(() => {
    const { left, right } = document.querySelector("main > *").getBoundingClientRect()
    return [left, right, document.querySelector("h1").getBoundingClientRect().left].join(" ")
  })()`

  it.each([1280, 390])(
    "reads well for everyone, in the light and in the dark, %i pixels wide, and stands where the others do",
    async (width) => {
      const { page: visitor, context } = await openDashboard(browser, installation.apiUrl, { width })
      const open = await walk(visitor, width, ["/sign-in"])
      await visitor.goto(`${installation.apiUrl}/forgotten-password`)
      const forgotten = await walk(visitor, width, ["/forgotten-password"])
      await visitor.goto(`${installation.apiUrl}/sign-in`)
      await signIn(visitor, ana)
      await visitor.getByRole("heading", { name: "Hello, Ana" }).waitFor()
      const { faults, edges } = await walk(visitor, width, paths)
      await context.close()
      expect({ ...open.faults, ...forgotten.faults, ...faults }).toEqual({})
      expect([...edges]).toHaveLength(1)
    },
    300_000,
  )

  it("reads as well for a viewer, who is shown less of it", async () => {
    const kim = { name: "Kim Keller", email: "kim@example.com", password: "a rather good secret" }
    const { page: visitor, context } = await openAsInvited(browser, installation, kim, "viewer")
    const { faults } = await walk(visitor, 1280, paths)
    await context.close()
    expect(faults).toEqual({})
  }, 300_000)
})
