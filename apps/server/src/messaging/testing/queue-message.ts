import type { Tx } from "../../platform/database/index.ts"
import { enqueue } from "../outbox/enqueue.ts"
import { classes, lifetimeMs, type PriorityClass, standingSource } from "../sources/sources.ts"

/** A message by itself that waits in the outbox. @returns its id */
export async function queueMessage(
  tx: Tx,
  message: {
    workspaceId: string
    numberId: string
    contactId: string
    contentId: string
    variables?: Record<string, unknown>
    sendAfter: Date
    /** Default: three days later */
    expiresAt?: Date
    /** Default: api */
    kind?: "api" | "reply"
    /** Default: marketing */
    class?: PriorityClass
  },
): Promise<string> {
  const { workspaceId, numberId, contactId, contentId, variables, sendAfter } = message
  const sourceId = await standingSource(tx, {
    workspaceId,
    numberId,
    kind: message.kind ?? "api",
    class: message.class ?? classes.marketing,
    now: sendAfter,
  })
  const expiresAt = message.expiresAt ?? new Date(sendAfter.getTime() + lifetimeMs.marketing)
  const [id] = await enqueue(tx, { workspaceId, numberId, sourceId }, [
    { contactId, contentId, sendAfter, expiresAt, ...(variables && { variables }) },
  ])
  if (id === undefined) throw new Error("A message was not queued.")
  return id
}
