/** Content blocks: texts with a name, which contents put in their places. */
import { blockName, blocksNamed, fillInBlocks, mostNested } from "@parley/model"
import { z } from "zod"
import { isRace, type RawBuilder, sql, type Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { found, Problem, requireRevision } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { readBlocks } from "./read-blocks.ts"
import { refuseUsed } from "./uses.ts"

declare module "../platform/define-room.ts" {
  interface Room {
    /** Whether a text is Liquid as contents may use it. @throws Problem invalid_request naming the field */
    checkLiquid?(text: string, field: string): void
    /** Whether an active block may say something else now. @throws Problem */
    refuseBlockEdit?(tx: Tx, name: string): Promise<void>
  }
}

/** As much Liquid as a content may have in all. */
export const longestBlock = 16_384

const name = z
  .string()
  .trim()
  .regex(blockName, "1 to 100 of these: letters A to Z, digits, - and _")
  .describe("Contents name it: {{content_blocks.${name}}}")
const description = z.string().trim().max(250, "at most 250 characters").nullable()
const tags = z
  .array(z.string().trim().min(1).max(50), "a list of tags")
  .max(20, "at most 20 tags")
  .transform((list) => [...new Set(list)])
const content = z
  .string()
  .refine((text) => text.trim() !== "", "is empty")
  .max(longestBlock, `at most ${longestBlock.toLocaleString("en")} characters`)
  .describe("Liquid")
const state = z
  .enum(["draft", "active"])
  .describe("A draft is in no message yet. What is active stays so, and keeps its name")

export const contentBlock = z
  .object({
    id: fields.id,
    name: z.string(),
    description: z.string().nullable(),
    tags: z.array(z.string()),
    content: z.string(),
    state,
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
    revision: fields.revision,
  })
  .meta({ id: "ContentBlock" })
export type ContentBlock = z.output<typeof contentBlock>

export const newContentBlock = z
  .strictObject({
    name,
    description: description.default(null),
    tags: tags.default([]),
    content,
    state: state.default("active"),
  })
  .meta({ id: "NewContentBlock" })

export const contentBlockChange = z
  .strictObject({
    name: name.optional(),
    description: description.optional(),
    tags: tags.optional(),
    content: content.optional(),
    state: state.optional(),
    revision: fields.revisionRead,
  })
  .meta({ id: "ContentBlockChange" })

const columns = sql`id, name, description, tags, content, state, created_at, updated_at, revision`

/** All blocks of the workspace. */
export const selectBlocks = (search: string | undefined): RawBuilder<ContentBlock> => sql<ContentBlock>`
  SELECT ${columns} FROM content_blocks
  WHERE ${search === undefined ? sql`true` : sql`strpos(lower(name || ' ' || coalesce(description, '') || ' ' || array_to_string(tags, ' ')), lower(${search}::text)) > 0`}`

/** @throws Problem not_found */
export async function getBlock(tx: Tx, id: string): Promise<ContentBlock> {
  const { rows } = await sql<ContentBlock>`SELECT ${columns} FROM content_blocks WHERE id = ${id}`.execute(tx)
  return found(rows[0], "content block")
}

interface Scope {
  workspaceId: string
  rooms: readonly Room[]
  now: Date
}

/**
 * @throws Problem conflict when the name is taken; invalid_request where the content is no Liquid, or names blocks that there
 * are not
 */
export async function createBlock(
  tx: Tx,
  { workspaceId, rooms, now }: Scope,
  draft: z.output<typeof newContentBlock>,
): Promise<ContentBlock> {
  await lockBlocks(tx, workspaceId)
  await checkContent(tx, rooms, draft.name, draft.content)
  const { id } = await uniquely(draft.name, () =>
    tx
      .insertInto("content_blocks")
      .values({
        workspace_id: workspaceId,
        ...draft,
        named_blocks: blocksNamed(draft.content),
        created_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  return getBlock(tx, id)
}

/** @throws Problem as {@link createBlock}; not_found; approval_required; conflict when an active block is to be a draft or have another name */
export async function changeBlock(
  tx: Tx,
  { workspaceId, rooms, now, id }: Scope & { id: string },
  { revision, ...change }: z.output<typeof contentBlockChange>,
): Promise<ContentBlock> {
  await lockBlocks(tx, workspaceId)
  const row = tx
    .selectFrom("content_blocks")
    .select(["name", "state", "content", "revision"])
    .where("id", "=", id)
  const known = found(await row.forUpdate().executeTakeFirst(), "content block")
  requireRevision(known, revision, "content block")
  const called = change.name ?? known.name
  if (known.state === "active") {
    if (called !== known.name)
      throw new Problem("conflict", "An active content block keeps its name: contents name it by that.", {
        field: "name",
        help: "Make another block with the new name.",
      })
    if (change.state === "draft")
      throw new Problem("conflict", "An active content block cannot be a draft again.", {
        field: "state",
        help: "Make another block, or delete this one where nothing uses it.",
      })
  }
  const text = change.content ?? known.content
  if (known.state === "active" && text !== known.content)
    for (const room of rooms) await room.refuseBlockEdit?.(tx, known.name)
  await checkContent(tx, rooms, called, text)
  const values = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  await uniquely(called, () =>
    tx
      .updateTable("content_blocks")
      .set({ ...values, named_blocks: blocksNamed(text), updated_at: now })
      .where("id", "=", id)
      .execute(),
  )
  return getBlock(tx, id)
}

/** @throws Problem not_found; conflict while something uses it */
export async function deleteBlock(
  tx: Tx,
  rooms: readonly Room[],
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<void> {
  await lockBlocks(tx, workspaceId)
  await refuseUsed(tx, rooms, await getBlock(tx, id))
  await tx.deleteFrom("content_blocks").where("id", "=", id).execute()
}

/** @throws Problem invalid_request naming `content` */
async function checkContent(tx: Tx, rooms: readonly Room[], called: string, text: string): Promise<void> {
  const refuse = (message: string, help?: string) =>
    new Problem("invalid_request", message, { field: "content", ...(help && { help }) })
  const blocks = await readBlocks(tx, blocksNamed(text))
  if (blocksNamed(text).includes(called) || blocks.has(called))
    throw refuse("A content block cannot be in itself.", "Take out the block that names this one.")
  const filled = fillInBlocks(text, blocks, longestBlock)
  if (!filled.ok) throw refuse(...blockFault(filled))
  for (const room of rooms) room.checkLiquid?.(filled.text, "content")
  const { rows } = await sql<{ levels: number }>`
    WITH RECURSIVE above (name, depth) AS (
      SELECT ${called}::text, 1
      UNION
      SELECT b.name, depth + 1 FROM above JOIN content_blocks AS b ON b.named_blocks @> ARRAY[above.name]
      WHERE depth <= ${mostNested}
    ), below (name, depth) AS (
      SELECT unnest(${blocksNamed(text)}::text[]), 1
      UNION
      SELECT unnest(b.named_blocks), depth + 1 FROM below JOIN content_blocks AS b ON b.name = below.name
      WHERE depth <= ${mostNested}
    )
    SELECT (SELECT max(depth) FROM above) + coalesce((SELECT max(depth) FROM below), 0) AS levels`.execute(tx)
  if ((rows[0]?.levels ?? 0) > mostNested)
    throw refuse(
      `Content blocks would be nested deeper than ${mostNested} levels.`,
      "Write the text of one of them into the other.",
    )
}

/** What is wrong with a block in a text, in words, and what to do about it. */
export function blockFault({
  why,
  block,
}: {
  why: "unknown" | "nested" | "too_long"
  block: string
}): [message: string, help: string] {
  if (why === "unknown")
    return [
      `There is no active content block “${block.slice(0, 100)}”.`,
      "GET /v1/content-blocks lists them. A draft is in no message until it is made active.",
    ]
  if (why === "nested")
    return [
      `Content blocks are nested deeper than ${mostNested} levels.`,
      "Write the text of one of them itself.",
    ]
  return [
    `With its content blocks it is longer than ${longestBlock.toLocaleString("en")} characters.`,
    "Shorten the text, or the blocks in it.",
  ]
}

/** One change at a time in a workspace, so that two of them cannot put blocks into each other. */
const lockBlocks = (tx: Tx, workspaceId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('content_blocks'), hashtext(${workspaceId}))`.execute(tx)

async function uniquely<T>(called: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isRace(error)) throw error
    throw new Problem("conflict", `There is a content block called "${called}" already.`, {
      field: "name",
      help: "Choose another name.",
    })
  }
}
