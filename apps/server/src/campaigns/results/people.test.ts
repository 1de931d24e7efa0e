/** The people behind the figures of a campaign, who left after it, and how its people answered. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { attributeReplies } from "../../messaging/replies.ts"
import { call } from "../../testing/call.ts"
import { hearForOptOuts } from "../conversions/opt-outs.ts"
import { openCampaign } from "../testing/open-campaign.ts"
import { sentCampaign } from "../testing/sent-campaign.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
let sent: ReturnType<typeof sentCampaign>
beforeAll(async () => {
  opened = await openCampaign({ people: 12 })
  sent = sentCampaign(opened)
})
afterAll(() => opened.close())

interface Person {
  id: string
  contact_id: string
  message_id: string | null
  reason: { code: string; title: string } | null
}

/** Everyone in a state, page by page. */
async function peopleIn(query: string, limit = 2): Promise<Person[]> {
  const found: Person[] = []
  let after = ""
  do {
    const { status, body } = await opened.api(
      "GET",
      `campaigns/${opened.campaignId}/people?${query}&limit=${limit}${after}`,
    )
    expect(status, JSON.stringify(body)).toBe(200)
    found.push(...body.data)
    after = body.next === null ? "" : `&after=${body.next}`
  } while (after !== "")
  return found
}
const idsIn = async (query: string) => (await peopleIn(query)).map(({ contact_id }) => contact_id).toSorted()
const idsOf = (list: readonly { contactId: string }[]) => list.map(({ contactId }) => contactId).toSorted()

it("each figure has its people, once and page by page", async () => {
  const { data } = (await opened.api("GET", "contacts?limit=2")).body
  const left: string[] = data.map(({ id }: { id: string }) => id).toSorted()
  for (const id of left)
    await opened.api("PUT", `contacts/${id}/subscriptions/${opened.groupId}`, {
      state: "unsubscribed",
      source: "api",
    })
  const launchId = await opened.launch()
  while (await opened.expand());
  expect(await idsIn("state=waiting")).toHaveLength(10)
  const messages = await sent.sendAll()
  const [refused, ...others] = messages
  await sent.status([refused?.id ?? ""], "failed", {
    errors: [{ code: 131026, title: "Gone", message: "Gone" }],
  })
  const arrived = others.map(({ id }) => id)
  await sent.status(arrived, "delivered")
  await sent.status(arrived.slice(0, 4), "read")
  const replied = others.slice(0, 2)
  const answer = (contactId: string, seconds: number) => ({
    numberId: opened.numberId,
    contactId,
    contextWamid: null,
    sentAt: new Date(opened.clock.now().getTime() + seconds * 1000),
  })
  await opened.inWorkspace((tx) =>
    attributeReplies(
      tx,
      replied.map(({ contactId }, place) => answer(contactId, place === 0 ? 30 : 3_000)),
    ),
  )
  expect(await idsIn("state=not_sent")).toEqual(left)
  expect(await peopleIn("state=not_sent&reason=unsubscribed")).toEqual(
    left.map((id) =>
      expect.objectContaining({
        contact_id: id,
        message_id: null,
        reason: expect.objectContaining({ code: "unsubscribed" }),
      }),
    ),
  )
  expect(await idsIn("state=not_sent&reason=expired")).toEqual([])
  expect(await idsIn("state=accepted")).toEqual(idsOf(messages))
  expect(await idsIn("state=failed&reason=131026")).toEqual([refused?.contactId])
  expect(await idsIn("state=delivered")).toEqual(idsOf(others))
  expect(await idsIn("state=read")).toEqual(idsOf(others.slice(0, 4)))
  expect(await idsIn(`state=replied&launch_id=${launchId}`)).toEqual(idsOf(replied))
  expect(await idsIn("state=read&variant=1")).toEqual([])

  const { body } = await opened.api("GET", `campaigns/${opened.campaignId}/insights`)
  expect(body.replies.count).toBe(2)
  expect(body.replies.within.filter(({ count }: { count: number }) => count > 0)).toEqual([
    { minutes: 1, count: 1 },
    { minutes: 60, count: 1 },
  ])
  expect(body.hours[12]).toMatchObject({ hour: 12, sent: 9, read: 4, replied: 2 })
  expect(body.numbers).toMatchObject([{ id: opened.numberId, before: "GREEN", after: "GREEN" }])
})

it("quality before is what it was when the first message went out", async () => {
  opened.clock.advance(60_000)
  await opened.platform.db.system((tx) => tx.updateTable("numbers").set({ quality_rating: "RED" }).execute())
  const { body } = await opened.api("GET", `campaigns/${opened.campaignId}/insights`)
  expect(body.numbers).toMatchObject([{ before: "GREEN", after: "RED" }])
})

it("by country and language what became of the messages is counted", async () => {
  const { data } = (await opened.api("GET", `campaigns/${opened.campaignId}/breakdown?by=country`)).body
  expect(data.reduce((sum: number, part: { accepted: number }) => sum + part.accepted, 0)).toBe(10)
  expect(data.every(({ key }: { key: string | null }) => key === null || /^[A-Z]{2}$/.test(key))).toBe(true)
  const languages = await opened.api("GET", `campaigns/${opened.campaignId}/breakdown?by=language`)
  expect(languages.body).toMatchObject({ messages: 10, is_sample: false })
})

it("someone who leaves by themselves soon after counts once, for the last campaign", async () => {
  const [person] = await peopleIn("state=delivered")
  const hear = hearForOptOuts(opened.platform)
  const leaves = (source: string) => [
    {
      kind: "subscription_changed" as const,
      workspace_id: opened.platform.workspaceId,
      contact_id: person?.contact_id ?? "",
      subscription_group_id: opened.groupId,
      state: "unsubscribed" as const,
      before: "subscribed" as const,
      source,
      at: opened.clock.now().toISOString(),
    },
  ]
  const optedOut = async () =>
    (await opened.api("GET", `campaigns/${opened.campaignId}/insights`)).body.opted_out
  await hear(leaves("import"))
  expect(await optedOut()).toBe(0)
  await hear(leaves("keyword"))
  await hear(leaves("keyword"))
  expect(await optedOut()).toBe(1)
  expect(await idsIn("state=opted_out")).toEqual([person?.contact_id])
})

it("what is of another campaign or workspace is not there, and names are for those who may read contacts", async () => {
  const other = await opened.api("POST", "campaigns", { name: "Other" })
  const { data } = (await opened.api("GET", `launches?campaign_id=${opened.campaignId}`)).body
  for (const what of ["people?state=read&", "insights?", "breakdown?by=country&"])
    expect(
      (await opened.api("GET", `campaigns/${other.body.id}/${what}launch_id=${data[0].id}`)).status,
    ).toBe(404)
  expect((await opened.api("GET", `campaigns/${opened.campaignId}/people?state=asleep`)).status).toBe(422)
  const key = await opened.api("POST", "api-keys", { name: "Counts", permissions: ["campaigns:read"] })
  const as = (path: string) =>
    call("GET", `${opened.url}/v1/campaigns/${opened.campaignId}/${path}`, undefined, {
      authorization: `Bearer ${key.body.secret}`,
    })
  expect((await as("insights")).status).toBe(200)
  expect((await as("people?state=read")).status).toBe(403)
})
