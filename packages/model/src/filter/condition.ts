/** What every kind of condition offers; a kind is one file in kinds/. */
import type { z } from "zod"
import type { ContactTexts } from "../contact/fields.ts"

/** A contact as filters see them. */
export interface FilteredContact extends ContactTexts {
  created_at: Date
  attributes: Record<string, unknown>
}

export interface ConditionDefinition<C extends { on: string }> {
  /** As requests carry it and tables keep it. */
  schema: z.ZodType<C>
  /** Whether the condition holds. The server's SQL for the kind gives the same answer for every contact. */
  holds(condition: C, contact: FilteredContact): boolean
}
