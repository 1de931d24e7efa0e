/** What messages would cost that are still to be sent. */
import { sql, type Tx } from "../../platform/database/index.ts"
import { type Cost, costOf } from "./price.ts"
import { cardsOf, listRateCards } from "./rate-cards.ts"

/**
 * By the price lists that hold on that day, if each message arrives and none is free. Where the lists do not say it, `unpriced` does.
 * @param people by the country of their phones, ISO 3166-1 alpha-2; null: not known
 * @param category such as `marketing`
 * @param day of the calendar on which they go, such as 2026-10-01
 */
export async function estimateCost(
  tx: Tx,
  {
    numberId,
    category,
    day,
    people,
  }: {
    numberId: string
    category: string
    day: string
    people: readonly { country: string | null; count: number }[]
  },
): Promise<Cost> {
  const { rows } = await sql<{ currency: string | null }>`
    SELECT a.currency FROM numbers AS n JOIN business_accounts AS a ON a.id = n.business_account_id WHERE n.id = ${numberId}`.execute(
    tx,
  )
  const currency = rows[0]?.currency ?? null
  const charges = people.map(({ country, count }) => ({
    day,
    currency,
    country,
    category,
    free: null,
    count,
  }))
  return costOf(charges, cardsOf(await listRateCards(tx)))
}
