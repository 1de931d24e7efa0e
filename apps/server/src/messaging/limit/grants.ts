/**
 * Meta, "Messaging limits": a business portfolio opens conversations with so many different people within rolling 24 hours,
 * outside their service windows. Beyond that Meta takes messages and lets them fail, so that lanes ask here before.
 */
import { type Database, rows, sql, type Tx } from "../../platform/database/index.ts"

const dayMs = 24 * 60 * 60_000
/** Places get free one by one; so often at most it is looked at. */
const soonestMs = 60_000

export interface GrantRequest {
  portfolioId: string
  /** People that Meta says the portfolio may write to. */
  limit: number
  /** E.164, or Meta's id of who hides it; in the order in which they are to have a place. */
  people: readonly string[]
  now: Date
}

export interface Grants {
  /** Who may be written to now; they have their place for 24 hours. */
  granted: ReadonlySet<string>
  /** Those of them who had none before. */
  opened: ReadonlySet<string>
  /** When another place is free; null: everybody was granted one. */
  freeAt: Date | null
}

/**
 * Gives people a place, as far as there are any. A person who has one keeps it, and has it for 24 hours from now on. Portfolios are
 * served one request at a time.
 */
export async function grantPeople(
  tx: Tx,
  { portfolioId, limit, people, now }: GrantRequest,
): Promise<Grants> {
  const since = new Date(now.getTime() - dayMs)
  const { used, corrected } = await lockPortfolio(tx, portfolioId, since, now)
  const free = Math.max(0, Math.min(limit, corrected ?? limit) - used)
  const wanted = [...new Set(people)].map((person) => ({ person }))
  const { rows: granted } = await sql<{ person: string; is_new: boolean }>`
    WITH wanted AS MATERIALIZED (SELECT * FROM ${rows("wanted", wanted, { person: "text" })}), chosen AS (
      SELECT person FROM wanted JOIN limit_people AS known USING (person) WHERE known.portfolio_id = ${portfolioId}
      UNION ALL
      (SELECT person FROM wanted
        WHERE NOT EXISTS (SELECT FROM limit_people AS known WHERE known.portfolio_id = ${portfolioId} AND known.person = wanted.person)
        ORDER BY position LIMIT ${free})
    ), opened AS (
      INSERT INTO limit_people (portfolio_id, person, opened_at) SELECT ${portfolioId}, person, ${now} FROM chosen ORDER BY person
      ON CONFLICT (portfolio_id, person) DO UPDATE SET opened_at = excluded.opened_at
      RETURNING person, old.person IS NULL AS is_new
    ), counted AS (
      UPDATE limit_portfolios SET used = used + (SELECT count(*) FROM opened WHERE is_new) WHERE portfolio_id = ${portfolioId}
    )
    SELECT person, is_new FROM opened
  `.execute(tx)
  const all = new Set(granted.map(({ person }) => person))
  return {
    granted: all,
    opened: new Set(granted.filter(({ is_new }) => is_new).map(({ person }) => person)),
    freeAt: all.size === wanted.length ? null : await nextFree(tx, portfolioId, now),
  }
}

/** A place as it was given. */
export interface Place {
  portfolioId: string
  person: string
  openedAt: Date
}

/** Takes back places with which nobody was written to. A person who was granted a place again since keeps it. */
export async function freePlaces(tx: Tx, places: readonly Place[]): Promise<void> {
  const unused = rows("unused", places, { portfolioId: "text", person: "text", openedAt: "timestamptz" })
  await sql`
    WITH unused AS MATERIALIZED (SELECT * FROM ${unused}), locked AS MATERIALIZED (
      SELECT portfolio_id FROM limit_portfolios WHERE portfolio_id IN (SELECT portfolio_id FROM unused)
      ORDER BY portfolio_id FOR UPDATE
    ), freed AS (
      DELETE FROM limit_people AS known USING unused JOIN locked USING (portfolio_id)
      WHERE known.portfolio_id = unused.portfolio_id AND known.person = unused.person AND known.opened_at = unused.opened_at
      RETURNING known.portfolio_id
    )
    UPDATE limit_portfolios AS p SET used = used - places
    FROM (SELECT portfolio_id, count(*) AS places FROM freed GROUP BY 1) AS f WHERE p.portfolio_id = f.portfolio_id
  `.execute(tx)
}

/** Frees the places whose day is over, and keeps others out until the end of the transaction. */
async function lockPortfolio(
  tx: Tx,
  portfolioId: string,
  since: Date,
  now: Date,
): Promise<{ used: number; corrected: number | null }> {
  const { rows: locked } = await sql<{ used: number; corrected: number | null }>`
    WITH gone AS (
      DELETE FROM limit_people WHERE portfolio_id = ${portfolioId} AND opened_at <= ${since} RETURNING person
    )
    INSERT INTO limit_portfolios AS known (portfolio_id) VALUES (${portfolioId})
    ON CONFLICT (portfolio_id) DO UPDATE SET used = known.used - (SELECT count(*) FROM gone)
    RETURNING used, CASE WHEN corrected_until > ${now} THEN corrected END AS corrected
  `.execute(tx)
  return locked[0] ?? { used: 0, corrected: null }
}

async function nextFree(tx: Tx, portfolioId: string, now: Date): Promise<Date> {
  const { rows: oldest } = await sql<{ at: Date | null }>`
    SELECT min(opened_at) AS at FROM limit_people WHERE portfolio_id = ${portfolioId}
  `.execute(tx)
  const freeMs = (oldest[0]?.at ?? now).getTime() + dayMs
  return new Date(Math.max(freeMs, now.getTime() + soonestMs))
}

/** Meta took no more although there seemed to be places: for a day there are no more than those that are taken. */
export async function correctLimit(tx: Tx, portfolioId: string, now: Date): Promise<void> {
  await sql`
    UPDATE limit_portfolios SET corrected = used, corrected_until = ${new Date(now.getTime() + dayMs)}
    WHERE portfolio_id = ${portfolioId}
  `.execute(tx)
}

/** Deletes those whose day is over, also of portfolios that send no more. */
export async function forgetPeople(db: Database, now: Date): Promise<void> {
  await db.system((tx) =>
    sql`
      WITH gone AS (
        DELETE FROM limit_people WHERE opened_at <= ${new Date(now.getTime() - dayMs)} RETURNING portfolio_id
      ), freed AS (
        SELECT portfolio_id, count(*) AS places FROM gone GROUP BY portfolio_id ORDER BY portfolio_id
      )
      UPDATE limit_portfolios AS p SET used = used - places FROM freed WHERE p.portfolio_id = freed.portfolio_id
    `.execute(tx),
  )
}
