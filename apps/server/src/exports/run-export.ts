import { filterSchema } from "@parley/model"
import { contactFilters, isOnList } from "../contacts/index.ts"
import { type RawBuilder, sql, type Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { compileFilter, readFilterScope } from "../segments/index.ts"
import { type ExportedContact, selected, valuesOf } from "./columns.ts"
import type { WantedContacts } from "./exports.ts"
import { type ExportFormat, fileWriter } from "./file-writer.ts"

/** Contacts that are read and written at once. */
const pageRows = 2000
/** Of a part of a file in the file store, which takes each as a whole. */
const partBytes = 4 * 1024 * 1024
const keptMs = 7 * 24 * 60 * 60_000

export interface StartedExport extends WantedContacts {
  id: string
  workspaceId: string
  format: ExportFormat
  columns: string[]
}

/** Sets a queued export running, from its beginning; undefined when it has ended meanwhile. */
export async function startExport(tx: Tx, id: string): Promise<StartedExport | undefined> {
  const row = await tx
    .updateTable("contact_exports")
    .set({ state: "running", rows_written: 0, bytes: 0 })
    .where("id", "=", id)
    .where("state", "in", ["queued", "running"])
    .returning(["workspace_id", "format", "columns", "filter", "matching", "contact_ids"])
    .executeTakeFirst()
  if (!row) return undefined
  const { workspace_id, columns } = row
  const format = row.format === "xlsx" || row.format === "jsonl" ? row.format : "csv"
  return {
    id,
    workspaceId: workspace_id,
    format,
    columns,
    filter: filterSchema.nullable().parse(row.filter),
    matching: contactFilters.nullable().parse(row.matching) ?? undefined,
    contact_ids: row.contact_ids ?? undefined,
  }
}

export const partKey = ({ id, workspaceId }: Pick<StartedExport, "id" | "workspaceId">, part: number) =>
  `exports/${workspaceId}/${id}/${part}`

class TakenAway extends Error {}

/**
 * Writes the file of an export, part by part, in constant memory. All contacts are read from one snapshot, through a cursor. A
 * worker that takes it up after another died begins at the start.
 */
export async function runExport(
  platform: Pick<Platform, "db" | "clock" | "rooms" | "fileStore">,
  started: StartedExport,
  signal: AbortSignal,
): Promise<void> {
  const run = new ExportRun(platform, started, signal)
  try {
    const written = await run.run()
    const now = platform.clock.now()
    const { numUpdatedRows } = await platform.db.workspace(started.workspaceId, (tx) =>
      tx
        .updateTable("contact_exports")
        .set({
          state: "completed",
          ...written,
          finished_at: now,
          expires_at: new Date(now.getTime() + keptMs),
        })
        .where("id", "=", started.id)
        .where("state", "=", "running")
        .executeTakeFirst(),
    )
    if (numUpdatedRows === 0n) throw new TakenAway()
  } catch (error) {
    if (!(error instanceof TakenAway)) throw error
    await run.deleteIfOver()
  }
}

class ExportRun {
  readonly #platform: Pick<Platform, "db" | "clock" | "rooms" | "fileStore">
  readonly #export: StartedExport
  readonly #signal: AbortSignal
  #pieces: Buffer[] = []
  #waiting = 0
  #parts = 0
  #bytes = 0
  #rows = 0

  constructor(
    platform: Pick<Platform, "db" | "clock" | "rooms" | "fileStore">,
    started: StartedExport,
    signal: AbortSignal,
  ) {
    this.#platform = platform
    this.#export = started
    this.#signal = signal
  }

  async run(): Promise<{ rows_written: number; bytes: number; parts: number }> {
    const { format, columns } = this.#export
    const writer = fileWriter(format, columns)
    await this.#reading(async (tx) => {
      // All of it will be read, not the first rows only.
      await sql`SET LOCAL cursor_tuple_fraction = 1`.execute(tx)
      await sql`DECLARE exported NO SCROLL CURSOR FOR ${await this.#contacts(tx)}`.execute(tx)
      for (;;) {
        const { rows } = await sql<ExportedContact>`FETCH ${sql.lit(pageRows)} FROM exported`.execute(tx)
        if (rows.length === 0) return
        this.#rows += rows.length
        await this.#add(writer.push(rows.map((row) => valuesOf(columns, row))))
      }
    })
    await this.#add(writer.end())
    await this.#putPart()
    return { rows_written: this.#rows, bytes: this.#bytes, parts: this.#parts }
  }

  /** A filter is read beneath no policy, as the planner sees no statistics through one. */
  #reading(work: (tx: Tx) => Promise<void>): Promise<void> {
    const { db } = this.#platform
    const { workspaceId, filter, matching, contact_ids } = this.#export
    const isByFilter = filter !== null && !matching && !contact_ids
    return isByFilter ? db.reading(work) : db.workspace(workspaceId, work)
  }

  /**
   * Deletes what was written of an export that expired meanwhile, as somebody in it was erased: who deletes files of those may have
   * been here before the last part.
   */
  async deleteIfOver(): Promise<void> {
    const { id, workspaceId } = this.#export
    const row = await this.#platform.db.workspace(workspaceId, (tx) =>
      tx.selectFrom("contact_exports").select("state").where("id", "=", id).executeTakeFirst(),
    )
    if (row?.state === "queued" || row?.state === "running" || row?.state === "completed") return
    for (let part = 1; part <= this.#parts; part += 1)
      await this.#platform.fileStore.delete(partKey(this.#export, part))
  }

  async #contacts(tx: Tx): Promise<RawBuilder<unknown>> {
    const { workspaceId, columns } = this.#export
    const { joins, condition } = await this.#who(tx)
    return sql`SELECT ${selected(columns)} FROM contacts ${joins}
      WHERE contacts.workspace_id = ${workspaceId} AND ${condition} ORDER BY contacts.id`
  }

  async #who(tx: Tx): Promise<{ joins: RawBuilder<unknown>; condition: RawBuilder<boolean> }> {
    const { workspaceId, filter, matching, contact_ids } = this.#export
    const joins = sql``
    if (contact_ids) return { joins, condition: sql`contacts.id = ANY(${contact_ids}::uuid[])` }
    if (matching) return { joins, condition: await isOnList(tx, workspaceId, matching) }
    if (filter === null) return { joins, condition: sql`true` }
    const { rooms, clock } = this.#platform
    const scope = await readFilterScope(tx, { workspaceId, rooms, now: clock.now() }, [filter])
    return compileFilter(filter, scope)
  }

  async #add(bytes: Buffer): Promise<void> {
    this.#pieces.push(bytes)
    this.#waiting += bytes.length
    if (this.#waiting >= partBytes) await this.#putPart()
  }

  async #putPart(): Promise<void> {
    if (this.#signal.aborted) throw new TakenAway()
    const bytes = Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#waiting = 0
    this.#bytes += bytes.length
    this.#parts += 1
    // Counted before it is there, so that what a worker leaves behind is deleted.
    const { id, workspaceId } = this.#export
    const { rows } = await this.#platform.db.workspace(workspaceId, (tx) =>
      sql<{
        id: string
      }>`UPDATE contact_exports SET parts = greatest(parts, ${this.#parts}), rows_written = ${this.#rows}
        WHERE id = ${id} AND state = 'running' RETURNING id`.execute(tx),
    )
    if (rows.length === 0) throw new TakenAway()
    await this.#platform.fileStore.put(partKey(this.#export, this.#parts), bytes)
  }
}

/** The file of an export, from its parts. */
export async function* exportedFile(
  { fileStore }: Pick<Platform, "fileStore">,
  of: { id: string; workspaceId: string; parts: number },
): AsyncGenerator<Buffer> {
  for (let part = 1; part <= of.parts; part += 1) {
    const bytes = await fileStore.read(partKey(of, part))
    if (!bytes) throw new Error(`part ${part} of the export ${of.id} is not in the file store`)
    yield* bytes
  }
}
