import { blockName } from "@parley/model"
import { changeBlock, createBlock, longestBlock } from "../../content-blocks/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readTime } from "../users/track/time.ts"

type Input = Readonly<Record<string, unknown>>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const liquidTag = (name: string) => `{{content_blocks.\${${name}}}}`
/** How many contents and other blocks have it in them. */
const inclusionCount = sql<number>`(
  (SELECT count(*) FROM contents AS c WHERE c.named_blocks @> ARRAY[b.name])
  + (SELECT count(*) FROM content_blocks AS o WHERE o.named_blocks @> ARRAY[b.name]))::int`

interface Listed {
  id: string
  name: string
  description: string | null
  content: string
  tags: string[]
  inclusion_count: number
  created_at: Date
  updated_at: Date
}

const listBlocks: Endpoint = {
  method: "GET",
  path: "/content_blocks/list",
  permission: "content_blocks:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const after = timeOf(input.modified_after, "Modified after")
    const before = timeOf(input.modified_before, "Modified before")
    if (after && before && after > before)
      throw new Fatal("Modified after time must be earlier than or the same as modified before time.")
    const limit = readLimit(input.limit)
    const offset = readOffset(input.offset)
    const which = sql`b.workspace_id = ${workspaceId}
      AND ${after ? sql`b.updated_at >= ${after}` : sql`true`} AND ${before ? sql`b.updated_at <= ${before}` : sql`true`}`
    const { rows } = await platform.db.workspace(workspaceId, (tx) =>
      sql<Listed & { count: number }>`
        SELECT b.id, b.name, b.tags, ${inclusionCount} AS inclusion_count, b.created_at, b.updated_at
        FROM content_blocks AS b WHERE ${which} ORDER BY b.id LIMIT ${limit} OFFSET ${offset}`.execute(tx),
    )
    const blocks = rows.map(({ id, name, tags, inclusion_count, created_at, updated_at }) => ({
      content_block_id: id,
      name,
      content_type: "text",
      liquid_tag: liquidTag(name),
      inclusion_count,
      created_at: created_at.toISOString(),
      last_edited: updated_at.toISOString(),
      tags,
    }))
    return { body: { count: blocks.length, content_blocks: blocks, message: "success" } }
  },
}

const blockInfo: Endpoint = {
  method: "GET",
  path: "/content_blocks/info",
  permission: "content_blocks:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const id = readId(input)
    const { rows } = await platform.db.workspace(workspaceId, (tx) =>
      sql<Listed>`
        SELECT b.id, b.name, b.description, b.content, b.tags, ${inclusionCount} AS inclusion_count, b.created_at, b.updated_at
        FROM content_blocks AS b WHERE b.id = ${id} AND b.workspace_id = ${workspaceId}`.execute(tx),
    )
    const [block] = rows
    if (!block) throw unknownBlock()
    return {
      body: {
        content_block_id: block.id,
        name: block.name,
        content: block.content,
        description: block.description ?? "",
        content_type: "text",
        tags: block.tags,
        created_at: block.created_at.toISOString(),
        last_edited: block.updated_at.toISOString(),
        inclusion_count: block.inclusion_count,
        message: "success",
      },
    }
  },
}

const createEndpoint: Endpoint = {
  method: "POST",
  path: "/content_blocks/create",
  permission: "content_blocks:write",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input, now }) => {
    const { name, content, ...rest } = readChange(input)
    if (name === undefined) throw new Fatal("Content Block name cannot be blank.")
    if (content === undefined) throw new Fatal("Content cannot be blank.")
    const block = await platform.db.workspace(workspaceId, (tx) =>
      inBrazesWords(() =>
        createBlock(
          tx,
          { workspaceId, rooms: platform.rooms, now },
          { description: null, tags: [], state: "active", ...rest, name, content },
        ),
      ),
    )
    return { body: created(block) }
  },
}

const updateEndpoint: Endpoint = {
  method: "POST",
  path: "/content_blocks/update",
  permission: "content_blocks:write",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input, now }) => {
    const id = readId(input)
    const change = readChange(input)
    const block = await platform.db.workspace(workspaceId, async (tx) => {
      await refuseUnknown(tx, workspaceId, id)
      return inBrazesWords(() =>
        changeBlock(tx, { workspaceId, rooms: platform.rooms, now, id }, { ...change, revision: undefined }),
      )
    })
    return { body: created(block) }
  },
}

const created = ({ id, name, created_at }: { id: string; name: string; created_at: Date }) => ({
  content_block_id: id,
  liquid_tag: liquidTag(name),
  created_at: created_at.toISOString(),
  message: "success",
})

