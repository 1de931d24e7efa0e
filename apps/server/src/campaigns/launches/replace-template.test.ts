import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { type ClaimedRow, releaseClaims } from "../../messaging/outbox/claim.ts"
import { decideDoubts, doubtClaims } from "../../messaging/outbox/doubts.ts"
import { postpone } from "../../messaging/outbox/postpone.ts"
import { openCampaign } from "../testing/open-campaign.ts"

let campaign: Awaited<ReturnType<typeof openCampaign>>
let autumnId: string
beforeAll(async () => {
  campaign = await openCampaign({ people: 4 })
  autumnId = await campaign.inWorkspace(async (tx) => {
    const {
      id: _,
      meta_id: __,
      ...summer
    } = await tx
      .selectFrom("templates")
      .selectAll()
      .where("id", "=", campaign.templateId)
      .executeTakeFirstOrThrow()
    const row = { ...summer, name: "autumn", components: JSON.stringify(summer.components) }
    return (await tx.insertInto("templates").values(row).returning("id").executeTakeFirstOrThrow()).id
  })
})
afterAll(() => campaign.close())
beforeEach(async () => {
  await campaign.endAll()
  await setStatus(campaign.templateId, "APPROVED")
})

const setStatus = (id: string, status: string) =>
  campaign.inWorkspace((tx) => tx.updateTable("templates").set({ status }).where("id", "=", id).execute())
const goOn = (id: string, template_id = autumnId) =>
  campaign.api("POST", `launches/${id}/template`, { template_id })
const later = (seconds: number) => new Date(campaign.clock.now().getTime() + seconds * 1000)
const templateOf = async (contentId: string) =>
  (
    await campaign.inWorkspace((tx) =>
      tx.selectFrom("contents").select("template_id").where("id", "=", contentId).executeTakeFirstOrThrow(),
    )
  ).template_id

it("who waits gets the other template, and what is in doubt, or on its way, keeps what it said", async () => {
  const id = await campaign.launch()
  await campaign.expand()
  const [doubtful] = await campaign.claim(1)
  const content_id = doubtful?.content_id
  await campaign.inWorkspace((tx) => doubtClaims(tx, campaign.numberId, []))
  const [onItsWay] = await campaign.claim(1)
  await setStatus(campaign.templateId, "DISABLED")
  expect(await campaign.report(id)).toMatchObject({ hold: { code: "template_disabled" } })

  expect(await goOn(id)).toMatchObject({ status: 200, body: { hold: null, waiting: 4 } })
  const waiting = await campaign.claim()
  expect(waiting).toHaveLength(2)
  for (const row of waiting) expect(await templateOf(row.content_id)).toBe(autumnId)
  const kept = await campaign.inWorkspace((tx) =>
    tx
      .selectFrom("outbox")
      .select("content_id")
      .where("id", "in", [doubtful?.id ?? "", onItsWay?.id ?? ""])
      .execute(),
  )
  expect(kept).toEqual([{ content_id }, { content_id }])
})

it("who was held by the old one is due at once", async () => {
  const id = await campaign.launch()
  await campaign.expand()
  const held = await campaign.claim()
  await setStatus(campaign.templateId, "PAUSED")
  await campaign.inWorkspace((tx) =>
    postpone(
      tx,
      held.map(({ id, claim, content_id: contentId }) => ({
        id,
        claim,
        contentId,
        state: "due",
        at: later(600),
        reason: "template_paused",
        counts: null,
      })),
    ),
  )
  expect(await campaign.claim()).toEqual([])
  await goOn(id)
  expect(await campaign.claim()).toHaveLength(4)
})

it("what a lane gives back without having posted it says the other one, too, and is due at once", async () => {
  const id = await campaign.launch()
  await campaign.expand()
  const [row] = await campaign.claim(1)
  if (!row) throw new Error("Nothing was claimed.")
  await setStatus(campaign.templateId, "PAUSED")
  await goOn(id)
  const at = later(600)
  await campaign.inWorkspace((tx) =>
    postpone(tx, [
      {
        ...{ id: row.id, claim: row.claim, contentId: row.content_id },
        ...{ state: "due", at, reason: "template_paused", counts: null },
      },
    ]),
  )
  const again = (await campaign.claim()).find((one) => one.id === row.id)
  expect(await templateOf(again?.content_id ?? "")).toBe(autumnId)
})

