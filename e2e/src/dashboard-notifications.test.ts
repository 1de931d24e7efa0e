/** The bell, the page of notifications, what comes by e-mail, and the settings of the workspace. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { startMailServer } from "../../apps/server/src/workspaces/testing/mail-server.ts"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { advanceClock } from "./troubles.ts"

let mailServer: Awaited<ReturnType<typeof startMailServer>>
let parley: Installation
let browser: Browser
let page: Page

reloadAfterFailures()

beforeAll(async () => {
  mailServer = await startMailServer()
  parley = await startOnFreshDatabase({ environment: { SMTP_URL: mailServer.url } })
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
  await mailServer?.close()
})

const anything = z.unknown()
const goTo = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const bell = (unread?: number) =>
  page.getByRole("button", {
    name:
      unread === undefined
        ? /^Notifications/
        : unread === 0
          ? "Notifications"
          : `Notifications: ${unread} unread`,
    exact: true,
  })
const latest = () => page.getByRole("dialog", { name: "Notifications" })
const entry = (title: string | RegExp, within: Page | ReturnType<typeof latest> = page) =>
  within.getByRole("listitem").filter({ hasText: title })

/** Whether everyone can read the page, and what it has open once `open` is done. */
async function examine(name: string, open?: () => Promise<unknown>) {
  const folder = process.env.SCREENSHOTS
  for (const [width, colorScheme] of [
    [1280, "light"],
    [1280, "dark"],
    [390, "light"],
    [390, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    await open?.()
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` })
    expect(await seriousFindings(page), `${name} at ${width} px, ${colorScheme}`).toEqual([])
    expect(await overflow(page), `${name} at ${width} px`).toBeLessThanOrEqual(0)
    if (open) {
      await page.keyboard.press("Escape")
      await latest().waitFor({ state: "detached" })
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: "light" })
}

/** Imports a file of two rows, of which one is skipped, as another member would. */
async function importFile(name: string, phone: string): Promise<void> {
  const created = await parley.api.post("/v1/imports", { file_name: name }, z.object({ id: z.string() }))
  await parley.api.upload(
    `/v1/imports/${created.id}/file`,
    `phone,first_name\n${phone},Ana\nnobody,Bo\n`,
    anything,
  )
}

describe("the bell", () => {
  it("says that there is nothing yet, and closes with Escape", async () => {
    await examine("bell-empty", async () => {
      await bell(0).click()
      await latest().getByText("Nothing yet.").waitFor()
    })
    await bell(0).click()
    await latest().getByText("Nothing yet.").waitFor()
    await page.keyboard.press("Escape")
    await page.locator(":focus").and(bell(0)).waitFor()
  })

  it("shows an import as it ends, and leads to it", async () => {
    await importFile("people.csv", "+4915123456701")
    await bell(1).waitFor()
    await bell(1).click()
    await entry("people.csv was imported", latest())
      .getByText("1 contact added, 0 updated. 1 row was skipped.")
      .waitFor()
    await latest().getByRole("link", { name: "people.csv was imported" }).click()
    await page.waitForURL("**/contacts/imports/*")
    await page.getByRole("heading", { name: "people.csv", level: 1 }).waitFor()
    await bell(0).waitFor()
  })

  it("shows a check that starts to fail, and that it is good again", async () => {
    await parley.connectNumber("STANDARD")
    const { data } = await parley.api.get(
      "/v1/business-accounts",
      z.object({ data: z.array(z.object({ waba_id: z.string() })).min(1) }),
    )
    const examineWith = async (has_payment_method: boolean) => {
      await parley.sandbox.send(
        "PATCH",
        `/_sandbox/wabas/${data[0]?.waba_id}`,
        { has_payment_method },
        anything,
      )
      await parley.api.post("/v1/doctor", {}, anything)
    }
    await goTo("/contacts")
    await bell(0).waitFor()
    await examineWith(false)
    await bell(1).waitFor()
    await examine("bell-full", async () => {
      await bell(1).click()
      await entry("A check failed", latest()).getByText("payment method").waitFor()
    })
    await bell(1).click()
    await examineWith(true)
    await entry("A check failed", latest()).getByText("Resolved").waitFor()
    await latest().getByRole("button", { name: "Mark all as read" }).click()
    await latest().getByRole("button", { name: "Mark all as read" }).waitFor({ state: "detached" })
    await page.keyboard.press("Escape")
    await bell(0).waitFor()
  })
})

describe("the page of notifications", () => {
  it("lists all, narrows to the unread, and marks one as read", async () => {
    await importFile("more.csv", "+4915123456702")
    await bell(1).waitFor()
    await goTo("/notifications")
    await entry("people.csv was imported").waitFor()
    await entry("more.csv was imported").waitFor()
    await examine("notifications")
    await page.getByText("Unread", { exact: true }).click()
    await entry("people.csv was imported").waitFor({ state: "detached" })
    await entry("more.csv was imported")
      .getByRole("button", { name: "Mark as read: more.csv was imported" })
      .click()
    await page.getByRole("heading", { name: "All caught up" }).waitFor()
    await bell(0).waitFor()
  })
})

describe("notifications by e-mail", () => {
  it("are what the member chose, as one mail", async () => {
    await goTo("/account/notifications")
    await page.getByText("Sent to ana@example.com").waitFor()
    await page.getByRole("switch", { name: "Import finished" }).check()
    await examine("account-notifications")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Notifications saved.").waitFor()
    await importFile("spring.csv", "+4915123456703")
    await importFile("summer.csv", "+4915123456704")
    await bell(2).waitFor()
    await advanceClock(parley, 2 * 60_000)
    await expect.poll(() => mailServer.mails.length, { timeout: 180_000 }).toBe(1)
    const [mail = ""] = mailServer.mails
    expect(mail).toContain("To: ana@example.com")
    expect(mail).toContain("summer.csv was imported")
    expect(mail).toContain("spring.csv was imported")
    await page.reload()
    expect(await page.getByRole("switch", { name: "Import finished" }).isChecked()).toBe(true)
    expect(await page.getByRole("switch", { name: "Failed checks" }).isChecked()).toBe(false)
  })
})

describe("the settings of the workspace", () => {
  const select = (label: string) => page.getByRole("combobox", { name: label })
  const choose = async (label: string, typed: string, option: string | RegExp) => {
    await select(label).fill(typed)
    await page.getByRole("option", { name: option }).click()
  }

  it("have the dates of members who chose none written its way", async () => {
    await goTo("/settings/workspace")
    await choose("Time zone", "tokyo", "Tokyo (Asia)")
    await choose("Dates and numbers", "german (austria", /^German \(Austria\)/)
    await choose("Currency", "yen", /Japanese Yen/)
    await examine("settings-workspace")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Workspace saved.").waitFor()
    const [group] = (await parley.api.get("/v1/subscription-groups", groups)).data
    await goTo(`/subscription-groups/${group?.id}`)
    const written = new Intl.DateTimeFormat("de-AT", {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: "Asia/Tokyo",
    }).format(new Date(group?.created_at ?? ""))
    await page.getByText(written).first().waitFor()
    await goTo("/account")
    await expect.poll(() => select("Time zone").inputValue()).toBe("As in the workspace (Asia/Tokyo)")
  })
})

describe("quiet hours of the workspace", () => {
  it("are turned on in its settings, with two different times", async () => {
    await goTo("/settings/workspace")
    const isOn = page.getByRole("switch", { name: "Quiet hours" })
    const [from, until] = [page.getByLabel("Quiet from"), page.getByLabel("Quiet until")]
    await isOn.check()
    await from.fill("22:00")
    await until.fill("22:00")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Enter a different time from the start").waitFor()
    await until.fill("07:30")
    await examine("settings-quiet-hours")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Workspace saved.").waitFor()
    await page.reload()
    expect(await isOn.isChecked()).toBe(true)
    expect([await from.inputValue(), await until.inputValue()]).toEqual(["22:00", "07:30"])
  })
})

const groups = z.object({ data: z.array(z.object({ id: z.string(), created_at: z.string() })) })
