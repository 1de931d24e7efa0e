import type { Filter } from "@parley/model"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import type { FilterScope } from "./filter-scope.ts"
import { ZoneColumns } from "./zone-columns.ts"

/**
 * One filter, or several over the same contacts, on the way to SQL. A condition on something outside of the contact's row is a set of
 * contacts that is joined once and asked whether the contact is in it: never a subquery for each contact. PostgreSQL makes a
 * semi-join or an anti-join of that where it can, and hashes what stands under OR.
 */
export class Compilation {
  readonly scope: FilterScope
  /** By the clocks of the contacts. */
  readonly zones: ZoneColumns
  readonly #sets = new Map<string, RawBuilder<unknown>>()
  readonly #sqlOf: (filter: Filter, compilation: Compilation) => RawBuilder<boolean>

  /** @param sqlOf by which the filters of other segments are compiled */
  constructor(scope: FilterScope, sqlOf: (filter: Filter, compilation: Compilation) => RawBuilder<boolean>) {
    this.scope = scope
    this.#sqlOf = sqlOf
    this.zones = new ZoneColumns(scope.context)
  }

  /**
   * Whether the contact is in a set.
   * @param key the same for the same set, so that it is joined once
   * @param set a query for `contact_id`, each once, with the workspace named for every table
   */
  isIn(key: unknown, set: () => RawBuilder<unknown>): RawBuilder<boolean> {
    const text = JSON.stringify(key)
    if (!this.#sets.has(text)) this.#sets.set(text, set())
    const index = [...this.#sets.keys()].indexOf(text)
    return sql<boolean>`(${sql.ref(`set_${index}.contact_id`)} IS NOT NULL)`
  }

  filter(filter: Filter): RawBuilder<boolean> {
    return this.#sqlOf(filter, this)
  }

  /** Zones for points of a set's own FROM. */
  newZones(): ZoneColumns {
    return new ZoneColumns(this.scope.context)
  }

  /** What is joined to `contacts`. To be called when every condition is compiled. */
  joins(): RawBuilder<unknown> {
    const sets = [...this.#sets.values()].map(
      (set, index) =>
        sql`LEFT JOIN (${set}) AS ${sql.id(`set_${index}`)} ON ${sql.ref(`set_${index}.contact_id`)} = contacts.id`,
    )
    return sql`${sets.length === 0 ? sql`` : sql.join(sets, sql` `)} ${this.zones.join(sql`contacts.time_zone`)}`
  }
}
