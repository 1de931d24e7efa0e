import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, reportOf, until } from "./launch-results.ts"
import { advanceClock, approve, doctorOnNumbers, fullReportOf, holdOf, orderFailure } from "./troubles.ts"

/** More than a number has under way at 80 a second. */
const contacts = 240
const minuteMs = 60_000
let installation: Installation
let number: ConnectedNumber
let templateId: string

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  await everybodyReads(installation)
  number = await installation.connectNumber("STANDARD")
  templateId = await installation.approveTemplate(number.accountId)
  await installation.importSubscribers(number.groupId, contacts)
}, 300_000)
afterAll(() => installation.stop())

/** Of the test, whose end leaves nothing of them. */
let launches: string[] = []
afterEach(async () => {
  const { api, sandbox } = installation
  await sandbox.send("DELETE", "/_sandbox/failures", undefined, z.unknown())
  for (const id of launches)
    await api.post(`/v1/launches/${id}/cancel`, {}, z.unknown()).catch(() => undefined)
  launches = []
})

const launchToEverybody = async () => {
  const launch = await installation.launchToEverybody(number, templateId)
  launches.push(launch)
  return launch
}

const accepted = async () => (await ledgerOf(installation, number)()).accepted

/** Moves the time on, a minute each, until it has come to that. */
const passMinutesUntil = <T>(ask: () => Promise<T>, holds: (answer: T) => boolean, minutes = 1) =>
  until(async () => {
    await advanceClock(installation, minutes * minuteMs)
    return ask()
  }, holds)

const allRead = (launch: string) =>
  until(reportOf(installation, launch), ({ state, read }) => state === "completed" && read === contacts)

describe("when Meta refuses whatever the number or its account sends", () => {
  it.each([
    ["131042: unpaid", { code: 131042 }],
    ["131048: reported as spam", { code: 131048 }],
    ["131064: templates in wrong categories", { code: 131064 }],
    ["100/33: out of the token's reach", { code: 100, subcode: 33 }],
  ])(
    "%s, the audience waits, and goes once the fault is gone",
    { timeout: 240_000 },
    async (_name, failure) => {
      const before = await accepted()
      const fault = await orderFailure(installation, number, { kind: "error", ...failure })
      const launch = await launchToEverybody()
      const report = fullReportOf(installation, launch)
      const { hold } = await until(report, (now) => now.hold !== null)
      const code = String(failure.code)
      expect(hold).toMatchObject({ code })
      expect((await holdOf(installation, number)())?.hold_code).toBe(failure.code)
      expect(await doctorOnNumbers(installation)).toContainEqual(
        expect.stringContaining(`refused with ${code},`),
      )
      const atFirst = await fault.hits()
      expect(atFirst).toBeLessThan(40)
      await advanceClock(installation, 2 * minuteMs)
      await until(fault.hits, (hits) => hits > atFirst)
      expect(await fault.hits()).toBeLessThan(atFirst + 5)
      expect(await report()).toMatchObject({ waiting: contacts, accepted: 0, failed: { total: 0 } })

      await fault.takeBack()
      await passMinutesUntil(accepted, (now) => now > before + 1)
      expect(await allRead(launch)).toMatchObject({ accepted: contacts, failed: { total: 0 } })
      expect(await accepted()).toBe(before + contacts)
    },
  )

  it.each([[131042], [131048]])(
    "in statuses with %i, a handful fail, and the rest goes once the fault is gone",
    { timeout: 300_000 },
    async (code) => {
      const before = await accepted()
      const fault = await orderFailure(installation, number, { kind: "async", code })
      const launch = await launchToEverybody()
      const report = fullReportOf(installation, launch)
      const { hold } = await until(report, (now) => now.hold !== null)
      expect(hold).toMatchObject({ code: String(code) })
      expect(await doctorOnNumbers(installation)).toContainEqual(
        expect.stringContaining(`refused with ${code},`),
      )
      // Meta takes 80 a second, and tells of their fate a moment later.
      const atFirst = await accepted()
      await advanceClock(installation, 2 * minuteMs)
      await until(accepted, (now) => now > atFirst)
      await fault.takeBack()
      const burnt = (await accepted()) - before
      expect(burnt).toBeLessThan(200)

      await passMinutesUntil(accepted, (now) => now >= before + contacts)
      const first = await until(report, (now) => now.read + now.failed.total + now.retrying === contacts)
      expect(first.accepted).toBe(contacts)
      const failed = first.failed.total + first.retrying
      expect(failed).toBeLessThanOrEqual(burnt)
      if (first.retrying > 0) {
        await advanceClock(installation, 24 * 60 * minuteMs)
        await until(report, (now) => now.read === contacts)
      } else {
        expect(first.failed.reasons).toMatchObject([{ code: String(code), count: failed }])
        await until(report, ({ state }) => state === "completed")
        const again = await installation.api.post(
          `/v1/launches/${launch}/resend`,
          { to: "failed" },
          z.object({ id: z.string() }),
        )
        await until(
          reportOf(installation, again.id),
          ({ state, read, audience }) => state === "completed" && audience === failed && read === failed,
        )
      }
      await until(accepted, (now) => now === before + contacts + failed)
    },
  )
})

