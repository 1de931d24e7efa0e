import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { settle } from "../../messaging/outbox/settle.ts"
import { applyStatuses } from "../../messaging/statuses.ts"
import { accepted, endedAs, statusOf } from "../../messaging/testing/open-outbox.ts"
import { sql } from "../../platform/database/index.ts"
import { openCampaign } from "../testing/open-campaign.ts"

/** Codes of Meta's: the phone is not on WhatsApp, which lasts, and the cap on marketing, which passes in a day. */
const notOnWhatsApp = "131026"
const capped = "131049"

let campaign: Awaited<ReturnType<typeof openCampaign>>
let otherTemplateId: string
let paused: string
let demanding: string
beforeAll(async () => {
  campaign = await openCampaign({ people: 6 })
  otherTemplateId = await copyTemplate("autumn", {})
  paused = await copyTemplate("winter", { status: "PAUSED" })
  const text = { type: "BODY", text: "Hi {{nickname}}, welcome.", example: { body_text_named_params: [] } }
  const components = JSON.stringify([text])
  demanding = await copyTemplate("spring", { parameter_format: "NAMED", components })
})
afterAll(() => campaign.close())
beforeEach(() => campaign.endAll())

/** A template like the campaign's. @returns its id */
const copyTemplate = (name: string, change: object): Promise<string> =>
  campaign.inWorkspace(async (tx) => {
    const row = tx.selectFrom("templates").selectAll().where("id", "=", campaign.templateId)
    const { id: _, meta_id: __, ...summer } = await row.executeTakeFirstOrThrow()
    const copy = { ...summer, name, components: JSON.stringify(summer.components), ...change }
    return (await tx.insertInto("templates").values(copy).returning("id").executeTakeFirstOrThrow()).id
  })

/**
 * A launch that is over: of six people two are not on WhatsApp, one is refused as capped, one was left out by frequency caps and two got it.
 * @returns its id and the contacts, in that order
 */
async function missed(): Promise<{ id: string; contacts: string[] }> {
  const id = await campaign.launch()
  await campaign.expand()
  while (await campaign.expand());
  const rows = (await campaign.claim()).toSorted((a, b) =>
    (a.contact_id ?? "") < (b.contact_id ?? "") ? -1 : 1,
  )
  const ends = [notOnWhatsApp, notOnWhatsApp, capped]
  await campaign.inWorkspace((tx) =>
    settle(
      tx,
      rows.map((row, place) => {
        const code = ends[place]
        if (code !== undefined) return endedAs(row, "failed", code)
        return place === 3 ? endedAs(row, "dropped", "capped") : accepted(row)
      }),
      campaign.clock.now(),
    ),
  )
  await campaign.tidy()
  return { id, contacts: rows.map(({ contact_id }) => contact_id ?? "") }
}

const resend = (id: string, body: object) => campaign.api("POST", `launches/${id}/resend`, body)

/** Who a launch sends to, and with which template. */
async function sendsTo(id: string) {
  while (await campaign.expand());
  return campaign.inWorkspace(async (tx) => {
    const { rows } = await sql<{ contact_id: string; template_id: string }>`
      SELECT o.contact_id, c.template_id FROM outbox AS o
      JOIN source_variants AS v ON v.source_id = o.source_id AND v.variant = o.variant
      JOIN contents AS c ON c.id = v.content_id
      WHERE o.source_id = ${id} ORDER BY o.contact_id`.execute(tx)
    return rows
  })
}

describe("sending once more with another template", () => {
  it("reaches those who were sent nothing, and says by which template", async () => {
    const { id, contacts } = await missed()
    const body = { to: "unsent", template_id: otherTemplateId }
    const { status, body: again } = await resend(id, body)
    expect([status, again.template]).toEqual([
      202,
      { id: otherTemplateId, name: "autumn", language: expect.any(String) },
    ])
    expect(await sendsTo(again.id)).toEqual([{ contact_id: contacts[3], template_id: otherTemplateId }])
    expect((await campaign.report(id)).template).toBeNull()
  })

  it("counts each person once against the first wave", async () => {
    const { id } = await missed()
    const again = (await resend(id, { to: "failed", template_id: otherTemplateId })).body.id
    expect(await sendsTo(again)).toHaveLength(3)
    await campaign.send()
    await campaign.tidy()
    const results = (await campaign.api("GET", `campaigns/${campaign.campaignId}/results?launch_id=${id}`))
      .body
    const gate = (name: string) => results.gates.find((one: { gate: string }) => one.gate === name)?.count
    expect([gate("audience"), gate("accepted")]).toEqual([6, 5])
    expect((await resend(id, { to: "failed" })).status).toBe(202)
    expect((await campaign.report(again)).template.name).toBe("autumn")
  })

  it("tells beforehand how many it would be, and who has withdrawn consent is not among them", async () => {
    const { id, contacts } = await missed()
    const preview = async (to: string) => {
      const query = `resends=${id}&to=${to}&template_id=${otherTemplateId}`
      return (await campaign.api("GET", `campaigns/${campaign.campaignId}/launches/preview?${query}`)).body
    }
    expect(await preview("failed")).toMatchObject({ people: 3, template: { name: "autumn" } })
    const subscription = `contacts/${contacts[0]}/subscriptions/${campaign.groupId}`
    await campaign.api("PUT", subscription, { state: "unsubscribed" })
    expect(await preview("failed")).toMatchObject({ people: 2 })
    const again = (await resend(id, { to: "failed", template_id: otherTemplateId })).body.id
    expect((await sendsTo(again)).map(({ contact_id }) => contact_id)).toEqual([contacts[1], contacts[2]])
    await campaign.api("PUT", subscription, { state: "subscribed" })
  })

  it("refuses a template that is not approved, that is not there, or that asks for more, and launches nothing", async () => {
    const { id } = await missed()
    const nobodys = "0199d1de-0000-7000-8000-000000000000"
    const answers = await Promise.all(
      [paused, demanding, nobodys].map(async (template_id) => {
        const { status, body } = await resend(id, { to: "unsent", template_id })
        return [status, body.error.code, body.error.field]
      }),
    )
    expect(answers).toEqual([
      [409, "not_sendable", "template_id"],
      [422, "invalid_request", expect.stringContaining("nickname")],
      [404, "not_found", undefined],
    ])
    const list = await campaign.api("GET", `launches?campaign_id=${campaign.campaignId}&state=scheduled`)
    expect(list.body.data).toEqual([])
  })
})

