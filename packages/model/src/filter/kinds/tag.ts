import { z } from "zod"
import type { ConditionDefinition } from "../condition.ts"
import { namedId } from "../named-id.ts"

/** Whether the contact has a tag. */
export interface TagCondition {
  on: "tag"
  op: "has" | "has_not"
  tag_id: string
}

export const tagKind: ConditionDefinition<TagCondition> = {
  schema: z.strictObject({
    on: z.literal("tag"),
    op: z.enum(["has", "has_not"], "has or has_not"),
    tag_id: namedId("the id of a tag of contacts"),
  }),
  holds: ({ op, tag_id }, { tags }) => tags.includes(tag_id) === (op === "has"),
  reads: () => ["field:tags"],
}
