/**
 * Free entry points: a person came from an ad, the business answered within 24 hours, and for 72 hours
 * nothing it sends to that person costs anything.
 */
import { z } from "zod"
import { Collection } from "./collection.ts"
import type { Store } from "./database.ts"

const answerWithinMs = 24 * 60 * 60 * 1000
const freeMs = 72 * 60 * 60 * 1000

const entrySchema = z.object({
  key: z.string(),
  entered_at_ms: z.number(),
  answered_at_ms: z.number().optional(),
})

export class EntryPoints {
  readonly #entries: Collection<z.infer<typeof entrySchema>>

  constructor(store: Store) {
    this.#entries = new Collection(store, "entry_point", entrySchema, ({ key }) => key)
  }

  /** The person wrote through an ad. */
  enter(number: number, person: number, atMs: number): void {
    this.#entries.put({ key: `${number}/${person}`, entered_at_ms: atMs })
  }

  /** The business writes: opens the free time when it is the first answer and in time. Answers whether it is free. */
  answer(number: number, person: number, nowMs: number): boolean {
    if (this.#entries.size === 0) return false
    const entry = this.#entries.get(`${number}/${person}`)
    if (entry === undefined) return false
    if (entry.answered_at_ms === undefined) {
      if (nowMs - entry.entered_at_ms >= answerWithinMs) return false
      this.#entries.put({ ...entry, answered_at_ms: nowMs })
      return true
    }
    return nowMs - entry.answered_at_ms < freeMs
  }

  /** When the free time of a chat ends, in virtual milliseconds; undefined when there was none. */
  endsAtMs(number: number, person: number): number | undefined {
    const answered = this.#entries.get(`${number}/${person}`)?.answered_at_ms
    return answered === undefined ? undefined : answered + freeMs
  }

  forgetAll(): void {
    this.#entries.forgetAll()
  }
}
