/** WhatsApp Business Accounts and what hangs on them. */
import { displayNumber } from "../../people/country.ts"
import { addNumber } from "../../world/creation.ts"
import type { PhoneNumber, Waba } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { createFlow, listFlows } from "../flows/flows.ts"
import { wabaHealth } from "../health.ts"
import { messagingLimitOf, numberShape } from "../numbers/numbers.ts"
import { management, requireScope } from "../protocol/access.ts"
import { askedFields, type Call, type Edges, urlOf } from "../protocol/call.ts"
import { type NodeShape, readNode } from "../protocol/fields.ts"
import { page } from "../protocol/paging.ts"
import { invalidParameter, Refusal, refusePermission } from "../protocol/refusal.ts"
import { type Answer, requiredText, text } from "../protocol/request.ts"
import { migrateTemplates, upsertTemplates } from "../templates/bulk.ts"
import { templateShape } from "../templates/shape.ts"
import { createTemplate, deleteTemplates, listTemplates } from "../templates/templates.ts"
import {
  conversationAnalytics,
  pricingAnalytics,
  readConversationAnalytics,
  readPricingAnalytics,
  readTemplateAnalytics,
} from "./analytics.ts"
import { assignUser, listAssignedUsers, unassignUser } from "./assigned-users.ts"
import { listSubscribedApps, subscribeApp, unsubscribeApp } from "./subscribed-apps.ts"

export const wabaEdges: Edges<Waba> = {
  "GET ": ({ world, request, object }) => readNode(object, wabaShape(world), askedFields(request)),
  "GET solutions": refusePermission,
  "GET phone_numbers": listNumbers,
  "POST phone_numbers": postNumber,
  "GET message_templates": listTemplates,
  "POST message_templates": createTemplate,
  "DELETE message_templates": deleteTemplates,
  "GET subscribed_apps": listSubscribedApps,
  "POST subscribed_apps": subscribeApp,
  "DELETE subscribed_apps": unsubscribeApp,
  "POST ": updateWaba,
  "POST upsert_message_templates": upsertTemplates,
  "POST migrate_message_templates": migrateTemplates,
  "GET assigned_users": listAssignedUsers,
  "POST assigned_users": assignUser,
  "DELETE assigned_users": unassignUser,
  "GET template_analytics": readTemplateAnalytics,
  "GET pricing_analytics": readPricingAnalytics,
  "GET conversation_analytics": readConversationAnalytics,
  "GET flows": listFlows,
  "POST flows": createFlow,
}

export function wabaShape(world: World): NodeShape<Waba> {
  const ownerOf = (waba: Waba) => {
    const business = world.businesses.get(waba.business_id)
    return business === undefined ? undefined : { id: business.id, name: business.name }
  }
  return {
    typeName: "WhatsAppBusinessAccount",
    defaults: ["name", "timezone_id", "message_template_namespace"],
    readers: {
      name: (waba) => waba.name,
      timezone_id: (waba) => waba.timezone_id,
      message_template_namespace: (waba) => waba.namespace,
      currency: (waba) => waba.currency,
      country: (waba) => waba.country,
      account_review_status: (waba) => waba.account_review_status,
      business_verification_status: (waba) => world.businesses.get(waba.business_id)?.verification_status,
      ownership_type: () => "CLIENT_OWNED",
      owner_business_info: ownerOf,
      owner_business: ownerOf,
      on_behalf_of_business_info: () => undefined,
      primary_funding_id: () => undefined,
      purchase_order_number: () => undefined,
      is_enabled_for_insights: (waba) => waba.is_enabled_for_insights,
      status: (waba) => waba.status,
      marketing_messages_onboarding_status: (waba) => waba.marketing_messages_onboarding_status,
      marketing_messages_lite_api_status: (waba) => waba.marketing_messages_onboarding_status,
      disable_marketing_messages_on_cloud_api: (waba) => waba.disable_marketing_messages_on_cloud_api,
      conversation_analytics: (waba, field) => conversationAnalytics(world, waba, field.modifiers),
      pricing_analytics: (waba, field) => pricingAnalytics(world, waba, field.modifiers),
      creation_time: (waba) => Math.floor(waba.created_at_ms / 1000),
      whatsapp_business_manager_messaging_limit: (waba) => messagingLimitOf(world, waba.id),
      health_status: (waba) => wabaHealth(world, waba),
      phone_numbers: (waba, field) => ({
        data: world
          .numbersOf(waba.id)
          .slice(0, Number(field.modifiers.limit ?? 25))
          .map((number) =>
            readNode(number, numberShape(world), field.nested.length > 0 ? field.nested : undefined),
          ),
      }),
      message_templates: (waba, field) => ({
        data: world
          .templatesOf(waba.id)
          .slice(0, Number(field.modifiers.limit ?? 25))
          .map((template) =>
            readNode(template, templateShape(world), field.nested.length > 0 ? field.nested : undefined),
          ),
      }),
      subscribed_apps: (waba) => ({
        data: waba.subscribed_apps.flatMap(({ app_id }) => {
          const app = world.apps.get(app_id)
          return app === undefined ? [] : [{ whatsapp_business_api_data: { id: app.id, name: app.name } }]
        }),
      }),
    },
  }
}

