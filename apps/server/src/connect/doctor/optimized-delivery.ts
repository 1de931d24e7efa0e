import { type GraphClient, getMarketingMessagesStatus } from "@parley/whatsapp/graph"
import { readStanding } from "@parley/whatsapp/marketing"
import type { Platform } from "../../platform/index.ts"
import { answered } from "../refusal.ts"
import { type Check, ok, warning } from "./check.ts"
import { visitMeta } from "./fix.ts"
import type { Patient } from "./patient.ts"

/** Whether an account that has optimized delivery on can still use it, which Meta may end; nothing where it is off. */
export async function checkOptimizedDelivery(
  platform: Platform,
  graph: GraphClient,
  { id, waba_id, optimizes_delivery }: Pick<Patient, "id" | "waba_id" | "optimizes_delivery">,
  subject: string,
): Promise<Check[]> {
  if (!optimizes_delivery) return []
  const status = answered(await getMarketingMessagesStatus(graph, waba_id))
  await platform.db.system((tx) =>
    tx
      .updateTable("business_accounts")
      .set({ marketing_messages_status: status })
      .where("id", "=", id)
      .where("marketing_messages_status", "is distinct from", status)
      .execute(),
  )
  const place = { name: "optimized_delivery", subject }
  const { state, meaning, fix } = readStanding(status)
  if (state === "onboarded") return [ok(place, "Marketing goes through Meta's Marketing Messages API.")]
  return [
    warning(
      place,
      `Optimized delivery is on, and marketing goes by Cloud API all the same. ${meaning}`,
      fix ?? "Turn it off for this account.",
      visitMeta(platform, "whatsapp_manager"),
    ),
  ]
}
