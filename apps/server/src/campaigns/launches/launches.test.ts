import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest"
import { retryLate } from "../../messaging/outbox/late-retry.ts"
import { postpone } from "../../messaging/outbox/postpone.ts"
import { aimCampaigns } from "../testing/campaign.ts"
import { openCampaign } from "../testing/open-campaign.ts"

const hourMs = 3_600_000
let campaign: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  campaign = await openCampaign({ people: 3 })
})
afterAll(() => campaign.close())
beforeEach(() => campaign.endAll())

const inHours = (hours: number) => new Date(campaign.clock.now().getTime() + hours * hourMs).toISOString()
const act = (id: string, action: string) => campaign.api("POST", `launches/${id}/${action}`)
const stateOf = async (id: string) => (await campaign.report(id)).state

describe("a launch", () => {
  it("goes from scheduled to sending to completed, and its audience adds up all the way", async () => {
    const id = await campaign.launch()
    expect(await campaign.report(id)).toMatchObject({ state: "scheduled", audience: 0, waiting: 0 })
    await campaign.expand()
    expect(await campaign.report(id)).toMatchObject({ state: "sending", audience: 3, waiting: 3 })
    await campaign.send(2)
    await campaign.tidy()
    expect(await campaign.report(id)).toMatchObject({ state: "sending", waiting: 1, accepted: 2 })
    await campaign.send()
    await campaign.tidy()
    expect(await campaign.report(id)).toMatchObject({
      state: "completed",
      audience: 3,
      waiting: 0,
      accepted: 3,
      in_doubt: { count: 0, until: null },
    })
  })

  it("waits for its time", async () => {
    const id = await campaign.launch({ at: inHours(1) })
    await campaign.expand()
    expect(await stateOf(id)).toBe("scheduled")
    campaign.clock.advance(hourMs)
    await campaign.expand()
    expect(await stateOf(id)).toBe("sending")
  })

  it("to nobody is completed", async () => {
    const nobody = { on: "contact", field: "first_name", op: "equals", value: "Nobody" }
    await campaign.inWorkspace((tx) => aimCampaigns(tx, { all: [nobody] }))
    const id = await campaign.launch()
    await campaign.inWorkspace((tx) => aimCampaigns(tx, { all: [] }))
    await campaign.expand()
    await campaign.tidy()
    expect(await campaign.report(id)).toMatchObject({ state: "completed", audience: 0 })
  })
})

describe("a launch that is paused", () => {
  it("sends nothing and brings nobody in, until it goes on", async () => {
    const id = await campaign.launch()
    expect((await act(id, "pause")).body).toMatchObject({ state: "paused" })
    await campaign.expand()
    expect(await campaign.report(id)).toMatchObject({ state: "paused", audience: 0 })
    expect((await act(id, "resume")).body).toMatchObject({ state: "scheduled" })
    await campaign.expand()
    await act(id, "pause")
    expect(await campaign.claim()).toEqual([])
    await campaign.tidy()
    expect(await campaign.report(id)).toMatchObject({ state: "paused", waiting: 3 })
    await act(id, "resume")
    expect(await campaign.claim()).toHaveLength(3)
  })

  it("expires all the same", async () => {
    const id = await campaign.launch({ expires_at: inHours(1) })
    await campaign.expand()
    await act(id, "pause")
    campaign.clock.advance(hourMs)
    await campaign.tidy()
    expect(await campaign.report(id)).toMatchObject({
      waiting: 0,
      suppressed: { total: 3, reasons: [{ code: "expired", count: 3 }] },
    })
  })

  it("is paused once, and cannot go on twice", async () => {
    const id = await campaign.launch()
    expect((await act(id, "resume")).body.error).toMatchObject({
      code: "conflict",
      help: expect.stringContaining("goes on by itself"),
    })
    await act(id, "pause")
    expect((await act(id, "pause")).body.error).toMatchObject({
      code: "conflict",
      help: expect.stringContaining("Resume it"),
    })
    await act(id, "resume")
    expect((await act(id, "resume")).status).toBe(409)
  })
})

