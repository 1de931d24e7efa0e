import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { findNumber } from "./numbers.ts"

/** Meta lets a test number write to five people, each confirmed by a code in the App Dashboard. */
const mostTestRecipients = 5

/** Why a number reaches its test recipients only; null when it reaches everyone. */
export type Restriction = "test_number" | "app_in_development" | null

/** @param appMode as configured: Meta does not tell it by API */
export function restrictionOf(
  number: { account_mode: string | null },
  appMode: "live" | "development",
): Restriction {
  if (number.account_mode === "SANDBOX") return "test_number"
  return appMode === "development" ? "app_in_development" : null
}

/** The phones that can be reached, in E.164, while a number is restricted. */
export async function listTestRecipients(tx: Tx, numberId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("test_recipients")
    .select("phone")
    .where("number_id", "=", numberId)
    .orderBy("phone")
    .execute()
  return rows.map((row) => row.phone)
}

/**
 * Sets who can be reached while a number is restricted, as the App Dashboard lists them.
 * @param phones E.164
 * @throws Problem not_found, limit_reached
 */
export async function setTestRecipients(
  tx: Tx,
  { workspaceId, numberId }: { workspaceId: string; numberId: string },
  phones: readonly string[],
  now: Date,
): Promise<string[]> {
  await findNumber(tx, numberId)
  if (phones.length > mostTestRecipients) {
    throw new Problem("limit_reached", `A number can have ${mostTestRecipients} test recipients.`, {
      help: "Remove one here and in the App Dashboard.",
      extra: { limit: mostTestRecipients },
    })
  }
  await tx.deleteFrom("test_recipients").where("number_id", "=", numberId).execute()
  await sql`
    INSERT INTO test_recipients (number_id, phone, workspace_id, created_at)
    SELECT DISTINCT ${numberId}::uuid, phone, ${workspaceId}::uuid, ${now}::timestamptz
    FROM unnest(${phones}::text[]) AS listed (phone)
  `.execute(tx)
  return listTestRecipients(tx, numberId)
}
