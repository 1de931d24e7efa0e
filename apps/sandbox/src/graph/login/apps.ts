/** Apps: their own webhook subscriptions and uploads. */
import type { App } from "../../world/objects.ts"
import { startUpload } from "../media/uploads.ts"
import { askedFields, type Call, type Edges } from "../protocol/call.ts"
import { verifyCallback } from "../protocol/callbacks.ts"
import { type NodeShape, readNode } from "../protocol/fields.ts"
import { appHealth } from "../protocol/health.ts"
import { notOneOf, Refusal, refusePermission } from "../protocol/refusal.ts"
import { type Answer, type Params, requiredText, success, text } from "../protocol/request.ts"

export const appEdges: Edges<App> = {
  "GET ": ({ request, object }) => readNode(object, appShape, askedFields(request)),
  "GET subscriptions": listSubscriptions,
  "POST subscriptions": subscribe,
  "DELETE subscriptions": unsubscribe,
  "POST uploads": startUpload,
  "GET connected_client_businesses": refusePermission,
  "POST whatsapp_business_solution": refusePermission,
  "GET whatsapp_business_solutions": refusePermission,
}

const appShape: NodeShape<App> = {
  typeName: "Application",
  defaults: ["category", "link", "name"],
  readers: {
    category: () => "Business",
    link: (app) => `https://www.facebook.com/games/?app_id=${app.id}`,
    name: (app) => app.name,
    namespace: () => undefined,
    health_status: appHealth,
  },
}

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
  "business_status_update",
  "user_preferences",
  "security",
  "flows",
  "smb_message_echoes",
  "message_echoes",
  "smb_app_state_sync",
  "history",
  "calls",
  "group_lifecycle_update",
  "group_participants_update",
  "group_settings_update",
  "group_status_update",
  "payment_configuration_update",
  "partner_solutions",
  "automatic_events",
  "tracking_events",
  "account_settings_update",
  "business_username_updates",
  "user_id_update",
  "messaging_handovers",
  "standby",
  "consumer_profile",
]

function requireAppToken(call: Call<App>): void {
  if (call.caller.kind === "app") return
  throw new Refusal({
    code: 15,
    message: "(#15) This method must be called with an app access_token.",
    httpStatus: 400,
  })
}

function listSubscriptions(call: Call<App>): Answer {
  requireAppToken(call)
  return {
    data: call.object.subscriptions.map(({ object, callback_url, fields }) => ({
      object,
      callback_url,
      active: true,
      fields: fields.map((name) => ({ name, version: call.request.version })),
    })),
  }
}

async function subscribe(call: Call<App>): Promise<Answer> {
  requireAppToken(call)
  const { world, running, request, object: app } = call
  const object = requiredText(request.params, "object")
  if (object !== "whatsapp_business_account") throw notOneOf("object", ["whatsapp_business_account"], object)
  const callback_url = requiredText(request.params, "callback_url")
  const verify_token = text(request.params, "verify_token") ?? ""
  const fields = fieldsOf(request.params)
  const unknown = fields.find((field) => !webhookFields.includes(field))
  if (unknown !== undefined) throw notOneOf("fields[0]", webhookFields, unknown)
  await verifyCallback(running, callback_url, verify_token)
  app.subscriptions = [
    ...app.subscriptions.filter((subscription) => subscription.object !== object),
    { object, callback_url, verify_token, fields },
  ]
  world.apps.put(app)
  return success
}

/** Without fields the whole subscription ends, with fields those of it. */
function unsubscribe(call: Call<App>): Answer {
  requireAppToken(call)
  const { world, request, object: app } = call
  const object = text(request.params, "object")
  const removed = fieldsOf(request.params)
  app.subscriptions = app.subscriptions.flatMap((subscription) => {
    if (object !== undefined && subscription.object !== object) return [subscription]
    const fields = removed.length === 0 ? [] : subscription.fields.filter((field) => !removed.includes(field))
    return fields.length === 0 ? [] : [{ ...subscription, fields }]
  })
  world.apps.put(app)
  return success
}

/** `a,b`, `["a","b"]` or a list. */
function fieldsOf(params: Params): string[] {
  const value = params.fields
  if (Array.isArray(value)) return value.map(String)
  if (typeof value !== "string") return []
  return value
    .replace(/[[\]"\s]/g, "")
    .split(",")
    .filter((field) => field !== "")
}