describe("the retry plan of a launch", () => {
  const plan = async (id: string) => (await campaign.api("GET", `launches/${id}/retries`)).body

  it("has what failed later for a reason that passes, by code, and when it goes once more", async () => {
    const id = await campaign.launch()
    while (await campaign.expand());
    const rows = await campaign.claim()
    const now = campaign.clock.now()
    await campaign.inWorkspace((tx) => settle(tx, rows.map(accepted), now))
    expect(await plan(id)).toEqual({ data: [] })
    const failed = rows.slice(0, 3).map((row, place) =>
      statusOf(row.id, "failed", now, {
        errors: [{ code: Number(place < 2 ? capped : notOnWhatsApp), title: "", message: "" }],
      }),
    )
    await campaign.inWorkspace((tx) => applyStatuses(tx, failed, now))
    const tomorrow = new Date(now.getTime() + 24 * 3_600_000).toISOString()
    expect(await plan(id)).toMatchObject({
      data: [{ code: capped, count: 2, first_at: tomorrow, last_at: tomorrow }],
    })
    expect(await campaign.report(id)).toMatchObject({ retrying: 2, failed: { total: 1 } })
    const list = (await campaign.api("POST", "lists", { name: "Failed for good" })).body.id
    const first = await campaign.api("POST", `launches/${id}/people/list`, { list_id: list, state: "failed" })
    expect(first.body).toMatchObject({ contacts: 1, changed: 1 })
  })
})

describe("people of a launch onto a static list", () => {
  const put = (id: string, body: object) => campaign.api("POST", `launches/${id}/people/list`, body)
  const newList = async (name: string) => (await campaign.api("POST", "lists", { name })).body.id
  const onIt = (list: string) =>
    campaign.inWorkspace(async (tx) => {
      const members = tx.selectFrom("list_members").select("contact_id").where("list_id", "=", list)
      return (await members.orderBy("contact_id").execute()).map(({ contact_id }) => contact_id)
    })

  it("are those whose messages failed, with a code or with any; asking twice adds nobody twice", async () => {
    const { id, contacts } = await missed()
    const list = await newList("Not on WhatsApp")
    const body = { list_id: list, state: "failed", reason: notOnWhatsApp }
    expect((await put(id, body)).body).toEqual({ contacts: 2, changed: 2, next: null })
    expect((await put(id, body)).body).toEqual({ contacts: 2, changed: 0, next: null })
    expect(await onIt(list)).toEqual(contacts.slice(0, 2))
    const all = await newList("Failed")
    expect((await put(id, { list_id: all, state: "failed" })).body.changed).toBe(3)
  })

  it("are those that a rule left out, also before there was a message, and those who got it", async () => {
    await campaign.inWorkspace((tx) =>
      sql`UPDATE subscriptions SET state = 'unsubscribed' WHERE contact_id = (SELECT min(id::text)::uuid FROM contacts)`.execute(
        tx,
      ),
    )
    const id = await campaign.launch()
    while (await campaign.expand());
    const [first, ...rest] = await campaign.claim()
    await campaign.inWorkspace((tx) =>
      settle(
        tx,
        [...(first ? [endedAs(first, "dropped", "capped")] : []), ...rest.slice(0, 2).map(accepted)],
        campaign.clock.now(),
      ),
    )
    const count = async (state: string, reason?: string) => {
      const list = await newList(`${state} ${reason}`)
      let [changed, after]: [number, string | null] = [0, null]
      do {
        const body: object = {
          list_id: list,
          state,
          ...(reason && { reason }),
          ...(after !== null && { after }),
        }
        const step: { changed: number; next: string | null } = (await put(id, body)).body
        changed += step.changed
        after = step.next
      } while (after !== null)
      return changed
    }
    expect(await count("suppressed")).toBe(2)
    expect(await count("suppressed", "unsubscribed")).toBe(1)
    expect(await count("suppressed", "capped")).toBe(1)
    expect(await count("accepted")).toBe(2)
    expect(await count("waiting")).toBe(2)
  })

  it("need a list and a launch that there are, and a state", async () => {
    const { id } = await missed()
    const nobodys = "0199d1de-0000-7000-8000-000000000000"
    const list = await newList("Somebody")
    expect((await put(id, { list_id: nobodys, state: "failed" })).status).toBe(404)
    expect((await put(nobodys, { list_id: list, state: "failed" })).status).toBe(404)
    expect((await put(id, { list_id: list, state: "lost" })).body.error.field).toBe("state")
    const after = { list_id: list, state: "failed", after: "nowhere" }
    expect((await put(id, after)).body.error.field).toBe("after")
    const beyond = { ...after, after: "9:0199d1de-0000-7000-8000-000000000000" }
    expect((await put(id, beyond)).body).toEqual({ contacts: 0, changed: 0, next: null })
  })
})
