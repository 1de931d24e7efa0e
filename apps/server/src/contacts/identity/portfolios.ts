/** Meta's business-scoped user ids: a person has one in each business portfolio. */
import { type RawBuilder, rows, sql, type Tx } from "../../platform/database/index.ts"

interface Scope {
  workspaceId: string
  numberId?: string | undefined
  now: Date
}

/** The portfolio of a number, or the workspace's only one, or '' where it is not known. */
export const portfolioOf = (workspaceId: string, numberId: string | undefined): RawBuilder<string> =>
  numberId === undefined
    ? sql`portfolio_of(${workspaceId}::uuid)`
    : sql`coalesce((SELECT coalesce(a.business_id, a.waba_id) FROM numbers AS n JOIN business_accounts AS a ON a.id = n.business_account_id
        WHERE n.id = ${numberId}), portfolio_of(${workspaceId}::uuid))`

/** Whatever `work` writes of user ids is of the portfolio of the number. */
export async function withinPortfolio<T>(
  tx: Tx,
  { workspaceId, numberId }: Scope,
  work: () => Promise<T>,
): Promise<T> {
  if (numberId === undefined) return work()
  await sql`SELECT set_config('parley.portfolio', ${portfolioOf(workspaceId, numberId)}, true)`.execute(tx)
  const result = await work()
  await sql`SELECT set_config('parley.portfolio', '', true)`.execute(tx)
  return result
}

/**
 * Keeps user ids of contacts, of the portfolio of the number. One whose portfolio was not known is of this one; one that a contact
 * had in it before is over.
 * @throws a race when another contact has the id
 */
export async function learnBsuids(
  tx: Tx,
  { workspaceId, numberId, now }: Scope,
  learned: readonly { contactId: string; bsuid: string }[],
): Promise<void> {
  if (learned.length === 0) return
  const told = rows("told", learned, { contactId: "uuid", bsuid: "text" })
  const ids = learned.map(({ contactId }) => contactId)
  const portfolio = portfolioOf(workspaceId, numberId)
  await sql`
    WITH told AS MATERIALIZED (SELECT contact_id, bsuid, ${portfolio} AS portfolio FROM ${told}), placed AS (
      UPDATE contact_identities AS i SET scope = told.portfolio FROM told
      WHERE i.contact_id = told.contact_id AND i.contact_id = ANY (${ids}::uuid[]) AND i.kind = 'bsuid' AND i.until IS NULL AND i.value = told.bsuid
      RETURNING i.contact_id
    ), over AS (
      UPDATE contact_identities AS i SET until = ${now} FROM told
      WHERE i.contact_id = told.contact_id AND i.contact_id = ANY (${ids}::uuid[]) AND i.kind = 'bsuid' AND i.until IS NULL AND i.scope = told.portfolio
        AND i.value <> told.bsuid
    )
    INSERT INTO contact_identities (workspace_id, kind, scope, value, contact_id, since)
    SELECT ${workspaceId}, 'bsuid', portfolio, bsuid, contact_id, ${now} FROM told
    WHERE contact_id NOT IN (SELECT contact_id FROM placed)
    ORDER BY bsuid`.execute(tx)
}
