/**
 * What was done, as sets of contacts. A window is counted from whole days of the roll-up and from the events of both its edges; where
 * first or last time answer, from those alone. Only conditions on properties read the events themselves.
 */
import {
  durationMs,
  type Happening,
  isOfContact,
  mostAmount,
  type PropertyCondition,
  type ResolvedWindow,
  wholeDays,
} from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import { jsonAt } from "./comparison-sql.ts"
import type { Compilation, ContactSet } from "./compilation.ts"
import { propertiesSql } from "./properties-sql.ts"
import { betweenSql, inWindowOfContact, windowBounds } from "./window-sql.ts"
import type { ZoneColumns } from "./zone-columns.ts"

/** Which name it is of; undefined: one that never happened. */
interface Names {
  own: number | undefined
  by: number | undefined
}

export function happeningSql(
  condition: Happening,
  names: Names,
  compilation: Compilation,
): RawBuilder<boolean> {
  const isIn = (set: Set) =>
    names.own === undefined
      ? sql<boolean>`false`
      : compilation.isIn({ name: names, set, within: condition.within, where: condition.where }, () =>
          setSql(set, condition, { ...names, own: names.own ?? 0 }, compilation),
        )
  const isNotIn = (set: Set) => sql<boolean>`(NOT ${isIn(set)})`
  switch (condition.op) {
    case "did":
      return isIn({ kind: "times", least: 1 })
    case "did_not":
      return isNotIn({ kind: "times", least: 1 })
    case "at_least":
      return isIn({ kind: "times", least: condition.times })
    case "at_most":
      return isNotIn({ kind: "times", least: condition.times + 1 })
    case "exactly":
      return condition.times === 0
        ? isNotIn({ kind: "times", least: 1 })
        : isIn({ kind: "times", least: condition.times, most: condition.times })
    case "first":
    case "last":
      return isIn({ kind: "edge", edge: condition.op })
    case "sum_at_least":
    case "sum_more_than":
      return isIn(sumSet(condition, condition.op === "sum_at_least" ? ">=" : ">"))
    case "sum_at_most":
      return isNotIn(sumSet(condition, ">"))
    case "sum_less_than":
      return isNotIn(sumSet(condition, ">="))
    case "followed_by":
    case "not_followed_by":
      return isIn({
        kind: "followed",
        isFollowed: condition.op === "followed_by",
        where: condition.by.where,
        withinMs: durationMs(condition.in),
      })
  }
}

type Set =
  | { kind: "times"; least: number; most?: number }
  | { kind: "sum"; property: string | undefined; operator: ">" | ">="; value: number }
  | { kind: "edge"; edge: "first" | "last" }
  | { kind: "followed"; isFollowed: boolean; where: PropertyCondition[] | undefined; withinMs: number }

const sumSet = (
  { property, value }: { property?: string | undefined; value: number },
  operator: ">" | ">=",
): Set => ({ kind: "sum", property, operator, value })

function setSql(
  set: Set,
  { within, where }: Happening,
  names: { own: number; by: number | undefined },
  compilation: Compilation,
): ContactSet {
  const { workspaceId, context } = compilation.scope
  const isNarrowed = where !== undefined && where.length > 0
  const of = (alias: string, nameId: number) =>
    sql`${sql.ref(`${alias}.workspace_id`)} = ${workspaceId} AND ${sql.ref(`${alias}.name_id`)} = ${nameId}`
  const { inner, outer } = windowBounds(within, context)

  /** Events of a name that fit, with the clock of their contact where that is asked. */
  const events = (
    columns: RawBuilder<unknown>,
    nameId: number,
    fit: { where?: PropertyCondition[] | undefined; range: ResolvedWindow; windowed: boolean },
  ) => {
    const zones = compilation.newZones()
    const fits = propertiesSql(fit.where, sql`e.properties`, zones)
    const isInside =
      fit.windowed && within !== undefined && isOfContact(within)
        ? inWindowOfContact(sql`e.at`, within, zones)
        : sql<boolean>`true`
    return sql`SELECT ${columns} FROM events AS e ${withContact(zones, workspaceId)}
      WHERE ${of("e", nameId)} AND ${betweenSql(sql`e.at`, fit.range)} AND ${isInside} AND ${fits}`
  }

  if (set.kind === "followed") return { rows: followedSql(set, names, events, outer, where, context.now) }

  if (set.kind === "edge") {
    const at = isNarrowed
      ? sql`SELECT contact_id, ${sql.raw(set.edge === "first" ? "min" : "max")}(at) AS at
          FROM (${events(sql`e.contact_id, e.at`, names.own, { where, range: everything, windowed: false })}) AS fitting
          GROUP BY contact_id`
      : sql`SELECT r.contact_id, ${sql.ref(`r.${set.edge}_at`)} AS at FROM contact_events AS r WHERE ${of("r", names.own)}`
    const zones = compilation.newZones()
    const isInside =
      within !== undefined && isOfContact(within)
        ? inWindowOfContact(sql`e.at`, within, zones)
        : betweenSql(sql`e.at`, outer)
    return {
      rows: sql`SELECT e.contact_id FROM (${at}) AS e ${withContact(zones, workspaceId)} WHERE ${isInside}`,
    }
  }

  const having = (count: RawBuilder<unknown>, total: RawBuilder<unknown>) => {
    if (set.kind === "sum") return sql<boolean>`${total} ${sql.raw(set.operator)} ${set.value}::float8`
    return set.most === undefined
      ? sql<boolean>`${count} >= ${set.least}::bigint`
      : sql<boolean>`${count} BETWEEN ${set.least}::bigint AND ${set.most}::bigint`
  }
  const isAtLeastOnce = set.kind === "times" && set.least === 1 && set.most === undefined

  const property = set.kind === "sum" ? set.property : undefined
  if (isNarrowed || property !== undefined) {
    const amount = property === undefined ? sql`coalesce(e.value, 0)` : numberAt(sql`e.properties`, property)
    const columns = set.kind === "sum" ? sql`e.contact_id, ${amount} AS amount` : sql`e.contact_id`
    return {
      rows: events(columns, names.own, { where, range: outer, windowed: true }),
      having: having(sql`count(*)`, sql`sum(amount)`),
    }
  }

  const inAll = (holds: RawBuilder<boolean>): ContactSet => ({
    rows: sql`SELECT r.contact_id FROM contact_events AS r WHERE ${of("r", names.own)} AND ${holds}`,
  })
  // Who has a row did it at all, and that the index knows.
  if (within === undefined)
    return inAll(isAtLeastOnce ? sql<boolean>`true` : having(sql`r.count`, sql`r.total`))

  // Whether it happened at all since then, or until then, the first and the last time say.
  if (isAtLeastOnce && !isOfContact(within)) {
    if (outer.to === Number.POSITIVE_INFINITY) return inAll(betweenSql(sql`r.last_at`, outer))
    if (outer.from === Number.NEGATIVE_INFINITY) return inAll(betweenSql(sql`r.first_at`, outer))
  }

  // Nothing is read that is not asked for, so that an index alone answers. The sum of short integers is cheap.
  const [ofDay, ofEvent] =
    set.kind === "sum"
      ? [sql`d.contact_id, d.total`, sql`e.contact_id, coalesce(e.value, 0) AS total`]
      : [sql`d.contact_id, d.count`, sql`e.contact_id, 1 AS count`]
  const days = wholeDays(inner)
  const edge = (range: ResolvedWindow) => events(ofEvent, names.own, { range, windowed: true })
  const parts =
    days.first < days.end
      ? [
          sql`SELECT ${ofDay} FROM contact_event_days AS d WHERE ${of("d", names.own)} AND ${daysSql(days)}`,
          ...(outer.from < days.first ? [edge({ from: outer.from, to: days.first })] : []),
          ...(days.end < outer.to ? [edge({ from: days.end, to: outer.to })] : []),
        ]
      : [edge(outer)]
  return { rows: sql.join(parts, sql` UNION ALL `), having: having(sql`sum(count)`, sql`sum(total)`) }
}

