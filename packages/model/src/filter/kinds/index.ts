/** Every kind of condition. A new one is a file here, a member of both lists below, and its SQL in the server's segments/. */
import { z } from "zod"
import type { ConditionDefinition, FactKey, FilterContext, FilteredContact } from "../condition.ts"
import { type AttributeCondition, attributeKind } from "./attribute.ts"
import { type ContactCondition, contactKind } from "./contact.ts"
import { type EventCondition, eventKind } from "./event.ts"
import { type ListCondition, listKind } from "./list.ts"
import { type MessageCondition, messageKind } from "./message.ts"
import { type PurchaseCondition, purchaseKind } from "./purchase.ts"
import { type RandomBucketCondition, randomBucketKind } from "./random-bucket.ts"
import { type ReachableCondition, reachableKind } from "./reachable.ts"
import { type SegmentCondition, segmentKind } from "./segment.ts"
import { type ServiceWindowCondition, serviceWindowKind } from "./service-window.ts"
import { type SubscriptionCondition, subscriptionKind } from "./subscription.ts"
import { type TagCondition, tagKind } from "./tag.ts"

interface Conditions {
  contact: ContactCondition
  attribute: AttributeCondition
  event: EventCondition
  purchase: PurchaseCondition
  message: MessageCondition
  subscription: SubscriptionCondition
  window: ServiceWindowCondition
  reachable: ReachableCondition
  random_bucket: RandomBucketCondition
  segment: SegmentCondition
  list: ListCondition
  tag: TagCondition
}

export type ConditionKind = keyof Conditions
/** A condition of one of the kinds `K`. */
export type Condition<K extends ConditionKind = ConditionKind> = {
  [P in K]: Conditions[P] & { on: P }
}[K]

const definitions: { [K in ConditionKind]: ConditionDefinition<Conditions[K]> } = {
  contact: contactKind,
  attribute: attributeKind,
  event: eventKind,
  purchase: purchaseKind,
  message: messageKind,
  subscription: subscriptionKind,
  window: serviceWindowKind,
  reachable: reachableKind,
  random_bucket: randomBucketKind,
  segment: segmentKind,
  list: listKind,
  tag: tagKind,
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
  context: FilterContext,
): boolean {
  return definitions[condition.on].holds(condition, contact, context)
}

export const conditionReads = <K extends ConditionKind>(condition: Condition<K>): readonly FactKey[] =>
  definitions[condition.on].reads(condition)

export const conditionTurns = <K extends ConditionKind>(
  condition: Condition<K>,
  contact: FilteredContact,
  context: FilterContext,
): readonly number[] => definitions[condition.on].turnsAt?.(condition, contact, context) ?? []
