import { randomUUID } from "node:crypto"
import type { Readable } from "node:stream"
import { sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { FileRefused } from "./file/file-refused.ts"
import { type FileForm, FormFinder } from "./file/form.ts"
import { asImport, type ContactImport, getImport, importColumns } from "./imports.ts"
import { endImport, forgetResults, importsChannel, zeroCounts } from "./progress.ts"

/** The largest file, in bytes: some fifteen million contacts. */
const maxBytes = 1024 ** 3
const chunkBytes = 256 * 1024

interface Upload {
  workspaceId: string
  importId: string
  file: Readable
  /** What the request says of its size, if anything. */
  announcedBytes?: number | undefined
}

/**
 * Stores the file of an import as it arrives, chunk by chunk in constant memory, and queues the import. Once this has
 * answered, nothing is lost any more. An upload that comes while another of the same import hangs takes its place.
 * @throws Problem conflict when the import has its file; too_large, or invalid_request when the upload is cut off, and
 * then the import is failed and can be given its file again
 */
export async function storeUpload(
  { db, clock }: Pick<Platform, "db" | "clock">,
  { workspaceId, importId, file, announcedBytes = 0 }: Upload,
  limit = maxBytes,
): Promise<ContactImport> {
  const upload = randomUUID()
  try {
    await db.workspace(workspaceId, (tx) => beginUpload(tx, importId, upload))
    if (announcedBytes > limit) throw tooLarge(limit)
    const form = new FormFinder()
    let stored = 0
    let position = 0
    for await (const bytes of inChunks(file)) {
      stored += bytes.length
      if (stored > limit) throw tooLarge(limit)
      form.push(bytes)
      const chunk = { importId, workspaceId, upload, position, bytes, now: clock.now() }
      await db.workspace(workspaceId, (tx) => storeChunk(tx, chunk))
      position += 1
    }
    return await db.workspace(workspaceId, (tx) =>
      queueImport(tx, importId, { upload, bytes: stored, form: form.found(), now: clock.now() }),
    )
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    const now = clock.now()
    await db.workspace(workspaceId, async (tx) => {
      if (await holdUpload(tx, importId, upload)) await endImport(tx, importId, { failure: error, now })
    })
    throw new Problem(error.code === "too_large" ? "too_large" : "invalid_request", error.message, {
      field: "file",
      help: "Upload the file again.",
      extra: { failure_code: error.code, import_id: importId },
    })
  } finally {
    // What nobody reads any more has to arrive all the same, or the client never reads the answer.
    file.resume()
  }
}

const tooLarge = (limit: number) =>
  new FileRefused(
    "too_large",
    `The file has more than ${limit.toLocaleString("en")} bytes. Split it into several and import each.`,
  )

/** Sets an import to its start, without a file. */
async function beginUpload(tx: Tx, id: string, upload: string): Promise<void> {
  const started = await tx
    .updateTable("imports")
    .set({
      state: "waiting",
      upload,
      failure_code: null,
      failure: null,
      columns: null,
      format: null,
      started_at: null,
      finished_at: null,
      bytes_total: null,
      ...zeroCounts,
    })
    .where("id", "=", id)
    .where("state", "in", ["waiting", "failed"])
    .returning("id")
    .executeTakeFirst()
  if (!started) {
    const { state } = await getImport(tx, id)
    throw new Problem(
      "conflict",
      state === "canceled" ? "This import is canceled." : "This import has its file already.",
      { help: "Create another import." },
    )
  }
  await tx.deleteFrom("import_chunks").where("import_id", "=", id).execute()
  await forgetResults(tx, id)
}

/** Whether the import still waits for this upload; until the transaction ends no other can start. */
async function holdUpload(tx: Tx, id: string, upload: string): Promise<boolean> {
  const held = await tx
    .selectFrom("imports")
    .select("id")
    .where("id", "=", id)
    .where("upload", "=", upload)
    .where("state", "=", "waiting")
    .forUpdate()
    .executeTakeFirst()
  return held !== undefined
}

const superseded = () =>
  new Problem("conflict", "This import was canceled, or its file is being uploaded once more.")

async function storeChunk(
  tx: Tx,
  chunk: {
    importId: string
    workspaceId: string
    upload: string
    position: number
    bytes: Buffer
    now: Date
  },
): Promise<void> {
  await sql`SET LOCAL synchronous_commit = off`.execute(tx) // queueing the import waits for the disk, and so for these
  if (!(await holdUpload(tx, chunk.importId, chunk.upload))) throw superseded()
  await tx
    .insertInto("import_chunks")
    .values({
      import_id: chunk.importId,
      workspace_id: chunk.workspaceId,
      position: chunk.position,
      bytes: chunk.bytes,
      stored_at: chunk.now,
    })
    .execute()
}

async function queueImport(
  tx: Tx,
  id: string,
  { upload, bytes, form, now }: { upload: string; bytes: number; form: FileForm; now: Date },
): Promise<ContactImport> {
  if (!(await holdUpload(tx, id, upload))) throw superseded()
  wakeAfterCommit(importsChannel, id)
  const queued = await tx
    .updateTable("imports")
    .set((eb) => ({
      state: eb.case().when("starts_itself", "=", true).then("queued").else("ready").end(),
      bytes_total: bytes,
      ready_at: now,
      ...form,
    }))
    .where("id", "=", id)
    .returning(importColumns)
    .executeTakeFirstOrThrow()
  return asImport(queued)
}

/** The bytes of an upload in pieces of `chunkBytes`, the last one shorter. @throws FileRefused when it is cut off */
async function* inChunks(file: Readable): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = []
  let size = 0
  try {
    for await (const piece of file.iterator({ destroyOnReturn: false })) {
      const bytes = Buffer.from(piece)
      gathered.push(bytes)
      size += bytes.length
      if (size < chunkBytes) continue
      yield Buffer.concat(gathered)
      gathered = []
      size = 0
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new FileRefused(
      "upload_interrupted",
      "The upload was cut off before the whole file had arrived. Nothing of it was imported; upload it again.",
    )
  }
  if (size > 0) yield Buffer.concat(gathered)
}
