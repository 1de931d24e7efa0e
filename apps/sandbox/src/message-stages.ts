/** One message and the stages of its life. */

/** How far a message has come. `replied` is `read` to the outside. An incoming message is `sent` until the business reads it. */
export const stageRank = { accepted: 0, sent: 1, delivered: 2, read: 3, replied: 4, failed: 9 } as const
export type Stage = (typeof stageRank)[keyof typeof stageRank]

/** Instants are virtual milliseconds; null where the stage is never reached. */
export interface Message {
  id: number
  /** The phone number's graph id, as a number. */
  number: number
  /** The person's wa_id, as a number. */
  person: number
  outbound: boolean
  atMs: number
  stage: Stage
  failCode: number
  sentAtMs: number | null
  deliveredAtMs: number | null
  readAtMs: number | null
  replyAtMs: number | null
  blocks: boolean
  /** Pricing of an outgoing message as JSON text, as it is in status webhooks. */
  pricing: string | null
  callbackData: string | null
  /** The message as JSON text: what was posted, or what the webhook carries. */
  content: string
}

export interface Step {
  stage: Stage
  atMs: number
}

/** What happens next to a message and when; undefined when its life is over. Pure. */
export function nextStep(message: Message): Step | undefined {
  if (!message.outbound) return undefined
  const { sentAtMs, deliveredAtMs, readAtMs, replyAtMs } = message
  switch (message.stage) {
    case stageRank.accepted:
      return stepAt(message.failCode === 0 ? stageRank.sent : stageRank.failed, sentAtMs)
    case stageRank.sent:
      return stepAt(stageRank.delivered, deliveredAtMs) ?? stepAt(stageRank.read, readAtMs)
    case stageRank.delivered:
      return stepAt(stageRank.read, readAtMs)
    case stageRank.read:
      return stepAt(stageRank.replied, replyAtMs)
    default:
      return undefined
  }
}

function stepAt(stage: Stage, atMs: number | null): Step | undefined {
  return atMs === null ? undefined : { stage, atMs }
}

/** How far a message has come when every step before `cursorMs` has been taken. Pure. */
export function stageBefore(message: Message, cursorMs: number): Stage {
  let at = message
  for (let step = nextStep(at); step !== undefined && step.atMs < cursorMs; step = nextStep(at)) {
    at = { ...at, stage: step.stage }
  }
  return at.stage
}
