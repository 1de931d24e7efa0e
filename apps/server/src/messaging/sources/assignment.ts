/** Which variant of a source a contact gets, and who gets nothing for comparison. */
import { assignmentBuckets, variantBounds } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"

export interface Assignment {
  /** What the places are drawn by: a person has the same one wherever this is the same. A uuid. */
  seed?: string
  /** Of the variants, in their order; one, or none: everybody gets variant 0. */
  weights?: readonly number[]
  /** Percent of the people who get nothing. */
  controlShare?: number
  /** Sources that drew before: who they left out is left out again, and who they did not is not, whatever the share is now. */
  drawnBy?: readonly string[]
  /** The same of sources that send to one person after another, of which history tells who got it and who did not. */
  drawnOneByOne?: {
    sourceIds: readonly string[]
    /** None of their messages is older. */
    from: Date
  }
}

/**
 * A contact's place, from 0 to {@link assignmentBuckets} - 1. Variants and control are drawn by different parts of one hash, so
 * that one tells nothing of the other.
 * @param from the place of the hash's first digit
 */
const bucketSql = (seed: string, from: 1 | 9) =>
  sql`(('x' || substr(md5(${seed}::text || id::text), ${sql.lit(from)}, 8))::bit(32)::bigint % ${sql.lit(assignmentBuckets)})`

/** Of a row with the `id` of a contact. */
export function variantSql({ seed, weights = [] }: Assignment): RawBuilder<number> {
  if (seed === undefined || weights.length < 2) return sql`0::smallint`
  const bounds = variantBounds(weights).map((bound, variant) => sql`WHEN place < ${bound} THEN ${variant}`)
  return sql`(SELECT (CASE ${sql.join(bounds, sql` `)} END)::smallint FROM (SELECT ${bucketSql(seed, 1)} AS place) AS drawn)`
}

/** Of a row with the `id` of a contact. */
export function isControlSql({
  seed,
  controlShare = 0,
  drawnBy = [],
  drawnOneByOne,
}: Assignment): RawBuilder<boolean> {
  if (seed === undefined || controlShare === 0) return sql`false`
  const drawn = sql<boolean>`(${bucketSql(seed, 9)} < ${(controlShare / 100) * assignmentBuckets})`
  const before: RawBuilder<boolean | null>[] = []
  if (drawnBy.length > 0) {
    before.push(sql`(SELECT r.is_control FROM recipients AS r
      WHERE r.contact_id = id AND r.source_id = ANY(${drawnBy}::uuid[]) ORDER BY r.source_id LIMIT 1)`)
  }
  if (drawnOneByOne !== undefined && drawnOneByOne.sourceIds.length > 0) {
    const { sourceIds, from } = drawnOneByOne
    const ofPerson = sql`contact_id = person.contact_id AND source_id = ANY(${sourceIds}::uuid[])`
    before.push(sql`(SELECT coalesce(
        (SELECT reason IS NOT DISTINCT FROM 'control' FROM messages
          WHERE ${ofPerson} AND messages.id >= uuidv7_floor(${from}::timestamptz - interval '1 hour')
            AND (status <> 'dropped' OR reason = 'control')
          ORDER BY messages.id LIMIT 1),
        (SELECT is_control FROM outbox WHERE ${ofPerson} ORDER BY outbox.id LIMIT 1))
      FROM (SELECT id AS contact_id) AS person)`)
  }
  if (before.length === 0) return drawn
  return sql`coalesce(${sql.join(before)}, ${drawn})`
}
