/** Every kind of condition. A new one is a file here, a member of both lists below, and its SQL in the server's segments/. */
import { z } from "zod"
import type { ConditionDefinition, FilteredContact } from "../condition.ts"
import { type AttributeCondition, attributeKind } from "./attribute.ts"
import { type ContactCondition, contactKind } from "./contact.ts"

interface Conditions {
  contact: ContactCondition
  attribute: AttributeCondition
}

export type ConditionKind = keyof Conditions
/** A condition of one of the kinds `K`. */
export type Condition<K extends ConditionKind = ConditionKind> = {
  [P in K]: Conditions[P] & { on: P }
}[K]

const definitions: { [K in ConditionKind]: ConditionDefinition<Conditions[K]> } = {
  contact: contactKind,
  attribute: attributeKind,
}

const isKind = (on: unknown): on is ConditionKind => typeof on === "string" && Object.hasOwn(definitions, on)

/** By what a condition is on. */
export const conditionSchema: z.ZodType<Condition> = z.union(
  Object.values(definitions).map(({ schema }): z.ZodType<Condition> => schema),
)

/** The schema for what this says it is on; undefined when that is not a kind. */
export function schemaFor(condition: object): z.ZodType<Condition> | undefined {
  const on: unknown = Reflect.get(condition, "on")
  return isKind(on) ? definitions[on].schema : undefined
}

export const conditionKinds = Object.keys(definitions).filter(isKind)

export function conditionHolds<K extends ConditionKind>(
  condition: Condition<K>,
  contact: FilteredContact,
): boolean {
  return definitions[condition.on].holds(condition, contact)
}
