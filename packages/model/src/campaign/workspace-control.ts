/** The share of all contacts of a workspace that gets no marketing of campaigns and journeys, for comparison. */
import { z } from "zod"
import { randomBucketOf, randomBuckets } from "../filter/kinds/random-bucket.ts"

export const workspaceControl = z
  .strictObject({
    percent: z.int().min(1).max(15).describe("Of all contacts, by their random buckets: the highest ones"),
    except_tags: z
      .array(z.string().trim().min(1).max(50))
      .max(20)
      .default([])
      .describe("Campaigns and journeys with one of these tags are sent to them all the same"),
  })
  .meta({ id: "WorkspaceControlGroup" })
export type WorkspaceControl = z.output<typeof workspaceControl>

/** The first random bucket of those that are in the group. */
const firstControlBucket = ({ percent }: Pick<WorkspaceControl, "percent">): number =>
  randomBuckets - (percent * randomBuckets) / 100

/** Whether a contact gets nothing of what has these tags. Pure. */
export const isWorkspaceControl = (
  group: WorkspaceControl,
  contactId: string,
  tags: readonly string[],
): boolean =>
  randomBucketOf(contactId) >= firstControlBucket(group) &&
  !tags.some((tag) => group.except_tags.includes(tag))
