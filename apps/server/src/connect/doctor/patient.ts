import type { SealedAccess } from "../accounts/graph.ts"
import type { NumberRow } from "../numbers/numbers.ts"

/** A business account as the doctor meets it. */
export interface Patient extends SealedAccess {
  id: string
  workspace_id: string
  name: string
  review_status: string | null
  restrictions: unknown
  optimizes_delivery: boolean
  numbers: NumberRow[]
}
