/** What a message passes on its way, gate by gate, and who is lost at each. Pure. */
import { explainReason } from "../../messaging/index.ts"
import type { CampaignCount } from "./read-counts.ts"

export const gateNames = [
  "audience",
  "addressable",
  "consent",
  "bounds",
  "content",
  "due",
  "control",
  "accepted",
  "sent",
  "delivered",
  "read",
  "clicked",
  "replied",
  "converted",
] as const
type GateName = (typeof gateNames)[number]

/** At which gate a reason stops a message; at `bounds`, where it is not named here: caps, quiet hours and what else bounds campaigns. */
const gateOf: ReadonlyMap<string, GateName> = new Map(
  Object.entries({
    no_address: "addressable",
    phone_needed: "addressable",
    phone_shared: "addressable",
    not_a_test_recipient: "addressable",
    contact_deleted: "addressable",
    duplicate: "addressable",
    us_marketing: "addressable",
    not_subscribed: "consent",
    unsubscribed: "consent",
    suppressed: "consent",
    window_closed: "consent",
    template_disabled: "content",
    template_missing: "content",
    gif_header: "content",
    empty_variable: "content",
    text_too_long: "content",
    content_broken: "content",
    media_missing: "content",
    media_refused: "content",
    aborted_by_content: "content",
    expired: "due",
    canceled: "due",
    canceled_in_doubt: "due",
    answered: "due",
    arrived: "due",
    control: "control",
    workspace_control: "control",
  } satisfies Record<string, GateName>),
)

interface ReasonCount {
  code: string
  title: string
  advice: string | null
  count: number
}

interface Gate {
  gate: GateName
  /** That passed it. */
  count: number
  /** That it stopped. */
  lost: number
  reasons: ReasonCount[]
}

/** How many of a stage there are. */
export const totalOf = (
  counts: readonly CampaignCount[],
  stage: string,
  fits: (count: CampaignCount) => boolean = () => true,
): number => counts.reduce((sum, row) => sum + (row.stage === stage && fits(row) ? row.count : 0), 0)

/** What was counted of a stage, by reason, the most frequent first. */
export function reasonsOf(counts: readonly CampaignCount[], stage: string): ReasonCount[] {
  const byReason = Map.groupBy(
    counts.filter((row) => row.stage === stage),
    ({ reason }) => reason,
  )
  return [...byReason]
    .map(([reason, rows]) => ({ ...explainReason(reason), count: totalOf(rows, stage) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
}

export const isFirst = ({ counted_as }: CampaignCount): boolean => counted_as === "first"

/**
 * The gates in their order. Up to `control` people of launches count; a launch for some of them once more is told from `accepted` on,
 * so that its people do not count twice among those who were meant.
 */
export function gatesOf(counts: readonly CampaignCount[]): { gates: Gate[]; waiting: number } {
  const first = counts.filter(isFirst)
  const dropped = reasonsOf(first, "dropped")
  let left = totalOf(first, "audience")
  const waiting = left - totalOf(first, "decided")
  const entry: Gate = { gate: "audience", count: left, lost: 0, reasons: [] }
  const rules = (["addressable", "consent", "bounds", "content", "due", "control"] as const).map((gate) => {
    const reasons = dropped.filter(({ code }) => (gateOf.get(code) ?? "bounds") === gate)
    const lost = reasons.reduce((sum, { count }) => sum + count, 0)
    left -= lost
    return { gate, count: left, lost, reasons }
  })
  const accepted = totalOf(first, "accepted")
  const repeated = totalOf(
    counts,
    "accepted",
    ({ counted_as }) => counted_as === "unsent" || counted_as === "failed",
  )
  let before = accepted + repeated
  const stages = (["sent", "delivered", "read", "clicked", "replied", "converted"] as const).map(
    (gate): Gate => {
      const count = totalOf(counts, gate, ({ reason }) => gate !== "converted" || reason === "0")
      // People tap, answer and buy without having read, as far as is told, and not every message has something to tap.
      const lost =
        gate === "clicked" || gate === "replied" || gate === "converted" ? 0 : Math.max(0, before - count)
      before = count
      return { gate, count, lost, reasons: [] }
    },
  )
  return {
    waiting,
    gates: [
      entry,
      ...rules,
      { gate: "accepted", count: accepted + repeated, lost: left - waiting - accepted, reasons: [] },
      ...stages,
    ],
  }
}
