/** Small things kept whole in memory and as one JSON document each in the state file. */
import type { z } from "zod"
import { StateFileError, type Store, type Writer } from "./database.ts"

export class Collection<T> implements Writer {
  readonly #store: Store
  readonly #kind: string
  readonly #idOf: (value: T) => string
  readonly #values = new Map<string, T>()
  readonly #changed = new Set<string>()
  #version = 0

  /** Loads what the state holds of this kind; throws StateFileError when a document is not of this shape. */
  constructor(store: Store, kind: string, schema: z.ZodType<T>, idOf: (value: T) => string) {
    this.#store = store
    this.#kind = kind
    this.#idOf = idOf
    const rows = store.database.prepare("SELECT id, document FROM documents WHERE kind = ?").all(kind)
    for (const row of rows) {
      const parsed = schema.safeParse(parseDocument(row.document))
      if (!parsed.success) {
        throw new StateFileError(
          `The state holds a ${kind} (${String(row.id)}) that this sandbox cannot read: ${parsed.error.issues[0]?.message ?? "wrong shape"}. It has not been changed.`,
        )
      }
      this.#values.set(String(row.id), parsed.data)
    }
    store.enlist(this)
  }

  /** Grows with every change; what keeps an index compares it. */
  get version(): number {
    return this.#version
  }

  get size(): number {
    return this.#values.size
  }

  get(id: string): T | undefined {
    return this.#values.get(id)
  }

  values(): IterableIterator<T> {
    return this.#values.values()
  }

  filter(keep: (value: T) => boolean): T[] {
    return [...this.#values.values()].filter(keep)
  }

  find(wanted: (value: T) => boolean): T | undefined {
    for (const value of this.#values.values()) if (wanted(value)) return value
    return undefined
  }

  /** Adds or replaces; also to be called after a member was changed in place. */
  put(value: T): T {
    const id = this.#idOf(value)
    this.#values.set(id, value)
    this.#version += 1
    this.#changed.add(id)
    this.#store.touch()
    return value
  }

  delete(id: string): boolean {
    const existed = this.#values.delete(id)
    if (existed) {
      this.#version += 1
      this.#changed.add(id)
      this.#store.touch()
    }
    return existed
  }

  forgetAll(): void {
    this.#values.clear()
    this.#changed.clear()
    this.#version += 1
  }

  write(): void {
    if (this.#changed.size === 0) return
    const upsert = this.#store.statement(
      "INSERT INTO documents(kind, id, document) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET document = excluded.document",
    )
    const remove = this.#store.statement("DELETE FROM documents WHERE kind = ? AND id = ?")
    for (const id of this.#changed) {
      const value = this.#values.get(id)
      if (value === undefined) remove.run(this.#kind, id)
      else upsert.run(this.#kind, id, JSON.stringify(value))
    }
    this.#changed.clear()
  }
}

function parseDocument(document: unknown): unknown {
  try {
    return JSON.parse(String(document))
  } catch {
    return undefined
  }
}
