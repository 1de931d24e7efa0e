/** Numbers that send nothing for now, and by which code of Meta's. */
import { sql, type Tx } from "../../platform/database/index.ts"

/** Whose numbers: the number's own, or all of what it belongs to. An access is what one account gave. */
export interface HoldScope {
  numberId: string
  scope: "number" | "account" | "access" | "portfolio" | "meta"
}

/** What concerns all of Meta passes by itself, and each number that has something to send finds it out. */
function concerned({ numberId, scope }: HoldScope) {
  switch (scope) {
    case "number":
    case "meta":
      return sql`numbers.id = ${numberId}`
    case "account":
    case "access":
      return sql`numbers.business_account_id = (SELECT business_account_id FROM numbers WHERE id = ${numberId})`
    case "portfolio":
      return sql`numbers.business_account_id IN (
        SELECT other.id FROM numbers AS own JOIN business_accounts AS account ON account.id = own.business_account_id
        JOIN business_accounts AS other ON other.id = account.id OR other.business_id = account.business_id
        WHERE own.id = ${numberId})`
  }
}

/** The largest that is stored; Meta has none near it. */
const mostCode = 2 ** 31 - 1

/** Stops everything of these numbers until then. A hold that lasts longer stays. @param hold.code null: Meta is out of reach */
export async function holdNumbers(
  tx: Tx,
  of: HoldScope,
  { until, code }: { until: Date; code: number | null },
): Promise<void> {
  await sql`
    WITH held AS MATERIALIZED (
      SELECT id FROM numbers WHERE ${concerned(of)} AND disconnected_at IS NULL AND (held_until IS NULL OR held_until < ${until})
      ORDER BY id FOR UPDATE
    )
    UPDATE numbers SET held_until = ${until}, hold_code = ${code !== null && code <= mostCode ? code : null} FROM held WHERE numbers.id = held.id
  `.execute(tx)
}

/** Lets these numbers send again that were held by this code. */
export async function liftNumbers(tx: Tx, of: HoldScope, code: number | null): Promise<void> {
  await sql`
    WITH held AS MATERIALIZED (
      SELECT id FROM numbers WHERE ${concerned(of)} AND held_until IS NOT NULL AND hold_code IS NOT DISTINCT FROM ${code}::integer
      ORDER BY id FOR UPDATE
    )
    UPDATE numbers SET held_until = NULL, hold_code = NULL FROM held WHERE numbers.id = held.id
  `.execute(tx)
}
