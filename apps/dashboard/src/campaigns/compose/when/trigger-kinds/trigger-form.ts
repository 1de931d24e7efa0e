import type { ComponentType } from "react"
import type { TriggerDraft } from "./trigger-draft.ts"

/** How a kind of trigger is written. */
export interface TriggerForm {
  /** In the menu of kinds. */
  label: string
  begin: TriggerDraft
  /** undefined: it says all. */
  Form?: ComponentType<TriggerFormProps>
}

export interface TriggerFormProps {
  trigger: TriggerDraft
  onChange: (trigger: TriggerDraft) => void
}
