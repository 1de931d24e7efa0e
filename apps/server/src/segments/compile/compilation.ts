import type { Condition, Filter } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import { combined } from "./combined.ts"
import type { FilterScope } from "./filter-scope.ts"
import { ZoneColumns } from "./zone-columns.ts"

/** Contacts outside of their own row, by `contact_id`. */
export interface ContactSet {
  /** A query with the workspace named for every table: each contact once, or, with `having`, a row for each thing to be counted. */
  rows: RawBuilder<unknown>
  /** What holds of all rows of a contact together, in aggregates. */
  having?: RawBuilder<boolean>
}

/**
 * One filter, or several over the same contacts, on the way to SQL. A condition on something outside of the contact's row is a set of
 * contacts that is joined once and asked whether the contact is in it: never a subquery for each contact. PostgreSQL makes a
 * semi-join or an anti-join of that where it can, and hashes what stands under OR.
 */
export class Compilation {
  readonly scope: FilterScope
  /** By the clocks of the contacts. */
  readonly zones: ZoneColumns
  readonly #sets = new Map<string, ContactSet>()
  readonly #setBehind = new WeakMap<RawBuilder<boolean>, ContactSet>()
  readonly #sqlOf: (condition: Condition, compilation: Compilation) => RawBuilder<boolean>

  /** @param sqlOf by which single conditions are compiled */
  constructor(
    scope: FilterScope,
    sqlOf: (condition: Condition, compilation: Compilation) => RawBuilder<boolean>,
  ) {
    this.scope = scope
    this.#sqlOf = sqlOf
    this.zones = new ZoneColumns(scope.context)
  }

  /**
   * Whether the contact is in a set.
   * @param key the same for the same set, so that it is joined once
   */
  isIn(key: unknown, makeSet: () => ContactSet): RawBuilder<boolean> {
    const text = JSON.stringify(key)
    const set = this.#sets.get(text) ?? makeSet()
    this.#sets.set(text, set)
    const index = [...this.#sets.keys()].indexOf(text)
    const condition = sql<boolean>`(${sql.ref(`set_${index}.contact_id`)} IS NOT NULL)`
    this.#setBehind.set(condition, set)
    return condition
  }

  /** The set, where a condition asks for nothing but to be in it. */
  setBehind(condition: RawBuilder<boolean>): ContactSet | undefined {
    return this.#setBehind.get(condition)
  }

  get isOfRowsAlone(): boolean {
    return this.#sets.size === 0
  }

  filter(filter: Filter): RawBuilder<boolean> {
    return combined(filter, this)
  }

  condition(condition: Condition): RawBuilder<boolean> {
    return this.#sqlOf(condition, this)
  }

  /** Zones for points of a set's own FROM. */
  newZones(): ZoneColumns {
    return new ZoneColumns(this.scope.context)
  }

  /** What is joined to `contacts`. To be called when every condition is compiled. */
  joins(): RawBuilder<unknown> {
    const sets = [...this.#sets.values()].map(
      (set, index) =>
        sql`LEFT JOIN (${contactsOf(set)}) AS ${sql.id(`set_${index}`)} ON ${sql.ref(`set_${index}.contact_id`)} = contacts.id`,
    )
    return sql`${sets.length === 0 ? sql`` : sql.join(sets, sql` `)} ${this.zones.join(sql`contacts.time_zone`)}`
  }
}

function contactsOf({ rows, having }: ContactSet): RawBuilder<unknown> {
  if (having === undefined) return rows
  return sql`SELECT contact_id FROM (${rows}) AS counted GROUP BY contact_id HAVING ${having}`
}