describe("a launch that is canceled", () => {
  it("sends no more: who waits is suppressed, and who has a message keeps it", async () => {
    const id = await campaign.launch()
    await campaign.expand()
    await campaign.send(1)
    expect((await act(id, "cancel")).body).toMatchObject({ state: "canceled" })
    expect(await campaign.claim()).toEqual([])
    await campaign.tidy()
    expect(await campaign.report(id)).toMatchObject({
      state: "canceled",
      audience: 3,
      waiting: 0,
      accepted: 1,
      suppressed: { total: 2, reasons: [{ code: "canceled", count: 2 }] },
    })
  })

  it("before its time brings nobody in", async () => {
    const id = await campaign.launch({ at: inHours(1) })
    await act(id, "cancel")
    campaign.clock.advance(hourMs)
    await campaign.expand()
    expect(await campaign.report(id)).toMatchObject({ state: "canceled", audience: 0 })
  })

  it("while it was paused is canceled", async () => {
    const id = await campaign.launch()
    await campaign.expand()
    await act(id, "pause")
    await act(id, "cancel")
    await campaign.tidy()
    expect(await campaign.report(id)).toMatchObject({ state: "canceled", suppressed: { total: 3 } })
  })

  it("does not send either what failed later and was to go once more", async () => {
    const id = await campaign.launch()
    await campaign.expand()
    const [failed] = await campaign.claim(1)
    if (!failed) throw new Error("Nothing was claimed.")
    await campaign.inWorkspace(async (tx) => {
      const of = { workspace_id: campaign.platform.workspaceId, number_id: campaign.numberId, source_id: id }
      await tx.deleteFrom("outbox").where("id", "=", failed.id).execute()
      const now = campaign.clock.now()
      const history = { contact_id: failed.contact_id, content_id: campaign.contentId, variant: 0 }
      await tx
        .insertInto("messages")
        .values({
          id: failed.id,
          ...of,
          ...history,
          status: "failed",
          reason: "131049",
          decided_at: now,
          failed_at: now,
        })
        .execute()
      expect(await retryLate(tx, [{ id: failed.id, code: 131049 }], now)).toBe(1)
    })
    await act(id, "cancel")
    campaign.clock.advance(48 * hourMs)
    expect(await campaign.claim()).toEqual([])
    await campaign.tidy()
    const left = await campaign.inWorkspace((tx) => tx.selectFrom("outbox").select("id").execute())
    expect(left).toEqual([])
  })

  it.each(["cancel", "pause", "resume"])("takes no %s any more", async (action) => {
    const id = await campaign.launch()
    await act(id, "cancel")
    expect((await act(id, action)).body.error).toMatchObject({ code: "conflict" })
    expect(await stateOf(id)).toBe("canceled")
  })
})

it.each(["cancel", "pause"])("a launch that is completed takes no %s", async (action) => {
  const id = await campaign.launch()
  await campaign.expand()
  await campaign.send()
  await campaign.tidy()
  const { error } = (await act(id, action)).body
  expect(error).toMatchObject({
    code: "conflict",
    message: expect.stringContaining("nothing of it waits"),
    help: expect.stringContaining("it missed"),
  })
})

it("launches are listed with their campaign, those in one state where that is asked for", async () => {
  const [paused, canceled] = [await campaign.launch(), await campaign.launch()]
  await act(paused, "pause")
  await act(canceled, "cancel")
  const list = async (query: string) => (await campaign.api("GET", `launches?${query}`)).body
  const { data, next } = await list("state=paused")
  expect(data).toMatchObject([
    { id: paused, state: "paused", campaign: { id: campaign.campaignId, name: "Summer" } },
  ])
  expect(next).toBeNull()
  const either = await list(`state=paused,canceled&after=${paused}`)
  expect(either.data).toMatchObject([{ id: canceled, state: "canceled" }])
  const ofCampaign = await list(`campaign_id=${campaign.campaignId}&after=${paused}`)
  expect(ofCampaign.data).toMatchObject([{ id: canceled, state: "canceled" }])
  for (const wrong of ["state=stopped", "state=paused,stopped", "state="])
    expect((await list(wrong)).error).toMatchObject({ code: "invalid_request" })
})

it("a body that is wrong as a whole, or not there, is told what to do about it", async () => {
  const launches = `campaigns/${campaign.campaignId}/launches`
  expect((await campaign.api("POST", launches, { when: "now" })).body.error).toMatchObject({
    message: "The request: does not take when",
    help: expect.stringContaining("/docs"),
  })
  expect((await campaign.api("POST", "messages", {})).body.error).toMatchObject({
    field: "number_id",
    message: "number_id: is missing",
  })
  const empty = await fetch(`${campaign.url}/v1/${launches}`, {
    method: "POST",
    headers: { authorization: `Bearer ${campaign.platform.apiKey}`, "content-type": "application/json" },
  })
  expect(await empty.json()).toMatchObject({
    error: { code: "invalid_json", help: "Send {}, or leave out the content-type." },
  })
})

