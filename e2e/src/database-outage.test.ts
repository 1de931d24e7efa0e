import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { startEmbeddedPostgres } from "../../apps/server/src/platform/database/index.ts"
import { HttpError, type Installation, startInstallation } from "./installation/index.ts"
import { everybodyReads, expectEverybodyOnce, ledgerOf, readyToLaunch, until } from "./launch-results.ts"

const contacts = 2_000
const ratePerSecond = 400
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

describe("PostgreSQL stopped and started in the middle of 2,000 sends", () => {
  it("loses nothing and sends nothing twice", { timeout: 240_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "parley-outage-"))
    await chmod(folder, 0o755)
    cleanups.push(() => rm(folder, { recursive: true, force: true }))
    let postgres = await startEmbeddedPostgres({ folder })
    cleanups.push(() => postgres.stop())

    const installation: Installation = await startInstallation({
      environment: { DATABASE_URL: postgres.url, IN_DOUBT_GRACE_SECONDS: "15" },
    })
    cleanups.push(() => installation.stop())
    await everybodyReads(installation)
    const { number, templateId } = await readyToLaunch(installation, contacts, ratePerSecond)
    const launch = await installation.launchToEverybody(number, templateId)
    await until(ledgerOf(installation, number), ({ accepted }) => accepted > ratePerSecond)

    await postgres.stop()
    const readiness = () =>
      installation.api.get("/ready", z.unknown()).then(
        () => "ready",
        (error) => (error instanceof HttpError ? error.status : "unreachable"),
      )
    await until(readiness, (status) => status === 503)
    expect((await ledgerOf(installation, number)()).accepted).toBeLessThan(contacts)
    postgres = await startEmbeddedPostgres({ folder, port: Number(new URL(postgres.url).port) })

    await expectEverybodyOnce(installation, { number, launch, contacts })
  })
})
