import { type Filter, tagKey } from "@parley/model"
import { jsonText, sql } from "../../platform/database/index.ts"
import type { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { createWorkspace } from "../../workspaces/index.ts"
import { segmentIds } from "./generated-filters.ts"
import { type GeneratedContact, ids, now, sampleContacts, writeWorld } from "./world.ts"

/** What conditions on messages of the world's campaign mean. */
export const roomsOfWorld = [
  {
    sourcesNamed: async () => [
      { id: ids.campaign, source_id: ids.sources[0] ?? "" },
      { id: tagKey("sale"), source_id: ids.sources[1] ?? "" },
    ],
  },
]

const inner: Filter = {
  any: [
    { on: "contact", field: "country", op: "equals", value: "gold" },
    { on: "event", name: "paid", op: "did" },
  ],
}
const outer: Filter = {
  all: [
    { on: "segment", op: "not_in", segment_id: segmentIds.inner },
    { on: "reachable", op: "is" },
  ],
}

/**
 * Writes a world of so many people into the workspace of a platform, and some of another workspace. Two segments name each other:
 * `segmentIds`.
 */
export async function installWorld(
  platform: Awaited<ReturnType<typeof testPlatform>>,
  { people, seed }: { people: number; seed: number },
): Promise<GeneratedContact[]> {
  const { workspaceId, db } = platform
  const first = await seedNumber(platform)
  const second = await seedNumber(platform, { wabaId: "101", phoneNumberId: "201", accessToken: "EAAtest" })
  ids.groups = [first.groupId, second.groupId]
  ids.numbers = [first.numberId, second.numberId]
  const other = await db.system((tx) => createWorkspace(tx, "Other", now))
  return db.system(async (tx) => {
    await sql`UPDATE workspaces SET time_zone = 'Europe/Berlin' WHERE id = ${workspaceId}`.execute(tx)
    const { rows: lists } = await sql<{
      id: string
    }>`INSERT INTO lists (workspace_id, name, created_at, updated_at)
      VALUES (${workspaceId}, 'One', ${now}, ${now}), (${workspaceId}, 'Two', ${now}, ${now}) RETURNING id`.execute(
      tx,
    )
    const { rows: tags } = await sql<{ id: string }>`INSERT INTO contact_tags (workspace_id, name, created_at)
      VALUES (${workspaceId}, 'One', ${now}), (${workspaceId}, 'Two', ${now}) RETURNING id`.execute(tx)
    ids.lists = lists.map(({ id }) => id)
    ids.tags = tags.map(({ id }) => id)
    const { rows: made } = await sql<{
      id: string
    }>`SELECT new_id() AS id FROM generate_series(1, ${people})`.execute(tx)
    const world = sampleContacts(
      made.map(({ id }) => id),
      seed,
    )
    await writeWorld(tx, { workspaceId, contentId: first.templateId, numberId: first.numberId }, world)
    await sql`INSERT INTO segments (id, workspace_id, name, filter, named_segments, created_at, updated_at) VALUES
      (${segmentIds.inner}, ${workspaceId}, 'Inner', ${jsonText(inner)}::jsonb, '{}', ${now}, ${now}),
      (${segmentIds.outer}, ${workspaceId}, 'Outer', ${jsonText(outer)}::jsonb, ARRAY[${segmentIds.inner}]::uuid[], ${now}, ${now})`.execute(
      tx,
    )
    // Of another workspace, with events of names that are called the same.
    await sql`INSERT INTO contacts (workspace_id, created_at, updated_at, country) SELECT ${other.id}, ${now}, ${now}, 'gold' FROM generate_series(1, 5)`.execute(
      tx,
    )
    return world
  })
}
