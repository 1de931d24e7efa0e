/** What the results of a campaign say is what Meta counted, and the log has each message as Meta got it. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { readyToLaunch } from "./launch-results.ts"

const people = 120
const settled = { timeout: 120_000, interval: 500 }

let parley: Installation
let phoneNumberId: string
let campaignId: string
beforeAll(async () => {
  parley = await startOnFreshDatabase()
  const { number, templateId } = await readyToLaunch(parley, people)
  phoneNumberId = number.phoneNumberId
  const population = {
    sent_ms: [0, 100],
    delivered_share: 0.9,
    delivered_ms: [10, 200],
    read_share: 0.5,
    read_ms: [10, 200],
    reply_share: 0,
    block_share: 0,
    unreachable_share: 0.1,
    marketing_capped_share: 0.1,
  }
  await parley.sandbox.send("PATCH", "/_sandbox/settings", { population }, z.unknown())
  const launchId = await parley.launchToEverybody(number, templateId)
  const launch = await parley.api.get(`/v1/launches/${launchId}`, z.object({ campaign_id: z.string() }))
  campaignId = launch.campaign_id
}, 300_000)
afterAll(() => parley?.stop())

const byStatus = z.object({ accepted: z.number(), by_status: z.record(z.string(), z.number()) })
const results = z.object({
  waiting: z.number(),
  gates: z.array(z.object({ gate: z.string(), count: z.number() })),
  failures: z.array(z.object({ code: z.string(), count: z.number() })),
  retried: z.number(),
})
const page = z.object({
  data: z.array(z.object({ id: z.string(), contact_id: z.string() })),
  next: z.string().nullable(),
})

async function compared() {
  const ledger = await parley.sandbox.get(`/_sandbox/numbers/${phoneNumberId}/ledger`, byStatus)
  const found = await parley.api.get(`/v1/campaigns/${campaignId}/results`, results)
  const gate = (name: string) => found.gates.find((one) => one.gate === name)?.count
  const own = {
    accepted: gate("accepted"),
    sent: gate("sent"),
    delivered: gate("delivered"),
    read: gate("read"),
    // What Meta delivers to nobody at the moment goes again later.
    failed: found.retried + found.failures.reduce((sum, { count }) => sum + count, 0),
  }
  const of = (status: string) => ledger.by_status[status] ?? 0
  const metas = {
    accepted: ledger.accepted,
    sent: of("sent"),
    delivered: of("delivered"),
    read: of("read"),
    failed: of("failed"),
  }
  const isOver = found.waiting === 0 && gate("audience") === people
  return { own, metas, isOver, failures: found.failures }
}

it("each figure is that of Meta's own ledger", async () => {
  await expect
    .poll(async () => {
      const { own, metas, isOver } = await compared()
      return isOver && metas.read > 0 && JSON.stringify(own) === JSON.stringify(metas)
    }, settled)
    .toBe(true)
  const { own, failures } = await compared()
  expect(own.failed).toBeGreaterThan(0)
  // Behind each figure are as many people.
  for (const { code, count } of failures) {
    const failed = await parley.api.get(
      `/v1/campaigns/${campaignId}/people?state=failed&reason=${code}&limit=500`,
      page,
    )
    expect(failed.data.length).toBe(count)
  }
}, 150_000)

it("the log has what was posted, and what Meta told of it", async () => {
  const read = await parley.api.get(`/v1/messages?campaign_id=${campaignId}&status=read&limit=1`, page)
  const [one] = read.data
  const log = await parley.api.get(
    `/v1/messages/${one?.id}/log`,
    z.object({
      payload: z.looseObject({
        to: z.string(),
        type: z.literal("template"),
        biz_opaque_callback_data: z.string(),
      }),
      webhooks: z.array(z.object({ body: z.looseObject({ status: z.string() }) })),
      decisions: z.array(z.object({ verdict: z.string() })),
    }),
  )
  expect(log.payload.biz_opaque_callback_data).toBe(one?.id)
  expect(log.webhooks.map(({ body }) => body.status)).toContain("read")
  expect(log.decisions.every(({ verdict }) => verdict === "passed")).toBe(true)
})
