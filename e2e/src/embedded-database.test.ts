import { chmod, mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { startInstallation } from "./installation/index.ts"
import { everybodyReads, expectEverybodyOnce, ledgerOf, readyToLaunch, until } from "./launch-results.ts"

const contacts = 1_200
const ratePerSecond = 300
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** The process of the embedded PostgreSQL, wherever root had to put its data. */
async function postmaster(dataDir: string): Promise<number> {
  const home = join(dataDir, "postgres")
  const elsewhere = await readFile(join(home, "elsewhere"), "utf8").catch(() => home)
  return Number((await readFile(join(elsewhere.trim(), "data", "postmaster.pid"), "utf8")).split("\n")[0])
}

describe("the embedded PostgreSQL killed in the middle of 1,200 sends", () => {
  it("is started again, and nothing is lost or sent twice", { timeout: 240_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "parley-killed-"))
    await chmod(folder, 0o755) // PostgreSQL may run as another account than we do
    cleanups.push(() => rm(folder, { recursive: true, force: true }))
    const installation = await startInstallation({
      environment: { DATA_DIR: folder, IN_DOUBT_GRACE_SECONDS: "15" },
    })
    cleanups.push(() => installation.stop())
    await everybodyReads(installation)
    const { number, templateId } = await readyToLaunch(installation, contacts, ratePerSecond)
    const launch = await installation.launchToEverybody(number, templateId)
    await until(ledgerOf(installation, number), ({ accepted }) => accepted > ratePerSecond)

    process.kill(await postmaster(folder), "SIGKILL")
    expect((await ledgerOf(installation, number)()).accepted).toBeLessThan(contacts)
    await expectEverybodyOnce(installation, { number, launch, contacts })
    const alive = z.object({ status: z.literal("ok") })
    expect(await installation.api.get("/ready", alive)).toEqual({ status: "ok" })
    expect(await installation.api.get("/health", alive)).toEqual({ status: "ok" })
  })
})
