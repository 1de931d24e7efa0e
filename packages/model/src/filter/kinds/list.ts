import { z } from "zod"
import type { ConditionDefinition } from "../condition.ts"
import { namedId } from "../named-id.ts"

/** Whether the contact is on a static list. */
export interface ListCondition {
  on: "list"
  op: "in" | "not_in"
  list_id: string
}

export const listKind: ConditionDefinition<ListCondition> = {
  schema: z.strictObject({
    on: z.literal("list"),
    op: z.enum(["in", "not_in"], "in or not_in"),
    list_id: namedId("the id of a list"),
  }),
  holds: ({ op, list_id }, { lists }) => lists.includes(list_id) === (op === "in"),
  reads: () => ["field:lists"],
}
