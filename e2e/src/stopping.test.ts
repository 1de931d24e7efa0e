/** A stop ends although something hangs. Meta is waited for longer than any test lasts, so a stop that waited would fail it. */
import { afterEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { Database, sql } from "../../apps/server/src/platform/database/index.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type Installation, startInstallation } from "./installation/index.ts"
import { readyToLaunch, until } from "./launch-results.ts"

const contacts = 20
const hits = z.object({ data: z.array(z.object({ hits: z.number() })) })
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A server whose posts Meta never answers, all of them under way. */
async function startHanging(): Promise<{ installation: Installation; database: Database }> {
  const url = await freshDatabase()
  const installation = await startInstallation({
    environment: { DATABASE_URL: url, META_TIMEOUT_SECONDS: "600" },
  })
  cleanups.push(() => installation.stop())
  const database = new Database(url, { connections: 2, onConnectionLost: () => undefined })
  cleanups.push(() => database.close())
  const { number, templateId } = await readyToLaunch(installation, contacts)
  await installation.sandbox.post(
    "/_sandbox/failures",
    { kind: "accept_then_timeout", match: { phone_number_id: number.phoneNumberId } },
    z.unknown(),
  )
  await installation.sandbox.post("/_sandbox/clock", { paused: true }, z.unknown()) // no status comes
  await installation.launchToEverybody(number, templateId)
  await until(
    () => installation.sandbox.get("/_sandbox/failures", hits),
    ({ data }) => data[0]?.hits === contacts,
  )
  return { installation, database }
}

const states = (database: Database) =>
  database.system(
    async (tx) =>
      (
        await sql`
          SELECT state, claim IS NOT NULL AS is_claimed, unanswered, count(*)::int FROM outbox GROUP BY 1, 2, 3
        `.execute(tx)
      ).rows,
  )

describe("a server that is asked to stop", () => {
  it("while Meta answers nothing ends, and leaves every post in doubt", async () => {
    const { installation, database } = await startHanging()
    expect(await installation.server.stop()).toBe(0)
    expect(await states(database)).toEqual([
      { state: "in_doubt", is_claimed: false, unanswered: 1, count: contacts },
    ])
  })

  it("while its database answers nothing either ends, and leaves every post as a crash would", async () => {
    const { installation, database } = await startHanging()
    await database.system(async (tx) => {
      await sql`LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE`.execute(tx)
      expect(await installation.server.stop()).toBe(0)
    })
    expect(await states(database)).toEqual([
      { state: "due", is_claimed: true, unanswered: 0, count: contacts },
    ])
  })
})
