/** What each gate said of a message, from what became of it. Pure. */

/** In the order in which they are asked; docs/concepts/eligibility.md has them in words. */
export const logGates = [
  "due",
  "address",
  "consent",
  "suppression",
  "window",
  "template",
  "quiet_hours",
  "caps",
  "content",
  "control",
  "whatsapp",
] as const
type LogGate = (typeof logGates)[number]

const gateOfReason: ReadonlyMap<string, LogGate> = new Map(
  Object.entries({
    canceled: "due",
    canceled_in_doubt: "due",
    expired: "due",
    answered: "due",
    arrived: "due",
    contact_deleted: "address",
    no_address: "address",
    phone_needed: "address",
    phone_shared: "address",
    duplicate: "address",
    already_received: "address",
    not_a_test_recipient: "address",
    us_marketing: "address",
    not_subscribed: "consent",
    unsubscribed: "consent",
    group_archived: "consent",
    suppressed: "suppression",
    window_closed: "window",
    template_disabled: "template",
    template_missing: "template",
    template_paused: "template",
    template_in_review: "template",
    template_not_approved: "template",
    in_quiet_hours: "quiet_hours",
    quiet_hours: "quiet_hours",
    campaign_quiet_hours: "quiet_hours",
    capped: "caps",
    gif_header: "content",
    media_missing: "content",
    media_refused: "content",
    empty_variable: "content",
    text_too_long: "content",
    aborted_by_content: "content",
    connected_content_failed: "content",
    connected_content: "content",
    content_broken: "content",
    rendering: "content",
    control: "control",
    workspace_control: "control",
  } satisfies Record<string, LogGate>),
)

interface LogDecision {
  gate: LogGate
  /** `open`: it has not been asked yet. */
  verdict: "passed" | "stopped" | "waits" | "open"
}

/**
 * @param message its status, and why it was dropped, failed or waits: a reason of ours, or a code of Meta's, which is WhatsApp's own word
 */
export function decisionsOf({ status, reason }: { status: string; reason: string | null }): LogDecision[] {
  const isWaiting = status === "queued"
  const isStopped = status === "dropped" || status === "failed"
  const gate = reason === null ? undefined : (gateOfReason.get(reason) ?? "whatsapp")
  // Nothing has been asked of what only waits for its turn.
  const at = isStopped
    ? logGates.indexOf(gate ?? "whatsapp")
    : isWaiting
      ? logGates.indexOf(gate ?? "due")
      : -1
  return logGates.map((name, place) => {
    if (at === -1) {
      const isUnknown = status === "in_doubt" && name === "whatsapp"
      return { gate: name, verdict: isUnknown ? "waits" : "passed" }
    }
    if (place < at) return { gate: name, verdict: "passed" }
    if (place > at) return { gate: name, verdict: "open" }
    return { gate: name, verdict: isStopped ? "stopped" : "waits" }
  })
}
