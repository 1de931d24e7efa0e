import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, reportOf, until } from "./launch-results.ts"
import { advanceClock, clockMs, doctorOnNumbers, fullReportOf, holdOf, orderFailure } from "./troubles.ts"

const contacts = 600
const minuteMs = 60_000
let installation: Installation
let templateId: string | undefined

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  await everybodyReads(installation)
}, 180_000)
afterAll(() => installation.stop())

/** How Meta is away, and why everything waits then. */
const troubles: [name: string, failure: Record<string, unknown>, code: string][] = [
  ["with code 1", { kind: "error", code: 1 }, "1"],
  ["with code 2", { kind: "error", code: 2 }, "2"],
  ["with code 4", { kind: "error", code: 4 }, "4"],
  ["with code 80007", { kind: "error", code: 80007 }, "80007"],
  ["with code 131000", { kind: "error", code: 131000 }, "131000"],
  ["with code 131016", { kind: "error", code: 131016 }, "131016"],
  [
    "behind a proxy that answers 500",
    { kind: "http", http_status: 500, body: "Internal Server Error" },
    "unreachable",
  ],
  [
    "behind a proxy that answers 503",
    { kind: "http", http_status: 503, body: "<html>Service Unavailable</html>" },
    "unreachable",
  ],
  ["and cuts connections", { kind: "reset" }, "unreachable"],
]

describe("when Meta is away for ten minutes", () => {
  it.each(troubles)(
    "%s, posting stops, everything says why, and everyone has one message afterwards",
    { timeout: 300_000 },
    async (_name, failure, code) => {
      const number = await installation.connectNumber("HIGH")
      templateId ??= await installation.approveTemplate(number.accountId)
      await installation.importSubscribers(number.groupId, contacts)
      const trouble = await orderFailure(installation, number, failure)
      const launch = await installation.launchToEverybody(number, templateId)
      const report = fullReportOf(installation, launch)

      const { hold } = await until(report, (now) => now.hold !== null)
      expect(hold).toMatchObject({ code, title: expect.stringMatching(/\w/) })
      const held = await until(holdOf(installation, number), (now) => now?.held_until !== null)
      expect(held?.hold_code).toBe(code === "unreachable" ? null : Number(code))
      expect(await doctorOnNumbers(installation)).toContainEqual(
        expect.stringContaining(code === "unreachable" ? "Meta cannot be reached" : `refused with ${code},`),
      )
      const struckAtFirst = await trouble.hits()
      for (let minutes = 0; minutes < 10; minutes += 2) {
        const before = await trouble.hits()
        await advanceClock(installation, 2 * minuteMs)
        await until(trouble.hits, (hits) => hits > before)
      }
      const struck = await trouble.hits()
      // Whatever was under way when it began, and single messages that find out whether Meta is back.
      expect(struckAtFirst).toBeLessThan(150)
      expect(struck - struckAtFirst).toBeLessThan(60)
      expect(await report()).toMatchObject({ waiting: contacts, accepted: 0, failed: { total: 0 } })

      await trouble.takeBack()
      const backMs = await clockMs(installation)
      await advanceClock(installation, 35_000)
      await until(ledgerOf(installation, number), ({ accepted }) => accepted > 0)
      expect((await clockMs(installation)) - backMs).toBeLessThan(minuteMs)
      await advanceClock(installation, 5 * minuteMs)
      const sent = await until(report, (now) => now.accepted + now.in_doubt.count === contacts)
      expect(sent.in_doubt.count).toBeLessThanOrEqual(struck)
      if (code === "unreachable") {
        // What the sandbox did not take got no answer either, and no later status tells so: a person decides.
        await advanceClock(installation, 6 * minuteMs)
        const decision = { source_id: launch, decision: "send_again" }
        expect(
          await installation.api.post("/v1/messages/decide", decision, z.object({ decided: z.number() })),
        ).toEqual({ decided: sent.in_doubt.count })
      } else expect(sent.in_doubt.count).toBe(0)
      expect(await until(reportOf(installation, launch), ({ read }) => read === contacts)).toMatchObject({
        audience: contacts,
        waiting: 0,
        accepted: contacts,
        refused: 0,
        failed: { total: 0 },
        suppressed: { total: 0 },
      })
      expect(await ledgerOf(installation, number)()).toMatchObject({
        accepted: contacts,
        recipients: contacts,
        duplicates: [],
      })
      await until(
        () =>
          installation.api.get(`/v1/launches/${launch}`, z.object({ state: z.string(), hold: z.unknown() })),
        ({ state, hold }) => state === "completed" && hold === null,
      )
    },
  )
})
