import pg from "pg"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { deleteExpired, previewRetention, setRetention } from "../../platform/retention/index.ts"
import { type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"

const today = new Date("2026-11-22T12:00:00Z")

let outbox: OpenOutbox
let owner: pg.Client
beforeEach(async () => {
  outbox = await openOutbox()
  owner = new pg.Client(outbox.platform.databaseUrl)
  await owner.connect()
})
afterEach(async () => {
  await owner.end()
  await outbox.platform.close()
})

const platform = () => ({ ...outbox.platform, clock: steppedClock(today) })

/** Deletes until there is nothing left to delete. */
async function deleteAll() {
  while (!(await deleteExpired(platform())));
}

/** A month of messages, `rows` on each of these days. */
async function history(month: string, days: readonly number[], rows = 2): Promise<void> {
  await owner.query(`
    DO $$ BEGIN
      EXECUTE format('CREATE TABLE IF NOT EXISTS messages_${month} PARTITION OF messages FOR VALUES FROM (%L) TO (%L)',
        uuidv7_floor(to_date('${month}', 'YYYY_MM')::timestamp AT TIME ZONE 'UTC'),
        uuidv7_floor((to_date('${month}', 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC'));
    END $$`)
  const sourceId = await outbox.source()
  await owner.query(
    `INSERT INTO messages (id, workspace_id, number_id, source_id, contact_id, content_id, variant, variables, status, decided_at)
     SELECT uuidv7(at - clock_timestamp()), s.workspace_id, s.number_id, s.id, $2, v.content_id, 0, '{"code": "123456"}', 'read', at
     FROM sources AS s JOIN source_variants AS v ON v.source_id = s.id, unnest($3::integer[]) AS day, generate_series(1, $4) AS n,
       LATERAL (SELECT (to_date($5, 'YYYY_MM') + make_interval(days => day - 1, hours => 12)) AT TIME ZONE 'UTC' AS at) AS moment
     WHERE s.id = $1`,
    [sourceId, outbox.contactIds[0], days, rows, month],
  )
}

async function left(): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ day: string; count: number }>(
    `SELECT to_char(uuid_extract_timestamp(id) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::integer FROM messages
     GROUP BY day ORDER BY day`,
  )
  return Object.fromEntries(rows.map(({ day, count }) => [day, count]))
}

const months = async () => {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relname ~ '^messages_\\d{4}_\\d\\d$' AND relkind = 'r' ORDER BY relname",
  )
  return rows.map(({ name }) => name)
}

describe("messages that are kept for 60 days", () => {
  beforeEach(async () => {
    await history("2026_07", [3, 20])
    await history("2026_08", [9])
    await history("2026_09", [5, 28])
    await history("2026_11", [20])
  })

  it("stay as long as nobody says so", async () => {
    const before = await left()
    await deleteAll()
    expect(await left()).toEqual(before)
  })

  it("stay when they are to be kept for longer than there is time", async () => {
    const before = await left()
    for (const days of [20_000, 21_000, 36_500]) {
      expect((await previewRetention(platform(), "messages", days)).rows).toBe(0)
      await setRetention(platform(), "messages", days)
      await deleteAll()
      expect(await left()).toEqual(before)
    }
  })

  it("would free what is shown before, and go by whole months and in batches", async () => {
    const freed = await previewRetention(platform(), "messages", 60)
    expect(freed.rows).toBe(8)
    expect(freed.bytes).toBeGreaterThan(8 * 100)
    await setRetention(platform(), "messages", 60)
    expect(Object.values(await left())).toHaveLength(6)
    await deleteAll()
    expect(await left()).toEqual({ "2026-09-28": 2, "2026-11-20": 2 })
    expect(await months()).not.toContain("messages_2026_07")
    expect(await months()).not.toContain("messages_2026_08")
    expect(await months()).toContain("messages_2026_09")
    expect(await previewRetention(platform(), "messages", 60)).toEqual({ rows: 0, bytes: 0 })
  })

  it("do not leave a message in the outbox without the month that it belongs to", async () => {
    const sourceId = await outbox.source()
    const [id] = await outbox.queue(sourceId)
    await owner.query(
      "UPDATE outbox SET id = uuidv7('2026-08-02'::timestamptz - clock_timestamp()) WHERE id = $1",
      [id],
    )
    await setRetention(platform(), "messages", 60)
    await deleteAll()
    expect(await months()).toContain("messages_2026_08")
    expect(await months()).not.toContain("messages_2026_07")
    expect(await left()).toEqual({ "2026-09-28": 2, "2026-11-20": 2 })
  })

  it("keep nobody from sending while a long statement has an old month open", async () => {
    const reader = new pg.Client(outbox.platform.databaseUrl)
    await reader.connect()
    await reader.query("BEGIN; SELECT count(*) FROM messages")
    await setRetention(platform(), "messages", 60)
    const deleted = deleteAll()
    const waiting =
      "SELECT FROM pg_stat_activity WHERE application_name = 'parley retention' AND wait_event_type = 'Lock'"
    await vi.waitFor(async () => expect((await owner.query(waiting)).rowCount).toBe(1), 30_000)
    await owner.query("SET statement_timeout = '10s'")
    await history("2026_11", [21])
    await owner.query("UPDATE messages SET replied_at = decided_at WHERE decided_at > '2026-11-01'")
    await reader.query("COMMIT")
    await deleted
    await reader.end()
    expect(await left()).toEqual({ "2026-09-28": 2, "2026-11-20": 2, "2026-11-21": 2 })
  })

  it("of which a month was taken out by a process that died are dropped by the next", async () => {
    await owner.query("ALTER TABLE messages DETACH PARTITION messages_2026_07")
    await setRetention(platform(), "messages", 60)
    await deleteAll()
    expect(await months()).not.toContain("messages_2026_07")
  })
})

describe("variables of messages", () => {
  it("go before the messages do, and are not looked for again", async () => {
    await history("2026_09", [5, 28])
    await history("2026_11", [20])
    expect((await previewRetention(platform(), "message_variables", 60)).rows).toBe(2)
    await setRetention(platform(), "message_variables", 60)
    await deleteAll()
    const kept = await outbox.inWorkspace((tx) =>
      sql<{ count: number }>`SELECT count(*) AS count FROM messages WHERE variables IS NOT NULL`.execute(tx),
    )
    expect(kept.rows).toEqual([{ count: 4 }])
    expect(Object.values(await left())).toEqual([2, 2, 2])
    const { rows } = await owner.query("SELECT done_until FROM retention")
    expect(rows).toEqual([{ done_until: new Date("2026-09-23T12:00:00Z") }])
  })
})
