/** What Meta keeps of a template beside its text: how long it delivers, its category to come, its pauses, its library. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Office, openOffice } from "../testing/template-fixture.ts"

let office: Office

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

async function submit(name: string, more: object = {}) {
  const answer = await office.api("POST", "templates", {
    business_account_id: office.accountId,
    name,
    language: "en_US",
    category: "UTILITY",
    components: [{ type: "BODY", text: `Your order is on its way to you (${name}).` }],
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}

async function decided(template: { id: string; meta_id: string }, decision: string, reason?: string) {
  await office.control("POST", `templates/${template.meta_id}/review`, { decision, reason })
  return office.untilStatus(template.id, decision)
}

const sync = () => office.api("POST", "templates/sync", { business_account_id: office.accountId })
const read = async (id: string) => (await office.api("GET", `templates/${id}`)).body

describe("how long Meta tries to deliver", () => {
  it("is submitted, edited, and read again at Meta", async () => {
    const made = await submit("with_ttl", { message_send_ttl_seconds: 3_600 })
    expect(made.message_send_ttl_seconds).toBe(3_600)
    const approved = await decided(made, "APPROVED")
    const edited = await office.api("PATCH", `templates/${made.id}`, {
      revision: approved.revision,
      message_send_ttl_seconds: 7_200,
    })
    expect(edited.status, JSON.stringify(edited.body)).toBe(200)
    expect(edited.body.message_send_ttl_seconds).toBe(7_200)
    expect((await office.graph("GET", `${made.meta_id}?fields=message_send_ttl_seconds`)).body).toMatchObject(
      {
        message_send_ttl_seconds: 7_200,
      },
    )
    const elsewhere = await office.graph("POST", `${office.wabaId}/message_templates`, {
      name: "ttl_elsewhere",
      language: "en_US",
      category: "UTILITY",
      message_send_ttl_seconds: 60,
      components: [{ type: "BODY", text: "Your order was packed just now." }],
    })
    expect(elsewhere.status, JSON.stringify(elsewhere.body)).toBe(200)
    await sync()
    const { body } = await office.api("GET", "templates?name=ttl_elsewhere")
    expect(body.data).toMatchObject([{ message_send_ttl_seconds: 60 }])
  })
})

describe("a change of category that Meta announces", () => {
  const recategorize = (metaId: string, more: object) =>
    office.control("POST", `templates/${metaId}/category`, { category: "MARKETING", ...more })

  it("is told with what it means until it is made; then what it was before", async () => {
    const approved = await decided(await submit("miscast"), "APPROVED")
    await recategorize(approved.meta_id, { notice: true })
    await expect.poll(async () => (await read(approved.id)).category_change?.category).toBe("MARKETING")
    const announced = await read(approved.id)
    expect(announced).toMatchObject({ category: "UTILITY", previous_category: null })
    expect(announced.category_change.at).toEqual(expect.any(String))
    expect(announced.category_change.meaning).toContain("MARKETING instead of UTILITY")
    await sync()
    expect((await read(approved.id)).category_change.at).toBe(announced.category_change.at)

    await recategorize(approved.meta_id, {})
    await expect.poll(async () => (await read(approved.id)).category).toBe("MARKETING")
    expect(await read(approved.id)).toMatchObject({ category_change: null, previous_category: "UTILITY" })
  })
})

describe("a paused template", () => {
  it("is not unpaused by hand when people's feedback paused it", async () => {
    const paused = await decided(await decided(await submit("disliked"), "APPROVED"), "PAUSED")
    expect(paused.can_unpause).toBe(false)
    expect((await office.api("POST", `templates/${paused.id}/unpause`)).status).toBe(409)
  })

  it("is unpaused after five minutes when pacing paused it", async () => {
    const approved = await decided(await submit("paced"), "APPROVED")
    const paused = await decided(approved, "PAUSED", "RATE_LIMITING_PAUSE")
    expect(paused.can_unpause).toBe(true)
    expect((await office.api("POST", `templates/${paused.id}/unpause`)).body.error.help).toContain(
      "five minutes",
    )
    await office.control("POST", "clock", { advance_ms: 6 * 60_000 })
    const unpaused = await office.api("POST", `templates/${paused.id}/unpause`)
    expect(unpaused.body, JSON.stringify(unpaused.body)).toMatchObject({ status: "APPROVED" })
  })
})

describe("Meta's template library", () => {
  it("is searched, and a format of it is taken over with the business's own address", async () => {
    const found = await office.api(
      "GET",
      `template-library?business_account_id=${office.accountId}&search=delivery&language=en_US`,
    )
    expect(found.body.data).toMatchObject([
      { name: "delivery_update_1", category: "UTILITY", values: [{ type: "TEXT" }, {}, { type: "DATE" }] },
    ])
    const take = (more: object) =>
      office.api("POST", "templates/from-library", {
        business_account_id: office.accountId,
        name: "my_delivery",
        language: "en_US",
        library_template_name: "delivery_update_1",
        button_inputs: [{ type: "URL", url: { base_url: "https://shop.example/orders" } }],
        ...more,
      })
    const taken = await take({})
    expect(taken.status, JSON.stringify(taken.body)).toBe(201)
    expect(taken.body).toMatchObject({ status: "APPROVED", library_template_name: "delivery_update_1" })
    expect(JSON.stringify(taken.body.components)).toContain("https://shop.example/orders")
    expect((await take({})).status).toBe(409)
    expect((await take({ name: "other", library_template_name: "no_such" })).body.error.field).toBe(
      "library_template_name",
    )
  })

  it("is read page by page, each format once, narrowed by what Meta files it under", async () => {
    const ids: string[] = []
    let pages = 0
    for (let after: string | null = ""; after !== null; pages++) {
      const cursor = after === "" ? "" : `&after=${encodeURIComponent(after)}`
      const path = `template-library?business_account_id=${office.accountId}&limit=8${cursor}`
      const { body: page } = await office.api("GET", path)
      ids.push(...page.data.map((format: { id: string }) => format.id))
      after = page.next
    }
    expect(pages).toBeGreaterThan(1)
    expect(new Set(ids).size).toBe(ids.length)
    const { body: all } = await office.api(
      "GET",
      `template-library?business_account_id=${office.accountId}&limit=100`,
    )
    expect(ids).toEqual(all.data.map((format: { id: string }) => format.id))
    const { body: narrowed } = await office.api(
      "GET",
      `template-library?business_account_id=${office.accountId}&usecase=ORDER_DELAY&industry=E_COMMERCE`,
    )
    expect(narrowed).toMatchObject({
      data: [{ name: "order_delay_1", topic: "ORDER_MANAGEMENT" }],
      next: null,
    })
  })
})
