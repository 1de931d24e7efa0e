import { afterAll, beforeAll, expect, it } from "vitest"
import { openCampaign } from "../campaigns/testing/open-campaign.ts"
import { sql } from "../platform/database/index.ts"

let campaign: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  campaign = await openCampaign({ people: 2 })
})
afterAll(() => campaign.close())

const contact = async (externalId: string): Promise<string> =>
  (
    await campaign.api("POST", "contacts", {
      external_id: externalId,
      phone: undefined,
      bsuid: `DE.${externalId}`,
    })
  ).body.id
const say = (id: string, state: string, evidence: string) =>
  campaign.api("PUT", `contacts/${id}/subscriptions/${campaign.groupId}`, {
    state,
    source: "web_form",
    evidence,
  })

it("a group's report says what was known at any time, and names those who never said anything", async () => {
  const [ana, eva] = [await contact("ana"), await contact("eva")]
  campaign.clock.advance(60_000)
  await say(ana, "subscribed", "form 1")
  const then = campaign.clock.now().toISOString()
  campaign.clock.advance(60_000)
  await say(ana, "unsubscribed", "mail 2")
  const report = async (query = "") => {
    const { body } = await campaign.api("GET", `subscription-groups/${campaign.groupId}/report${query}`)
    return new Map(body.data.map((row: { id: string }) => [row.id, row]))
  }
  expect((await report()).get(ana)).toMatchObject({ state: "unsubscribed", evidence: "mail 2" })
  expect((await report(`?at=${then}`)).get(ana)).toMatchObject({ state: "subscribed", evidence: "form 1" })
  expect((await report()).get(eva)).toMatchObject({ state: "unknown", evidence: null })
  expect([...(await report("?state=unknown")).keys()]).toContain(eva)
  expect([...(await report("?state=unsubscribed")).keys()]).toEqual([ana])
})

it("a launch's report says who was left out and why, and what proves the consent of all others", async () => {
  const [bea, cid, dan] = [await contact("bea"), await contact("cid"), await contact("dan")]
  await say(bea, "subscribed", "form 7")
  await say(cid, "unsubscribed", "call")
  campaign.clock.advance(60_000)
  const launchId = await campaign.launch()
  await campaign.expand()
  // What she said later is not what the launch rested on.
  campaign.clock.advance(60_000)
  await campaign.inWorkspace((tx) =>
    sql`
      WITH gone AS (DELETE FROM outbox WHERE contact_id = ${bea} RETURNING *)
      INSERT INTO messages (id, workspace_id, number_id, source_id, contact_id, content_id, variant, status, decided_at)
      SELECT id, workspace_id, number_id, source_id, contact_id, ${campaign.contentId}, variant, 'accepted',
        ${campaign.clock.now()} FROM gone`.execute(tx),
  )
  campaign.clock.advance(60_000)
  await say(bea, "unsubscribed", "later")
  const { status, body } = await campaign.api("GET", `launches/${launchId}/consent-report?limit=100`)
  expect(status).toBe(200)
  const rows = new Map(body.data.map((row: { id: string }) => [row.id, row]))
  expect(rows.get(bea)).toMatchObject({ fate: "sent", state: "subscribed", evidence: "form 7" })
  expect(rows.get(cid)).toMatchObject({ fate: "suppressed", reason: "unsubscribed", evidence: "call" })
  expect(rows.get(dan)).toMatchObject({ fate: "suppressed", reason: "not_subscribed", state: "unknown" })
  const file = await fetch(`${campaign.url}/v1/launches/${launchId}/consent-report/file`, {
    headers: { authorization: `Bearer ${campaign.platform.apiKey}` },
  })
  const lines = (await file.text()).trim().split("\n")
  expect(lines[0]).toBe(
    "contact_id,external_id,phone,first_name,last_name,fate,reason,decided_at,state,source,evidence,actor,given_at,recorded_at",
  )
  expect(lines).toHaveLength(body.data.length + 1)
  expect(lines.find((line) => line.includes(cid))).toContain(",suppressed,unsubscribed,")
  const suppressed = await campaign.api("GET", `launches/${launchId}/consent-report?fate=suppressed`)
  expect(suppressed.body.data.map(({ id }: { id: string }) => id)).not.toContain(bea)
})
