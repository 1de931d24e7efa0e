import { z } from "zod"
import { type ContactField, contactFields } from "../../contact/fields.ts"
import {
  compares,
  comparisonTurns,
  type InstantComparison,
  instantComparisons,
  type TextComparison,
  textComparisons,
} from "../comparison.ts"
import type { ConditionDefinition } from "../condition.ts"
import { judgedBy } from "../time.ts"

/** A condition on a field that every contact has. */
export type ContactCondition =
  | ({ on: "contact"; field: ContactField } & TextComparison)
  | ({ on: "contact"; field: "created_at" } & InstantComparison)

const on = z.literal("contact")

export const contactKind: ConditionDefinition<ContactCondition> = {
  schema: z.discriminatedUnion(
    "field",
    [
      textComparisons({ on, field: z.enum(contactFields) }, "a text"),
      instantComparisons({ on, field: z.literal("created_at") }, "created_at"),
    ],
    { error: `one of ${contactFields.join(", ")}, created_at` },
  ),
  holds: (condition, contact, context) =>
    compares(
      condition,
      contact[condition.field] ?? undefined,
      judgedBy("zone" in condition ? condition.zone : undefined, contact, context),
    ),
  reads: ({ field }) => [`field:${field}`],
  turnsAt: (condition, contact, context) =>
    comparisonTurns(
      condition,
      contact[condition.field] ?? undefined,
      judgedBy("zone" in condition ? condition.zone : undefined, contact, context).zone,
    ),
}
