/** Sources that send only so much a second or minute: claims take no more of them, and count what they took. */
import { type RawBuilder, sql } from "../../platform/database/index.ts"

/** A part of a source's policy. */
export interface SourceRate {
  per_second: number | null
  per_minute: number | null
}

/** How many a source `s` may still send at that moment, with what was `claimed` of it; null: as many as one likes. */
export const rateOfOpen = (now: Date): RawBuilder<unknown> => sql`s.policy -> 'rate' AS rate, s.workspace_id,
  CASE WHEN s.policy ? 'rate' THEN rate_left(s.policy -> 'rate', claimed.claimed_at, claimed.in_second, claimed.in_minute, ${now})
    END AS rate_left`

/** Counts the rows that are `claimed` of `open` sources with a rate. */
export const countClaimed = (now: Date): RawBuilder<unknown> => sql`
  INSERT INTO source_rates AS r (source_id, workspace_id, claimed_at, in_second, in_minute)
  SELECT open.id, open.workspace_id, ${now}::timestamptz, count(*), count(*)
  FROM claimed JOIN open ON open.id = claimed.source_id WHERE open.rate IS NOT NULL GROUP BY open.id, open.workspace_id
  ON CONFLICT (source_id) DO UPDATE SET claimed_at = excluded.claimed_at,
    in_second = excluded.in_second + CASE WHEN ${same("1")} THEN r.in_second ELSE 0 END,
    in_minute = excluded.in_minute + CASE WHEN ${same("60")} THEN r.in_minute ELSE 0 END`

/** Whether both are of the same second or minute. */
const same = (seconds: "1" | "60") => sql`floor(extract(epoch FROM r.claimed_at) / ${sql.raw(seconds)})
  = floor(extract(epoch FROM excluded.claimed_at) / ${sql.raw(seconds)})`

/** Messages a second at most, on the average; Infinity: there is no rate. */
export const averageRate = ({ per_second, per_minute }: SourceRate): number =>
  Math.min(per_second ?? Number.POSITIVE_INFINITY, (per_minute ?? Number.POSITIVE_INFINITY) / 60)
