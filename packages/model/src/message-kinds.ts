/**
 * What becomes of a message of ours, as other systems are told of it. These are no occurrences: a launch to a million people has
 * three million of them, and nothing but an endpoint or a live segment that asked for them hears of them.
 */
export const messageKinds = [
  "message_sent",
  "message_delivered",
  "message_read",
  "message_failed",
  "message_dropped",
] as const

export type MessageKind = (typeof messageKinds)[number]