describe("when Meta refuses a template", () => {
  let other: string
  beforeAll(async () => {
    other = await approve(installation, number, {
      name: "winter_sale",
      category: "MARKETING",
      components: [
        {
          type: "BODY",
          text: "Hello {{1}}, our winter sale in {{2}} starts today. Reply STOP to opt out",
          example: { body_text: [["Ana", "Lima"]] },
        },
      ],
    })
  })

  const launchOther = async () => {
    const { api } = installation
    const withId = z.object({ id: z.string() })
    const content = { kind: "template", template_id: other, values: { body: { "1": "you", "2": "town" } } }
    const campaign = await api.post(
      "/v1/campaigns",
      { name: "Winter sale", number_id: number.numberId, content },
      withId,
    )
    return (await api.post(`/v1/campaigns/${campaign.id}/launches`, {}, withId)).id
  }

  it.each([
    ["answers with 132001", { kind: "error", code: 132001 }],
    ["answers with 132015", { kind: "error", code: 132015 }],
    ["statuses with 132016", { kind: "async", code: 132016 }],
  ])("in %s, its launches wait and others go", { timeout: 300_000 }, async (_name, failure) => {
    const before = await accepted()
    const fault = await orderFailure(installation, number, { ...failure, match: { template: "summer_sale" } })
    const launch = await launchToEverybody()
    const report = fullReportOf(installation, launch)
    const { hold } = await until(report, (now) => now.hold !== null)
    expect(hold).toMatchObject({ code: String(failure.code) })
    await allRead(await launchOther())
    const isLate = failure.kind === "async"
    const now = await report()
    expect(now.waiting).toBeGreaterThan(isLate ? 0 : contacts - 1)
    expect(await fault.hits()).toBeLessThan(isLate ? 200 : 40)
    if (!isLate) expect(now.failed.total).toBe(0)

    await fault.takeBack()
    await passMinutesUntil(accepted, (taken) => taken >= before + 2 * contacts, 5)
    const ended = await until(report, (now) => now.read + now.failed.total + now.retrying === contacts)
    if (!isLate) expect(ended.read).toBe(contacts)
    if (ended.retrying > 0) {
      await advanceClock(installation, 4 * 60 * minuteMs)
      await until(report, (now) => now.read === contacts)
    }
  })
})

describe("when Meta takes nothing to one country", () => {
  it.each([["error"], ["async"]])(
    "by %s with 130497, everyone else is reached",
    { timeout: 300_000 },
    async (kind) => {
      const { api } = installation
      const created = await api.post(
        "/v1/imports",
        { file_name: "india.csv", subscription_group_id: number.groupId, consent_source: "sign-up form" },
        z.object({ id: z.string() }),
      )
      const indians = 200
      const rows = Array.from(
        { length: indians },
        (_, n) => `+9198765${String(10_000 + n)},Asha,subscribed,Pune`,
      )
      await api.upload(
        `/v1/imports/${created.id}/file`,
        ["phone,first_name,subscription_state,city", ...rows].join("\n"),
        z.unknown(),
      )
      await until(
        () => api.get(`/v1/imports/${created.id}`, z.object({ state: z.string() })),
        ({ state }) => state === "completed",
      )
      const fault = await orderFailure(installation, number, { kind, code: 130497, match: { country: "IN" } })
      const launch = await launchToEverybody()
      const report = fullReportOf(installation, launch)
      await until(report, ({ read }) => read === contacts)
      expect(await fault.hits()).toBeLessThan(kind === "error" ? 40 : 150)
      const now = await report()
      expect(now.audience).toBe(contacts + indians)
      expect(now.waiting).toBeGreaterThan(kind === "error" ? indians - 1 : 0)
      const queued = z.object({
        data: z.array(z.object({ reason: z.object({ code: z.string() }).nullable() })),
      })
      await until(
        () => api.get(`/v1/messages?source_id=${launch}&status=queued&limit=100`, queued),
        ({ data }) => data.some(({ reason }) => reason?.code === "130497"),
      )

      await fault.takeBack()
      await passMinutesUntil(report, ({ waiting }) => waiting === 0, 10)
      const ended = await until(report, (at) => at.read + at.failed.total === contacts + indians)
      if (kind === "error") expect(ended.failed.total).toBe(0)
    },
  )
})
