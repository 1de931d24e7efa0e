/** The log of messages: each found by what became of it, with what was decided, posted and told. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { openCampaign } from "../../campaigns/testing/open-campaign.ts"
import { steppedClock } from "../../platform/clock.ts"
import { call } from "../../testing/call.ts"
import { eraseMessages } from "../history/erase-messages.ts"
import type { ClaimedRow } from "../outbox/claim.ts"
import { settle } from "../outbox/settle.ts"
import { accepted, endedAs, statusOf } from "../testing/open-outbox.ts"
import { statusWebhooks } from "../webhooks.ts"
import { forgetLog, isLogged, keepPayloads } from "./keep-log.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
let sent: ClaimedRow[]
let refused: ClaimedRow
let waiting: string

beforeAll(async () => {
  opened = await openCampaign({ people: 6 })
  await opened.launch()
  while (await opened.expand());
  const rows = await opened.claim(5)
  const [first, ...others] = rows
  if (first === undefined) throw new Error("Nothing was claimed.")
  ;[refused, sent] = [first, others]
  await opened.inWorkspace(async (tx) => {
    const settled = [
      endedAs(first, "failed", "131026"),
      ...others.map((row) => ({ ...accepted(row), payload: payloadOf(row) })),
    ]
    await settle(tx, settled, opened.clock.now())
    await keepPayloads(tx, opened.platform.workspaceId, settled)
  })
  const left = await opened.inWorkspace((tx) =>
    tx.selectFrom("outbox").select("id").executeTakeFirstOrThrow(),
  )
  waiting = left.id
})
afterAll(() => opened.close())

/** With what a hostile contact may be called. */
const payloadOf = ({ id }: ClaimedRow) =>
  JSON.stringify({ to: "4915112345678", text: { body: `<script>${id}</script>\u2028"'` } })

const get = async (path: string) => {
  const { status, body } = await opened.api("GET", path)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const idsIn = async (query: string): Promise<string[]> => {
  const { data } = await get(`messages?${query}`)
  return data.map(({ id }: { id: string }) => id)
}
const tell = (id: string, status: "delivered" | "read") =>
  opened.inWorkspace((tx) =>
    statusWebhooks.apply(
      tx,
      {
        workspaceId: opened.platform.workspaceId,
        numberId: opened.numberId,
        now: opened.clock.now(),
        metrics: opened.platform.metrics,
        rooms: opened.platform.rooms,
        isLogged: true,
      },
      [statusOf(id, status, opened.clock.now(), { recipientWaId: "4915112345678" })],
    ),
  )

it("is listed the latest first, page by page, by each of its filters", async () => {
  const all = [refused, ...sent].map(({ id }) => id)
  const pages: string[] = []
  let after = ""
  do {
    const { data, next } = await get(`messages?order=desc&limit=2${after}`)
    pages.push(...data.map(({ id }: { id: string }) => id))
    after = next === null ? "" : `&after=${next}`
  } while (after !== "")
  expect(pages).toEqual([...all, waiting].toSorted().toReversed())
  expect(await idsIn("status=queued")).toEqual([waiting])
  expect(await idsIn("status=failed")).toEqual([refused.id])
  expect(await idsIn("reason=131026")).toEqual([refused.id])
  expect(await idsIn("reason=131049")).toEqual([])
  expect(await idsIn(`contact_id=${refused.contact_id}`)).toEqual([refused.id])
  expect((await idsIn(`campaign_id=${opened.campaignId}`)).toSorted()).toEqual([...all, waiting].toSorted())
  expect((await idsIn(`number_id=${opened.numberId}`)).length).toBe(6)
  const other = await opened.api("POST", "campaigns", { name: "Other" })
  expect(await idsIn(`campaign_id=${other.body.id}`)).toEqual([])
  const later = new Date(opened.clock.now().getTime() + 3_600_000).toISOString()
  expect(await idsIn(`from=${later}`)).toEqual([])
  expect((await idsIn(`to=${later}`)).length).toBe(6)
})

it("names the campaign and, for those who may read contacts, the contact", async () => {
  const { data } = await get(`messages?contact_id=${refused.contact_id}`)
  expect(data).toMatchObject([
    { source: { kind: "launch", name: "Summer" }, contact_name: expect.any(String) },
  ])
  const key = await opened.api("POST", "api-keys", { name: "Counts", permissions: ["campaigns:read"] })
  const as = (path: string) =>
    call("GET", `${opened.url}/v1/${path}`, undefined, { authorization: `Bearer ${key.body.secret}` })
  expect((await as("messages?limit=1")).body.data).toMatchObject([{ contact_name: null }])
  expect((await as(`messages/${refused.id}/log`)).status).toBe(403)
})

it("has what was posted and what Meta told, word for word", async () => {
  const [one] = sent
  const id = one?.id ?? ""
  await tell(id, "delivered")
  await tell(id, "read")
  const log = await get(`messages/${id}/log`)
  expect(log.payload).toEqual(JSON.parse(one ? payloadOf(one) : ""))
  expect(log.webhooks.map(({ body }: { body: { status: string } }) => body.status)).toEqual([
    "delivered",
    "read",
  ])
  expect(log.message.status).toBe("read")
  expect(log.decisions.at(-1)).toEqual({ gate: "whatsapp", verdict: "passed" })
  expect((await get(`messages/${refused.id}/log`)).payload).toBeNull()
})

it("keeps neither tests nor codes", () => {
  const row = { contact_id: "0199", class: 3, variables: null }
  expect(isLogged(row)).toBe(true)
  expect(isLogged({ ...row, contact_id: null })).toBe(false)
  expect(isLogged({ ...row, class: 1 })).toBe(false)
  expect(isLogged({ ...row, variables: { name: "Ana", coupon_code: "SUN" } })).toBe(true)
  expect(isLogged({ ...row, variables: { login: { otp: "123456" } } })).toBe(false)
})

it("forgets a person who is erased, and what is older than the setting", async () => {
  const [, erased, kept] = sent
  await opened.inWorkspace((tx) =>
    eraseMessages(tx, opened.platform.workspaceId, [erased?.contact_id ?? ""], { now: opened.clock.now() }),
  )
  expect(await get(`messages/${erased?.id}/log`)).toMatchObject({ payload: null, webhooks: [] })
  // Meta tells of it once more: a webhook names the phone.
  await tell(erased?.id ?? "", "read")
  expect((await get(`messages/${erased?.id}/log`)).webhooks).toEqual([])
  const { platform } = opened
  const forget = (messageLogDays: number, now: Date) =>
    forgetLog({ db: platform.db, clock: steppedClock(now), config: { ...platform.config, messageLogDays } })
  const day = 86_400_000
  await forget(30, new Date(opened.clock.now().getTime() + 29 * day))
  expect((await get(`messages/${kept?.id}/log`)).payload).not.toBeNull()
  await forget(30, new Date(opened.clock.now().getTime() + 31 * day))
  expect((await get(`messages/${kept?.id}/log`)).payload).toBeNull()
})
