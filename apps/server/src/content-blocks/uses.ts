import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { Problem } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"

declare module "../platform/define-room.ts" {
  interface Room {
    /** What of this room names a content block, a hundred at most: while something does, it is not deleted. */
    usesOfContentBlock?(tx: Tx, name: string): Promise<readonly ContentBlockUse[]>
  }
}

export const contentBlockUse = z
  .object({
    kind: z.enum(["content_block", "campaign", "canvas", "message"]),
    id: fields.id,
    name: z.string().nullable().describe("null: a message"),
  })
  .meta({ id: "ContentBlockUse" })
export type ContentBlockUse = z.output<typeof contentBlockUse>

/** What uses a block: other blocks, and what the rooms above say. */
export async function usesOfBlock(
  tx: Tx,
  rooms: readonly Room[],
  { name }: { name: string },
): Promise<ContentBlockUse[]> {
  const uses: ContentBlockUse[] = []
  // One after the other: they share a transaction, and so a connection.
  for (const room of rooms) uses.push(...((await room.usesOfContentBlock?.(tx, name)) ?? []))
  return uses
}

/** The blocks that another one is in. */
export async function blocksThatName(tx: Tx, name: string): Promise<ContentBlockUse[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM content_blocks WHERE named_blocks @> ARRAY[${name}]::text[] ORDER BY name LIMIT 100`.execute(
    tx,
  )
  return rows.map((row) => ({ kind: "content_block", ...row }))
}

/** @throws Problem conflict */
export async function refuseUsed(tx: Tx, rooms: readonly Room[], block: { name: string }): Promise<void> {
  const uses = await usesOfBlock(tx, rooms, block)
  const [use] = uses
  if (use === undefined) return
  const what =
    use.kind === "message" ? "A message that waits" : `The ${use.kind.replace("_", " ")} "${use.name}"`
  throw new Problem("conflict", `${what} uses this content block.`, {
    help: "Change or delete what `uses` names first.",
    extra: { uses },
  })
}
