import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, readyToLaunch, reportOf, until } from "./launch-results.ts"
import { advanceClock, orderFailure } from "./troubles.ts"

const contacts = 30
const anything = z.unknown()
const withId = z.object({ id: z.string() })
let installation: Installation
let number: ConnectedNumber
let wabaId: string
let campaign: string

const account = z.object({
  id: z.string(),
  waba_id: z.string(),
  optimized_delivery: z.object({ on: z.boolean(), state: z.string(), fix: z.string().nullable() }),
})

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  await everybodyReads(installation)
  const ready = await readyToLaunch(installation, contacts)
  number = ready.number
  wabaId = (await ofAccount()).waba_id
  const values = { body: { first_name: "Ana", city: "Lima" } }
  const content = { kind: "template", template_id: ready.templateId, values }
  const draft = { name: "Sale", number_id: number.numberId, content }
  campaign = (await installation.api.post("/v1/campaigns", draft, withId)).id
}, 240_000)
afterAll(() => installation?.stop())

async function ofAccount(): Promise<z.output<typeof account>> {
  const { data } = await installation.api.get("/v1/business-accounts", z.object({ data: z.array(account) }))
  const found = data.find(({ id }) => id === number.accountId)
  if (!found) throw new Error("The account is not there.")
  return found
}

const turn = (on: boolean) =>
  installation.api.post(`/v1/business-accounts/${number.accountId}/optimized-delivery`, { on }, account)
const patchAtMeta = (change: object) =>
  installation.sandbox.send("PATCH", `/_sandbox/wabas/${wabaId}`, change, anything)
const change = (optimized_delivery: boolean) =>
  installation.api.send("PATCH", `/v1/campaigns/${campaign}`, { optimized_delivery }, anything)

const ways = z.object({
  optimized: z.number(),
  billed_as_optimized: z.number(),
  instead: z.array(z.object({ code: z.string(), count: z.number() })),
})
const message = z.object({
  status: z.string(),
  wamid: z.string().nullable(),
  unanswered: z.number(),
  way: z.object({ endpoint: z.string(), instead: z.object({ code: z.string() }).nullable() }).nullable(),
})

/** Launches to everybody, who each read one more message of the number. @returns how they went, by results and by messages */
async function launch() {
  const { api } = installation
  const before = (await ledgerOf(installation, number)()).accepted
  const { id } = await api.post(`/v1/campaigns/${campaign}/launches`, {}, withId)
  await until(reportOf(installation, id), ({ state, read }) => state === "completed" && read === contacts)
  expect((await ledgerOf(installation, number)()).accepted - before).toBe(contacts)
  const read = await api.get(
    `/v1/campaigns/${campaign}/results?launch_id=${id}`,
    z.object({ ways, cost: z.object({ charged: z.number() }) }),
  )
  const { data } = await api.get(
    `/v1/messages?source_id=${id}&limit=${contacts}`,
    z.object({ data: z.array(message) }),
  )
  return { ...read, messages: data }
}

describe("optimized delivery of a business account", () => {
  it("cannot be turned on before its business accepts Meta's terms, and it says what to do", async () => {
    expect((await ofAccount()).optimized_delivery).toMatchObject({ on: false, state: "eligible" })
    await expect(turn(true)).rejects.toThrow(/not accepted Meta's terms.*accept the terms/s)
    expect((await ofAccount()).optimized_delivery.on).toBe(false)
  })

  it("is known to be possible when Meta tells that the terms are signed, and is turned on by a member", async () => {
    await patchAtMeta({ marketing_messages_onboarding_status: "ONBOARDED" })
    await until(ofAccount, ({ optimized_delivery }) => optimized_delivery.state === "onboarded")
    expect((await turn(true)).optimized_delivery).toMatchObject({ on: true, fix: null })
  })

  it("sends marketing templates through the Marketing Messages API, and counts what Meta bills as such", {
    timeout: 120_000,
  }, async () => {
    const { ways, messages } = await launch()
    expect(ways).toEqual({ optimized: contacts, billed_as_optimized: contacts, instead: [] })
    expect(messages).toHaveLength(contacts)
    for (const { way } of messages) expect(way).toEqual({ endpoint: "marketing_messages", instead: null })
  })

  it("does not for a campaign that says otherwise", { timeout: 120_000 }, async () => {
    await change(false)
    const { ways, messages } = await launch()
    expect(ways).toEqual({ optimized: 0, billed_as_optimized: 0, instead: [] })
    expect(messages[0]?.way).toEqual({ endpoint: "messages", instead: null })
    await change(true)
  })

  it("sends by Cloud API what Meta refuses to take this way: once to everybody, and the reason is kept", {
    timeout: 120_000,
  }, async () => {
    const refused = await orderFailure(installation, number, {
      kind: "error",
      code: 134101,
      match: { edge: "marketing_messages" },
    })
    const { ways, messages } = await launch()
    await refused.takeBack()
    expect(ways).toMatchObject({ optimized: 0, instead: [{ code: "134101", count: contacts }] })
    for (const { way } of messages)
      expect(way).toMatchObject({ endpoint: "messages", instead: { code: "134101" } })
  })

  it("sends nothing twice whose answer is lost: its status tells that it went, and by which way", {
    timeout: 120_000,
  }, async () => {
    // What was refused before is not tried again for ten minutes.
    await advanceClock(installation, 11 * 60_000)
    const lost = await orderFailure(installation, number, {
      kind: "accept_then_reset",
      times: 5,
      match: { edge: "marketing_messages" },
    })
    const { ways, messages } = await launch()
    expect(await lost.hits()).toBe(5)
    expect(ways).toEqual({ optimized: contacts, billed_as_optimized: contacts, instead: [] })
    expect(messages.filter(({ unanswered }) => unanswered > 0).length).toBeLessThanOrEqual(5)
    for (const { way } of messages) expect(way?.endpoint).toBe("marketing_messages")
  })

  it("is the way for what Cloud API refuses, also where the campaign did not want it", {
    timeout: 120_000,
  }, async () => {
    await change(false)
    await patchAtMeta({ disable_marketing_messages_on_cloud_api: true })
    const { ways, messages } = await launch()
    expect(ways).toMatchObject({ optimized: contacts, instead: [{ code: "131063", count: contacts }] })
    expect(messages[0]?.way).toMatchObject({ endpoint: "marketing_messages", instead: { code: "131063" } })
  })

  it("is turned off without asking Meta", async () => {
    expect((await turn(false)).optimized_delivery.on).toBe(false)
  })
})
