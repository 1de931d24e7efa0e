import { z } from "zod"
import { attributeName } from "../../contact/attributes.ts"
import { compares, type ValueComparison, valueComparisons } from "../comparison.ts"
import type { ConditionDefinition } from "../condition.ts"

/** A condition on a custom attribute. One that is null counts as missing. */
export type AttributeCondition = { on: "attribute"; name: string } & ValueComparison

export const attributeKind: ConditionDefinition<AttributeCondition> = {
  schema: valueComparisons({ on: z.literal("attribute"), name: attributeName }, "an attribute"),
  holds(condition, { attributes }) {
    const value = Object.hasOwn(attributes, condition.name) ? attributes[condition.name] : undefined
    return compares(condition, value ?? undefined)
  },
}
