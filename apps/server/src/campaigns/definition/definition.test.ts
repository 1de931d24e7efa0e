/** Campaigns as documents: drafts, versions, copies and the archive. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  opened = await openCampaign()
})
afterAll(() => opened.close())

const read = async (id: string) => (await opened.api("GET", `campaigns/${id}`)).body
const draft = async (body: object = {}): Promise<string> =>
  (await opened.api("POST", "campaigns", { name: "Spring", ...body })).body.id
/** The message of the campaign that is there. */
const content = async () => (await read(opened.campaignId)).variants[0].content

describe("a draft", () => {
  it("may lack everything but its name, and is not launched like that", async () => {
    const id = await draft()
    expect(await read(id)).toMatchObject({ state: "draft", version: 0, number_id: null, variants: [] })
    expect(await opened.api("POST", `campaigns/${id}/launches`, {})).toMatchObject({
      status: 409,
      body: { error: { code: "not_sendable", field: "number_id" } },
    })
    await opened.api("PATCH", `campaigns/${id}`, { number_id: opened.numberId })
    expect((await opened.api("POST", `campaigns/${id}/launches`, {})).body.error).toMatchObject({
      code: "not_sendable",
      field: "variants",
    })
  })

  it("is sent from a number that there is", async () => {
    const number_id = crypto.randomUUID()
    expect((await opened.api("POST", "campaigns", { name: "Spring", number_id })).status).toBe(404)
    expect((await opened.api("PATCH", `campaigns/${await draft()}`, { number_id })).status).toBe(404)
  })

  it("is told where one of its messages is wrong", async () => {
    const id = await draft({ number_id: opened.numberId })
    const free = (body: string) => ({ kind: "free_form", message: { type: "text", text: { body } } })
    const variants = [
      { name: "A", content: free("Hello") },
      { name: "B", content: free("Hello {{ contact.first_name") },
    ]
    expect((await opened.api("PATCH", `campaigns/${id}`, { variants })).body.error).toMatchObject({
      code: "invalid_request",
      field: "variants.1.content.message.text.body",
    })
  })

  it("is not written over when someone else was quicker", async () => {
    const id = await draft()
    const { revision } = await read(id)
    await opened.api("PATCH", `campaigns/${id}`, { name: "Summer", revision })
    expect(await opened.api("PATCH", `campaigns/${id}`, { name: "Autumn", revision })).toMatchObject({
      status: 409,
      body: { error: { code: "conflict" } },
    })
  })
})

describe("a version", () => {
  it("is made by a launch where something changed, and keeps what was launched", async () => {
    const id = await draft({ number_id: opened.numberId, content: await content() })
    const versions = async () => (await opened.api("GET", `campaigns/${id}/versions`)).body.data
    const launch = () => opened.api("POST", `campaigns/${id}/launches`, {})
    await launch()
    await launch()
    expect(await read(id)).toMatchObject({ state: "active", version: 1 })
    await opened.api("PATCH", `campaigns/${id}`, { control_share: 10 })
    await launch()
    expect(await versions()).toMatchObject([
      { version: 2, definition: { control_share: 10 } },
      { version: 1, definition: { control_share: 0 } },
    ])
    await opened.endAll()
  })
})

describe("a campaign", () => {
  it("is copied as a draft", async () => {
    const { status, body } = await opened.api("POST", `campaigns/${opened.campaignId}/duplicate`)
    expect(status).toBe(201)
    expect(body).toMatchObject({ name: "Summer (copy)", state: "draft", version: 0 })
    expect(body.variants).toEqual((await read(opened.campaignId)).variants)
  })

  it("that is archived is neither changed, launched nor listed until it is out again", async () => {
    const id = await draft({ number_id: opened.numberId, content: await content(), folder: "Old" })
    const listed = async () =>
      (await opened.api("GET", "campaigns?folder=Old")).body.data.map((one: { id: string }) => one.id)
    expect(await listed()).toEqual([id])
    await opened.api("PATCH", `campaigns/${id}`, { archived: true })
    expect(await listed()).toEqual([])
    expect((await opened.api("PATCH", `campaigns/${id}`, { name: "New" })).status).toBe(409)
    expect((await opened.api("POST", `campaigns/${id}/launches`, {})).status).toBe(409)
    await opened.api("PATCH", `campaigns/${id}`, { archived: false, name: "New" })
    expect(await read(id)).toMatchObject({ name: "New", archived_at: null })
  })
})
