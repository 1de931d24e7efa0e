/**
 * How people treat a message, and what happens to one message: drawn from a hash of who and which, so that
 * the same run has the same outcome.
 */
import { z } from "zod"
import { rangeMsSchema as rangeMs, within } from "../range.ts"

const share = z.number().min(0).max(1)

/** `[min, max]` ranges are milliseconds; shares are probabilities from 0 to 1. */
export const behaviourSchema = z.strictObject({
  /** From acceptance to `sent`. */
  sent_ms: rangeMs,
  delivered_share: share,
  /** From `sent` to `delivered`. */
  delivered_ms: rangeMs,
  /** Of those delivered. */
  read_share: share,
  /** From `delivered` to `read`. */
  read_ms: rangeMs,
  /** Of those read at once, WhatsApp reports no `delivered`. */
  skip_delivered_share: share,
  /** Of those read. */
  reply_share: share,
  /** From `read` to the reply. */
  reply_ms: rangeMs,
  replies: z.array(z.string().min(1).max(4096)).min(1),
  /** Of the replies: written in a group that the number is in, where they open no service window. */
  group_share: share,
  /** Blocks the number after seeing the message. */
  block_share: share,
  /** 131026. */
  unreachable_share: share,
  /**
   * Of the people: Meta lets no marketing template of anybody through to them (131049), until they answer. Nothing is
   * held from people with an open service window.
   */
  marketing_capped_share: share,
})
export type Behaviour = z.infer<typeof behaviourSchema>

export const behaviourChangeSchema = behaviourSchema.partial()
export type BehaviourChange = z.infer<typeof behaviourChangeSchema>

/** `base` with what `change` says otherwise. */
export function changeBehaviour(base: Behaviour, change: BehaviourChange | undefined): Behaviour {
  return change === undefined ? base : behaviourSchema.parse({ ...base, ...change })
}

export const defaultBehaviour: Behaviour = {
  sent_ms: [20, 200],
  delivered_share: 1,
  delivered_ms: [100, 1_500],
  read_share: 0.7,
  read_ms: [1_000, 8_000],
  skip_delivered_share: 0,
  reply_share: 0,
  reply_ms: [1_000, 10_000],
  replies: ["Thanks!", "OK", "Yes please", "Tell me more"],
  group_share: 0,
  block_share: 0,
  unreachable_share: 0,
  marketing_capped_share: 0,
}

/** The planned life of an outgoing message: virtual instants, null where the stage is never reached. */
export interface Fate {
  failCode: number
  sentAtMs: number
  deliveredAtMs: number | null
  readAtMs: number | null
  replyAtMs: number | null
  blocks: boolean
}

export interface Occasion {
  person: number
  messageId: number
  /** Nothing happens to the message before. */
  acceptedAtMs: number
  isMarketing: boolean
  /** The person wrote to the number within 24 hours. */
  windowIsOpen: boolean
  /** A failure that is already certain (window closed, injected); zero when there is none. */
  failCode: number
  /** The person has blocked the number: the message stays at one tick. */
  isBlocked: boolean
  /** What has not reached the person by then is given up without a word. */
  livesMs: number
}

/** Pure: the same occasion and behaviour have the same fate. */
export function drawFate(occasion: Occasion, behaviour: Behaviour): Fate {
  const draw = sequence(hash(occasion.person, occasion.messageId))
  const sentAtMs = occasion.acceptedAtMs + within(behaviour.sent_ms, draw())
  const unreachable = draw() < behaviour.unreachable_share
  const capped = occasion.isMarketing && !occasion.windowIsOpen && isCapped(occasion.person, behaviour)
  const isReached = draw() < behaviour.delivered_share && !occasion.isBlocked
  const deliveredAfterMs = within(behaviour.delivered_ms, draw())
  const delivered = isReached && sentAtMs + deliveredAfterMs <= occasion.acceptedAtMs + occasion.livesMs
  const read = draw() < behaviour.read_share
  const readAfterMs = within(behaviour.read_ms, draw())
  const skipsDelivered = draw() < behaviour.skip_delivered_share
  const replies = draw() < behaviour.reply_share
  const replyAfterMs = within(behaviour.reply_ms, draw())
  const blocks = draw() < behaviour.block_share

  const failCode = occasion.failCode || (unreachable ? 131026 : capped ? 131049 : 0)
  if (failCode !== 0 || !delivered) {
    return { failCode, sentAtMs, deliveredAtMs: null, readAtMs: null, replyAtMs: null, blocks: false }
  }
  const deliveredAtMs = sentAtMs + deliveredAfterMs
  const readAtMs = read ? deliveredAtMs + readAfterMs : null
  return {
    failCode: 0,
    sentAtMs,
    deliveredAtMs: read && skipsDelivered ? null : deliveredAtMs,
    readAtMs,
    replyAtMs: readAtMs !== null && replies ? readAtMs + replyAfterMs : null,
    blocks,
  }
}

/** The same people every time, whatever is sent to them. */
function isCapped(person: number, { marketing_capped_share }: Behaviour): boolean {
  return marketing_capped_share > 0 && sequence(hash(person, 131049))() < marketing_capped_share
}

/** Picks one of `choices` for this message; the same every time. */
export function pickReply(choices: readonly string[], person: number, messageId: number): string {
  const draw = sequence(hash(messageId, person))
  return choices[Math.floor(draw() * choices.length)] ?? "OK"
}

/** The group that this reply is written in; undefined for the chat with the number. */
export function pickGroup(share: number, number: number, messageId: number): string | undefined {
  if (share === 0 || sequence(hash(messageId, number))() >= share) return undefined
  return Buffer.from(`group:${number}`).toString("base64")
}

/** A 32-bit mix of two integers below 2^53. */
export function hash(a: number, b: number): number {
  let h = Math.imul((a | 0) ^ 0x9e3779b9, 0x85ebca6b)
  h = Math.imul(h ^ Math.floor(a / 4294967296), 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15) ^ (b | 0), 0x27d4eb2f)
  h = Math.imul(h ^ Math.floor(b / 4294967296), 0x165667b1)
  return (h ^ (h >>> 13)) >>> 0
}

/** mulberry32: numbers from 0 to 1, the same for the same seed. */
export function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