interface Change {
  name?: string
  content?: string
  description?: string
  state?: "active" | "draft"
  tags?: string[]
}

/** In Braze's order of looking. @throws Fatal 400 */
function readChange({ name, description, content, state, tags }: Input): Change {
  if (content !== undefined) {
    if (typeof content !== "string") throw new Fatal("Content must be a string.")
    if (content.trim() === "") throw new Fatal("Content cannot be blank.")
    if (content.length > longestBlock)
      throw new Fatal(`Content must be smaller than ${longestBlock / 1024}kb.`)
  }
  if (description !== undefined && description !== null) {
    if (typeof description !== "string") throw new Fatal("Content Block description must be a string.")
    if (description.length > 250)
      throw new Fatal("Content block description must be shorter than 250 characters.")
  }
  if (name !== undefined) {
    if (typeof name !== "string" || name.trim() === "") throw new Fatal("Content Block name cannot be blank.")
    if (name.length > 100) throw new Fatal("Content Block name must be a shorter than 100 characters.")
    if (!blockName.test(name)) throw new Fatal("Content Block name can only contain alphanumeric characters.")
  }
  if (state !== undefined && state !== "active" && state !== "draft")
    throw new Fatal("Content Block state must be either Active or Draft.")
  return {
    ...(name === undefined ? {} : { name }),
    ...(content === undefined ? {} : { content }),
    ...(typeof description === "string" ? { description } : {}),
    ...(state === undefined ? {} : { state }),
    ...(tags === undefined ? {} : { tags: readTags(tags) }),
  }
}

function readTags(tags: unknown): string[] {
  if (!Array.isArray(tags)) throw new Fatal("Tags must be an array.")
  return [
    ...new Set(
      tags.flatMap((tag) => {
        if (typeof tag !== "string") throw new Fatal("All Tags must be Strings.")
        return tag.trim() === "" ? [] : [tag.trim().slice(0, 50)]
      }),
    ),
  ].slice(0, 20)
}

/** Our own refusals, as Braze says them. @throws Fatal 400 */
async function inBrazesWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.field === "name" && error.message.includes("already"))
      throw new Fatal("Content Block with this name already exists.")
    if (error.field === "name")
      throw new Fatal("Content Block name cannot be updated for active Content Blocks.")
    if (error.field === "state")
      throw new Fatal("Active Content Block can not be updated to Draft. Please create a new Content Block.")
    if (error.message.includes("in itself"))
      throw new Fatal("Content Block cannot be referenced within itself.")
    if (error.field === "content") throw new Fatal(`Content contains malformed liquid. ${error.message}`)
    throw error
  }
}

/** @throws Fatal 400 */
async function refuseUnknown(tx: Tx, workspaceId: string, id: string): Promise<void> {
  const { rows } =
    await sql`SELECT FROM content_blocks WHERE id = ${id} AND workspace_id = ${workspaceId}`.execute(tx)
  if (rows.length === 0) throw unknownBlock()
}

function readId({ content_block_id: id }: Input): string {
  if (typeof id !== "string" || id === "") throw new Fatal("Content Block ID cannot be blank.")
  if (!uuid.test(id)) throw unknownBlock()
  return id
}

const unknownBlock = () => new Fatal("Content Block ID is invalid for this App Group.")

function timeOf(value: unknown, what: string): Date | undefined {
  if (value === undefined) return undefined
  const time = readTime(value)
  if (time === undefined) throw new Fatal(`${what} time is invalid.`)
  return time
}

function readLimit(value: unknown): number {
  if (value === undefined) return 100
  const limit = Number(value)
  if (typeof value !== "string" || !Number.isInteger(limit))
    throw new Fatal("Content Block number limit is invalid.")
  if (limit < 1) throw new Fatal("Content Block number limit must be greater than 0.")
  if (limit > 1000) throw new Fatal("Content Block number limit exceeds maximum of 1000.")
  return limit
}

function readOffset(value: unknown): number {
  if (value === undefined) return 0
  const offset = Number(value)
  if (typeof value !== "string" || !Number.isInteger(offset) || offset > 1_000_000_000)
    throw new Fatal("Offset is invalid.")
  if (offset < 0) throw new Fatal("Offset must be greater than 0.")
  return offset
}

export const contentBlockEndpoints: readonly Endpoint[] = [
  listBlocks,
  blockInfo,
  createEndpoint,
  updateEndpoint,
]
