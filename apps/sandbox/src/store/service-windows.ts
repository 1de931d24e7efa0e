/** When each person last wrote to each number: what the 24-hour customer service window is counted from. */
import type { Store, Writer } from "./database.ts"

const serviceWindowMs = 24 * 60 * 60 * 1000

export class Windows implements Writer {
  readonly #store: Store
  readonly #openedAt = new Map<number, Map<number, number>>()
  #changed: [number: number, person: number, atMs: number][] = []

  constructor(store: Store) {
    this.#store = store
    for (const row of store.database.prepare("SELECT number, person, opened_at_ms FROM windows").iterate()) {
      this.#peopleOf(Number(row.number)).set(Number(row.person), Number(row.opened_at_ms))
    }
    store.enlist(this)
  }

  open(number: number, person: number, atMs: number): void {
    const people = this.#peopleOf(number)
    if (atMs <= (people.get(person) ?? 0)) return
    people.set(person, atMs)
    this.#changed.push([number, person, atMs])
    this.#store.touch()
  }

  isOpen(number: number, person: number, nowMs: number): boolean {
    const openedAt = this.#openedAt.get(number)?.get(person)
    return openedAt !== undefined && nowMs - openedAt < serviceWindowMs
  }

  forgetAll(): void {
    this.#openedAt.clear()
    this.#changed = []
  }

  write(): void {
    if (this.#changed.length === 0) return
    const upsert = this.#store.statement(
      "INSERT INTO windows VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET opened_at_ms = excluded.opened_at_ms",
    )
    for (const [number, person, atMs] of this.#changed) upsert.run(number, person, atMs)
    this.#changed = []
  }

  #peopleOf(number: number): Map<number, number> {
    let people = this.#openedAt.get(number)
    if (people === undefined) {
      people = new Map()
      this.#openedAt.set(number, people)
    }
    return people
  }
}
