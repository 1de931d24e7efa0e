import { setImmediate as turn } from "node:timers/promises"
import type { AttributeType } from "@parley/model"
import { recordTogether } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { afterRaces } from "../retry-on-conflict.ts"
import type { BatchTarget, WrittenBatch } from "./batch/batch.ts"
import { keepRefused, keepWarnings } from "./batch/keep-faults.ts"
import { writeBatch } from "./batch/write-batch.ts"
import { writeEventsBatch } from "./batch/write-events-batch.ts"
import { learnAttributes, readCatalogue } from "./catalogue.ts"
import { planColumns, requireGroup, requireIdentifier } from "./file/columns.ts"
import { FileRefused } from "./file/file-refused.ts"
import { type SourcePart, sourceParts } from "./file/form.ts"
import type { FileRow } from "./file/row.ts"
import type { SourceRow } from "./file/source.ts"
import { TableReader } from "./file/table-reader.ts"
import { countBatch, endImport, keepPlan, type StartedImport } from "./progress.ts"
import { contextOf } from "./settings.ts"
import { storedFile } from "./stored-file.ts"

/**
 * Rows of one transaction. 30,000 known rows took 7.7 s in batches of 250, 5.6 s in these and 4.8 s in batches of 4,000,
 * which hold four times the rows in memory and lock contacts for longer.
 */
const batchRows = 1000

/** Rows that are read in one go, some milliseconds: the batch before waits for this process with each of its statements. */
const readAtOnce = 100

/** Rows by which it is decided what the columns become. */
export const sampleRows = 1000

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
  #reader: TableReader | undefined
  /** Rows that are counted already and are to be passed over. */
  #known: number
  #rowsWritten: number
  #unplanned: SourceRow[] = []
  #waiting: FileRow[] = []
  #writing: Promise<void> = Promise.resolve()
  #bytesRead = 0
  #catalogue: ReadonlyMap<string, AttributeType> = new Map()
  /** Columns whose plan is kept. */
  #planned = 0

  constructor(platform: Pick<Platform, "db" | "clock">, started: StartedImport, signal: AbortSignal) {
    this.#platform = platform
    this.#import = started
    this.#signal = signal
    this.#known = started.rowsRead
    this.#rowsWritten = started.rowsRead
    this.#target = {
      importId: started.id,
      workspaceId: started.workspaceId,
      subscriptionGroupId: started.settings.subscription_group_id,
      tagIds: started.settings.tag_ids,
      listIds: started.settings.list_ids,
      isDryRun: started.isDryRun,
      actor: started.actor,
      now: started.startedAt,
    }
  }

  get #context() {
    return contextOf(this.#import.settings, this.#import.startedAt)
  }

  async run(): Promise<void> {
    await this.#continue()
    try {
      const { form, settings } = this.#import
      let last: SourcePart | undefined
      for await (const part of sourceParts(this.#counted(), form, { kind: settings.kind })) {
        await this.#take(part)
        last = part
      }
      if (last && !this.#reader) await this.#plan(last)
      if (this.#waiting.length > 0) await this.#write(this.#waiting)
    } finally {
      await this.#writing
    }
  }

  /** Takes the plan that an earlier worker decided on. */
  async #continue(): Promise<void> {
    const { isPlanned, plan, workspaceId } = this.#import
    if (!isPlanned) return
    this.#catalogue = await this.#platform.db.workspace(workspaceId, readCatalogue)
    this.#reader = new TableReader(plan, this.#context, this.#catalogue)
    this.#planned = plan.length
  }

  async *#counted(): AsyncGenerator<Buffer> {
    for await (const bytes of storedFile(this.#platform, this.#import.workspaceId, this.#import.id)) {
      this.#bytesRead += bytes.length
      yield bytes
    }
  }

  async #take(part: SourcePart): Promise<void> {
    if (!this.#reader) {
      for (const row of part.rows) this.#unplanned.push(row)
      if (this.#unplanned.length >= sampleRows) await this.#plan(part)
      return
    }
    await this.#read(part.rows, part.names)
  }

  /** Decides by the first rows what the columns become, and reads those rows. */
  async #plan({ names, delimiter }: SourcePart): Promise<void> {
    const rows = this.#unplanned
    this.#unplanned = []
    const { workspaceId, id, plan: wanted, settings } = this.#import
    const plan = await this.#platform.db.workspace(workspaceId, async (tx) => {
      this.#catalogue = await readCatalogue(tx)
      const decided = planColumns(names, rows.slice(0, sampleRows), {
        kind: settings.kind,
        wanted,
        catalogue: this.#catalogue,
      })
      if (settings.consent === "column") requireGroup(decided, settings.subscription_group_id)
      requireIdentifier(decided)
      if (!this.#import.isDryRun) await learnAttributes(tx, workspaceId, decided, this.#import.startedAt)
      await keepPlan(tx, id, { plan: decided, delimiter })
      return decided
    })
    this.#reader = new TableReader(plan, this.#context, this.#catalogue)
    this.#planned = plan.length
    await this.#read(rows, names)
  }

  /** Keeps what columns become that came up only now, as keys of JSON objects may. */
  async #keepLaterColumns(reader: TableReader): Promise<void> {
    const later = reader.plan.slice(this.#planned)
    if (later.length === 0) return
    this.#planned = reader.plan.length
    const { workspaceId, id, startedAt, isDryRun } = this.#import
    await this.#writing // which holds the import's row
    await this.#platform.db.workspace(workspaceId, async (tx) => {
      if (!isDryRun) await learnAttributes(tx, workspaceId, later, startedAt)
      await keepPlan(tx, id, { plan: reader.plan, delimiter: undefined })
    })
  }

  async #read(rows: readonly SourceRow[], names: readonly string[]): Promise<void> {
    const unread = rows.slice(this.#known)
    this.#known -= rows.length - unread.length
    if (!this.#reader) return
    this.#reader.planMore(unread, names)
    for (let at = 0; at < unread.length; at += readAtOnce) {
      if (at > 0) await turn()
      await this.#readSome(this.#reader, unread.slice(at, at + readAtOnce), names)
    }
  }

  async #readSome(reader: TableReader, rows: readonly SourceRow[], names: readonly string[]): Promise<void> {
    const read = reader.read(rows, names)
    await this.#keepLaterColumns(reader)
    for (const row of read) {
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
      const written = await this.#writeOrTry(tx, rows)
      await keepRefused(tx, this.#target, written.refused)
      await keepWarnings(tx, this.#target, written.settledRows)
      if (!(await countBatch(tx, this.#import.id, { ...place, rows: rows.length, counts: written.counts }))) {
        throw new TakenAway()
      }
    })
  }

  async #writeOrTry(tx: Tx, rows: readonly FileRow[]): Promise<WrittenBatch> {
    const writeRows = this.#import.settings.kind === "events" ? writeEventsBatch : writeBatch
    const write = () => recordTogether(tx, () => writeRows(tx, this.#target, rows))
    if (!this.#import.isDryRun) return write()
    await sql`SAVEPOINT dry_run`.execute(tx)
    const written = await write()
    await sql`ROLLBACK TO SAVEPOINT dry_run`.execute(tx)
    await written.keepTrial()
    return written
  }
}
