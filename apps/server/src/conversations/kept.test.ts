import { buffer } from "node:stream/consumers"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { type OpenOutbox, openOutbox } from "../messaging/testing/open-outbox.ts"
import { sql } from "../platform/database/index.ts"
import { echoedKept, filesKept, inboundKept } from "./kept.ts"
import { deleteAbandonedFiles } from "./media/abandoned-files.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())

/** Of each age in days: what a contact wrote and what was written from the phone, each with a file of 1,000 bytes. */
beforeEach(async () => {
  const { inWorkspace, platform, numberId, contactIds } = outbox
  await platform.db.system((tx) => tx.deleteFrom("conversations").execute())
  await inWorkspace((tx) =>
    sql`
      WITH conversation AS (
        INSERT INTO conversations (workspace_id, number_id, contact_id, last_inbound_at, created_at)
        VALUES (${platform.workspaceId}, ${numberId}, ${contactIds[0]}, now(), now()) RETURNING id
      ), said AS (
        SELECT conversation.id AS conversation_id, days, uuidv7(make_interval(days => -days)) AS id
        FROM conversation, unnest('{400,90,2}'::integer[]) AS days
      ), inbound AS (
        INSERT INTO inbound_messages (id, workspace_id, conversation_id, wamid, type, content, sent_at, received_at)
        SELECT id, ${platform.workspaceId}, conversation_id, 'wamid.' || days, 'image', '{}', now(), now() FROM said
      ), echoed AS (
        INSERT INTO echoed_messages (id, workspace_id, conversation_id, wamid, type, content, sent_at, received_at)
        SELECT id, ${platform.workspaceId}, conversation_id, 'wamid.' || days, 'image', '{}', now(), now() FROM said
      )
      INSERT INTO conversation_media (id, workspace_id, number_id, inbound_message_id, echoed_message_id, meta_id, state, try_after,
        gone_at, bytes, fetched_at)
      SELECT uuidv7(make_interval(days => -days)), ${platform.workspaceId}, ${numberId}, CASE WHEN is_inbound THEN id END,
        CASE WHEN NOT is_inbound THEN id END, 'm' || days, 'fetched', now(), now(), 1000, now()
      FROM said, unnest('{true,false}'::boolean[]) AS is_inbound`.execute(tx),
  )
  for (const key of await keys()) await platform.fileStore.put(key, Buffer.from("a picture"))
})

const before = new Date(Date.now() - 60 * 24 * 60 * 60_000)
const count = async (table: string) => {
  const { rows } = await outbox.inWorkspace((tx) =>
    sql<{ count: number }>`SELECT count(*) FROM ${sql.table(table)}`.execute(tx),
  )
  return rows[0]?.count
}
const files = () =>
  outbox.inWorkspace((tx) =>
    tx.selectFrom("conversation_media").select(["id", "state", "failure", "bytes"]).orderBy("id").execute(),
  )
const keys = async () => (await files()).map(({ id }) => `media/${outbox.platform.workspaceId}/${id}`)
/** Which of these files are in the store. */
const stored = (of: readonly string[]) =>
  Promise.all(
    of.map(async (key) => {
      const file = await outbox.platform.fileStore.read(key)
      return file !== undefined && (await buffer(file)).length > 0
    }),
  )

it.each([
  ["contacts wrote", inboundKept, "inbound_messages", "echoed_messages"],
  ["was written from the phone", echoedKept, "echoed_messages", "inbound_messages"],
])(
  "what %s goes by its age with its files, and the conversations stay",
  async (_what, keep, table, other) => {
    const { platform } = outbox
    const kept = keep(platform)
    const freed = await platform.db.system((tx) => kept.measure(tx, before))
    expect(freed.rows).toBe(2)
    expect(freed.bytes).toBeGreaterThanOrEqual(2_000)
    const all = await keys()
    expect(await kept.deleteSome({ after: null, before })).toBe(false)
    expect([await count(table), await count(other), await count("conversations")]).toEqual([1, 3, 1])
    expect(await count("conversation_media")).toBe(4)
    await deleteAbandonedFiles(platform)
    expect((await stored(all)).filter(Boolean)).toHaveLength(4)
  },
)

it("files go by their age, and their messages say so", async () => {
  const { platform } = outbox
  const kept = filesKept(platform)
  expect(await platform.db.system((tx) => kept.measure(tx, before))).toEqual({ rows: 4, bytes: 4_000 })
  const all = await keys()
  expect(await kept.deleteSome({ after: null, before })).toBe(false)
  expect((await files()).map(({ state, failure, bytes }) => [state, failure, bytes])).toEqual([
    ...Array.from({ length: 4 }, () => ["failed", "kept_no_longer", null]),
    ...Array.from({ length: 2 }, () => ["fetched", null, 1_000]),
  ])
  expect([await count("inbound_messages"), await count("echoed_messages")]).toEqual([3, 3])
  await deleteAbandonedFiles(platform)
  expect(await stored(all)).toEqual([false, false, false, false, true, true])
  expect(await platform.db.system((tx) => kept.measure(tx, before))).toEqual({ rows: 0, bytes: 0 })
})
