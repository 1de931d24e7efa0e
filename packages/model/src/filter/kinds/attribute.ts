import { z } from "zod"
import {
  compares,
  comparisonTurns,
  type Judged,
  type ValueComparison,
  valueComparisons,
} from "../comparison.ts"
import type { ConditionDefinition } from "../condition.ts"
import { type PropertyCondition, propertiesHold, propertyConditions, propertyTurns } from "../properties.ts"
import { type DayZone, judgedBy } from "../time.ts"
import { attributePath, stepsOf, valueAt } from "../value-path.ts"

/**
 * A condition on a custom attribute, or on what is inside one that is an object: `address.city`. One that is null counts as
 * missing. `some_member`: of a list of objects, one for which all hold.
 */
export type AttributeCondition = { on: "attribute"; name: string } & (
  | ValueComparison
  | { op: "some_member" | "no_member"; where: PropertyCondition[] }
)

const subject = { on: z.literal("attribute"), name: attributePath }

export const attributeKind: ConditionDefinition<AttributeCondition> = {
  schema: z.discriminatedUnion(
    "op",
    [
      z.strictObject({
        ...subject,
        op: z.enum(["some_member", "no_member"]),
        where: propertyConditions.min(1, "at least one condition"),
      }),
      valueComparisons(subject, "an attribute"),
    ],
    { error: "an operator that an attribute can be asked" },
  ),
  holds(condition, contact, context) {
    const value = valueAt(contact.attributes, condition.name)
    const judgedOf = (zone: DayZone | undefined): Judged => judgedBy(zone, contact, context)
    if (!("where" in condition))
      return compares(condition, value, judgedOf("zone" in condition ? condition.zone : undefined))
    const has =
      Array.isArray(value) && value.some((member) => propertiesHold(condition.where, member, judgedOf))
    return has === (condition.op === "some_member")
  },
  reads: ({ name }) => [`attribute:${stepsOf(name)[0]}`],
  turnsAt(condition, contact, context) {
    const value = valueAt(contact.attributes, condition.name)
    const judgedOf = (zone: DayZone | undefined): Judged => judgedBy(zone, contact, context)
    if (!("where" in condition))
      return comparisonTurns(
        condition,
        value,
        judgedOf("zone" in condition ? condition.zone : undefined).zone,
      )
    return Array.isArray(value)
      ? value.flatMap((member) => propertyTurns(condition.where, member, judgedOf))
      : []
  },
}
