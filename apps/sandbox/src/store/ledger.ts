/**
 * The books of one number: what was accepted and how far it came, for checking a client's own figures.
 * Totals are kept as running counters and written in the same transaction as the messages; who got a
 * message more than once is asked of the rows.
 */
import { z } from "zod"
import { Collection } from "./collection.ts"
import type { Store } from "./database.ts"

const countsSchema = z.object({
  number: z.string(),
  accepted: z.number(),
  sent: z.number(),
  delivered: z.number(),
  read: z.number(),
  failed: z.number(),
  throttled: z.number(),
})
type Counts = z.infer<typeof countsSchema>
export type Counted = Exclude<keyof Counts, "number">

export interface Ledger {
  accepted: number
  recipients: number
  /** People with more than one message, the first 100 by how many. */
  duplicates: { wa_id: string; count: number }[]
  /** How many messages carry callback data that an earlier message to this number carried too. */
  duplicate_callback_data: number
  by_status: { accepted: number; sent: number; delivered: number; read: number; failed: number }
  throttled: number
}

export class Books {
  readonly #store: Store
  readonly #counts: Collection<Counts>

  constructor(store: Store) {
    this.#store = store
    this.#counts = new Collection(store, "counts", countsSchema, (counts) => counts.number)
  }

  count(number: number, what: Counted): void {
    const id = String(number)
    const counts = this.#counts.get(id) ?? {
      number: id,
      accepted: 0,
      sent: 0,
      delivered: 0,
      read: 0,
      failed: 0,
      throttled: 0,
    }
    counts[what] += 1
    this.#counts.put(counts)
  }

  /** Reads the books of a number, of what came by the API; takes about a second for a million messages. */
  ledger(number: number): Ledger {
    this.#store.flush()
    const { database } = this.#store
    const perPerson = database.prepare(
      "SELECT count(*) AS people FROM (SELECT DISTINCT person FROM messages WHERE number = ? AND outbound = 1)",
    )
    const repeated = database.prepare(
      "SELECT person, count(*) AS n FROM messages WHERE number = ? AND outbound = 1 GROUP BY person HAVING n > 1 ORDER BY n DESC, person LIMIT 100",
    )
    const sameData = database.prepare(
      "SELECT count(callback_data) - count(DISTINCT callback_data) AS n FROM messages WHERE number = ? AND outbound = 1",
    )
    const counts = this.#counts.get(String(number))
    return {
      accepted: counts?.accepted ?? 0,
      recipients: Number(perPerson.get(number)?.people ?? 0),
      duplicates: repeated.all(number).map((row) => ({ wa_id: String(row.person), count: Number(row.n) })),
      duplicate_callback_data: Number(sameData.get(number)?.n ?? 0),
      by_status: {
        accepted: counts?.accepted ?? 0,
        sent: counts?.sent ?? 0,
        delivered: counts?.delivered ?? 0,
        read: counts?.read ?? 0,
        failed: counts?.failed ?? 0,
      },
      throttled: counts?.throttled ?? 0,
    }
  }

  forgetAll(): void {
    this.#counts.forgetAll()
  }
}
