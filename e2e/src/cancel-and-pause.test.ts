import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import type { ConnectedNumber, Installation, Program } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, readyToLaunch, reportOf, until } from "./launch-results.ts"

const contacts = 1_000
const workerRoles = "apply,lanes,background"
const slow = 80
const quick = 1_000
const hourMs = 3_600_000
/** What leaves within a second at the slow rate, and once more for a machine that is busy. */
const aSecondsWorth = 2 * slow
let installation: Installation
let worker: Program
let number: ConnectedNumber
let templateId: string

beforeAll(async () => {
  installation = await startOnFreshDatabase({ environment: { ROLES: "api,intake" } })
  worker = await installation.startServer({ ROLES: workerRoles })
  await everybodyReads(installation)
  const ready = await readyToLaunch(installation, contacts)
  number = ready.number
  templateId = ready.templateId
})
afterAll(() => installation.stop())

const paceAt = (rate_per_second: number) =>
  installation.api.send("PATCH", `/v1/numbers/${number.numberId}`, { rate_per_second }, z.unknown())
const advance = (advance_ms: number) =>
  installation.sandbox.post("/_sandbox/clock", { advance_ms }, z.unknown())
const orderFailure = (order: object) =>
  installation.sandbox.post(
    "/_sandbox/failures",
    { match: { phone_number_id: number.phoneNumberId }, ...order },
    z.unknown(),
  )
const failuresEnd = () => installation.sandbox.send("DELETE", "/_sandbox/failures", undefined, z.unknown())
const accepted = async () => (await ledgerOf(installation, number)()).accepted
const doTo = (launch: string, action: "cancel" | "pause" | "resume") =>
  installation.api.post(`/v1/launches/${launch}/${action}`, {}, z.unknown())
const decide = (body: object) =>
  installation.api.post("/v1/messages/decide", body, z.object({ decided: z.number() }))
/** A launch of which the first hundreds have gone. */
async function launchUnderWay(): Promise<string> {
  const before = await accepted()
  const launch = await installation.launchToEverybody(number, templateId)
  await until(accepted, (count) => count > before + 150)
  return launch
}

it("a cancel stops within a second what waits, what was refused for a while and what is on its way back", {
  timeout: 300_000,
}, async () => {
  await paceAt(slow)
  await orderFailure({ kind: "error", code: 131000, share: 0.1 })
  const before = await accepted()
  const launch = await launchUnderWay()
  await doTo(launch, "cancel")
  const atCancel = await accepted()
  const report = await until(
    reportOf(installation, launch),
    ({ state, waiting }) => state === "canceled" && waiting === 0,
  )
  await failuresEnd()
  await advance(hourMs)
  const after = await accepted()
  expect(after - atCancel).toBeLessThan(aSecondsWorth)
  expect(report).toMatchObject({
    audience: contacts,
    accepted: after - before,
    failed: { total: 0 },
    suppressed: { reasons: [{ code: "canceled", count: contacts - (after - before) }] },
  })
})

it("while a launch is paused nothing of it goes, though its number sends; once it goes on, everyone has one message", {
  timeout: 300_000,
}, async () => {
  await paceAt(slow)
  const before = await ledgerOf(installation, number)()
  const launch = await launchUnderWay()
  await doTo(launch, "pause")
  const atPause = await accepted()
  const others = await installation.launchToEverybody(number, templateId)
  await paceAt(quick)
  await until(
    reportOf(installation, others),
    ({ state, accepted }) => state === "completed" && accepted === contacts,
  )
  const paused = await reportOf(installation, launch)()
  expect(paused.state).toBe("paused")
  expect((await accepted()) - contacts - atPause).toBeLessThan(aSecondsWorth)
  expect(paused.accepted).toBe((await accepted()) - contacts - before.accepted)

  await doTo(launch, "resume")
  await until(reportOf(installation, launch), ({ state, read }) => state === "completed" && read === contacts)
  expect((await accepted()) - before.accepted).toBe(2 * contacts)
})

it("what is in doubt as its launch is canceled never goes again, and counts as sent once its status comes", {
  timeout: 300_000,
}, async () => {
  await everybodyReads(installation, 3 * hourMs)
  await paceAt(quick)
  const before = await accepted()
  await orderFailure({ kind: "accept_then_reset", share: 0.05 })
  const launch = await launchUnderWay()
  await until(reportOf(installation, launch), ({ in_doubt }) => in_doubt.count > 0)
  await doTo(launch, "cancel")
  const report = await until(reportOf(installation, launch), ({ waiting }) => waiting === 0)
  await failuresEnd()
  const inDoubt = report.suppressed.reasons.find(({ code }) => code === "canceled_in_doubt")?.count ?? 0
  expect(inDoubt).toBeGreaterThan(0)
  expect(report.accepted + inDoubt).toBe((await accepted()) - before)

  expect(await decide({ source_id: launch, decision: "send_again" })).toEqual({ decided: 0 })
  const taken = (await accepted()) - before
  await advance(3 * hourMs)
  await until(reportOf(installation, launch), ({ read }) => read === taken)
  expect(await reportOf(installation, launch)()).toMatchObject({ accepted: taken, failed: { total: 0 } })
  expect((await accepted()) - before).toBe(taken)
})

it("what a dead worker had as its launch was canceled leaves the outbox, and is not sent again", {
  timeout: 300_000,
}, async () => {
  await everybodyReads(installation)
  const before = await accepted()
  const launch = await launchUnderWay()
  await worker.kill()
  await doTo(launch, "cancel")
  worker = await installation.startServer({ ROLES: workerRoles })
  const taken = (await accepted()) - before
  const report = await until(
    reportOf(installation, launch),
    ({ waiting, read }) => waiting === 0 && read === taken,
  )
  expect(report).toMatchObject({ state: "canceled", accepted: taken, failed: { total: 0 } })
  expect((await accepted()) - before).toBe(taken)
})
