import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, reportOf, until } from "./launch-results.ts"
import { advanceClock, clockMs, doctorOnNumbers, fullReportOf, holdOf, orderFailure } from "./troubles.ts"

const contacts = 300
const minuteMs = 60_000
let installation: Installation
let templateId: string | undefined

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  await everybodyReads(installation)
}, 300_000)
afterAll(() => installation.stop())

interface Trouble {
  failure: Parameters<typeof orderFailure>[2]
  code: string
}
const answering = (code: number): Trouble => ({ failure: { kind: "error", code }, code: String(code) })
const outOfReach = (failure: Trouble["failure"]): Trouble => ({ failure, code: "unreachable" })

/** How Meta is away, one way after the other, and why everything waits then. */
const troubles: Record<string, [Trouble, ...Trouble[]]> = {
  "saying that something went wrong": [answering(1), answering(2), answering(131000), answering(131016)],
  "saying that the app asks too often": [answering(4)],
  "saying that the account asks too often": [answering(80007)],
  "behind a proxy, and not there at all": [
    outOfReach({ kind: "http", http_status: 500, body: "Internal Server Error" }),
    outOfReach({ kind: "http", http_status: 503, body: "<html>Service Unavailable</html>" }),
    outOfReach({ kind: "reset" }),
  ],
}

describe("when Meta is away for ten minutes", () => {
  it.each(Object.entries(troubles))(
    "%s, posting stops, everything says why, and everyone has one message afterwards",
    { timeout: 300_000 },
    async (_name, ways) => {
      const number = await installation.connectNumber("HIGH")
      templateId ??= await installation.approveTemplate(number.accountId)
      await installation.importSubscribers(number.groupId, contacts)
      const [{ failure, code }, ...others] = ways
      let trouble = await orderFailure(installation, number, failure)
      const launch = await installation.launchToEverybody(number, templateId)
      const report = fullReportOf(installation, launch)
      const saysWhy = async (code: string) => {
        const { hold } = await until(report, (now) => now.hold?.code === code)
        expect(hold).toMatchObject({ title: expect.stringMatching(/\w/) })
        const meta = code === "unreachable" ? null : Number(code)
        await until(
          holdOf(installation, number),
          (now) => now?.held_until !== null && now?.hold_code === meta,
        )
        expect(await doctorOnNumbers(installation)).toContainEqual(
          meta === null
            ? expect.stringContaining("Meta cannot be reached")
            : expect.stringMatching(new RegExp(`refused with ${meta},|trouble of its own \\(${meta},`)),
        )
      }

      await saysWhy(code)
      let struck = 0
      for (const other of [...others, { failure, code }]) {
        const next = await orderFailure(installation, number, other.failure)
        struck += await trouble.hits()
        await trouble.takeBack()
        trouble = next
        for (let hits = 0, minutes = 0; minutes < 12 / ways.length; minutes += 2) {
          await advanceClock(installation, 2 * minuteMs)
          hits = await until(trouble.hits, (now) => now > hits)
        }
        await saysWhy(other.code)
      }
      struck += await trouble.hits()
      // Whatever was under way when it began; and then single messages that find out whether Meta is back.
      expect(struck).toBeLessThan(200)
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
