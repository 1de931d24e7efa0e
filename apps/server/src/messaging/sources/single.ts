import type { MessageContent } from "@parley/model"
import type { Tx } from "../../platform/database/index.ts"
import { createContent } from "../content/contents.ts"
import { enqueue } from "../outbox/enqueue.ts"
import { type NumberWait, whyNumberWaits } from "./number-waits.ts"
import { quietWait } from "./quiet.ts"
import { classOf, lifetimeMs, standingSource } from "./sources.ts"

/** One message to one contact, by itself. */
export interface SingleMessage {
  kind: "api" | "reply"
  workspaceId: string
  numberId: string
  contactId: string
  content: MessageContent
  /** The request's own name for the text, where it is not inside a `content`. */
  field?: string
  variables?: Record<string, unknown>
  /** Now, where it is absent or past */
  sendAt?: Date | undefined
  now: Date
}

export interface QueuedSingle {
  id: string
  /** Why it waits, as far as the number and quiet hours tell; null when it goes at its time. */
  waits: NumberWait | null
}

/**
 * Accepts a message: it is in the outbox when the transaction commits. It is sent within the lifetime of its intent, or not
 * at all.
 * @returns its id, and why it does not go at its time
 * @throws Problem as `createContent` does
 */
export async function sendSingle(tx: Tx, message: SingleMessage): Promise<QueuedSingle> {
  const { kind, workspaceId, numberId, contactId, content, field, variables, now } = message
  // One of the past would go before whatever waits already.
  const sendAt = new Date(Math.max(message.sendAt?.getTime() ?? 0, now.getTime()))
  const { id: contentId, intent } = await createContent(tx, {
    workspaceId,
    numberId,
    content,
    now,
    isSingle: true,
    ...(field !== undefined && { field }),
  })
  const priorityClass = classOf(intent)
  const sourceId = await standingSource(tx, { workspaceId, numberId, kind, class: priorityClass, now })
  const expiresAt = new Date(sendAt.getTime() + lifetimeMs[intent])
  const [id] = await enqueue(tx, { workspaceId, numberId, sourceId }, [
    { contactId, contentId, sendAfter: sendAt, expiresAt, ...(variables && { variables }) },
  ])
  if (id === undefined) throw new Error("a message was not queued")
  const waits = (await whyNumberWaits(tx, numberId, now)) ?? (await quietWait(tx, priorityClass, sendAt))
  return { id, waits }
}
