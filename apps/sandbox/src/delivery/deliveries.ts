/** POSTs that were made: those to be repeated are in the state file, those that succeeded are remembered for a while. */
import type { Store, Writer } from "../store/database.ts"

export type DeliveryState = "delivered" | "waiting" | "dropped"

export interface Delivery {
  id: number
  channel: string
  state: DeliveryState
  createdAtMs: number
  attempts: number
  nextAttemptAtMs: number | null
  updates: number
  lastStatus: number | null
  lastError: string | null
}

const maxRemembered = 1_000
const maxRememberedBytes = 16 * 1024 * 1024

export class Deliveries implements Writer {
  readonly #store: Store
  readonly #waiting = new Map<number, Delivery>()
  /** Bodies that are not on disk: of recent successes, and of failures until the next write. */
  readonly #bodies = new Map<number, Buffer>()
  readonly #recent: Delivery[] = []
  readonly #changed = new Set<Delivery>()
  #rememberedBytes = 0
  #nextId: number

  constructor(store: Store) {
    this.#store = store
    const last = store.database.prepare("SELECT max(id) AS id FROM deliveries").get()?.id
    this.#nextId = typeof last === "number" ? last + 1 : 1
    const rows = store.database.prepare(
      "SELECT id, channel, created_at_ms, attempts, next_attempt_at_ms, updates, last_status, last_error FROM deliveries WHERE state = 'waiting'",
    )
    for (const row of rows.iterate()) {
      this.#waiting.set(Number(row.id), {
        id: Number(row.id),
        channel: String(row.channel),
        state: "waiting",
        createdAtMs: Number(row.created_at_ms),
        attempts: Number(row.attempts),
        nextAttemptAtMs: Number(row.next_attempt_at_ms ?? 0),
        updates: Number(row.updates),
        lastStatus: typeof row.last_status === "number" ? row.last_status : null,
        lastError: typeof row.last_error === "string" ? row.last_error : null,
      })
    }
    store.enlist(this)
  }

  takeId(): number {
    return this.#nextId++
  }

  get waiting(): ReadonlyMap<number, Delivery> {
    return this.#waiting
  }

  /** Notes how an attempt ended; the body is kept as long as it may be needed. */
  note(delivery: Delivery, body: Buffer): void {
    if (delivery.state === "waiting") {
      this.#waiting.set(delivery.id, delivery)
      this.#bodies.set(delivery.id, body)
      this.#change(delivery)
      return
    }
    const wasStored = this.#waiting.delete(delivery.id)
    if (wasStored || delivery.state === "dropped") this.#change(delivery)
    this.#remember(delivery, body)
  }

  bodyOf(id: number): Buffer | undefined {
    const kept = this.#bodies.get(id)
    if (kept !== undefined) return kept
    const body = this.#store.database.prepare("SELECT body FROM deliveries WHERE id = ?").get(id)?.body
    return body instanceof Uint8Array && body.length > 0 ? Buffer.from(body) : undefined
  }

  find(id: number): Delivery | undefined {
    return this.#waiting.get(id) ?? this.#recent.find((delivery) => delivery.id === id)
  }

  /** Newest first. */
  list(limit: number, state?: DeliveryState): Delivery[] {
    const waiting = state === undefined || state === "waiting" ? [...this.#waiting.values()] : []
    const recent = this.#recent.filter((delivery) => state === undefined || delivery.state === state)
    return [...waiting, ...recent].sort((a, b) => b.id - a.id).slice(0, limit)
  }

  forgetAll(): void {
    this.#waiting.clear()
    this.#bodies.clear()
    this.#recent.length = 0
    this.#changed.clear()
    this.#rememberedBytes = 0
  }

  write(): void {
    if (this.#changed.size === 0) return
    const store = this.#store
    const insert = store.statement(
      "INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET attempts = excluded.attempts, next_attempt_at_ms = excluded.next_attempt_at_ms, last_status = excluded.last_status, last_error = excluded.last_error",
    )
    const remove = store.statement("DELETE FROM deliveries WHERE id = ?")
    for (const d of this.#changed) {
      if (d.state === "waiting") {
        const body = this.bodyOf(d.id) ?? Buffer.alloc(0)
        insert.run(
          d.id,
          d.channel,
          d.state,
          d.createdAtMs,
          d.attempts,
          d.nextAttemptAtMs,
          d.updates,
          d.lastStatus,
          d.lastError,
          body,
        )
        this.#bodies.delete(d.id)
      } else {
        remove.run(d.id)
      }
    }
    this.#changed.clear()
  }

  #change(delivery: Delivery): void {
    this.#changed.add(delivery)
    this.#store.touch()
  }

  #remember(delivery: Delivery, body: Buffer): void {
    this.#recent.push(delivery)
    this.#bodies.set(delivery.id, body)
    this.#rememberedBytes += body.length
    while (this.#recent.length > maxRemembered || this.#rememberedBytes > maxRememberedBytes) {
      const forgotten = this.#recent.shift()
      if (forgotten === undefined) return
      this.#rememberedBytes -= this.#bodies.get(forgotten.id)?.length ?? 0
      this.#bodies.delete(forgotten.id)
    }
  }
}
