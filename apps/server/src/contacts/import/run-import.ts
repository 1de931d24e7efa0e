import { recordTogether } from "../../events/index.ts"
import { sql } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { afterRaces } from "../retry-on-conflict.ts"
import { FileRefused } from "./file/file-refused.ts"
import { FileReader, type FileRow } from "./file/file-rows.ts"
import { requireGroup } from "./file/header.ts"
import { readText } from "./file/text.ts"
import { countBatch, endImport, type StartedImport } from "./progress.ts"
import { storedFile } from "./stored-file.ts"
import { type BatchTarget, writeBatch } from "./write-batch.ts"

/**
 * Rows of one transaction. 30,000 known rows took 7.7 s in batches of 250, 5.6 s in these and 4.8 s in batches of 4,000,
 * which hold four times the rows in memory and lock contacts for longer.
 */
const batchRows = 1000

/**
 * Imports a stored file, batch by batch, in constant memory; the next batch is read while the one before is written.
 * A batch and its counts are one transaction, so the worker that takes up an import passes over the rows that are counted and
 * continues as if nothing had happened. A file that cannot be read as a whole fails the import; what was written stays.
 *
 * Returns early, with the import still running, when `signal` is aborted or another worker continues with it.
 */
export async function runImport(
  platform: Pick<Platform, "db" | "clock">,
  started: StartedImport,
  signal: AbortSignal,
): Promise<void> {
  const end = (failure?: FileRefused) =>
    platform.db.workspace(started.workspaceId, (tx) =>
      endImport(tx, started.id, { failure, now: platform.clock.now() }),
    )
  try {
    await new ImportRun(platform, started, signal).run()
    await end()
  } catch (error) {
    if (error instanceof FileRefused) await end(error)
    else if (!(error instanceof TakenAway)) throw error
  }
}

/** This run is over, the import perhaps not. */
class TakenAway extends Error {}

class ImportRun {
  readonly #platform: Pick<Platform, "db" | "clock">
  readonly #import: StartedImport
  readonly #signal: AbortSignal
  readonly #target: BatchTarget
  readonly #reader: FileReader
  /** Rows that are counted already and are to be passed over. */
  #known: number
  #rowsWritten: number
  #waiting: FileRow[] = []
  #writing: Promise<void> = Promise.resolve()
  #bytesRead = 0

  constructor(platform: Pick<Platform, "db" | "clock">, started: StartedImport, signal: AbortSignal) {
    this.#platform = platform
    this.#import = started
    this.#signal = signal
    this.#known = started.rowsRead
    this.#rowsWritten = started.rowsRead
    this.#target = {
      importId: started.id,
      workspaceId: started.workspaceId,
      subscriptionGroupId: started.subscriptionGroupId,
      actor: started.actor,
      now: started.startedAt,
    }
    this.#reader = new FileReader({
      defaultCountry: started.defaultCountry ?? undefined,
      consentSource: started.consentSource ?? "import",
      now: started.startedAt,
    })
  }

  async run(): Promise<void> {
    try {
      for await (const text of readText(this.#counted())) await this.#take(this.#reader.push(text))
      await this.#take(this.#reader.end())
      if (this.#waiting.length > 0) await this.#write(this.#waiting)
    } finally {
      await this.#writing
    }
  }

  async *#counted(): AsyncGenerator<Buffer> {
    for await (const bytes of storedFile(this.#platform, this.#import.workspaceId, this.#import.id)) {
      this.#bytesRead += bytes.length
      yield bytes
    }
  }

  async #take(rows: readonly FileRow[]): Promise<void> {
    if (this.#reader.header) requireGroup(this.#reader.header, this.#import.subscriptionGroupId)
    const unread = rows.slice(this.#known)
    this.#known -= rows.length - unread.length
    for (const row of unread) {
      this.#waiting.push(row)
      if (this.#waiting.length < batchRows) continue
      const batch = this.#waiting
      this.#waiting = []
      await this.#write(batch)
    }
  }

  /** Waits for the batch before, then starts this one. */
  async #write(rows: readonly FileRow[]): Promise<void> {
    await this.#writing
    if (this.#signal.aborted) throw new TakenAway()
    const place = { rowsBefore: this.#rowsWritten, bytesRead: this.#bytesRead }
    this.#rowsWritten += rows.length
    this.#writing = afterRaces(() => this.#writeOnce(rows, place))
    this.#writing.catch(() => undefined) // it is awaited before the next batch, or at the end
  }

  #writeOnce(rows: readonly FileRow[], place: { rowsBefore: number; bytesRead: number }): Promise<void> {
    return this.#platform.db.workspace(this.#target.workspaceId, async (tx) => {
      await sql`SET LOCAL synchronous_commit = off`.execute(tx) // a crash loses whole batches at most, which are read again
      const counts = await recordTogether(tx, () => writeBatch(tx, this.#target, rows))
      const columns = this.#reader.header?.names ?? []
      if (!(await countBatch(tx, this.#import.id, { ...place, rows: rows.length, columns, counts }))) {
        throw new TakenAway()
      }
    })
  }
}
