import { expect, it } from "vitest"
import { openOutbox } from "../messaging/testing/open-outbox.ts"
import { sql } from "../platform/database/index.ts"
import { inboundKept } from "./inbound-kept.ts"

it("what contacts wrote goes by its age, and their conversations stay", async () => {
  const { platform, inWorkspace, numberId, contactIds } = await openOutbox()
  const count = async (table: string) =>
    (await inWorkspace((tx) => sql<{ count: number }>`SELECT count(*) FROM ${sql.table(table)}`.execute(tx)))
      .rows
  await inWorkspace((tx) =>
    sql`
      WITH conversation AS (
        INSERT INTO conversations (workspace_id, number_id, contact_id, last_inbound_at, created_at)
        VALUES (${platform.workspaceId}, ${numberId}, ${contactIds[0]}, now(), now()) RETURNING id
      )
      INSERT INTO inbound_messages (id, workspace_id, conversation_id, wamid, type, content, sent_at, received_at)
      SELECT uuidv7(make_interval(days => -days)), ${platform.workspaceId}, conversation.id, 'wamid.' || days, 'text', '{}', now(), now()
      FROM conversation, unnest('{400,90,2}'::integer[]) AS days`.execute(tx),
  )
  const kept = inboundKept(platform)
  const before = new Date(Date.now() - 60 * 24 * 60 * 60_000)
  expect((await platform.db.system((tx) => kept.measure(tx, before))).rows).toBe(2)
  expect(await kept.deleteSome({ after: null, before })).toBe(false)
  expect(await count("inbound_messages")).toEqual([{ count: 1 }])
  expect(await count("conversations")).toEqual([{ count: 1 }])
  await platform.close()
})
