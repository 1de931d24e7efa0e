import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { Problem } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"

declare module "../platform/define-room.ts" {
  interface Room {
    /** What of this room shows a file of the library, a hundred at most: while something does, it is not deleted. */
    usesOfMediaFile?(tx: Tx, id: string): Promise<readonly MediaFileUse[]>
  }
}

export const mediaFileUse = z
  .object({
    kind: z.enum(["campaign", "canvas", "message"]),
    id: fields.id,
    name: z.string().nullable().describe("null: a message that waits"),
  })
  .meta({ id: "MediaFileUse" })
export type MediaFileUse = z.output<typeof mediaFileUse>

/** What the rooms above show a file in. */
export async function usesOfFile(tx: Tx, rooms: readonly Room[], id: string): Promise<MediaFileUse[]> {
  const uses: MediaFileUse[] = []
  // One after the other: they share a transaction, and so a connection.
  for (const room of rooms) uses.push(...((await room.usesOfMediaFile?.(tx, id)) ?? []))
  return uses
}

/** @throws Problem conflict */
export async function refuseUsed(tx: Tx, rooms: readonly Room[], id: string): Promise<void> {
  const uses = await usesOfFile(tx, rooms, id)
  const [use] = uses
  if (use === undefined) return
  const what = use.kind === "message" ? "A message that waits" : `The campaign "${use.name}"`
  throw new Problem("conflict", `${what} shows this file.`, {
    help: "Change what `uses` names first, or archive it.",
    extra: { uses },
  })
}
