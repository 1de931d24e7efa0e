import { z } from "zod"
import type { ConditionDefinition } from "../condition.ts"
import { namedId } from "../named-id.ts"

/** Whether the contact is in another segment. */
export interface SegmentCondition {
  on: "segment"
  op: "in" | "not_in"
  segment_id: string
}

export const segmentKind: ConditionDefinition<SegmentCondition> = {
  schema: z.strictObject({
    on: z.literal("segment"),
    op: z.enum(["in", "not_in"], "in or not_in"),
    segment_id: namedId("the id of a segment"),
  }),
  holds: ({ op, segment_id }, contact, { isMember }) => isMember(segment_id, contact) === (op === "in"),
  // What the other segment's conditions read: see `factsRead`.
  reads: () => [],
}
