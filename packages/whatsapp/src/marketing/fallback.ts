/**
 * Which of the two ways a marketing template goes after one of them refused it. A refusal with one of these codes is Meta's own
 * word that it did not take the message, so that the other way makes no double; a post without an answer never changes its way for
 * that. Sources: Meta, "Sending messages" and "Support" of the Marketing Messages API, "WhatsApp error codes".
 */

/** The last part of the address of a post: `/messages`, which is Cloud API, or `/marketing_messages`. */
export type SendEndpoint = "messages" | "marketing_messages"

/** What a refusal of one way concerns, and for how long. */
export interface OtherWay {
  endpoint: SendEndpoint
  /** Everything of the account, or what is sent with the template. */
  concerns: "account" | "template"
  /** So long it is not tried again. */
  forMs: number
}

const minuteMs = 60_000
/** What Meta needs at most to make a template ready. */
const syncMs = 10 * minuteMs
const hourMs = 60 * minuteMs

type Refused = OtherWay & { refusedBy: SendEndpoint }

const ways: ReadonlyMap<number, Refused> = new Map<number, Refused>([
  // Of Graph: the terms are not accepted, or the edge is not there for the number.
  [10, fromMarketing("account", hourMs)],
  [200, fromMarketing("account", hourMs)],
  [131055, fromMarketing("account", hourMs)],
  // Also what Meta says of a template that it is still making ready.
  [131009, fromMarketing("template", syncMs)],
  [134100, fromMarketing("template", hourMs)],
  [134101, fromMarketing("template", syncMs)],
  [134102, fromMarketing("template", syncMs)],
  // A maximum price; and the account sends marketing in no other way.
  [131061, toMarketing("template", hourMs)],
  [131063, toMarketing("account", hourMs)],
])

function fromMarketing(concerns: OtherWay["concerns"], forMs: number): Refused {
  return { refusedBy: "marketing_messages", endpoint: "messages", concerns, forMs }
}

function toMarketing(concerns: OtherWay["concerns"], forMs: number): Refused {
  return { refusedBy: "messages", endpoint: "marketing_messages", concerns, forMs }
}

/**
 * The other way for a marketing template that was refused; undefined where the refusal is no question of the way.
 * @example otherWay("marketing_messages", 134101)?.endpoint // "messages"
 * @example otherWay("marketing_messages", 131049) // undefined
 */
export function otherWay(refusedBy: SendEndpoint, code: number): OtherWay | undefined {
  const way = ways.get(code)
  return way?.refusedBy === refusedBy ? way : undefined
}
