/** Business Manager and the App Dashboard in a browser; what they cause, at the callback and through the Graph API. */
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { until } from "../../apps/sandbox/src/testing/test-sandbox.ts"
import { PhoneStage } from "./browser/phone-stage.ts"

let stage: PhoneStage

beforeAll(async () => {
  stage = await PhoneStage.start()
  await stage.rehearsal.control("PATCH", "settings", { review: { mode: "manual" } })
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

/** The next change of this field whose value holds what is expected. */
async function told(field: string, expected: Record<string, unknown>): Promise<void> {
  const heard = () =>
    stage.rehearsal.callback.heard.filter((change) => change.field === field).map(({ value }) => value)
  await until(() =>
    heard().some((value) => Object.entries(expected).every(([name, is]) => value[name] === is)),
  )
}

async function newTemplate(name: string): Promise<string> {
  const made = await stage.graph("POST", `${stage.account.waba_id}/message_templates`, {
    name,
    language: "en",
    category: "UTILITY",
    components: [{ type: "BODY", text: `Your parcel ${name} is here.` }],
  })
  return String(made.id)
}

describe("the reviewer's desk", () => {
  it("approves, moves to another category, worsens the quality, pauses and disables", async () => {
    const id = await newTemplate("parcel_here")
    const page = await openPage(`accounts/${stage.account.waba_id}`)
    const card = page.getByTestId("template-parcel_here")
    const choose = async (item: string) => {
      await card.getByRole("button", { name: "More" }).click()
      await page.getByRole("menuitem", { name: item, exact: true }).click()
    }
    await card.getByRole("button", { name: "Approve" }).click()
    await card.getByText("APPROVED").waitFor()

    await choose("MARKETING")
    await told("template_category_update", { previous_category: "UTILITY", new_category: "MARKETING" })
    expect(await stage.graph("GET", `${id}?fields=category`)).toMatchObject({ category: "MARKETING" })

    await choose("YELLOW")
    await told("message_template_quality_update", { new_quality_score: "YELLOW" })

    await choose("Pause")
    await card.getByText("PAUSED").waitFor()
    await told("message_template_status_update", { event: "PAUSED", message_template_name: "parcel_here" })

    await choose("Disable")
    await card.getByText("DISABLED").waitFor()
    expect(await stage.graph("GET", `${id}?fields=status`)).toMatchObject({ status: "DISABLED" })
    await page.close()
  })

  it("rejects with a reason", async () => {
    const id = await newTemplate("parcel_scam")
    const page = await openPage(`accounts/${stage.account.waba_id}`)
    await page.getByTestId("template-parcel_scam").getByRole("button", { name: "Reject…" }).click()
    await page.getByRole("combobox", { name: "Reason" }).click()
    await page.getByRole("option", { name: "SCAM" }).click()
    await page.getByRole("button", { name: "Reject", exact: true }).click()
    await page.getByText("Rejected: SCAM").waitFor()
    expect(await stage.graph("GET", `${id}?fields=rejected_reason`)).toMatchObject({
      rejected_reason: "SCAM",
    })
    await page.close()
  })

  it("finds one template among many", async () => {
    for (let n = 0; n < 30; n++) await newTemplate(`many_${n}`)
    const page = await openPage(`accounts/${stage.account.waba_id}`)
    await page.getByTestId("template-many_29").waitFor()
    await expect.poll(() => page.getByTestId(/^template-/).count()).toBe(12)
    await page.getByRole("button", { name: "next page" }).click()
    await page.getByTestId("template-many_12").waitFor()
    await page.getByLabel("Search templates").fill("parcel many_3 is")
    await page.getByTestId("template-many_3").waitFor()
    await until(async () => (await page.getByTestId(/^template-/).count()) === 1)
    await page.close()
  })
})

describe("an account's numbers and standing", () => {
  it("decides a display name", async () => {
    await stage.graph("POST", `${stage.account.phone_number_id}?new_display_name=Lucky%20Garden`)
    const page = await openPage(`accounts/${stage.account.waba_id}`)
    await page.getByRole("tab", { name: "Numbers" }).click()
    await page.getByRole("button", { name: "Approve the name Lucky Garden" }).click()
    await page.getByRole("button", { name: "Approve the name Lucky Garden" }).waitFor({ state: "detached" })
    await told("phone_number_name_update", { decision: "APPROVED", requested_verified_name: "Lucky Garden" })
    const read = await stage.graph("GET", `${stage.account.phone_number_id}?fields=new_name_status`)
    expect(read).toMatchObject({ new_name_status: "APPROVED" })
    await page.close()
  })

  it("sets after how long a number's messages are answered", async () => {
    const kept = async () => {
      const view = await stage.rehearsal.control("GET", `views/accounts/${stage.account.waba_id}`)
      return z.object({ numbers: z.tuple([z.looseObject({})]) }).parse(view).numbers[0].answer_latency_ms
    }
    const page = await openPage(`accounts/${stage.account.waba_id}`)
    await page.getByRole("tab", { name: "Numbers" }).click()
    const atLeast = page.getByLabel("Until a message is answered", { exact: true })
    const atMost = page.getByLabel("Until a message is answered, at most")
    await atLeast.fill("5")
    await atMost.fill("20")
    await atMost.blur()
    await expect.poll(kept).toEqual([5, 20])
    await page.reload()
    await page.getByRole("tab", { name: "Numbers" }).click()
    await expect.poll(() => atLeast.inputValue()).toBe("5")
    await atLeast.fill("")
    await atMost.fill("")
    await atMost.blur()
    await expect.poll(kept).toBeNull()
    await page.close()
  })

  it("changes quality and the portfolio's limit", async () => {
    const page = await openPage(`accounts/${stage.account.waba_id}`)
    await page.getByRole("tab", { name: "Numbers" }).click()
    await page.getByRole("combobox", { name: "Quality" }).click()
    await page.getByRole("option", { name: "RED" }).click()
    await told("phone_number_quality_update", { event: "FLAGGED" })

    await page.getByRole("tab", { name: "Standing" }).click()
    await page.getByRole("combobox", { name: "People it may write to first in 24 hours" }).click()
    await page.getByRole("option", { name: "TIER_2K" }).click()
    await told("business_capability_update", { max_daily_conversations_per_business: "TIER_2K" })
    const fields = "quality_rating,whatsapp_business_manager_messaging_limit"
    expect(await stage.graph("GET", `${stage.account.phone_number_id}?fields=${fields}`)).toMatchObject({
      quality_rating: "RED",
      whatsapp_business_manager_messaging_limit: "TIER_2K",
    })
    await page.close()
  })

  it("disables the account, which cannot send then, and reinstates it", async () => {
    const page = await openPage(`accounts/${stage.account.waba_id}`)
    await page.getByRole("tab", { name: "Standing" }).click()
    await page.getByRole("button", { name: "Disable the account" }).click()
    await told("account_update", { event: "DISABLED_UPDATE" })
    const hello = { type: "template", template: { name: "hello_world", language: { code: "en_US" } } }
    expect((await stage.send("4915100000001", hello)).status).not.toBe(200)
    await page.getByRole("button", { name: "Reinstate the account" }).click()
    await page.getByRole("button", { name: "Disable the account" }).waitFor()
    expect((await stage.send("4915100000001", hello)).status).toBe(200)
    await page.close()
  })
})

describe("the App Dashboard", () => {
  it("posts a sample of a field, shows the delivery and replays it", async () => {
    const page = await openPage(`apps/${stage.account.app_id}`)
    await page.getByRole("combobox", { name: "Field" }).click()
    await page.getByRole("option", { name: "security" }).click()
    await page.getByRole("button", { name: "Test", exact: true }).click()
    await told("security", { event: "PIN_CHANGED" })
    await stage.rehearsal.quiet()
    await page.reload()
    const posts = stage.rehearsal.callback.posts
    const newest = page.getByTestId("delivery").first()
    await newest.getByRole("button", { expanded: false }).click()
    await newest.getByText('"PIN_CHANGED"').waitFor()
    const before = posts.length
    await newest.getByRole("button", { name: "Replay" }).click()
    await until(() => posts.length > before)
    expect(posts.at(-1)?.raw).toBe(posts[before - 1]?.raw)
    await page.close()
  })

  it("takes redirect URIs and App Review's permissions", async () => {
    const page = await openPage(`apps/${stage.account.app_id}`)
    const apps = async () => (await stage.rehearsal.control("GET", "views/overview")).apps
    const uris = page.getByRole("combobox", { name: "Valid OAuth redirect URIs" })
    await uris.fill("not an address")
    await uris.press("Enter")
    await until(async () => (await uris.getAttribute("aria-invalid")) === "true")
    expect(await apps()).toMatchObject([{ redirect_uris: [] }])
    await uris.fill("https://app.example/back")
    await uris.press("Enter")
    await page.getByText("https://app.example/back", { exact: true }).waitFor()
    await page.getByLabel("whatsapp_business_messaging").click()
    await until(async () => !JSON.stringify(await apps()).includes("whatsapp_business_messaging"))
    expect(await apps()).toMatchObject([
      {
        redirect_uris: ["https://app.example/back"],
        advanced_access: ["whatsapp_business_management", "business_management"],
      },
    ])
    await page.close()
  })
})
