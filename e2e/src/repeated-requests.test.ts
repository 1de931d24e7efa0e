import pg from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { call } from "../../apps/server/src/testing/call.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { type Installation, startInstallation } from "./installation/index.ts"
import { stopAt } from "./stop-at.ts"

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

/** kill -9 of the server that a request waits in, and another server in its place. */
async function crash(stopped: Awaited<ReturnType<typeof stopAt>>): Promise<void> {
  await stopped.isThere()
  await installation.server.kill()
  await stopped.goOn()
  installation.server = await installation.startServer({ PORT: new URL(installation.apiUrl).port })
}

describe("kill -9 of the server in the middle of a launch", () => {
  it("before it was stored: repeated under its key, it happens", async () => {
    const stopped = await stopAt(database, "INSERT ON launches FOR EACH ROW")
    const first = launch("a").catch(() => "cut off")
    await crash(stopped)
    expect(await first).toBe("cut off")
    expect(await launches()).toBe(0)
    expect((await launch("a")).status).toBe(202)
    expect(await launches()).toBe(1)
  })

  it("after it was stored, before it was answered: repeated under its key, it does not happen again", async () => {
    const stopped = await stopAt(
      database,
      "UPDATE ON idempotency_keys FOR EACH ROW WHEN (new.state = 'answered')",
    )
    const first = launch("b").catch(() => "cut off")
    await expect.poll(launches).toBe(1)
    await crash(stopped)
    expect(await first).toBe("cut off")
    const again = await launch("b")
    expect(again.body.error).toMatchObject({ code: "idempotency_outcome_unknown", help: expect.any(String) })
    expect(again.status).toBe(409)
    expect(await launches()).toBe(1)
    expect((await launch("c")).status).toBe(202)
    expect(await launches()).toBe(2)
  })
})
