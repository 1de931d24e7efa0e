import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Leases, sql } from "../../platform/database/index.ts"
import { startContacts } from "../testing/installation.ts"
import { startImports } from "./import-worker.ts"
import { startImport } from "./progress.ts"
import { runImport } from "./run-import.ts"

/** No worker runs but those that a test starts. */
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ worker: false })
})
afterAll(() => api.close())

let block = 0
const newBlock = () => {
  block += 1
  return (n: number) => `+4915${200_000_000 + block * 10_000 + n}`
}

async function queued(file: string): Promise<string> {
  const created = await api.ask("POST", "imports", {
    file_name: "people.csv",
    subscription_group_id: api.groupId,
  })
  await api.upload(created.body.id, file)
  return created.body.id
}

async function begin(id: string) {
  const now = api.platform.clock.now()
  const started = await api.platform.db.workspace(api.platform.workspaceId, (tx) => startImport(tx, id, now))
  if (!started) throw new Error("The import has ended.")
  return started
}

const read = async (id: string) => (await api.ask("GET", `imports/${id}`)).body
const rowsRead = async (id: string): Promise<number> => (await read(id)).rows_read

/** 8,800 rows: refused ones, repetitions and contradictions, near and far. */
function messyFile(): string {
  const phone = newBlock()
  const rows = Array.from({ length: 8800 }, (_, n) => {
    if (n % 100 === 7) return "nobody,Ana,yes"
    if (n % 100 === 8) return `${phone(n - 5)},Ana,yes` // as it stood five rows above
    if (n > 4400 && n % 100 === 9) return `${phone(n - 2206)},Eva,no` // contradicts a row two batches above
    return `${phone(n)},Ana,yes`
  })
  return `phone,first_name,subscription_state\n${rows.join("\n")}\n`
}
const counts = {
  state: "completed",
  rows_read: 8800,
  rows_created: 8800 - 88 - 88 - 44,
  rows_unchanged: 88,
  rows_refused: 88 + 44,
  subscriptions_changed: 8800 - 88 - 88 - 44,
}

describe("an import whose worker goes away in the middle", () => {
  it("is finished by another, with the counts of one that was never interrupted", async () => {
    const id = await queued(messyFile())
    for (const interruption of [1, 2]) {
      const stopping = new AbortController()
      const started = await begin(id)
      const running = runImport(api.platform, started, stopping.signal)
      await expect.poll(() => rowsRead(id), { interval: 1 }).not.toBe(started.rowsRead)
      stopping.abort()
      await running
      expect([interruption, (await read(id)).state]).toEqual([interruption, "running"])
    }
    const worker = startImports(api.platform)
    expect(await api.ended(id)).toMatchObject(counts)
    expect(await api.refused(id)).toHaveLength(132)
    await worker.stop()
  })

  it("is counted once when two workers believe they hold it", async () => {
    const phone = newBlock()
    const id = await queued(`phone\n${Array.from({ length: 3000 }, (_, n) => phone(n)).join("\n")}\n`)
    const never = new AbortController().signal
    const both = [await begin(id), await begin(id)]
    await Promise.all(both.map((started) => runImport(api.platform, started, never)))
    expect(await read(id)).toMatchObject({ state: "completed", rows_read: 3000, rows_created: 3000 })
  })

  it("is left alone while another worker holds its lease", async () => {
    const id = await queued(`phone\n${newBlock()(1)}\n`)
    const free = await queued(`phone\n${newBlock()(1)}\n`)
    const leases = new Leases(api.platform.databaseUrl)
    const lease = await leases.tryAcquire("import", id)
    const worker = startImports(api.platform)
    expect((await api.ended(free)).state).toBe("completed")
    expect((await read(id)).state).toBe("queued")
    await lease?.release()
    expect(await api.ended(id)).toMatchObject({ state: "completed", rows_created: 1 })
    await worker.stop()
    await leases.close()
  })
})

it("plans a column that comes up later by all rows that were read by then", async () => {
  const phone = newBlock()
  const rows = Array.from({ length: 3_000 }, (_, n) => ({
    phone: phone(n),
    ...(n >= 2_900 && { visits: n }),
  }))
  const id = await queued(rows.map((row) => JSON.stringify(row)).join("\n"))
  await runImport(api.platform, await begin(id), new AbortController().signal)
  expect(await read(id)).toMatchObject({ state: "completed", rows_created: 3_000 })
  const { rows: planned } = await api.platform.db.workspace(api.platform.workspaceId, (tx) =>
    sql<{ type: string }>`SELECT type FROM attribute_definitions WHERE name = 'visits'`.execute(tx),
  )
  expect(planned).toEqual([{ type: "number" }])
})

describe("canceling an import", () => {
  it("stops a running one: what was imported stays and is counted", async () => {
    const phone = newBlock()
    const rows = Array.from({ length: 9000 }, (_, n) => phone(n))
    const id = await queued(`phone\n${rows.join("\n")}\n`)
    const running = runImport(api.platform, await begin(id), new AbortController().signal)
    await expect.poll(() => rowsRead(id), { interval: 5 }).not.toBe(0)
    const { status, body } = await api.ask("POST", `imports/${id}/cancel`)
    expect([status, body.state]).toEqual([200, "canceled"])
    await running
    const after = await read(id)
    expect(after).toMatchObject({ state: "canceled", rows_read: body.rows_read })
    expect(after.rows_read).toBeLessThan(9000)
    const { rows: kept } = await api.platform.db.system((tx) =>
      sql<{ contacts: number; left: number }>`
        SELECT count(*) AS contacts, (SELECT count(*) FROM import_chunks) + (SELECT count(*) FROM import_lines) AS left
        FROM contacts WHERE phone BETWEEN ${phone(0)} AND ${phone(9000)}`.execute(tx),
    )
    expect(kept).toEqual([{ contacts: after.rows_created, left: 0 }])
  })

  it("stops a queued one before anything was imported, and one that waits for its file", async () => {
    const id = await queued(`phone\n${newBlock()(1)}\n`)
    expect((await api.ask("POST", `imports/${id}/cancel`)).body).toMatchObject({
      state: "canceled",
      rows_read: 0,
    })
    const { body: waiting } = await api.ask("POST", "imports", { file_name: "x.csv" })
    expect((await api.ask("POST", `imports/${waiting.id}/cancel`)).body.state).toBe("canceled")
    expect((await api.upload(waiting.id, "phone\n")).body.error.message).toBe("This import is canceled.")
  })

  it("is refused when it has ended", async () => {
    const id = await queued("phone\n")
    await api.ask("POST", `imports/${id}/cancel`)
    const { status, body } = await api.ask("POST", `imports/${id}/cancel`)
    expect([status, body.error.message]).toEqual([409, "This import is canceled already."])
  })
})

describe("the list of refused rows", () => {
  it("is read page by page, each with its line, code, reason and cells", async () => {
    const id = await queued(`phone,first_name\nx,Ana\n${newBlock()(1)},Bo\ny,Cy\nz,Di\n`)
    const worker = startImports(api.platform)
    await api.ended(id)
    await worker.stop()
    const { body: first } = await api.ask("GET", `imports/${id}/refused-rows?limit=2`)
    expect(first.data).toMatchObject([
      { line: 2, code: "phone_not_a_number", cells: ["x", "Ana"] },
      { line: 4, code: "phone_not_a_number", cells: ["y", "Cy"] },
    ])
    const { body: rest } = await api.ask("GET", `imports/${id}/refused-rows?limit=2&after=${first.next}`)
    expect([rest.data.length, rest.next]).toEqual([1, null])
  })
})
