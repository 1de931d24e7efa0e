/** Who each portfolio wrote to outside a service window: its messaging limit is counted from this. */
import type { Store, Writer } from "./database.ts"

const dayMs = 24 * 60 * 60 * 1000

export class Reach implements Writer {
  readonly #store: Store
  readonly #lastAt = new Map<number, Map<number, number>>()
  #changed: [business: number, person: number, atMs: number][] = []

  constructor(store: Store) {
    this.#store = store
    for (const row of store.database.prepare("SELECT business, person, at_ms FROM reach").iterate()) {
      this.#peopleOf(Number(row.business)).set(Number(row.person), Number(row.at_ms))
    }
    store.enlist(this)
  }

  /** Counts the person; false when the portfolio has written to `limit` other people in the last 24 hours. */
  take(business: number, person: number, limit: number, nowMs: number): boolean {
    const people = this.#peopleOf(business)
    const isKnown = nowMs - (people.get(person) ?? Number.NEGATIVE_INFINITY) < dayMs
    if (!isKnown && people.size >= limit) {
      for (const [other, atMs] of people) if (nowMs - atMs >= dayMs) people.delete(other)
      if (people.size >= limit) return false
    }
    people.set(person, nowMs)
    this.#changed.push([business, person, nowMs])
    this.#store.touch()
    return true
  }

  forgetAll(): void {
    this.#lastAt.clear()
    this.#changed = []
  }

  write(): void {
    if (this.#changed.length === 0) return
    const upsert = this.#store.statement(
      "INSERT INTO reach VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms",
    )
    for (const [business, person, atMs] of this.#changed) upsert.run(business, person, atMs)
    this.#changed = []
  }

  #peopleOf(business: number): Map<number, number> {
    let people = this.#lastAt.get(business)
    if (people === undefined) {
      people = new Map()
      this.#lastAt.set(business, people)
    }
    return people
  }
}
