import { afterAll, beforeAll, describe, it } from "vitest"
import { z } from "zod"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type Installation, startInstallation } from "./installation/index.ts"
import { everybodyReads, expectEverybodyOnce, outlastDoubt, until } from "./launch-results.ts"

const contacts = 1_000
const graceMs = 8_000
let installation: Installation
/** Of the account that every number belongs to. */
let templateId: string | undefined

beforeAll(async () => {
  installation = await startInstallation({
    environment: {
      DATABASE_URL: await freshDatabase(),
      IN_DOUBT_GRACE_SECONDS: String(graceMs / 1000),
      META_TIMEOUT_SECONDS: "3",
    },
  })
  await everybodyReads(installation)
})
afterAll(() => installation.stop())

/** What happens, and the reason for which messages then wait. */
const troubles: [name: string, failure: Record<string, unknown>, waitsFor: string][] = [
  [
    "answers 429: too fast",
    { kind: "error", code: 130429, http_status: 429, share: 0.05, times: 100 },
    "130429",
  ],
  [
    "answers 500: something went wrong",
    { kind: "error", code: 131000, http_status: 500, share: 0.05, times: 100 },
    "131000",
  ],
  [
    "is behind a proxy that answers 503",
    { kind: "http", http_status: 503, body: "<html>Service Unavailable</html>", share: 0.05, times: 100 },
    "in_doubt",
  ],
  ["cuts connections before accepting", { kind: "reset", share: 0.05, times: 100 }, "in_doubt"],
  ["cuts connections after accepting", { kind: "accept_then_reset", share: 0.05, times: 100 }, "in_doubt"],
  ["accepts and never answers", { kind: "accept_then_timeout", share: 0.02, times: 30 }, "in_doubt"],
]

describe("when Meta", () => {
  it.each(troubles)(
    "%s, everyone still has exactly one message",
    { timeout: 240_000 },
    async (_name, failure, waitsFor) => {
      const number = await installation.connectNumber("UNLIMITED")
      templateId ??= await installation.approveTemplate(number.accountId)
      await installation.importSubscribers(number.groupId, contacts)
      await installation.sandbox.post(
        "/_sandbox/failures",
        { ...failure, match: { phone_number_id: number.phoneNumberId } },
        z.unknown(),
      )
      const before = await postponed(waitsFor)
      const launch = await installation.launchToEverybody(number, templateId)
      await outlastDoubt(installation, { number, launch, graceMs })
      await expectEverybodyOnce(installation, { number, launch, contacts })
      // A status may settle a message before its post is given up.
      await until(
        () => postponed(waitsFor),
        (count) => count > before,
      )
    },
  )
})

/** How often a message was put back into the outbox for that reason. */
async function postponed(reason: string): Promise<number> {
  const text = await (await fetch(`${installation.apiUrl}/metrics`)).text()
  const count = new RegExp(`^parley_messages_postponed_total\\{reason="${reason}"\\} (\\d+)$`, "m").exec(text)
  return Number(count?.[1] ?? 0)
}
