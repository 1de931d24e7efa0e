/** Parts of a canvas in words. Pure. */
import { recurringWords } from "../campaigns/when-in-words.ts"
import { dayAndTime } from "../look/time/instants.ts"
import type { CanvasValues } from "./editing/draft.ts"
import { triggersWords } from "./steps/parts/words.ts"
import type { Names } from "./steps/step-form.ts"

export type Spoken = Parameters<typeof recurringWords>[1] & { names: Names }

/** How people enter: `When they write`. Without a full stop. */
export function entryWords(entry: CanvasValues["entry"], spoken: Spoken): string {
  switch (entry.kind) {
    case "once":
      return entry.at === null
        ? "Everyone of the audience, when it is published"
        : `Everyone of the audience, ${dayAndTime(new Date(entry.at), spoken, "short")}`
    case "recurring":
      return recurringWords(entry, spoken)
    case "action":
      return `When ${triggersWords(entry.triggers, spoken.names)}`
    case "api":
      return "When the API asks for it"
  }
}

export function reEntryWords(rule: CanvasValues["re_entry"]): string {
  if (rule.kind === "never") return "People enter once"
  if (rule.kind === "after_exit") return "People can enter again once they have left"
  const days = Math.round((rule.seconds / 86_400) * 100) / 100
  return days === 0
    ? "People can enter as often as they like"
    : `People can enter again after ${days} ${days === 1 ? "day" : "days"}`
}