it("messages of a launch are listed by what became of them, and nothing is guessed of a status that is none", async () => {
  const id = await campaign.launch()
  await campaign.expand()
  const list = async (status: string) =>
    (await campaign.api("GET", `messages?source_id=${id}&status=${status}`)).body
  expect((await list("queued")).data).toHaveLength(3)
  expect((await list("sent")).data).toEqual([])
  expect((await list("waiting")).error).toMatchObject({
    code: "invalid_request",
    field: "status",
    message: expect.stringContaining("queued or in_doubt"),
  })
})

describe("a preview of a launch", () => {
  const preview = async (query = "") =>
    (await campaign.api("GET", `campaigns/${campaign.campaignId}/launches/preview${query}`)).body
  const setCategory = (category: string) =>
    campaign.inWorkspace((tx) => tx.updateTable("templates").set({ category }).execute())

  it("says who would get it, from which number, and which launch was the last", async () => {
    const id = await campaign.launch()
    expect(await preview()).toMatchObject({
      campaign: { id: campaign.campaignId },
      number: { id: campaign.numberId },
      template: { name: "summer", language: "en_US" },
      people: 3,
      last_launch: { id, state: "scheduled" },
    })
  })

  it("counts those who did not subscribe where it is no marketing, as a launch does", async () => {
    onTestFinished(async () => {
      await setCategory("MARKETING")
      await campaign.inWorkspace((tx) =>
        tx.updateTable("subscriptions").set({ state: "subscribed" }).execute(),
      )
    })
    await campaign.inWorkspace((tx) =>
      tx.updateTable("subscriptions").set({ state: "unsubscribed" }).execute(),
    )
    expect(await preview()).toMatchObject({ people: 0 })
    await setCategory("UTILITY")
    expect(await preview()).toMatchObject({ people: 3 })
  })

  it("counts only the people that a launch missed where it would repeat that one", async () => {
    const id = await campaign.launch()
    await campaign.expand()
    await campaign.send(1)
    await act(id, "cancel")
    await campaign.tidy()
    expect(await preview(`?resends=${id}&to=unsent`)).toMatchObject({ people: 2 })
    expect(await preview(`?resends=${id}&to=failed`)).toMatchObject({ people: 0 })
    await campaign.api("POST", `launches/${id}/resend`, { to: "unsent" })
    expect(await preview()).toMatchObject({ last_launch: { id, state: "canceled" } })
  })

  it.each(["?resends=0199d1de-0000-7000-8000-000000000000", "?to=failed"])("refuses %s", async (query) => {
    expect((await preview(query)).error).toMatchObject({ code: "invalid_request", field: "to" })
  })

  it("knows no launch that there is not", async () => {
    const query = "?resends=0199d1de-0000-7000-8000-000000000000&to=failed"
    expect((await preview(query)).error).toMatchObject({ code: "not_found" })
  })
})

