/** Parts of steps in words. Pure. */
import type { CanvasDuration } from "@parley/model"
import type { TriggerDraft } from "../../../campaigns/compose/when/trigger-kinds/trigger-draft.ts"
import { listed, triggerWords } from "../../../campaigns/when-in-words.ts"
import { type ContentDraft, isBlank } from "../../../composer/content.ts"
import { draftsOf, type FilterDraft } from "../../../segments/builder/draft.ts"
import type { Names } from "../step-form.ts"

/** `3 days` */
export const lengthWords = ({ amount, unit }: CanvasDuration): string =>
  `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`

export const conditionsWords = (filter: FilterDraft, others: number): string => {
  const count = draftsOf(filter).length + others
  return count === 0 ? "no conditions yet" : count === 1 ? "1 condition" : `${count} conditions`
}

export const triggersWords = (triggers: readonly TriggerDraft[], names: Names): string =>
  listed(
    triggers.map((one) => triggerWords(one, names)),
    "or",
  )

/** What a message says, as far as it fits into a line. */
export function contentWords(content: ContentDraft | null, names: Names): string {
  if (content === null || isBlank(content)) return "No message yet"
  if (content.kind === "template") return `Template ${names.get(content.template_id ?? "") ?? "…"}`
  const { message } = content
  if (message.type === "text") return `“${message.text.body}”`
  if (message.type === "interactive") {
    const { interactive } = message
    const said = "body" in interactive ? interactive.body?.text : undefined
    if (said) return `“${said}”`
  }
  return `Free-form ${message.type}`
}

/** `a`, `a and 2 more` */
export const firstOf = (parts: readonly string[], none: string): string => {
  const [first, ...others] = parts
  return first === undefined ? none : others.length === 0 ? first : `${first} and ${others.length} more`
}

export const capitalized = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
