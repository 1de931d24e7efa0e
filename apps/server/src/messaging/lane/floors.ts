import type { ClaimedRow, Floor } from "../outbox/claim.ts"

/** Transactions commit later than the times that they write: so far back of what was claimed is looked at once more. */
const lookBackMs = 5_000
/** What comes from further back still is found by a walk over everything. */
const fullWalkMs = 30_000

/**
 * From where on claims look for rows of each source. Without them, each claim would walk over all rows that were deleted since
 * the oldest open transaction began: 300 ms after ten minutes of a backup at 1,000 messages a second.
 */
export class Floors {
  readonly #bySource = new Map<string, Date>()
  #walkedMs = Number.NEGATIVE_INFINITY

  /** Those of the next claim; none each half minute. */
  next(nowMs: number): Floor[] {
    if (nowMs - this.#walkedMs >= fullWalkMs) {
      this.#walkedMs = nowMs
      this.#bySource.clear()
    }
    return [...this.#bySource].map(([sourceId, sendAfter]) => ({ sourceId, sendAfter }))
  }

  /** A claim took these: of each source, everything that is due before its last. */
  claimed(rows: readonly Pick<ClaimedRow, "source_id" | "send_after">[]): void {
    for (const { source_id, send_after } of rows) {
      const floor = new Date(send_after.getTime() - lookBackMs)
      const known = this.#bySource.get(source_id)
      if (known === undefined || known < floor) this.#bySource.set(source_id, floor)
    }
  }

  /** Rows of these sources are due again that were claimed before. */
  lower(rows: readonly { sourceId: string; sendAfter: Date }[]): void {
    for (const { sourceId, sendAfter } of rows) {
      const known = this.#bySource.get(sourceId)
      if (known !== undefined && known > sendAfter) this.#bySource.set(sourceId, sendAfter)
    }
  }
}
