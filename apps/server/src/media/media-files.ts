/** The files of the media library: kept once, listed, renamed, deleted. */
import { createHash, randomUUID } from "node:crypto"
import { type FileFault, fileNameFor, inspectFile } from "@parley/whatsapp/files"
import { z } from "zod"
import { expectFile, keepFile } from "../conversations/index.ts"
import { type RawBuilder, sql, type Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { found, Problem, type ProblemCode, requireRevision } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { uploadView } from "./uploads/uploads.ts"
import { refuseUsed } from "./uses.ts"

/** So many files a workspace keeps. */
const mostFiles = 10_000

export const mediaKinds = ["image", "video", "audio", "document", "sticker"] as const

const shownFile = z.object({
  id: fields.id.describe("Contents name it: `library:` and this, as the `id` of a medium"),
  name: z.string(),
  kind: z.enum(mediaKinds),
  mime_type: z.string(),
  bytes: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  is_animated: z.boolean(),
  created_at: fields.timestamp,
  updated_at: fields.timestamp,
  revision: fields.revision,
})
export const mediaFile = shownFile.meta({ id: "MediaFile" })
export type MediaFile = z.output<typeof mediaFile>

export const mediaFileDetails = shownFile
  .extend({ uploads: z.array(uploadView).describe("Where Meta has it, by number") })
  .meta({ id: "MediaFileDetails" })

export const mediaFileChange = z
  .strictObject({ name: z.string().trim().min(1).max(240), revision: fields.revisionRead })
  .meta({ id: "MediaFileChange" })

const columns = sql`id, name, kind, mime_type, bytes::int, width, height, is_animated, created_at, updated_at, revision`

/** All files of the workspace that fit. */
export const selectFiles = ({
  search,
  kind,
}: {
  search?: string | undefined
  kind?: string | undefined
}): RawBuilder<MediaFile> => sql<MediaFile>`
  SELECT ${columns} FROM media_files
  WHERE ${search === undefined ? sql`true` : sql`strpos(lower(name), lower(${search}::text)) > 0`}
    AND ${kind === undefined ? sql`true` : sql`kind = ${kind}`}`

/** @throws Problem not_found */
export async function getFile(tx: Tx, id: string): Promise<MediaFile & { file: string }> {
  const { rows } = await sql<MediaFile & { file: string }>`
    SELECT ${columns}, file FROM media_files WHERE id = ${id}`.execute(tx)
  return found(rows[0], "file")
}

const codes: Readonly<Record<FileFault["code"], ProblemCode>> = {
  unsupported_type: "unsupported_media_type",
  too_large: "too_large",
  wrong_type: "invalid_request",
  wrong_format: "invalid_request",
}

/**
 * Keeps a file, unless the same is there already.
 * @returns also whether it is new
 * @throws Problem unsupported_media_type, too_large, invalid_request (it is not what it is called, or Meta would refuse it),
 *   limit_reached
 */
export async function addFile(
  { db, fileStore, clock }: Pick<Platform, "db" | "fileStore" | "clock">,
  workspaceId: string,
  given: { bytes: Buffer; mimeType: string; name: string },
): Promise<{ file: MediaFile; isNew: boolean }> {
  const inspected = inspectFile(given)
  if (!inspected.ok) {
    const { code, message, help } = inspected.fault
    throw new Problem(codes[code], message, { field: "body", help })
  }
  const { facts } = inspected
  const digest = createHash("sha256").update(given.bytes).digest()
  const key = `library/${workspaceId}/${randomUUID()}`
  const known = await db.workspace(workspaceId, async (tx) => {
    const same = await findSame(tx, digest)
    if (same) return same
    await refuseTooMany(tx)
    await expectFile(tx, { file: key, workspaceId })
    return undefined
  })
  if (known) return { file: known, isNew: false }
  await fileStore.put(key, given.bytes)
  return db.workspace(workspaceId, async (tx) => {
    const now = clock.now()
    const { rows } = await sql<MediaFile>`
      INSERT INTO media_files (workspace_id, name, kind, mime_type, bytes, width, height, is_animated, digest, file, created_at, updated_at)
      VALUES (${workspaceId}, ${facts.name}, ${facts.kind}, ${facts.mimeType}, ${given.bytes.length}, ${facts.width}, ${facts.height},
        ${facts.isAnimated}, ${digest}, ${key}, ${now}, ${now})
      ON CONFLICT (workspace_id, digest) DO NOTHING RETURNING ${columns}`.execute(tx)
    const [file] = rows
    // Uploaded twice at the same time: what this one kept is taken away.
    if (file === undefined) return { file: found(await findSame(tx, digest), "file"), isNew: false }
    await keepFile(tx, key)
    return { file, isNew: true }
  })
}

async function findSame(tx: Tx, digest: Buffer): Promise<MediaFile | undefined> {
  const { rows } = await sql<MediaFile>`SELECT ${columns} FROM media_files WHERE digest = ${digest}`.execute(
    tx,
  )
  return rows[0]
}

async function refuseTooMany(tx: Tx): Promise<void> {
  const { rows } = await sql<{ files: number }>`SELECT count(*)::int AS files FROM media_files`.execute(tx)
  if ((rows[0]?.files ?? 0) < mostFiles) return
  throw new Problem(
    "limit_reached",
    `The media library has ${mostFiles.toLocaleString("en")} files at most.`,
    {
      help: "Delete files that nothing shows.",
    },
  )
}

/** Its ending stays what the file is. @throws Problem not_found; conflict when it was changed meanwhile */
export async function renameFile(
  tx: Tx,
  id: string,
  { name, revision }: z.output<typeof mediaFileChange>,
  now: Date,
): Promise<MediaFile> {
  const row = tx.selectFrom("media_files").select(["mime_type", "revision"]).where("id", "=", id)
  const known = found(await row.forUpdate().executeTakeFirst(), "file")
  requireRevision(known, revision, "file")
  const { rows } = await sql<MediaFile>`
    UPDATE media_files SET name = ${fileNameFor(name, known.mime_type)}, updated_at = ${now} WHERE id = ${id}
    RETURNING ${columns}`.execute(tx)
  return found(rows[0], "file")
}

/** @throws Problem not_found; conflict while something shows it */
export async function deleteFile(tx: Tx, rooms: readonly Room[], id: string): Promise<void> {
  const row = tx.selectFrom("media_files").select("id").where("id", "=", id)
  found(await row.forUpdate().executeTakeFirst(), "file")
  await refuseUsed(tx, rooms, id)
  await tx.deleteFrom("media_files").where("id", "=", id).execute()
}
