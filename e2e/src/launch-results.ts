import { setTimeout as sleep } from "node:timers/promises"
import { expect, TestRunner } from "vitest"
import { z } from "zod"
import {
  type ConnectedNumber,
  type Installation,
  type LaunchReport,
  launchReport,
  ledger,
} from "./installation/index.ts"

const withinMs = 240_000
/** What is left of a test's time to say what it waited for: a test that is out of time says nothing. */
const sayingMs = 2_000
/** How long it is between two looks: asking costs the processor that what is waited for needs, so seldom where it takes long. */
const soonMs = 50
const seldomMs = 250

/**
 * A number with an approved template and so many subscribers.
 * @param ratePerSecond how fast it sends; else as fast as the machine can. With it a launch to a thousand people lasts long enough
 * to be disturbed on any machine, and each message of a launch costs 5 ms of computing until it was read
 */
export async function readyToLaunch(
  installation: Installation,
  contacts: number,
  ratePerSecond?: number,
): Promise<{ number: ConnectedNumber; templateId: string }> {
  const number = await installation.connectNumber("UNLIMITED")
  const templateId = await installation.approveTemplate(number.accountId)
  await installation.importSubscribers(number.groupId, contacts)
  if (ratePerSecond !== undefined) await paceAt(installation, number, ratePerSecond)
  return { number, templateId }
}

/** From then on the number sends so many messages a second. */
export async function paceAt(
  { api }: Installation,
  { numberId }: ConnectedNumber,
  rate_per_second: number,
): Promise<void> {
  await api.send("PATCH", `/v1/numbers/${numberId}`, { rate_per_second }, z.unknown())
}

/** Phones that receive and read within a second, `afterMs` milliseconds after Meta took the message. */
export async function everybodyReads({ sandbox }: Installation, afterMs = 0): Promise<void> {
  const population = {
    sent_ms: [afterMs, afterMs + 100],
    delivered_share: 1,
    delivered_ms: [10, 200],
    read_share: 1,
    read_ms: [10, 200],
    reply_share: 0,
    block_share: 0,
    unreachable_share: 0,
    marketing_capped_share: 0,
  }
  await sandbox.send("PATCH", "/_sandbox/settings", { population }, z.unknown())
}

/** Asks until `holds`. @throws with the last answer when it never does, before the test is out of time */
export async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const startedMs = performance.now()
  const mostMs = Math.min(withinMs, leftOfTestMs() - sayingMs)
  let last: T | undefined
  for (let waitedMs = 0; waitedMs < mostMs; waitedMs = performance.now() - startedMs) {
    last = await ask().catch(() => undefined)
    if (last !== undefined && holds(last)) return last
    await sleep(Math.min(seldomMs, soonMs + waitedMs / 20))
  }
  const waitedSeconds = Math.round((performance.now() - startedMs) / 1000)
  throw new Error(`It did not come to that within ${waitedSeconds} s; last: ${JSON.stringify(last)}`)
}

function leftOfTestMs(): number {
  const test = TestRunner.getCurrentTest()
  if (test?.result?.startTime === undefined) return Number.POSITIVE_INFINITY // before or after the tests
  return test.result.startTime + test.timeout - Date.now()
}

export const reportOf =
  ({ api }: Installation, launch: string) =>
  () =>
    api.get(`/v1/launches/${launch}`, launchReport)

/** What the sandbox, standing for Meta, took from the number. */
export const ledgerOf =
  ({ sandbox }: Installation, number: ConnectedNumber) =>
  () =>
    sandbox.get(`/_sandbox/numbers/${number.phoneNumberId}/ledger`, ledger)

/**
 * Once no message of the launch is in doubt but those that Meta never took (nothing else is under way, and every status of what
 * it took has come), moves the time on by the grace period, and has what is left sent again, as a person would.
 */
export async function outlastDoubt(
  installation: Installation,
  { number, launch, graceMs }: { number: ConnectedNumber; launch: string; graceMs: number },
): Promise<void> {
  const { api, sandbox } = installation
  const queued = `/v1/messages?source_id=${launch}&status=queued&limit=1`
  await until(reportOf(installation, launch), ({ state }) => state === "sending" || state === "completed")
  const taken = async () => [
    (await reportOf(installation, launch)()).accepted,
    (await ledgerOf(installation, number)()).accepted,
  ]
  const sendAgain = async () => {
    await until(
      () => api.get(queued, z.object({ data: z.array(z.unknown()) })),
      ({ data }) => data.length === 0,
    )
    await until(taken, ([known, taken]) => known === taken)
    const { count } = (await reportOf(installation, launch)()).in_doubt
    if (count === 0) return count
    await sandbox.post("/_sandbox/clock", { advance_ms: graceMs }, z.unknown())
    await api.post("/v1/messages/decide", { source_id: launch, decision: "send_again" }, z.unknown())
    return count
  }
  await until(sendAgain, (count) => count === 0)
}

/** Waits for the end of a launch: each of its audience has exactly one message, as Meta counts and as we do. */
export async function expectEverybodyOnce(
  installation: Installation,
  { number, launch, contacts }: { number: ConnectedNumber; launch: string; contacts: number },
): Promise<void> {
  const report = await until(reportOf(installation, launch), isOver).catch(async (error) => {
    throw new Error(`What Meta has yet to tell: ${await untold(installation)}`, { cause: error })
  })
  expect(report).toMatchObject({
    audience: contacts,
    accepted: contacts,
    read: contacts,
    failed: { total: 0 },
  })
  expect(await ledgerOf(installation, number)()).toMatchObject({
    accepted: contacts,
    recipients: contacts,
    duplicates: [],
  })
}

/** Whether it is the sandbox that waits, backing off, or the server that has what it was told and does nothing with it. */
async function untold({ sandbox }: Installation): Promise<string> {
  const waiting = "/_sandbox/deliveries?state=waiting&bodies=false&limit=5"
  const asked = ["/_sandbox/clock", "/_sandbox/pending", waiting].map((path) =>
    sandbox.get(path, z.unknown()),
  )
  return JSON.stringify(await Promise.all(asked))
}

/** Every message was decided, and each that Meta took has met its end. */
const isOver = (report: LaunchReport) =>
  report.state === "completed" && report.read + report.failed.total - report.refused === report.accepted
