/** Optimized delivery: a business account sends its marketing templates through Meta's Marketing Messages API. */
import { getMarketingMessagesStatus } from "@parley/whatsapp/graph"
import { readStanding } from "@parley/whatsapp/marketing"
import { z } from "zod"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { answered } from "../refusal.ts"
import { findAccount } from "./accounts.ts"
import { graphClient } from "./graph.ts"

export const optimizedDelivery = z
  .object({
    on: z
      .boolean()
      .describe(
        "Marketing templates go through Meta's Marketing Messages API, unless a campaign says otherwise",
      ),
    state: z
      .enum(["onboarded", "eligible", "pending", "ineligible", "unknown"])
      .describe("onboarded: it can be turned on; eligible: somebody has to accept Meta's terms"),
    meta_status: z.string().nullable().describe("Meta's word for it, such as ONBOARDED"),
    meaning: z.string(),
    fix: z.string().nullable().describe("What to do; null: nothing"),
  })
  .meta({ id: "OptimizedDelivery" })

/** Of a row of `business_accounts`, as it is answered. */
export function asOptimizedDelivery(row: {
  optimizes_delivery: boolean
  marketing_messages_status: string | null
}): z.output<typeof optimizedDelivery> {
  const { state, meaning, fix } = readStanding(row.marketing_messages_status)
  return { on: row.optimizes_delivery, state, meta_status: row.marketing_messages_status, meaning, fix }
}

/**
 * Asks Meta how far the account has come, and turns optimized delivery on or off.
 * @param on undefined: it stays as it is
 * @throws Problem not_found; conflict where Meta says that the account cannot use it; what Meta refuses
 */
export async function setOptimizedDelivery(
  platform: Platform,
  { workspaceId, id }: { workspaceId: string; id: string },
  on: boolean | undefined,
): Promise<void> {
  const { db, clock } = platform
  const account = await db.workspace(workspaceId, (tx) => findAccount(tx, id))
  // To turn it off nobody has to be asked.
  const asked =
    on === false
      ? undefined
      : await getMarketingMessagesStatus(graphClient(platform, account), account.waba_id)
  const status = asked && answered(asked)
  await db.workspace(workspaceId, (tx) =>
    tx
      .updateTable("business_accounts")
      .set({
        ...(status !== undefined && { marketing_messages_status: status }),
        ...(on === false && { optimizes_delivery: false }),
        ...(on === true &&
          readStanding(status ?? null).state === "onboarded" && { optimizes_delivery: true }),
        updated_at: clock.now(),
      })
      .where("id", "=", id)
      .execute(),
  )
  if (on !== true) return
  const { state, meaning, fix } = readStanding(status ?? null)
  if (state === "onboarded") return
  throw new Problem("conflict", `Optimized delivery cannot be turned on. ${meaning}`, {
    field: "on",
    ...(fix !== null && { help: fix }),
    extra: { meta_status: status },
  })
}
