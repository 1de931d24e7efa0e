/** Who each portfolio wrote to outside a service window: its messaging limit is counted from this. */
import type { Store, Writer } from "./database.ts"

const dayMs = 24 * 60 * 60 * 1000

export class Reach implements Writer {
  readonly #store: Store
  readonly #lastAt = new Map<number, Map<number, number>>()
  #changed: [business: number, person: number, atMs: number][] = []

  constructor(store: Store) {
    this.#store = store
    for (const row of store.database
      .prepare("SELECT business, person, at_ms FROM reach ORDER BY at_ms")
      .iterate()) {
      this.#peopleOf(Number(row.business)).set(Number(row.person), Number(row.at_ms))
    }
    store.enlist(this)
  }

  /** Counts the person; false when the portfolio has written to `limit` other people in the last 24 hours. */
  take(business: number, person: number, limit: number, nowMs: number): boolean {
    const people = this.#peopleOf(business)
    const isKnown = nowMs - (people.get(person) ?? Number.NEGATIVE_INFINITY) < dayMs
    if (!isKnown && people.size >= limit) {
      forgetOld(people, nowMs)
      if (people.size >= limit) return false
    }
    // At the end again, so that the oldest are at the front.
    people.delete(person)
    people.set(person, nowMs)
    this.#changed.push([business, person, nowMs])
    this.#store.touch()
    return true
  }

  /** Different people the portfolio has written to in the last 24 hours. */
  count(business: number, nowMs: number): number {
    const people = this.#peopleOf(business)
    forgetOld(people, nowMs)
    return people.size
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

/** Takes out people from a day ago, from the front: at 100,000 people nobody looks at all of them for each message. */
function forgetOld(people: Map<number, number>, nowMs: number): void {
  for (const [person, atMs] of people) {
    if (nowMs - atMs < dayMs) return
    people.delete(person)
  }
}
