import { dayText, firstDayFrom, knownZones, type PointInTime, resolvePoint } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"

/** A point in time in SQL: its first instant, the first after it where it is a day, and the days from which on those are. */
export interface SqlPoint {
  start: RawBuilder<unknown>
  end: RawBuilder<unknown>
  /** The first day that begins at `start` or later, as text. */
  dayFromStart: RawBuilder<unknown>
  /** … after `start`. */
  dayAfterStart: RawBuilder<unknown>
  dayFromEnd: RawBuilder<unknown>
}

interface Values {
  start: Date
  end: Date
  dayFromStart: string
  dayAfterStart: string
  dayFromEnd: string
}

const columns = [
  { name: "start", type: "timestamptz" },
  { name: "end", type: "timestamptz" },
  { name: "dayFromStart", type: "text" },
  { name: "dayAfterStart", type: "text" },
  { name: "dayFromEnd", type: "text" },
] as const

/**
 * Points in time by the clock of each contact: a table of all zones that is joined to the contacts' own. What a day is in a zone is computed here,
 * by the same rule as in the pure function, and never by PostgreSQL, which may know other zones than Node does.
 */
export class ZoneColumns {
  readonly #points: PointInTime[] = []
  readonly #now: Date
  readonly #timeZone: string
  readonly #alias: string

  /** @param alias of the table of zones, once in a FROM */
  constructor({ now, timeZone }: { now: Date; timeZone: string }, alias = "zones") {
    this.#now = now
    this.#timeZone = timeZone
    this.#alias = alias
  }

  get now(): Date {
    return this.#now
  }

  /** Whether no clock of a contact was asked for. */
  get isEmpty(): boolean {
    return this.#points.length === 0
  }

  /** In the clock of the workspace. */
  ofWorkspace(point: PointInTime): SqlPoint {
    const values = this.#valuesIn(point, this.#timeZone)
    return asPoint(({ name, type }) => sql`${values[name]}::${sql.raw(type)}`)
  }

  /** In the clock of the contact to which {@link join} joins. */
  ofContact(point: PointInTime): SqlPoint {
    const same = this.#points.findIndex((other) => JSON.stringify(other) === JSON.stringify(point))
    const index = same === -1 ? this.#points.push(point) - 1 : same
    const values = this.#valuesIn(point, this.#timeZone)
    return asPoint(
      ({ name, type }) =>
        sql`coalesce(${sql.ref(`${this.#alias}.${name}_${index}`)}, ${values[name]}::${sql.raw(type)})`,
    )
  }

  /** @param timeZone the column that has the contact's. To be called when every point was asked for */
  join(timeZone: RawBuilder<unknown>): RawBuilder<unknown> {
    if (this.#points.length === 0) return sql``
    const perPoint = this.#points.map((point) => knownZones.map((zone) => this.#valuesIn(point, zone)))
    const arrays = perPoint.flatMap((values) =>
      columns.map(({ name, type }) => sql`${values.map((each) => each[name])}::${sql.raw(type)}[]`),
    )
    const names = perPoint.flatMap((_, index) => columns.map(({ name }) => sql.id(`${name}_${index}`)))
    return sql`LEFT JOIN unnest(${knownZones}::text[], ${sql.join(arrays)}) AS ${sql.id(this.#alias)} (name, ${sql.join(names)})
      ON ${sql.ref(`${this.#alias}.name`)} = ${timeZone}`
  }

  #valuesIn(point: PointInTime, zone: string): Values {
    const { start, end } = resolvePoint(point, { now: this.#now, zone })
    return {
      start: new Date(start),
      end: new Date(end),
      dayFromStart: dayText(firstDayFrom(start, zone)),
      dayAfterStart: dayText(firstDayFrom(start + 1, zone)),
      dayFromEnd: dayText(firstDayFrom(end, zone)),
    }
  }
}

function asPoint(of: (column: (typeof columns)[number]) => RawBuilder<unknown>): SqlPoint {
  const [start, end, dayFromStart, dayAfterStart, dayFromEnd] = columns
  return {
    start: of(start),
    end: of(end),
    dayFromStart: of(dayFromStart),
    dayAfterStart: of(dayAfterStart),
    dayFromEnd: of(dayFromEnd),
  }
}
