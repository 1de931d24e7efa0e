import type { Readable } from "node:stream"
import { type Leases, sql } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { afterRaces } from "../races.ts"
import { FileRefused } from "./file-refused.ts"
import { FileReader, type FileRow } from "./file-rows.ts"
import { beginImport, type ContactImport, countBatch, endImport, getImport } from "./imports.ts"
import { readText } from "./text.ts"
import { type BatchTarget, writeBatch } from "./write-batch.ts"

/**
 * Rows of one transaction. 30,000 known rows took 7.7 s in batches of 250, 5.6 s in these and 4.8 s in batches of 4,000,
 * which hold four times the rows in memory and lock contacts for longer.
 */
const batchRows = 1000

/**
 * Reads a file into an import, batch by batch, in constant memory; the answer is the finished import. The next batch is
 * read while the one before is written. What was written stays when a later part fails, and uploading the file again
 * changes nothing of it.
 *
 * An import whose server died while it was running can be given its file again, as can a failed one.
 * @throws Problem conflict when it is running or completed, invalid_request when the file as a whole cannot be read
 */
export async function runImport(
  platform: Pick<Platform, "db" | "clock">,
  leases: Leases,
  { workspaceId, importId, actor }: { workspaceId: string; importId: string; actor: string },
  file: Readable,
): Promise<ContactImport> {
  const lease = await leases.tryAcquire(`import ${importId}`)
  try {
    const known = await platform.db.workspace(workspaceId, (tx) => getImport(tx, importId))
    if (!lease)
      throw new Problem("conflict", "This import is running.", { help: "Wait until it has finished." })
    if (known.state === "completed") {
      throw new Problem("conflict", "This import has its file already.", { help: "Create another import." })
    }
    await platform.db.workspace(workspaceId, (tx) => beginImport(tx, importId))
    return await new ImportRun(platform, known, { workspaceId, actor }).run(file)
  } finally {
    await lease?.release()
    // What nobody reads any more has to arrive all the same, or the client never reads the answer.
    file.resume()
  }
}

class ImportRun {
  readonly #platform: Pick<Platform, "db" | "clock">
  readonly #import: ContactImport
  readonly #target: BatchTarget
  readonly #reader: FileReader
  #waiting: FileRow[] = []
  #writing: Promise<void> = Promise.resolve()
  #bytesRead = 0

  constructor(
    platform: Pick<Platform, "db" | "clock">,
    known: ContactImport,
    { workspaceId, actor }: { workspaceId: string; actor: string },
  ) {
    const now = platform.clock.now()
    this.#platform = platform
    this.#import = known
    this.#target = {
      importId: known.id,
      workspaceId,
      subscriptionGroupId: known.subscription_group_id,
      actor,
      now,
    }
    this.#reader = new FileReader({
      defaultCountry: known.default_country ?? undefined,
      consentSource: known.consent_source ?? "import",
      now,
    })
  }

  async run(file: Readable): Promise<ContactImport> {
    try {
      for await (const text of readText(this.#counted(file))) await this.#take(this.#reader.push(text))
      await this.#take(this.#reader.end())
      await this.#write(this.#waiting)
      await this.#writing
      return await this.#end()
    } catch (error) {
      await this.#writing.catch(() => undefined)
      if (!(error instanceof FileRefused)) {
        await this.#end({
          code: "interrupted",
          message: "The import was interrupted; upload the file again.",
        }).catch(() => undefined)
        throw error
      }
      await this.#end(error)
      throw new Problem("invalid_request", error.message, {
        field: "file",
        help: "Mend the file and upload it again.",
        extra: { failure_code: error.code, import_id: this.#import.id },
      })
    }
  }

  async *#counted(file: Readable): AsyncGenerator<Buffer> {
    try {
      for await (const bytes of file.iterator({ destroyOnReturn: false })) {
        const chunk = Buffer.from(bytes)
        this.#bytesRead += chunk.length
        yield chunk
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error
      throw new FileRefused(
        "upload_broken_off",
        "The upload broke off. Upload the file again; what was imported stays.",
      )
    }
  }

  async #take(rows: readonly FileRow[]): Promise<void> {
    this.#requireGroup()
    for (const row of rows) {
      this.#waiting.push(row)
      if (this.#waiting.length < batchRows) continue
      const batch = this.#waiting
      this.#waiting = []
      await this.#write(batch)
    }
  }

  /** Consent without a list to keep it in would be lost without a word. */
  #requireGroup() {
    if (this.#import.subscription_group_id !== null) return
    const columns = this.#reader.header?.columns ?? []
    if (columns.some((column) => column.kind === "field" && column.field === "subscription_state")) {
      throw new FileRefused(
        "subscription_group_required",
        "The file has a column subscription_state, but the import names no subscription_group_id.",
      )
    }
  }

  /** Waits for the batch before, then begins this one. */
  async #write(batch: readonly FileRow[]): Promise<void> {
    await this.#writing
    const bytesRead = this.#bytesRead
    this.#writing = afterRaces(() =>
      this.#platform.db.workspace(this.#target.workspaceId, async (tx) => {
        await sql`SET LOCAL synchronous_commit = off`.execute(tx) // a crash loses whole batches at most, and the file is uploaded again
        const counts = await writeBatch(tx, this.#target, batch)
        const columns = this.#reader.header?.names ?? []
        await countBatch(tx, this.#import.id, { bytesRead, rowsRead: batch.length, columns, counts })
      }),
    )
    this.#writing.catch(() => undefined) // it is awaited before the next batch, or at the end
  }

  #end(failure?: { code: string; message: string }): Promise<ContactImport> {
    return this.#platform.db.workspace(this.#target.workspaceId, (tx) =>
      endImport(tx, this.#import.id, {
        failure,
        bytesRead: this.#bytesRead,
        now: this.#platform.clock.now(),
      }),
    )
  }
}
