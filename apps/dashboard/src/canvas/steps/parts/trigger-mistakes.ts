import { mistakeIn } from "../../../campaigns/compose/when/trigger-kinds/mistakes.ts"
import type { TriggerDraft } from "../../../campaigns/compose/when/trigger-kinds/trigger-draft.ts"

/** What triggers lack. @param path where they are, such as `paths.0.triggers` */
export const triggerMistakes = (triggers: readonly TriggerDraft[], path: string): [string, string][] =>
  triggers.flatMap((trigger, place) => {
    const message = mistakeIn(trigger)
    return message === undefined ? [] : [[`${path}.${place}`, message] as [string, string]]
  })
