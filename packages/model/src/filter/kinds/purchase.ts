import { z } from "zod"
import { type ConditionDefinition, eventKey } from "../condition.ts"
import { type Happening, happened, happeningReads, happenings, happeningTurns } from "../happenings.ts"

/** A condition on purchases: of all products, or of one. */
export type PurchaseCondition = { on: "purchase"; product_id?: string | undefined } & Happening

export const purchaseKind: ConditionDefinition<PurchaseCondition> = {
  schema: happenings({
    on: z.literal("purchase"),
    product_id: z.string().min(1).max(255).optional().describe("Default: any"),
  }),
  holds: (condition, contact, context) =>
    happened(
      asHappening(condition),
      contact.events.get(eventKey(condition)),
      "by" in condition ? contact.events.get(eventKey({ on: "event", name: condition.by.name })) : undefined,
      { contact, context },
    ),
  reads: (condition) => happeningReads(condition, "purchase"),
  turnsAt: (condition, contact, context) =>
    happeningTurns(
      asHappening(condition),
      contact.events.get(eventKey(condition)),
      "by" in condition ? contact.events.get(eventKey({ on: "event", name: condition.by.name })) : undefined,
      { contact, context },
    ),
}

/** What is asked of purchases, with the product as one more condition on their properties. */
export function asHappening(condition: PurchaseCondition): Happening {
  const { product_id } = condition
  if (product_id === undefined) return condition
  return {
    ...condition,
    where: [{ property: "product_id", op: "equals", value: product_id }, ...(condition.where ?? [])],
  }
}
