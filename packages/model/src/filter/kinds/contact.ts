import { z } from "zod"
import { type ContactField, contactFields } from "../../contact/fields.ts"
import {
  type BirthComparison,
  birthCompares,
  birthComparisons,
  birthSubject,
  birthTurns,
} from "../birthdays.ts"
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
  | ({ on: "contact"; field: "date_of_birth" } & BirthComparison)

const on = z.literal("contact")
const others = contactFields.filter((field) => field !== "date_of_birth")

const isOfBirth = (
  condition: ContactCondition,
): condition is ContactCondition & { field: "date_of_birth" } & BirthComparison =>
  condition.op === "birthday" || condition.op === "age_at_least" || condition.op === "age_at_most"

export const contactKind: ConditionDefinition<ContactCondition> = {
  schema: z.discriminatedUnion(
    "field",
    [
      textComparisons({ on, field: z.enum(others) }, "a text"),
      z.discriminatedUnion("op", [...birthComparisons, textComparisons(birthSubject, "a date of birth")], {
        error:
          "an operator that a date of birth can be asked: birthday, age_at_least, age_at_most, or one of a text",
      }),
      instantComparisons({ on, field: z.literal("created_at") }, "created_at"),
    ],
    { error: `one of ${contactFields.join(", ")}, created_at` },
  ),
  holds(condition, contact, context) {
    const judged = judgedBy("zone" in condition ? condition.zone : undefined, contact, context)
    return isOfBirth(condition)
      ? birthCompares(condition, contact.date_of_birth, judged)
      : compares(condition, contact[condition.field] ?? undefined, judged)
  },
  reads: ({ field }) => [`field:${field}`],
  turnsAt(condition, contact, context) {
    const judged = judgedBy("zone" in condition ? condition.zone : undefined, contact, context)
    return isOfBirth(condition)
      ? birthTurns(condition, contact.date_of_birth, judged)
      : comparisonTurns(condition, contact[condition.field] ?? undefined, judged.zone)
  },
}
