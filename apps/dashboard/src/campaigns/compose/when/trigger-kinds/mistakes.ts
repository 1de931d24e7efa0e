/** What a trigger lacks. Pure. */
import { areProperties } from "../../../../segments/builder/where.tsx"
import type { TriggerDraft } from "./trigger-draft.ts"

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== ""

/** undefined: it says all that it must. */
export function mistakeIn(trigger: TriggerDraft): string | undefined {
  switch (trigger.on) {
    case "event":
      if (!isText(trigger.name)) return "Enter the event"
      break
    case "inbound_message":
      return lacksWords(trigger.text) ? "Enter what the message says" : undefined
    case "attribute":
      return isText(trigger.name) ? undefined : "Choose the attribute"
    case "segment":
      return isText(trigger.segment_id) ? undefined : "Choose the segment"
    case "message":
      return isText(trigger.campaign_id) ? undefined : "Choose the campaign"
    default:
      break
  }
  return areProperties(trigger.where) ? undefined : "Complete or remove the properties that lack something"
}

function lacksWords(text: unknown): boolean {
  if (typeof text !== "object" || text === null) return false
  const value: unknown = Reflect.get(text, "value")
  return Array.isArray(value) ? value.length === 0 : !isText(value)
}