/** A name, or template insights, which stay on once they are. */
function updateWaba({ world, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, management)
  const name = text(request.params, "name")
  const insights = request.params.is_enabled_for_insights
  if (name === undefined && insights === undefined) throw invalidParameter("The parameter name is required.")
  if (name !== undefined) waba.name = name
  if (insights === true || insights === "true") waba.is_enabled_for_insights = true
  world.wabas.put(waba)
  return { id: waba.id, success: true }
}

function listNumbers({ world, request, object }: Call<Waba>): Answer {
  const fields = askedFields(request)
  const shape = numberShape(world)
  return page(world.numbersOf(object.id), request.params, urlOf(request), (number) =>
    readNode(number, shape, fields),
  )
}

function postNumber({ world, request, caller, object }: Call<Waba>): Answer {
  requireScope(caller, management)
  const countryCode = requiredText(request.params, "cc").replace(/\D/g, "")
  const national = requiredText(request.params, "phone_number").replace(/\D/g, "")
  const name = requiredText(request.params, "verified_name")
  if (name.length < 2 || name.length > 75)
    throw invalidParameter("Param verified_name must be 2 to 75 characters long.")
  if (!/^[1-9]\d{0,3}$/.test(countryCode) || national.length < 4 || national.length > 14) {
    throw invalidParameter("Param phone_number must be a valid phone number.")
  }
  const taken = world.numbers.find((number) => number.digits === countryCode + national)
  if (taken !== undefined) {
    if (!isTrue(request.params.migrate_phone_number) || taken.waba_id === object.id) throw takenNumber(taken)
    return { id: migrate(world, taken, object).id }
  }
  const number = addNumber(world, object.id, { countryCode, national, verifiedName: name, isVerified: false })
  return { id: number.id }
}

function takenNumber(number: PhoneNumber): Refusal {
  return new Refusal({
    code: 100,
    subcode: 2388012,
    message: "(#100) Invalid parameter",
    userTitle: "Phone number already exists",
    userMessage: `The phone number ${displayNumber(number.country_code, number.national)} is already in use. Remove it from the other account or use another number.`,
  })
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true"
}

/** Moves a number to another account, where it must be verified and registered again. Two-step verification prevents it. */
function migrate(world: World, number: PhoneNumber, waba: Waba): PhoneNumber {
  if (number.pin === undefined) {
    return world.numbers.put(
      Object.assign(number, {
        waba_id: waba.id,
        code_verification_status: "NOT_VERIFIED",
        registered: false,
        status: "PENDING",
      }),
    )
  }
  throw new Refusal({
    code: 100,
    message: "(#100) Invalid parameter",
    userTitle: "Two-step verification is on",
    userMessage: `Turn off two-step verification for ${displayNumber(number.country_code, number.national)} before it is moved to another account.`,
  })
}