it("what a lane claims in that moment, and gives back, says the other one, too, and is due at once", async () => {
  const id = await campaign.launch()
  await campaign.expand()
  await setStatus(campaign.templateId, "DISABLED")
  const claimed = Promise.withResolvers<ClaimedRow[]>()
  const replaced = Promise.withResolvers<void>()
  const claiming = campaign.inWorkspace(async (tx) => {
    claimed.resolve(await campaign.claimIn(tx))
    await replaced.promise
  })
  const rows = await claimed.promise
  await goOn(id)
  replaced.resolve()
  await claiming
  const held = { state: "due", at: later(600), reason: "template_disabled", counts: null } as const
  await campaign.inWorkspace((tx) =>
    postpone(
      tx,
      rows.map(({ id, claim, content_id: contentId }) => ({ id, claim, contentId, ...held })),
    ),
  )
  const again = await campaign.claim()
  expect(again).toHaveLength(4)
  for (const row of again) expect(await templateOf(row.content_id)).toBe(autumnId)
})

it("what was in doubt, and a person sends again, says the other one", async () => {
  const id = await campaign.launch()
  await campaign.expand()
  await campaign.claim(1)
  await campaign.inWorkspace(async (tx) => {
    await doubtClaims(tx, campaign.numberId, [])
    await tx
      .updateTable("outbox")
      .set({ posted_at: later(0) })
      .where("state", "=", "in_doubt")
      .execute()
  })
  await setStatus(campaign.templateId, "DISABLED")
  await goOn(id)
  const now = later(60)
  await campaign.inWorkspace((tx) =>
    decideDoubts(tx, { sourceId: id }, { decision: "send_again", now, graceMs: 0 }),
  )
  campaign.clock.advance(60_000)
  const rows = await campaign.claim()
  expect(rows).toHaveLength(4)
  for (const row of rows) expect(await templateOf(row.content_id)).toBe(autumnId)
})

it("a claim whose answer was lost gives its messages back to say the other one", async () => {
  const id = await campaign.launch()
  await campaign.expand()
  const lost = await campaign.claim()
  await setStatus(campaign.templateId, "DISABLED")
  await goOn(id)
  await campaign.inWorkspace((tx) => releaseClaims(tx, campaign.numberId, [lost[0]?.claim ?? ""]))
  const rows = await campaign.claim()
  expect(rows).toHaveLength(4)
  for (const row of rows) expect(await templateOf(row.content_id)).toBe(autumnId)
})

it("a hold ends with it, and who enters later gets the other one", async () => {
  const id = await campaign.launch()
  await setStatus(campaign.templateId, "DISABLED")
  const held_until = new Date(campaign.clock.now().getTime() + 3_600_000)
  await campaign.inWorkspace((tx) =>
    tx.updateTable("sources").set({ held_until, hold_reason: "132016" }).where("id", "=", id).execute(),
  )
  await goOn(id)
  await campaign.expand()
  const rows = await campaign.claim()
  expect(rows).toHaveLength(4)
  for (const row of rows) expect(await templateOf(row.content_id)).toBe(autumnId)
})

it("is refused while nothing holds the launch, after it was canceled, and for a template that is not approved", async () => {
  const id = await campaign.launch()
  expect((await goOn(id)).body.error).toMatchObject({ code: "conflict" })
  await setStatus(campaign.templateId, "PAUSED")
  await setStatus(autumnId, "PENDING")
  expect((await goOn(id)).body.error).toMatchObject({ code: "not_sendable", field: "template_id" })
  await setStatus(autumnId, "APPROVED")
  await campaign.api("POST", `launches/${id}/cancel`)
  expect((await goOn(id)).body.error).toMatchObject({ code: "conflict", message: "The launch was canceled." })
})
