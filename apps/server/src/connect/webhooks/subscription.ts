import {
  type GraphClient,
  listNumbers,
  removeWebhookOverride,
  subscribeApp,
  subscribeAppFields,
} from "@parley/whatsapp/graph"
import { z } from "zod"
import type { Platform } from "../../platform/index.ts"
import { appGraph } from "../accounts/graph.ts"
import { answered } from "../refusal.ts"
import { webhookVerifyToken } from "./verify-token.ts"

/** The webhook fields that the platform lives on. */
export const webhookFields = [
  "messages",
  "message_template_status_update",
  "message_template_quality_update",
  "message_template_components_update",
  "template_category_update",
  "phone_number_quality_update",
  "phone_number_name_update",
  "account_update",
  "account_review_update",
  "account_alerts",
  "business_capability_update",
  "user_preferences",
  "smb_message_echoes",
] as const

/** Where Meta delivers webhooks of this installation. */
export function callbackUrl({ config }: Pick<Platform, "config">): string {
  return `${config.publicUrl}/webhooks/whatsapp`
}

/**
 * Has Meta deliver the app's webhooks here. Meta asks the address for its handshake before it agrees.
 * @throws Problem meta_rejected when the handshake fails
 */
export async function subscribeHere(platform: Platform): Promise<void> {
  answered(
    await subscribeAppFields(appGraph(platform), platform.config.meta.appId, {
      callbackUrl: callbackUrl(platform),
      verifyToken: await webhookVerifyToken(platform),
      fields: webhookFields,
    }),
    `Make ${callbackUrl(platform)} reachable for Meta (PUBLIC_URL), then connect again.`,
  )
}

/**
 * Has Meta deliver what concerns one business account to the app's callback, also where it went elsewhere until now.
 * @throws Problem meta_rejected, meta_unreachable
 */
export async function subscribeAccount(graph: GraphClient, wabaId: string): Promise<void> {
  answered(await subscribeApp(graph, wabaId))
}

/**
 * Has Meta deliver what concerns the account's numbers where the account's goes, also of those that had it sent elsewhere.
 * @throws Problem meta_rejected, meta_unreachable
 */
export async function removeOverrides(
  platform: Pick<Platform, "config">,
  graph: GraphClient,
  wabaId: string,
): Promise<void> {
  const numbers = answered(await listNumbers(graph, wabaId))
  await Promise.all(
    numbers
      .filter(({ webhookOverride }) => webhookOverride && webhookOverride !== callbackUrl(platform))
      .map(async ({ id }) => answered(await removeWebhookOverride(graph, id))),
  )
}

const appSubscriptions = z.array(
  z.object({
    object: z.string(),
    callback_url: z.string(),
    active: z.boolean().default(true),
    fields: z.array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])),
  }),
)

/** What the app is subscribed to, for WhatsApp; undefined when it is not. @throws Problem meta_rejected, meta_unreachable */
export async function readAppSubscription(
  platform: Platform,
): Promise<{ callbackUrl: string; active: boolean; fields: string[] } | undefined> {
  const { data } = answered(
    await appGraph(platform).get(
      `${platform.config.meta.appId}/subscriptions`,
      undefined,
      z.object({ data: appSubscriptions }),
    ),
  )
  const found = data.find((subscription) => subscription.object === "whatsapp_business_account")
  return found && { callbackUrl: found.callback_url, active: found.active, fields: found.fields }
}

/** An app that hears of a business account. */
interface SubscribedApp {
  id: string
  /** Where messages and statuses of the account go instead of the app's callback. */
  override: string | undefined
}

const subscribedApps = z.object({
  data: z.array(
    z.object({
      whatsapp_business_api_data: z.object({ id: z.string() }),
      override_callback_uri: z.string().nullish(),
    }),
  ),
})

/** The apps that hear of a business account. @throws Problem meta_rejected, meta_unreachable */
export async function listSubscribedApps(graph: GraphClient, wabaId: string): Promise<SubscribedApp[]> {
  const { data } = answered(await graph.get(`${wabaId}/subscribed_apps`, undefined, subscribedApps))
  return data.map((app) => ({
    id: app.whatsapp_business_api_data.id,
    override: app.override_callback_uri || undefined,
  }))
}
