import { z } from "zod"
import type { ConditionDefinition } from "../condition.ts"

/** How many buckets there are. */
export const randomBuckets = 10_000

/** A condition on a number from 0 to 9999 that each contact has for good, at random: 0 to 999 are a tenth of all. */
export interface RandomBucketCondition {
  on: "random_bucket"
  from: number
  to: number
}

const bucket = z
  .int("a whole number")
  .min(0, "0 to 9999")
  .max(randomBuckets - 1, "0 to 9999")

export const randomBucketKind: ConditionDefinition<RandomBucketCondition> = {
  schema: z
    .strictObject({ on: z.literal("random_bucket"), from: bucket, to: bucket.describe("Itself included") })
    .refine(({ from, to }) => from <= to, { path: ["to"], message: "not before `from`" }),
  holds({ from, to }, { id }) {
    const own = randomBucketOf(id)
    return own >= from && own <= to
  },
  reads: () => [],
}

/** The last 32 bits of an id are random. */
export const randomBucketOf = (id: string): number => Number.parseInt(id.slice(-8), 16) % randomBuckets
