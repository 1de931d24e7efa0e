import { type Explanation, explainReason, type StageCount } from "../messaging/index.ts"

interface ReasonCounts {
  total: number
  reasons: (Explanation & { count: number })[]
}

export interface FoldedCounts {
  audience: number
  waiting: number
  suppressed: ReasonCounts
  accepted: number
  sent: number
  delivered: number
  read: number
  failed: ReasonCounts
  refused: number
  replied: number
}

/**
 * What the counts of a launch say of its audience. Every contact is in exactly one of waiting, suppressed, accepted and
 * refused: who was decided, and neither dropped nor taken by Meta, was refused.
 * @param counts in the order in which reasons are to be shown
 */
export function foldCounts(counts: readonly Pick<StageCount, "stage" | "reason" | "count">[]): FoldedCounts {
  const of = (stage: string) => counts.filter((row) => row.stage === stage)
  const total = (stage: string) => of(stage).reduce((sum, row) => sum + row.count, 0)
  const byReason = (stage: string): ReasonCounts => ({
    total: total(stage),
    reasons: of(stage)
      .filter((row) => row.count > 0)
      .map((row) => ({ ...explainReason(row.reason), count: row.count })),
  })
  const suppressed = byReason("dropped")
  const accepted = total("accepted")
  const audience = total("audience")
  return {
    audience,
    waiting: audience - total("decided"),
    suppressed,
    accepted,
    sent: total("sent"),
    delivered: total("delivered"),
    read: total("read"),
    failed: byReason("failed"),
    refused: total("decided") - suppressed.total - accepted,
    replied: total("replied"),
  }
}
