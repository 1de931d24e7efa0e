import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { z } from "zod"
import type { ConnectedNumber, Installation, LaunchReport, Program } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, readyToLaunch, reportOf, until } from "./launch-results.ts"

const contacts = 1_200
const ratePerSecond = 300
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const anything = z.unknown()
let installation: Installation
let server: Program
let number: ConnectedNumber
let templateId: string

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  server = installation.server
  await everybodyReads(installation)
  ;({ number, templateId } = await readyToLaunch(installation, contacts, ratePerSecond))
})
afterAll(() => installation.stop())

const advance = (advance_ms: number) => installation.sandbox.post("/_sandbox/clock", { advance_ms }, anything)
const start = async (roles?: string) => {
  const environment = { PORT: new URL(installation.apiUrl).port, ...(roles && { ROLES: roles }) }
  server = await installation.startServer(environment)
}

/** All that Meta has to tell is told: what it repeats at growing intervals, too. */
const metaHasTold = () =>
  until(
    async () => {
      const pending = z.object({ statuses: z.number(), webhooks: z.number() })
      const { statuses, webhooks } = await installation.sandbox.get("/_sandbox/pending", pending)
      if (statuses + webhooks > 0) await advance(10 * minuteMs)
      return statuses + webhooks
    },
    (untold) => untold === 0,
  )

/** Everything of the launch has gone that may go by itself, and Meta has told what became of it. */
async function settled(launch: string, before: number): Promise<LaunchReport> {
  const nothingWaits = ({ audience, waiting, in_doubt, accepted }: LaunchReport) =>
    audience === contacts && waiting === in_doubt.count && accepted + waiting === contacts
  await until(reportOf(installation, launch), nothingWaits)
  await metaHasTold()
  const taken = (await ledgerOf(installation, number)()).accepted - before
  return until(
    reportOf(installation, launch),
    (report) => nothingWaits(report) && report.accepted === taken && report.read === taken,
  )
}

const inDoubtOf = async (launch: string) => {
  const path = `/v1/messages?source_id=${launch}&status=in_doubt&limit=200`
  const page = z.object({ data: z.array(z.object({ id: z.string() })), next: z.string().nullish() })
  return (await installation.api.get(path, page)).data
}
const decide = (launch: string, decision: "send_again" | "leave") =>
  installation.api.post(
    "/v1/messages/decide",
    { source_id: launch, decision },
    z.object({ decided: z.number() }),
  )

const points = {
  "as it is launched": async (_launch: string) => undefined,
  "in the middle of its sends": async (_launch: string, before: number) =>
    until(ledgerOf(installation, number), ({ accepted }) => accepted > before + contacts / 3),
  "as the last statuses come": async (launch: string) =>
    until(reportOf(installation, launch), ({ accepted }) => accepted > contacts - ratePerSecond),
}

describe.each([
  ["twenty minutes", 20 * minuteMs],
  ["six hours", 6 * hourMs],
])("kill -9 of everything, and %s until it is started again", (_, downMs) => {
  it.each(Object.entries(points))(
    "%s: nothing is lost, nothing goes twice, and a person decides about the rest",
    {
      timeout: 600_000,
    },
    async (_name, reached) => {
      const before = await ledgerOf(installation, number)()
      const launch = await installation.launchToEverybody(number, templateId)
      await reached(launch, before.accepted)
      await server.kill()
      await advance(downMs)
      await start()

      const report = await settled(launch, before.accepted)
      expect(report).toMatchObject({ audience: contacts, failed: { total: 0 }, suppressed: { total: 0 } })
      expect(report.in_doubt.count).toBe(contacts - report.accepted)
      expect(await inDoubtOf(launch)).toHaveLength(Math.min(200, report.in_doubt.count))

      expect(await decide(launch, "send_again")).toEqual({ decided: report.in_doubt.count })
      await until(
        reportOf(installation, launch),
        ({ state, read }) => state === "completed" && read === contacts,
      )
      const after = await ledgerOf(installation, number)()
      expect(after.accepted - before.accepted).toBe(contacts)
      expect(after.duplicate_callback_data).toBe(0)
    },
  )
})

describe("the lanes in a process of their own", () => {
  const lanesRoles = "apply,lanes,background"
  let lanes: Program

  beforeAll(async () => {
    await server.stop()
    await start("api,intake")
    lanes = await installation.startServer({ ROLES: lanesRoles })
  }, 300_000)

  it("kill -9: the rest goes, and what a person leaves has failed until a status says otherwise", {
    timeout: 600_000,
  }, async () => {
    const before = await ledgerOf(installation, number)()
    const launch = await installation.launchToEverybody(number, templateId)
    await points["in the middle of its sends"](launch, before.accepted)
    await lanes.kill()
    lanes = await installation.startServer({ ROLES: lanesRoles })

    const { in_doubt: inDoubt, accepted } = await settled(launch, before.accepted)
    expect(inDoubt.count).toBe(contacts - accepted)
    await advance(10 * minuteMs)
    await until(
      () => decide(launch, "leave"),
      ({ decided }) => decided === inDoubt.count,
    )
    const report = await until(reportOf(installation, launch), ({ state }) => state === "completed")
    expect(report).toMatchObject({ accepted, failed: { total: inDoubt.count } })
    expect((await ledgerOf(installation, number)()).duplicate_callback_data).toBe(0)
  })

  it("stopped for ten minutes and continued, while others took over: it sends nothing of what it had", {
    timeout: 600_000,
  }, async () => {
    const before = await ledgerOf(installation, number)()
    const launch = await installation.launchToEverybody(number, templateId)
    await points["in the middle of its sends"](launch, before.accepted)
    process.kill(lanes.pid, "SIGSTOP")
    onTestFinished(() => {
      process.kill(lanes.pid, "SIGCONT")
    })
    await installation.startServer({ ROLES: lanesRoles })
    await advance(10 * minuteMs)
    const { in_doubt: inDoubt, accepted } = await settled(launch, before.accepted)
    expect(inDoubt.count).toBe(contacts - accepted)

    process.kill(lanes.pid, "SIGCONT")
    await until(
      () => fetch(`${lanes.url}/ready`),
      ({ status }) => status === 200,
    )
    const others = await installation.launchToEverybody(number, templateId)
    await until(
      reportOf(installation, others),
      ({ state, read }) => state === "completed" && read === contacts,
    )
    expect((await ledgerOf(installation, number)()).accepted).toBe(before.accepted + accepted + contacts)

    expect(await decide(launch, "send_again")).toEqual({ decided: inDoubt.count })
    await until(
      reportOf(installation, launch),
      ({ state, read }) => state === "completed" && read === contacts,
    )
    const after = await ledgerOf(installation, number)()
    expect(after.accepted - before.accepted).toBe(2 * contacts)
    expect(after.duplicate_callback_data).toBe(0)
  })
})
