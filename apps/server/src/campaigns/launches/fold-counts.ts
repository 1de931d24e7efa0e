import { type Explanation, explainReason, type StageCount } from "../../messaging/index.ts"

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
  retried: number
  retrying: number
  replied: number
}

type Count = Pick<StageCount, "stage" | "reason" | "count">

/**
 * What the counts of a launch say of its audience. Every contact is in exactly one of waiting, suppressed, accepted and
 * refused: who was decided, and neither dropped nor taken by Meta, was refused. What became of accepted messages, and of
 * those that went once more, is told together.
 * @param own counts of the launch, in the order in which reasons are to be shown
 * @param waves counts of what went once more after it had failed
 */
export function foldCounts(own: readonly Count[], waves: readonly Count[]): FoldedCounts {
  const total = (counts: readonly Count[], stage: string) =>
    counts.reduce((sum, row) => sum + (row.stage === stage ? row.count : 0), 0)
  const byReason = (counts: readonly Count[], stage: string): ReasonCounts => {
    const reasons = Map.groupBy(
      counts.filter((row) => row.stage === stage),
      ({ reason }) => reason,
    )
    return {
      total: total(counts, stage),
      reasons: [...reasons]
        .map(([reason, rows]) => ({ ...explainReason(reason), count: total(rows, stage) }))
        .filter(({ count }) => count > 0),
    }
  }
  const all = [...own, ...waves]
  const audience = total(own, "audience")
  const decided = total(own, "decided")
  const suppressed = byReason(own, "dropped")
  const accepted = total(own, "accepted")
  return {
    audience,
    waiting: audience - decided,
    suppressed,
    accepted,
    sent: total(all, "sent"),
    delivered: total(all, "delivered"),
    read: total(all, "read"),
    failed: byReason(all, "failed"),
    refused: decided - suppressed.total - accepted,
    retried: total(own, "retried"),
    retrying: total(waves, "audience") - total(waves, "decided"),
    replied: total(all, "replied"),
  }
}
