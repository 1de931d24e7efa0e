/** The dashboard counts from the server's time, which the sandbox's clock moves, and writes it as each member wants it. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const withId = z.object({ id: z.string() })

let parley: Installation
let browser: Browser
let page: Page
let people = 0

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const goTo = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const list = (name: string) => page.getByRole("combobox", { name, exact: true })

/** Sets the sandbox's clock so far from the machine's, and waits until the server has followed. */
async function setClock(offset_ms: number): Promise<void> {
  const { now } = await parley.sandbox.post(
    "/_sandbox/clock",
    { offset_ms },
    z.object({ now: z.coerce.date() }),
  )
  const health = z.object({ time: z.coerce.date() })
  await expect
    .poll(async () => Math.abs((await parley.api.get("/health", health)).time.getTime() - now.getTime()))
    .toBeLessThan(hourMs / 60)
}

/** @returns the person's name and id */
async function addPerson(): Promise<{ name: string; id: string }> {
  const name = `Zelda ${++people}`
  return {
    name,
    id: (await parley.api.post("/v1/contacts", { external_id: name, first_name: name }, withId)).id,
  }
}

const addedAgo = (name: string) => page.getByRole("row").filter({ hasText: name }).getByRole("time")

describe("how long ago something was", () => {
  it("is counted from the server's time, wherever the sandbox's clock is moved to", async () => {
    for (const offset of [0, 25 * hourMs, -40 * dayMs]) {
      await setClock(offset)
      const { name } = await addPerson()
      await goTo("/contacts")
      await expect
        .poll(() => addedAgo(name).textContent(), { message: `at ${offset}` })
        .toMatch(/^(now|\d+ seconds? ago)$/)
    }
    await setClock(0)
  })

  it("is counted again on a page that stays open, with what the server tells next", async () => {
    const { name } = await addPerson()
    await goTo("/contacts")
    await addedAgo(name).waitFor()
    await setClock(3 * dayMs)
    await addPerson() // the page hears of it, and asks again
    await expect.poll(() => addedAgo(name).textContent()).toBe("3 days ago")
    await setClock(0)
  })
})

describe("how dates are written", () => {
  const since = () => page.getByRole("main").getByRole("time").first()
  const choose = async (field: string, typed: string) => {
    await goTo("/account")
    await list(field).click()
    await page.keyboard.type(typed)
    await page.getByRole("option").filter({ hasText: typed }).first().click()
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await page.getByText("Profile saved.").first().waitFor()
  }

  it("is as in the browser, until the member chooses a locale and a zone", async () => {
    const { id } = await addPerson()
    await goTo(`/contacts/${id}`)
    await expect
      .poll(() => since().textContent())
      .toMatch(/^[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d\s[AP]M$/)
    const at = new Date((await since().getAttribute("datetime")) ?? "")

    await choose("Dates and numbers", "German (Germany)")
    await choose("Time zone", "Tokyo (Asia)")
    await goTo(`/contacts/${id}`)
    const written = new Intl.DateTimeFormat("de-DE", {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: "Asia/Tokyo",
    }).format(at)
    expect(written).toMatch(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d$/)
    await expect.poll(() => since().textContent()).toBe(written)

    await choose("Dates and numbers", "As in this browser")
    await choose("Time zone", "As in this browser")
    await goTo("/account")
    await expect.poll(() => list("Time zone").inputValue()).toBe("As in this browser (America/Bogota)")
  })

  it("shows of a consent with a day and no time the day alone, the same in every zone", async () => {
    const { groupId } = await parley.connectNumber()
    const told = { file_name: "people.csv", subscription_group_id: groupId, consent_source: "form" }
    const { id } = await parley.api.post("/v1/imports", told, withId)
    const csv = "phone,first_name,subscription_state,consent_at\n+4915199990001,Dagny,yes,2026-04-15\n"
    await parley.api.upload(`/v1/imports/${id}/file`, csv, z.unknown())
    const state = z.object({ state: z.string() })
    await expect.poll(async () => (await parley.api.get(`/v1/imports/${id}`, state)).state).toBe("completed")

    await goTo("/contacts?search=Dagny")
    await page.getByRole("link", { name: "Dagny" }).click()
    const given = page.getByRole("table", { name: "Consent records" }).getByRole("time")
    await expect.poll(() => given.textContent()).toBe("Apr 15, 2026")
  })
})
