import { windowEnd, windowIsOpen } from "@parley/whatsapp/messages"
import { z } from "zod"
import type { ConditionDefinition } from "../condition.ts"
import { namedId } from "../named-id.ts"

/** Whether free-form messages may be sent: within 24 hours of what the contact wrote, to a number or to any. */
export type ServiceWindowCondition = {
  on: "window"
  op: "open" | "closed"
  number_id?: string | undefined
}

export const serviceWindowKind: ConditionDefinition<ServiceWindowCondition> = {
  schema: z.strictObject({
    on: z.literal("window"),
    op: z.enum(["open", "closed"], "open or closed"),
    number_id: namedId("the id of a number").optional().describe("Default: any"),
  }),
  holds({ op, number_id }, { conversations }, { now }) {
    const isOpen = conversations.some(
      (conversation) =>
        (number_id === undefined || conversation.number_id === number_id) &&
        windowIsOpen(conversation.last_inbound_at, now),
    )
    return isOpen === (op === "open")
  },
  reads: () => ["conversations"],
  turnsAt: (_condition, { conversations }) =>
    conversations.flatMap(({ last_inbound_at }) =>
      last_inbound_at === null ? [] : [windowEnd(last_inbound_at).getTime()],
    ),
}
