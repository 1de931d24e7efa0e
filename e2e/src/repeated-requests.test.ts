import pg from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { call } from "../../apps/server/src/testing/call.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type Installation, startInstallation } from "./installation/index.ts"

let installation: Installation
let database: pg.Client
let campaignId: string

beforeAll(async () => {
  const url = await freshDatabase()
  installation = await startInstallation({ environment: { DATABASE_URL: url, ROLES: "api,intake" } })
  database = new pg.Client({ connectionString: url })
  await database.connect()
  const number = await installation.connectNumber()
  const templateId = await installation.approveTemplate(number.accountId)
  const content = {
    kind: "template",
    template_id: templateId,
    values: { body: { first_name: "you", city: "Lima" } },
  }
  const draft = { name: "Summer sale", number_id: number.numberId, content }
  const { id } = await installation.api.post("/v1/campaigns", draft, z.object({ id: z.string() }))
  campaignId = id
})
afterAll(async () => {
  await database.end()
  await installation.stop()
})

beforeEach(async () => {
  await database.query("DELETE FROM launches")
})

const launch = (key: string) =>
  call(
    "POST",
    `${installation.apiUrl}/v1/campaigns/${campaignId}/launches`,
    {},
    { authorization: `Bearer ${installation.apiKey}`, "idempotency-key": key },
  )

async function launches(): Promise<number> {
  const { rows } = await database.query("SELECT count(*)::int AS count FROM launches")
  return rows[0].count
}

/** How many statements of the server wait where {@link stopAt} has them wait. */
async function waiting(): Promise<number> {
  const { rows } = await database.query(
    "SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted",
  )
  return rows[0].count
}

/** From now on the server comes no further than this change of a table. @returns lets it continue */
async function stopAt(change: string): Promise<() => Promise<void>> {
  await database.query(`
    CREATE OR REPLACE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN NEW; END $$;
    CREATE TRIGGER stop_here BEFORE ${change} EXECUTE FUNCTION stop_here();
    SELECT pg_advisory_lock(4711)`)
  return async () => {
    await database.query("SELECT pg_advisory_unlock(4711)")
    await database.query(`DROP TRIGGER stop_here ON ${change.split(" ON ")[1]?.split(" ")[0]}`)
  }
}

/** kill -9 of the server that a request waits in, and another server in its place. */
async function crash(goOn: () => Promise<void>): Promise<void> {
  await expect.poll(waiting).toBe(1)
  await installation.server.kill()
  await goOn()
  installation.server = await installation.startServer({ PORT: new URL(installation.apiUrl).port })
}

describe("kill -9 of the server in the middle of a launch", () => {
  it("before it was stored: repeated under its key, it happens", async () => {
    const goOn = await stopAt("INSERT ON launches FOR EACH ROW")
    const first = launch("a").catch(() => "cut off")
    await crash(goOn)
    expect(await first).toBe("cut off")
    expect(await launches()).toBe(0)
    expect((await launch("a")).status).toBe(202)
    expect(await launches()).toBe(1)
  })

  it("after it was stored, before it was answered: repeated under its key, it does not happen again", async () => {
    const goOn = await stopAt("UPDATE ON idempotency_keys FOR EACH ROW WHEN (new.state = 'answered')")
    const first = launch("b").catch(() => "cut off")
    await expect.poll(launches).toBe(1)
    await crash(goOn)
    expect(await first).toBe("cut off")
    const again = await launch("b")
    expect(again.body.error).toMatchObject({ code: "idempotency_outcome_unknown", help: expect.any(String) })
    expect(again.status).toBe(409)
    expect(await launches()).toBe(1)
    expect((await launch("c")).status).toBe(202)
    expect(await launches()).toBe(2)
  })
})