describe("a launch that is repeated for those it missed", () => {
  const resend = (id: string, to: "failed" | "unsent") =>
    campaign.api("POST", `launches/${id}/resend`, { to })
  /** A launch that was canceled after its first message. */
  async function canceled(): Promise<string> {
    const id = await campaign.launch()
    await campaign.expand()
    await campaign.send(1)
    await act(id, "cancel")
    await campaign.tidy()
    return id
  }

  it("is so once, however often it is asked for at once", async () => {
    const id = await canceled()
    const answers = await Promise.all([resend(id, "unsent"), resend(id, "unsent"), resend(id, "failed")])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409])
    await campaign.expand()
    const rows = await campaign.claim()
    expect(new Set(rows.map(({ contact_id }) => contact_id)).size).toBe(rows.length)
  })

  it("is asked about where the part that it missed cannot be reached in time, and not where the whole could not", async () => {
    const mayReach = (messaging_limit: number | null) =>
      campaign.inWorkspace((tx) => tx.updateTable("numbers").set({ messaging_limit }).execute())
    onTestFinished(async () => void (await mayReach(null)))
    await mayReach(2)
    const early = { expires_at: inHours(20) }
    expect(await campaign.api("POST", `campaigns/${campaign.campaignId}/launches`, early)).toMatchObject({
      status: 409,
      body: { error: { code: "launch_too_long", audience: 3 } },
    })
    const id = await canceled()
    await mayReach(1)
    const again = (more: object) =>
      campaign.api("POST", `launches/${id}/resend`, { to: "unsent", ...early, ...more })
    expect(await again({})).toMatchObject({
      status: 409,
      body: { error: { code: "launch_too_long", audience: 2 } },
    })
    expect((await again({ even_if_incomplete: true })).status).toBe(202)
  })

  it("leaves out who may have a message that was in doubt when it was canceled", async () => {
    const id = await campaign.launch()
    await campaign.expand()
    const [doubtful] = await campaign.claim(1)
    if (!doubtful) throw new Error("Nothing was claimed.")
    await campaign.inWorkspace((tx) =>
      postpone(tx, [
        {
          id: doubtful.id,
          claim: doubtful.claim,
          contentId: doubtful.content_id,
          state: "in_doubt",
          at: campaign.clock.now(),
          reason: "in_doubt",
          counts: "unanswered",
        },
      ]),
    )
    await act(id, "cancel")
    await campaign.tidy()
    const { reasons } = (await campaign.report(id)).suppressed
    expect(reasons).toContainEqual(expect.objectContaining({ code: "canceled_in_doubt", count: 1 }))
    await resend(id, "unsent")
    await campaign.expand()
    const people = (await campaign.claim()).map(({ contact_id }) => contact_id)
    expect(people).toHaveLength(2)
    expect(people).not.toContain(doubtful.contact_id)
  })

  it("is so again once the people of the last time are known, and from the first launch on", async () => {
    const id = await canceled()
    const again = (await resend(id, "unsent")).body.id
    await act(again, "cancel")
    await campaign.tidy()
    expect((await resend(again, "unsent")).body.error).toMatchObject({ code: "conflict", parent_id: id })
    const one = await resend(id, "unsent")
    expect((await resend(id, "unsent")).status).toBe(409)
    await campaign.expand()
    expect(await campaign.report(one.body.id)).toMatchObject({ audience: 2, waiting: 2 })
    await act(one.body.id, "cancel")
    await campaign.tidy()
    const last = await resend(id, "failed")
    await campaign.expand()
    expect(await campaign.report(last.body.id)).toMatchObject({ audience: 0 })
  })
})

describe("a launch expires", () => {
  it("72 hours after it starts, unless told otherwise", async () => {
    const atOnce = await campaign.launch()
    expect((await campaign.report(atOnce)).expires_at).toBe(inHours(72))
    const scheduled = await campaign.launch({ at: inHours(5) })
    expect((await campaign.report(scheduled)).expires_at).toBe(inHours(77))
    const short = await campaign.launch({ expires_at: inHours(2) })
    expect((await campaign.report(short)).expires_at).toBe(inHours(2))
  })

  it("and what has not been sent by then is suppressed, and it is completed", async () => {
    const id = await campaign.launch({ expires_at: inHours(1) })
    await campaign.expand()
    await campaign.send(1)
    campaign.clock.advance(hourMs)
    await campaign.tidy()
    expect(await campaign.report(id)).toMatchObject({
      state: "completed",
      accepted: 1,
      suppressed: { total: 2, reasons: [{ code: "expired", count: 2 }] },
    })
  })

  it("not before it starts: that is refused, with the field", async () => {
    const answer = await campaign.api("POST", `campaigns/${campaign.campaignId}/launches`, {
      at: inHours(2),
      expires_at: inHours(1),
    })
    expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([
      422,
      "invalid_request",
      "expires_at",
    ])
  })
})

it("a launch in doubt says how many, and when a person decides", async () => {
  const id = await campaign.launch()
  await campaign.expand()
  const posted_at = campaign.clock.now()
  await campaign.inWorkspace((tx) => tx.updateTable("outbox").set({ state: "in_doubt", posted_at }).execute())
  const until = new Date(posted_at.getTime() + campaign.platform.config.inDoubtGraceMs).toISOString()
  expect(await campaign.report(id)).toMatchObject({ waiting: 3, in_doubt: { count: 3, until } })
})
