import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { graphClient } from "./graph.ts"

/** A business account as a login yields it. */
export interface GrantedAccount {
  wabaId: string
  businessId: string | null
  name: string
  sealedToken: Buffer
  currency: string | null
  country: string | null
  reviewStatus: string | null
  verificationStatus: string | null
  /** How far it has come with the Marketing Messages API, as Meta calls it; null: it did not say. */
  marketingMessagesStatus: string | null
}

const grantedColumns = {
  wabaId: "text",
  businessId: "text",
  name: "text",
  sealedToken: "bytea",
  currency: "text",
  country: "text",
  reviewStatus: "text",
  verificationStatus: "text",
  marketingMessagesStatus: "text",
} as const

/** How many business accounts a workspace may have connected at a time. */
export const mostAccounts = 10

/**
 * Stores business accounts, or their new token where they were connected before, also where they were disconnected since.
 * Runs in the system's scope, as only there an account of another workspace can be seen.
 * @returns the account's id by WABA id
 * @throws Problem conflict when one of them is connected to another workspace; limit_reached when there are too many
 */
export async function storeAccounts(
  tx: Tx,
  login: { workspaceId: string; scopes: string[]; expiresAt: Date | null; now: Date },
  accounts: readonly GrantedAccount[],
): Promise<Map<string, string>> {
  const { workspaceId, scopes, expiresAt, now } = login
  await refuseForeignAccounts(
    tx,
    workspaceId,
    accounts.map((account) => account.wabaId),
  )
  const { rows: stored } = await sql<{ id: string; waba_id: string }>`
    INSERT INTO business_accounts AS known (workspace_id, waba_id, business_id, name, sealed_token, currency, country,
      review_status, verification_status, marketing_messages_status, token_scopes, token_expires_at, connected_at, updated_at)
    SELECT ${workspaceId}, waba_id, business_id, name, sealed_token, currency, country, review_status, verification_status,
      marketing_messages_status, ${scopes}::text[], ${expiresAt}::timestamptz, ${now}, ${now}
    FROM ${rows("granted", accounts, grantedColumns)}
    ORDER BY waba_id
    ON CONFLICT (workspace_id, waba_id) DO UPDATE SET
      business_id = coalesce(EXCLUDED.business_id, known.business_id), name = EXCLUDED.name,
      sealed_token = EXCLUDED.sealed_token, token_scopes = EXCLUDED.token_scopes,
      token_expires_at = EXCLUDED.token_expires_at, currency = EXCLUDED.currency, country = EXCLUDED.country,
      review_status = EXCLUDED.review_status, verification_status = EXCLUDED.verification_status,
      marketing_messages_status = coalesce(EXCLUDED.marketing_messages_status, known.marketing_messages_status),
      connected_at = CASE WHEN known.disconnected_at IS NULL THEN known.connected_at ELSE EXCLUDED.connected_at END,
      disconnected_at = NULL, updated_at = EXCLUDED.updated_at
    RETURNING id, waba_id
  `.execute(tx)
  await refuseTooManyAccounts(tx, workspaceId)
  return new Map(stored.map((row) => [row.waba_id, row.id]))
}

/** Two workspaces that connect the same account at once are told apart by the index alone. */
async function refuseForeignAccounts(tx: Tx, workspaceId: string, wabaIds: string[]): Promise<void> {
  const foreign = await tx
    .selectFrom("business_accounts")
    .select("waba_id")
    .where("waba_id", "in", wabaIds)
    .where("workspace_id", "<>", workspaceId)
    .where("disconnected_at", "is", null)
    .executeTakeFirst()
  if (foreign) {
    throw new Problem("conflict", `The business account ${foreign.waba_id} belongs to another workspace.`, {
      help: "Disconnect it there first, or choose another account in the login dialog.",
    })
  }
}

async function refuseTooManyAccounts(tx: Tx, workspaceId: string): Promise<void> {
  const { count } = await tx
    .selectFrom("business_accounts")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("workspace_id", "=", workspaceId)
    .where("disconnected_at", "is", null)
    .executeTakeFirstOrThrow()
  if (count > mostAccounts) {
    throw new Problem("limit_reached", `A workspace can have ${mostAccounts} business accounts connected.`, {
      help: "Disconnect one that is no longer needed, or connect this one in another workspace.",
      extra: { limit: mostAccounts },
    })
  }
}

/** One business account with what is needed to speak for it. @throws Problem not_found; conflict when it is disconnected */
export async function findAccount(tx: Tx, id: string) {
  const account = found(
    await tx
      .selectFrom("business_accounts")
      .select(["id", "workspace_id", "waba_id", "name", "sealed_token", "disconnected_at"])
      .where("id", "=", id)
      .executeTakeFirst(),
    "business account",
  )
  refuseDisconnected(account)
  return account
}

function refuseDisconnected({ disconnected_at }: { disconnected_at: Date | null }): void {
  if (disconnected_at === null) return
  throw new Problem("conflict", "The business account is disconnected.", {
    help: "Connect it again with Login with Facebook.",
  })
}

/**
 * The business account that a number belongs to, with a client that speaks for it.
 * @throws Problem not_found; conflict when it is disconnected; not_sendable when the encryption key is not the one that
 * sealed the token
 */
export async function accountOfNumber(platform: Platform, tx: Tx, numberId: string) {
  const row = found(
    await tx
      .selectFrom("numbers")
      .innerJoin("business_accounts", "business_accounts.id", "numbers.business_account_id")
      .select([
        "business_accounts.id",
        "business_accounts.workspace_id",
        "business_accounts.waba_id",
        "business_accounts.sealed_token",
        "business_accounts.disconnected_at",
        "numbers.phone_number_id",
      ])
      .where("numbers.id", "=", numberId)
      .executeTakeFirst(),
    "number",
  )
  refuseDisconnected(row)
  return { ...row, graph: graphClient(platform, row) }
}

const shown = [
  "id",
  "waba_id",
  "business_id",
  "name",
  "currency",
  "country",
  "review_status",
  "verification_status",
  "marketing_messages_status",
  "optimizes_delivery",
  "token_scopes",
  "token_expires_at",
  "connected_at",
  "disconnected_at",
  "updated_at",
] as const

/** A page of the workspace's business accounts, oldest first, one more than asked for where there is one. */
export function listAccounts(tx: Tx, page: { after?: string | undefined; limit: number }) {
  return tx
    .selectFrom("business_accounts")
    .select(shown)
    .$if(page.after !== undefined, (query) => query.where("id", ">", page.after ?? ""))
    .orderBy("id")
    .limit(page.limit + 1)
    .execute()
}

/** The accounts with these ids, oldest first. */
export function accountsById(tx: Tx, ids: readonly string[]) {
  return tx.selectFrom("business_accounts").select(shown).where("id", "in", ids).orderBy("id").execute()
}
