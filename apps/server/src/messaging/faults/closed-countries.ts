/** Countries to which Meta takes messages of an account and lets them fail: told in statuses, and kept for all lanes of the account. */
import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { type RawBuilder, rows, sql, type Tx } from "../../platform/database/index.ts"
import { countryOf } from "../decide.ts"
import { readFault } from "./fault.ts"

/** Nothing is sent there before then. */
export interface ClosedCountry {
  /** ISO 3166-1 alpha-2 */
  country: string
  /** Meta's. */
  code: number
  untilMs: number
}

/** Which countries statuses show to be closed, each with the code. Pure. */
export function closedBy(statuses: readonly StatusEvent[]): Map<string, number> {
  const closed = new Map<string, number>()
  for (const { status, errors, recipientWaId, recipientBsuid } of statuses) {
    const code = errors[0]?.code
    if (status !== "failed" || code === undefined || readFault(code).of !== "country") continue
    const phone = recipientWaId === undefined ? null : `+${recipientWaId}`
    const country = countryOf({ phone, bsuid: recipientBsuid ?? null })
    if (country !== undefined) closed.set(country, code)
  }
  return closed
}

/** Closes countries to the account of a number, until then at least. */
export async function closeCountries(
  tx: Tx,
  numberId: string,
  closed: ReadonlyMap<string, number>,
  until: Date,
): Promise<void> {
  if (closed.size === 0) return
  const countries = [...closed].map(([country, code]) => ({ country, code })).toSorted(byCountry)
  await sql`
    INSERT INTO closed_countries AS known (business_account_id, country, workspace_id, code, until)
    SELECT business_account_id, closed.country, workspace_id, code, ${until}
    FROM ${rows("closed", countries, { country: "text", code: "integer" })} JOIN numbers ON numbers.id = ${numberId}
    ON CONFLICT (business_account_id, country) DO UPDATE SET code = excluded.code, until = greatest(known.until, excluded.until)
  `.execute(tx)
}

const byCountry = (a: { country: string }, b: { country: string }) => (a.country < b.country ? -1 : 1)

/** The closed countries of an account, as JSON; null: none. */
export const closedCountriesOf = (accountId: RawBuilder<string>): RawBuilder<ClosedCountry[] | null> => sql`(
  SELECT jsonb_agg(jsonb_build_object('country', country, 'code', code, 'untilMs', floor(extract(epoch FROM until) * 1000)))
  FROM closed_countries WHERE business_account_id = ${accountId})`
