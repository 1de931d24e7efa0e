import { z } from "zod"
import type { ConditionDefinition } from "../condition.ts"

/** Whether the contact has a tag. */
export interface TagCondition {
  on: "tag"
  op: "has" | "has_not"
  tag: string
}

export const tagKind: ConditionDefinition<TagCondition> = {
  schema: z.strictObject({
    on: z.literal("tag"),
    op: z.enum(["has", "has_not"], "has or has_not"),
    tag: z.string().trim().min(1).max(100),
  }),
  holds: ({ op, tag }, { tags }) => tags.includes(tag) === (op === "has"),
}
