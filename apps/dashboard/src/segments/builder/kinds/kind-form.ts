import type { ComponentType } from "react"
import type { Draft } from "../draft.ts"

/** How a kind of condition is built. */
export interface KindForm {
  /** In the menu of kinds, and before the condition. */
  label: string
  begin: Omit<Draft, "on">
  /** Whether it says all that it must. */
  isComplete: (draft: Draft) => boolean
  Form: ComponentType<KindFormProps>
}

export interface KindFormProps {
  draft: Draft
  onChange: (draft: Draft) => void
}
