/** What people call a trigger: of inbound messages some have a name of their own. Pure. */
import type { ActionTrigger } from "@parley/model"
import type { TriggerDraft } from "./trigger-draft.ts"

export type TriggerKind = ActionTrigger["on"] | "tap" | "flow"

/** The types of inbound messages that are taps. */
export const tapTypes = ["button", "button_reply", "list_reply"]
export const flowTypes = ["flow_reply"]

export const typesOf = ({ types }: TriggerDraft): string[] => (Array.isArray(types) ? types.map(String) : [])

export function kindOf(trigger: TriggerDraft): TriggerKind {
  if (trigger.on !== "inbound_message") return trigger.on
  const types = typesOf(trigger)
  if (types.join() === flowTypes.join()) return "flow"
  return types.length > 0 && types.every((type) => tapTypes.includes(type)) ? "tap" : "inbound_message"
}
