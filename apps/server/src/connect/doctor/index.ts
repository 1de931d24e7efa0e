import type { Platform } from "../../platform/index.ts"
import { selectNumbers } from "../numbers/numbers.ts"
import { checkAccount } from "./account.ts"
import { checkApp } from "./app.ts"
import { type Check, examine, skipped } from "./check.ts"
import { checkClock } from "./clock.ts"
import { checkDatabase, checkWebhookAddress } from "./installation.ts"
import type { Patient } from "./patient.ts"

/**
 * Looks at everything between this workspace and WhatsApp, all at once, and says how to fix what is not well.
 * Never throws. `ok` is false when a check failed; a warning leaves it true.
 */
export async function runDoctor(
  platform: Platform,
  workspaceId: string,
): Promise<{ ok: boolean; checks: Check[] }> {
  const groups = await Promise.all([
    examine({ name: "database" }, () => checkDatabase(platform)),
    examine({ name: "meta" }, () => checkApp(platform)),
    examine({ name: "clock" }, () => checkClock(platform)),
    examine({ name: "webhook_address" }, () => checkWebhookAddress(platform)),
    examine({ name: "business_accounts" }, () => checkAccounts(platform, workspaceId)),
    ...platform.rooms.flatMap(({ checks = [] }) =>
      checks.map(({ name, check }) => examine({ name }, () => check(platform, workspaceId))),
    ),
  ])
  const checks = groups.flat()
  return { ok: checks.every((check) => check.state !== "failed"), checks }
}

async function checkAccounts(platform: Platform, workspaceId: string): Promise<Check[]> {
  const accounts = await platform.db.workspace(workspaceId, async (tx): Promise<Patient[]> => {
    const rows = await tx
      .selectFrom("business_accounts")
      .select([
        "id",
        "workspace_id",
        "waba_id",
        "name",
        "sealed_token",
        "review_status",
        "restrictions",
        "optimizes_delivery",
      ])
      .where("disconnected_at", "is", null)
      .orderBy("id")
      .execute()
    const numbers = Map.groupBy(await selectNumbers(tx).execute(), (number) => number.business_account_id)
    return rows.map((row) => ({ ...row, numbers: numbers.get(row.id) ?? [] }))
  })
  if (accounts.length === 0) {
    return [
      {
        ...skipped({ name: "business_accounts" }, "No business account is connected yet."),
        fix: { kind: "log_in" },
      },
    ]
  }
  return (await Promise.all(accounts.map((account) => checkAccount(platform, account)))).flat()
}
