import { afterEach, describe, it } from "vitest"
import { z } from "zod"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type Installation, startInstallation } from "./installation/index.ts"
import { everybodyReads, expectEverybodyOnce, readyToLaunch, until } from "./launch-fate.ts"

const contacts = 2_000
let installation: Installation | undefined

afterEach(async () => {
  await installation?.stop()
  installation = undefined
})

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
    "%s, everybody still has exactly one message",
    { timeout: 240_000 },
    async (_name, failure, waitsFor) => {
      installation = await startInstallation({
        environment: {
          DATABASE_URL: await freshDatabase(),
          IN_DOUBT_GRACE_SECONDS: "8",
          META_TIMEOUT_SECONDS: "3",
        },
      })
      await everybodyReads(installation)
      const { number, templateId } = await readyToLaunch(installation, contacts)
      await installation.sandbox.post(
        "/_sandbox/failures",
        { ...failure, match: { phone_number_id: number.phoneNumberId } },
        z.unknown(),
      )
      const launch = await installation.launchToEverybody(number, templateId)
      await expectEverybodyOnce(installation, { number, launch, contacts })
      // A status may settle a message before its post is given up.
      const { apiUrl } = installation
      const metrics = async () => (await fetch(`${apiUrl}/metrics`)).text()
      await until(metrics, (text) => text.includes(`parley_messages_postponed_total{reason="${waitsFor}"}`))
    },
  )
})
