import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql } from "../platform/database/index.ts"
import { deleteExpired } from "../platform/retention/index.ts"
import { call, type Method } from "../testing/call.ts"
import { startInstallation } from "../workspaces/testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let key: string

beforeAll(async () => {
  installation = await startInstallation()
  key = (await readFile(join(installation.platform.config.dataDir, "operator-key"), "utf8")).trim()
})
afterAll(() => installation.close())

const ask = (method: Method, where: string, body?: unknown, bearer = key) =>
  call(method, `${installation.publicUrl}/v1/retention${where}`, body, { authorization: `Bearer ${bearer}` })

const system = <T>(statement: string) =>
  installation.platform.db.system((tx) => sql.raw<T>(statement).execute(tx)).then(({ rows }) => rows)

/** Two of last year and one of now. */
async function oldAndNew(): Promise<void> {
  await system(`
    INSERT INTO log_set_aside (topic, payload, failure, set_aside_at)
    SELECT 'webhooks', repeat('x', 1000), 'error', now() - make_interval(days => days) FROM unnest('{400,390,0}'::integer[]) AS days`)
  await system(`
    INSERT INTO audit_records (id, workspace_id, actor_kind, action, subject_kind)
    SELECT uuidv7(make_interval(days => -days)), '${installation.platform.workspaceId}', 'system', 'test.done', 'test'
    FROM unnest('{400,390,0}'::integer[]) AS days`)
}

describe("how long what is kept", () => {
  it("is said and set by the operator alone", async () => {
    const owner = await installation.owner()
    for (const [method, where] of [
      ["GET", ""],
      ["GET", "/audit_records/preview?days=30"],
      ["PATCH", "/audit_records"],
    ] as const) {
      const path = `/v1/retention${where}`
      expect((await owner.ask(method, path, { days: null })).status).toBe(401)
      expect((await ask(method, where, { days: null }, installation.platform.apiKey)).status).toBe(401)
    }
  })

  it("is for good unless set, and not shorter than it is needed", async () => {
    const { body } = await ask("GET", "")
    expect(body.data.map(({ what, days }: { what: string; days: unknown }) => [what, days])).toEqual([
      ["messages", null],
      ["message_variables", null],
      ["message_texts", null],
      ["inbound_messages", null],
      ["echoed_messages", null],
      ["conversation_media", null],
      ["events", null],
      ["notifications", null],
      ["audit_records", null],
      ["set_aside", null],
    ])
    expect(await ask("PATCH", "/messages", { days: 29 })).toMatchObject({
      status: 422,
      body: { error: { code: "invalid_request", field: "days" } },
    })
    expect((await ask("GET", "/messages/preview?days=29")).status).toBe(422)
    expect((await ask("PATCH", "/contacts", { days: 90 })).status).toBe(404)
  })

  it("shows what it would free, and then frees it", async () => {
    await oldAndNew()
    for (const [what, table] of [
      ["audit_records", "audit_records WHERE action = 'test.done'"],
      ["set_aside", "log_set_aside"],
    ] as const) {
      const preview = `/${what}/preview?days=365`
      const freed = await ask("GET", preview)
      expect(freed.body.rows, what).toBe(2)
      expect(freed.body.bytes, what).toBeGreaterThan(0)
      await deleteExpired(installation.platform)
      expect(await system(`SELECT count(*) FROM ${table}`), what).toEqual([{ count: 3 }])
      expect((await ask("PATCH", `/${what}`, { days: 365 })).body.data).toContainEqual(
        expect.objectContaining({ what, days: 365 }),
      )
      await deleteExpired(installation.platform)
      expect(await system(`SELECT count(*) FROM ${table}`), what).toEqual([{ count: 1 }])
      expect((await ask("GET", preview)).body, what).toEqual({ rows: 0, bytes: 0 })
      await ask("PATCH", `/${what}`, { days: null })
    }
  })

  it("frees nothing, of whatever, where it is a hundred years", async () => {
    await oldAndNew()
    const { data } = (await ask("GET", "")).body
    for (const { what } of data) {
      expect((await ask("GET", `/${what}/preview?days=36500`)).body, what).toMatchObject({ rows: 0 })
      expect((await ask("PATCH", `/${what}`, { days: 36_500 })).status, what).toBe(200)
    }
    await deleteExpired(installation.platform)
    for (const table of ["audit_records WHERE action = 'test.done'", "log_set_aside"])
      expect(
        (await system<{ count: number }>(`SELECT count(*) FROM ${table}`))[0]?.count,
      ).toBeGreaterThanOrEqual(3)
    for (const { what } of data) await ask("PATCH", `/${what}`, { days: null })
  })

  it("leaves the audit log append-only for everything else that works with it", async () => {
    await expect(system("DELETE FROM audit_records")).rejects.toThrow("permission denied")
    const { db, workspaceId } = installation.platform
    const forget = sql`SELECT forget_audit_records(now(), 1)`
    await expect(db.workspace(workspaceId, (tx) => forget.execute(tx))).rejects.toThrow("permission denied")
  })
})
