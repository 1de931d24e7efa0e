import {
  type BirthComparison,
  birthdaysBetween,
  birthPattern,
  bornBetween,
  dayAt,
  dayText,
} from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import type { ZoneColumns } from "./zone-columns.ts"

const dayMs = 86_400_000

/** How a date of birth compares: the same texts as in packages/model, of each day that it is somewhere now. */
export function birthSql(
  comparison: BirthComparison,
  born: RawBuilder<unknown>,
  zones: ZoneColumns,
): RawBuilder<boolean> {
  const { dayFromStart: today } =
    comparison.zone === "contact" ? zones.ofContact({ day: 0 }) : zones.ofWorkspace({ day: 0 })
  const inUtc = dayAt(zones.now.getTime(), "UTC")
  const days = [-1, 0, 1].map((beside) => dayText(inUtc + beside * dayMs))
  const cases = days.map((day) => sql`WHEN ${day}::text THEN ${comparesOn(day, comparison, born)}`)
  return sql<boolean>`coalesce(${born} ~ ${birthPattern}::text AND CASE ${today} ${sql.join(cases, sql` `)} ELSE false END, false)`
}

function comparesOn(
  today: string,
  comparison: BirthComparison,
  born: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (comparison.op === "birthday")
    return sql`right(${born}, 5) = ANY (${birthdaysBetween(today, comparison)}::text[])`
  const { after, until } = bornBetween(today, comparison)
  const isLater = after === undefined ? sql`true` : sql`${born} COLLATE "C" > ${after}::text`
  return sql`(${isLater} AND ${born} COLLATE "C" <= ${until}::text)`
}
