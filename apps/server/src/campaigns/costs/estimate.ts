/** What messages would cost that are still to be sent. */
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { type Cost, costOf } from "./price.ts"
import { cardsInUse } from "./rate-cards.ts"

/** Some people who get a message. */
export interface Priced {
  /** Of their phones, ISO 3166-1 alpha-2; null: not known */
  country: string | null
  /** Such as `marketing`; `service` is what is made from no template */
  category: string
  /** Why Meta asks nothing for it; null: it does */
  free: string | null
  count: number
}

/**
 * By the price lists that hold on that day, if each message arrives. Where the lists do not say it, `unpriced` does.
 * @param day of the calendar on which they go, such as 2026-10-01
 * @param isSandbox only then prices may be made up
 */
export async function estimateCost(
  tx: Tx,
  {
    numberId,
    day,
    people,
    isSandbox,
  }: { numberId: string; day: string; people: readonly Priced[]; isSandbox: boolean },
): Promise<Cost> {
  const { rows } = await sql<{ currency: string | null }>`
    SELECT a.currency FROM numbers AS n JOIN business_accounts AS a ON a.id = n.business_account_id WHERE n.id = ${numberId}`.execute(
    tx,
  )
  const currency = rows[0]?.currency ?? null
  const charges = people.map((each) => ({ ...each, day, currency }))
  return costOf(charges, await cardsInUse(tx, isSandbox, currency))
}

/** So many messages that are no templates cost a number nothing in each month, from October 2026. */
const freeServicePerMonth = 1000

/** How many messages that are no templates a number may still send for nothing in the month of that instant. */
export async function freeServiceLeft(tx: Tx, numberId: string, at: Date): Promise<number> {
  const begins = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1))
  const priced = (table: RawBuilder<unknown>) => sql`
    SELECT n FROM ${table} AS counts JOIN sources AS s ON s.id = counts.source_id
    WHERE s.number_id = ${numberId} AND stage = 'priced' AND quarter_hour >= ${begins}
      AND reason LIKE '% service free_customer_service'`
  const { rows } = await sql<{ sent: number }>`
    SELECT coalesce(sum(n), 0)::int AS sent FROM (
      ${priced(sql`stats`)} UNION ALL ${priced(sql`stat_deltas`)}) AS counts`.execute(tx)
  return Math.max(0, freeServicePerMonth - (rows[0]?.sent ?? 0))
}