const everything = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

function daysSql({ first, end }: { first: number; end: number }): RawBuilder<boolean> {
  const day = (ms: number) => sql`${new Date(ms).toISOString().slice(0, 10)}::date`
  const parts = [
    ...(first === Number.NEGATIVE_INFINITY ? [] : [sql`d.day >= ${day(first)}`]),
    ...(end === Number.POSITIVE_INFINITY ? [] : [sql`d.day < ${day(end)}`]),
  ]
  return sql<boolean>`(${sql.join(parts, sql` AND `)})`
}

/** Joins the contact only where its clock is asked. */
function withContact(zones: ZoneColumns, workspaceId: string): RawBuilder<unknown> {
  if (zones.isEmpty) return sql``
  return sql`JOIN contacts AS c ON c.id = e.contact_id AND c.workspace_id = ${workspaceId} ${zones.join(sql`c.time_zone`)}`
}

const numberAt = (json: RawBuilder<unknown>, path: string): RawBuilder<number> => {
  const value = jsonAt(json, path)
  const number = sql`(${value})::float8`
  return sql`CASE jsonb_typeof(${value}) WHEN 'number'
    THEN CASE WHEN abs(${number}) <= ${mostAmount}::float8 THEN ${number} ELSE 0 END ELSE 0 END`
}

type Events = (
  columns: RawBuilder<unknown>,
  nameId: number,
  fit: { where?: PropertyCondition[] | undefined; range: ResolvedWindow; windowed: boolean },
) => RawBuilder<unknown>

/** Both kinds of events in one pass, latest first: the next of the other kind is the earliest of those that were seen before. */
function followedSql(
  set: Set & { kind: "followed" },
  names: { own: number; by: number | undefined },
  events: Events,
  outer: ResolvedWindow,
  where: PropertyCondition[] | undefined,
  now: Date,
): RawBuilder<unknown> {
  const first = events(sql`e.contact_id, e.at, false AS is_next`, names.own, {
    where,
    range: outer,
    windowed: true,
  })
  const next =
    names.by === undefined
      ? undefined
      : events(sql`e.contact_id, e.at, true AS is_next`, names.by, {
          where: set.where,
          range: { from: outer.from, to: outer.to + set.withinMs + 1 },
          windowed: false,
        })
  const inTime = sql`at + ${set.withinMs}::float8 * interval '1 millisecond'`
  const isWanted = set.isFollowed
    ? sql`next_at <= ${inTime}`
    : sql`${inTime} <= ${now}::timestamptz AND (next_at IS NULL OR next_at > ${inTime})`
  return sql`SELECT contact_id FROM (
      SELECT contact_id, at, is_next, min(at) FILTER (WHERE is_next) OVER (
        PARTITION BY contact_id ORDER BY at DESC GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS next_at
      FROM (${next === undefined ? first : sql`${first} UNION ALL ${next}`}) AS both_kinds
    ) AS ordered
    WHERE NOT is_next AND ${isWanted} GROUP BY contact_id`
}
