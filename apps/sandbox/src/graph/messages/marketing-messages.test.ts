import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type Account, errorOf, Rehearsal, wamidOf } from "../../testing/test-sandbox.ts"

let stage: Rehearsal
let account: Account

beforeEach(async () => {
  stage = await Rehearsal.start()
  account = await stage.quickstart()
  const news = { name: "news", language: "en", category: "MARKETING" }
  await graph(`/${account.waba_id}/message_templates`, {
    ...news,
    components: [{ type: "BODY", text: "News!" }],
  })
  await stage.advance(5_000)
})
afterEach(() => stage.end())

const graph = (path: string, body: object) => stage.call("POST", path, body, account.access_token)
const post = (edge: string, name = "news", change: object = {}) =>
  graph(`/${account.phone_number_id}/${edge}`, {
    messaging_product: "whatsapp",
    to: "4915100000005",
    type: "template",
    template: { name, language: { code: name === "news" ? "en" : "en_US" } },
    ...change,
  })
const patchAccount = (change: object) => stage.control("PATCH", `wabas/${account.waba_id}`, change)
const onboard = () => patchAccount({ marketing_messages_onboarding_status: "ONBOARDED" })

/** The category that the message is billed in. */
async function categoryOf(wamid: string): Promise<unknown> {
  await stage.advance(60_000)
  await stage.quiet()
  const status = stage.callback.items("statuses").find(({ id }) => id === wamid)
  return (status?.pricing as { category?: unknown } | undefined)?.category
}

describe("the Marketing Messages API", () => {
  it("sends marketing templates of an account that is onboarded, priced as such, and nothing else", async () => {
    await onboard()
    const wamid = wamidOf(await post("marketing_messages", "news", { product_policy: "STRICT" }))
    expect(await categoryOf(wamid)).toBe("marketing_lite")
    expect(errorOf(await post("marketing_messages", "hello_world")).code).toBe(134100)
    const text = { type: "text", text: { body: "Hi" }, template: undefined }
    expect(errorOf(await post("marketing_messages", "news", text)).code).toBe(100)
  })

  it("sends by Cloud API what is not onboarded, or refuses it where that is to be strict", async () => {
    expect(await categoryOf(wamidOf(await post("marketing_messages")))).toBe("marketing")
    const strict = await post("marketing_messages", "news", { product_policy: "STRICT" })
    expect(errorOf(strict)).toMatchObject({ code: 131055, message: expect.stringContaining("accept") })
  })

  it("refuses a template that is being made ready, when Meta is to take its time", async () => {
    await stage.control("PATCH", "settings", { limits: { marketing_sync_ms: 600_000 } })
    await onboard()
    expect(errorOf(await post("marketing_messages")).code).toBe(134101)
    expect((await post("messages")).status).toBe(200)
    await stage.advance(600_000)
    expect((await post("marketing_messages")).status).toBe(200)
  })

  it("is the only way for marketing of an account without marketing on Cloud API", async () => {
    await patchAccount({ disable_marketing_messages_on_cloud_api: true })
    expect(errorOf(await post("messages")).code).toBe(131063)
    expect(errorOf(await post("marketing_messages")).code).toBe(131063)
    expect((await post("messages", "hello_world")).status).toBe(200)
    await onboard()
    expect((await post("marketing_messages")).status).toBe(200)
  })

  it("shows in a field of the account how far it has come, and tells apps that the terms were signed", async () => {
    const fields = "marketing_messages_onboarding_status,disable_marketing_messages_on_cloud_api"
    const read = () =>
      stage.call("GET", `/${account.waba_id}?fields=${fields}`, undefined, account.access_token)
    expect((await read()).body).toMatchObject({ marketing_messages_onboarding_status: "ELIGIBLE" })
    await onboard()
    await onboard()
    expect((await read()).body).toMatchObject({ marketing_messages_onboarding_status: "ONBOARDED" })
    await stage.quiet()
    const told = stage.callback.heard.filter(({ value }) => value.event === "MM_LITE_TERMS_SIGNED")
    expect(told).toMatchObject([
      { field: "account_update", value: { waba_info: { waba_id: account.waba_id } } },
    ])
  })

  it("fails on order by itself, or with /messages", async () => {
    await onboard()
    const order = { kind: "error", code: 134102, times: 1, match: { edge: "marketing_messages" } }
    await stage.control("POST", "failures", order)
    expect((await post("messages")).status).toBe(200)
    expect(errorOf(await post("marketing_messages")).code).toBe(134102)
    await stage.control("POST", "failures", { kind: "error", code: 131016, times: 2 })
    expect(errorOf(await post("marketing_messages")).code).toBe(131016)
    expect(errorOf(await post("messages")).code).toBe(131016)
  })
})
