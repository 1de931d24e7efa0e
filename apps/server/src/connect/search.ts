import { typedDigits } from "@parley/whatsapp/phone"
import { bestFitting, type Hit, type Search, sql, type Tx } from "../platform/database/index.ts"

/** Connected business accounts by name or WABA id. */
export function searchAccounts(tx: Tx, search: Search): Promise<Hit[]> {
  const accounts = sql`
    SELECT id, name AS title, waba_id AS detail, ARRAY[name, waba_id] AS names
    FROM business_accounts WHERE disconnected_at IS NULL`
  return bestFitting(tx, accounts, search)
}

/** Numbers by the name WhatsApp shows, or by digits as people type them: a national number is found by its later ones. */
export function searchNumbers(tx: Tx, { text, limit }: Search): Promise<Hit[]> {
  const digits = typedDigits(text)?.replace(/^0/, "")
  const numbers = sql`
    SELECT id, verified_name AS title, display_phone_number AS detail,
      ARRAY[verified_name, regexp_replace(display_phone_number, '\\D', '', 'g')] AS names
    FROM numbers WHERE disconnected_at IS NULL AND status <> 'DELETED'`
  return bestFitting(tx, numbers, { text: digits || text, limit })
}
