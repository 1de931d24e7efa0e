import { sql, type Tx } from "../platform/database/index.ts"
import { found, Problem } from "../platform/errors.ts"
import type { Platform } from "../platform/index.ts"
import { graphClient } from "./graph.ts"

/** A business account as a login yields it. */
export interface GrantedAccount {
  wabaId: string
  businessId: string | null
  name: string
  sealedToken: Buffer
}

/**
 * Stores business accounts, or their new token where they were connected before.
 * Runs in the system's scope, as only there an account of another workspace can be seen.
 * @returns the account's id by WABA id
 * @throws Problem conflict when one of them belongs to another workspace
 */
export async function storeAccounts(
  tx: Tx,
  login: { workspaceId: string; scopes: string[]; expiresAt: Date | null; now: Date },
  accounts: readonly GrantedAccount[],
): Promise<Map<string, string>> {
  const { workspaceId, scopes, expiresAt, now } = login
  // The row of another workspace is left alone by the WHERE, and is then missing from what comes back.
  const { rows } = await sql<{ id: string; waba_id: string }>`
    INSERT INTO business_accounts (workspace_id, waba_id, business_id, name, sealed_token, token_scopes,
      token_expires_at, connected_at, updated_at)
    SELECT ${workspaceId}, waba_id, business_id, name, sealed_token, ${scopes}::text[], ${expiresAt}::timestamptz, ${now}, ${now}
    FROM unnest(${accounts.map((account) => account.wabaId)}::text[],
      ${accounts.map((account) => account.businessId)}::text[],
      ${accounts.map((account) => account.name)}::text[],
      ${accounts.map((account) => account.sealedToken)}::bytea[]) AS granted (waba_id, business_id, name, sealed_token)
    ORDER BY waba_id
    ON CONFLICT (waba_id) DO UPDATE SET
      business_id = coalesce(EXCLUDED.business_id, business_accounts.business_id), name = EXCLUDED.name,
      sealed_token = EXCLUDED.sealed_token, token_scopes = EXCLUDED.token_scopes,
      token_expires_at = EXCLUDED.token_expires_at, updated_at = EXCLUDED.updated_at
    WHERE business_accounts.workspace_id = EXCLUDED.workspace_id
    RETURNING id, waba_id
  `.execute(tx)
  const ids = new Map(rows.map((row) => [row.waba_id, row.id]))
  const foreign = accounts.find((account) => !ids.has(account.wabaId))
  if (foreign) {
    throw new Problem("conflict", `The business account ${foreign.wabaId} belongs to another workspace.`, {
      help: "Disconnect it there first, or choose another account in the login dialog.",
    })
  }
  return ids
}

/** One business account with what is needed to speak for it. @throws Problem not_found */
export async function findAccount(tx: Tx, id: string) {
  return found(
    await tx
      .selectFrom("business_accounts")
      .select(["id", "workspace_id", "waba_id", "name", "sealed_token"])
      .where("id", "=", id)
      .executeTakeFirst(),
    "business account",
  )
}

/**
 * The business account that a number belongs to, with a client that speaks for it.
 * @throws Problem not_found; not_sendable when the encryption key is not the one that sealed the token
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
        "numbers.phone_number_id",
      ])
      .where("numbers.id", "=", numberId)
      .executeTakeFirst(),
    "number",
  )
  return { ...row, graph: graphClient(platform, row) }
}

/** A page of the workspace's business accounts, oldest first, one more than asked for where there is one. */
export function listAccounts(tx: Tx, page: { after?: string | undefined; limit: number }) {
  return tx
    .selectFrom("business_accounts")
    .select([
      "id",
      "waba_id",
      "business_id",
      "name",
      "token_scopes",
      "token_expires_at",
      "connected_at",
      "updated_at",
    ])
    .$if(page.after !== undefined, (query) => query.where("id", ">", page.after ?? ""))
    .orderBy("id")
    .limit(page.limit + 1)
    .execute()
}

/** The accounts with these ids, oldest first. */
export function accountsById(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom("business_accounts")
    .select([
      "id",
      "waba_id",
      "business_id",
      "name",
      "token_scopes",
      "token_expires_at",
      "connected_at",
      "updated_at",
    ])
    .where("id", "in", ids)
    .orderBy("id")
    .execute()
}
