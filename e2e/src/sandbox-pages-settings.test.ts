/** The settings page: what is set on it is what the sandbox does. */
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { settingsSchema } from "../../apps/sandbox/src/settings.ts"
import { until } from "../../apps/sandbox/src/testing/test-sandbox.ts"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { PhoneStage } from "./browser/phone-stage.ts"

let stage: PhoneStage

beforeAll(async () => {
  stage = await PhoneStage.start()
})

afterAll(async () => {
  await stage?.end()
})

async function openPage(path: string): Promise<Page> {
  const page = await stage.browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(45_000)
  await page.goto(`${stage.rehearsal.sandbox.url}/_sandbox/pages/${path}`)
  return page
}

const settings = async () => settingsSchema.parse(await stage.rehearsal.control("GET", "settings"))

describe("the settings page", () => {
  it("sets what is posted, answered and told, and has it when it is opened again", async () => {
    const page = await openPage("settings")
    const type = async (label: string, value: string) => {
      await page.getByLabel(label, { exact: true }).fill(value)
      await page.keyboard.press("Tab")
    }
    await type("Updates in one POST at most", "20")
    await type("Posted twice", "25")
    await type("Lost", "5")
    await type("Held back", "300")
    await type("Until a message is answered", "10")
    await type("Answers that are lost", "50")
    await type("Answers written in a group", "40")
    for (const name of ["Out of order", "Template ids beyond 2⁵³", "Say what was granted"])
      await page.getByRole("switch", { name }).click()
    await until(async () => (await settings()).tokens.told_scopes !== null)
    expect(await settings()).toMatchObject({
      webhooks: {
        max_batch: 20,
        duplicate_share: 0.25,
        loss_share: 0.05,
        extra_delay_ms: 300,
        reorder: true,
      },
      answers: { latency_ms: [10, 10], lost_share: 0.5 },
      templates: { long_ids: true },
      population: { group_share: 0.4 },
    })
    await page.reload()
    await page.getByLabel("Posted twice", { exact: true }).waitFor()
    expect(await page.getByLabel("Posted twice", { exact: true }).inputValue()).toBe("25 %")
    expect(await page.getByRole("switch", { name: "Out of order" }).isChecked()).toBe(true)
    await page.close()
  })

  it("leaves nobody out, and does not flow over a phone's edge", async () => {
    const page = await openPage("settings")
    await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 800 })
    expect(await overflow(page)).toBe(0)
    await page.close()
  })
})

describe("the tab of a page", () => {
  it("is called after what is shown in it", async () => {
    const page = await openPage("settings")
    const titled = (title: string) => until(async () => (await page.title()) === title, 45_000)
    await titled("Settings · WhatsApp sandbox")
    const { waba_id, app_id } = stage.account
    await page.goto(`${stage.rehearsal.sandbox.url}/_sandbox/pages/accounts/${waba_id}`)
    await titled("Lucky Shrub · WhatsApp sandbox")
    await page.getByRole("link", { name: "Business Manager" }).click()
    await titled("Business Manager · WhatsApp sandbox")
    await page.goto(`${stage.rehearsal.sandbox.url}/_sandbox/pages/apps/${app_id}`)
    const { name } = z.object({ name: z.string() }).parse(await stage.graph("GET", app_id))
    await titled(`${name} · WhatsApp sandbox`)
    await page.close()
  })

  it("has a styled page to show before the pages' program has come", async () => {
    const viewport = { width: 800, height: 600 }
    const page = await stage.browser.newPage({ javaScriptEnabled: false, viewport })
    await page.goto(`${stage.rehearsal.sandbox.url}/_sandbox/pages/settings`)
    expect(await page.getByRole("status").boundingBox()).toMatchObject(viewport)
    await page.close()
  })
})
