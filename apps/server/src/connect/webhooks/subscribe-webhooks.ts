import type { Platform } from "../../platform/index.ts"
import { graphClient } from "../accounts/graph.ts"
import { attempt, type ConnectionWarning } from "../warning.ts"
import { removeOverrides, subscribeAccount, subscribeHere } from "./subscription.ts"

/**
 * Has Meta deliver the app's webhooks here again, for every connected account of the workspace, as connecting does, and
 * for every number that had its own sent elsewhere.
 * @returns what Meta did not agree to
 */
export async function orderWebhooks(platform: Platform, workspaceId: string): Promise<ConnectionWarning[]> {
  const accounts = await platform.db.workspace(workspaceId, (tx) =>
    tx
      .selectFrom("business_accounts")
      .select(["waba_id", "sealed_token"])
      .where("disconnected_at", "is", null)
      .execute(),
  )
  const warnings = await Promise.all([
    attempt(undefined, () => subscribeHere(platform)),
    ...accounts.map((account) =>
      attempt(account.waba_id, async () => {
        const graph = graphClient(platform, account)
        await subscribeAccount(graph, account.waba_id)
        await removeOverrides(platform, graph, account.waba_id)
      }),
    ),
  ])
  return warnings.filter((warning) => warning !== undefined)
}
