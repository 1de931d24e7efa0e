/** Conditions on the properties of an event, or on the members of a list of objects. */
import { z } from "zod"
import {
  compares,
  comparisonTurns,
  type Judged,
  type ValueComparison,
  valueComparisons,
} from "./comparison.ts"
import type { DayZone } from "./time.ts"
import { propertyPath, valueAt } from "./value-path.ts"

/** A property that is null counts as missing. */
export type PropertyCondition = { property: string } & ValueComparison

/** Operators by which time may change whether a property is as asked. */
export const byTime: readonly string[] = ["before", "after", "on"]

const mostConditions = 20

export const propertyConditions: z.ZodArray<z.ZodType<PropertyCondition>> = z
  .array(valueComparisons({ property: propertyPath }, "a property"), "a list of conditions")
  .max(mostConditions, `at most ${mostConditions} conditions`)

/** Whether all hold. */
export const propertiesHold = (
  conditions: readonly PropertyCondition[] | undefined,
  properties: unknown,
  judgedOf: (zone: DayZone | undefined) => Judged,
): boolean =>
  (conditions ?? []).every((condition) =>
    compares(
      condition,
      valueAt(properties, condition.property),
      judgedOf("zone" in condition ? condition.zone : undefined),
    ),
  )

/** Instants at which time alone may change whether all hold. */
export const propertyTurns = (
  conditions: readonly PropertyCondition[] | undefined,
  properties: unknown,
  judgedOf: (zone: DayZone | undefined) => Judged,
): number[] =>
  (conditions ?? []).flatMap((condition) =>
    comparisonTurns(
      condition,
      valueAt(properties, condition.property),
      judgedOf("zone" in condition ? condition.zone : undefined).zone,
    ),
  )
