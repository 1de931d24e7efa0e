import type { ComponentType } from "react"
import type { TriggerDraft } from "../delivery-draft.ts"

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
