import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { sql } from "../platform/database/index.ts"
import { freshDatabase, testPlatform } from "../testing/platform.ts"
import { layWire, type Wire } from "../testing/wire.ts"
import { readinessOf } from "./readiness.ts"

let wire: Wire
let platform: Awaited<ReturnType<typeof testPlatform>>
let laneMs: number
beforeAll(async () => {
  wire = await layWire(await freshDatabase())
  platform = await testPlatform({ environment: { DATABASE_URL: wire.url } })
})
afterAll(async () => {
  await wire.close()
  await platform.close()
})
beforeEach(() => {
  laneMs = 1_000
})

/** Asks as someone does who has not asked before. */
const trouble = () => readinessOf(platform, () => ({ sinceLanesMs: () => laneMs }))()
const entries = async () => {
  const [row] = await platform.db.statement(sql<{ n: number }>`SELECT count(*) AS n FROM log_entries`)
  return row?.n
}

describe("a process", () => {
  it("is ready while its database answers, and asking leaves nothing behind", async () => {
    expect(await trouble()).toBeUndefined()
    expect(await entries()).toBe(0)
  })

  it.each([
    ["53100", "Webhooks cannot be kept: the disk of the database is full."],
    ["42501", "Webhooks cannot be kept: the database does not take them."],
  ])("is not ready while a webhook cannot be kept (%s)", async (code, reason) => {
    await platform.db.statement(
      sql.raw(`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE SQLSTATE '${code}'; END $$`),
    )
    await platform.db.statement(
      sql`CREATE TRIGGER refuse BEFORE INSERT ON log_entries EXECUTE FUNCTION refuse()`,
    )
    expect(await trouble()).toBe(reason)
    await platform.db.statement(sql`DROP TRIGGER refuse ON log_entries`)
    expect(await trouble()).toBeUndefined()
  })

  it("is not ready while its lanes stand still", async () => {
    laneMs = 60_000
    expect(await trouble()).toContain("60 seconds")
  })

  it("is not ready while its database is away or silent, and says so within seconds", async () => {
    wire.silence()
    expect(await trouble()).toContain("database does not answer")
    await wire.sever()
    expect(await trouble()).toBe("The database does not answer.")
    await wire.restore()
    await expect.poll(trouble).toBeUndefined()
  })
})
