import type { ActionTrigger } from "@parley/model"

/** Something that happens to people, which may lack what it needs. */
export interface TriggerDraft {
  on: ActionTrigger["on"]
  [member: string]: unknown
}
