/** WhatsApp Business Accounts and what hangs on them. */
import { displayNumber } from "../../people/country.ts"
import { addNumber } from "../../world/creation.ts"
import type { PhoneNumber, Template, Waba } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { createFlow, flowShape, flowsOf, listFlows } from "../flows/flows.ts"
import { messagingLimitOf, numberShape } from "../numbers/numbers.ts"
import { management, requireScope } from "../protocol/access.ts"
import { askedFields, type Call, type Edges, pageOfNodes } from "../protocol/call.ts"
import { type NodeShape, readNode, readNodes, withoutValue } from "../protocol/fields.ts"
import { bothWays, filtered, sorted } from "../protocol/filtering.ts"
import { wabaHealth } from "../protocol/health.ts"
import { invalidParameter, missingParameter, Refusal, refusePermission } from "../protocol/refusal.ts"
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
  templateAnalytics,
} from "./analytics.ts"
import { assignedUsers, assignUser, listAssignedUsers, unassignUser } from "./assigned-users.ts"
import { listSubscribedApps, subscribeApp, unsubscribeApp } from "./subscribed-apps.ts"

export const wabaEdges: Edges<Waba> = {
  "GET ": ({ world, request, object }) =>
    readNode(object, wabaShape(world, request.publicUrl), askedFields(request)),
  "GET solutions": refusePermission,
  "GET activities": refusePermission,
  "GET analytics": refusePermission,
  "GET dataset": refusePermission,
  "POST dataset": refusePermission,
  "POST message_templates/archive": refusePermission,
  "POST message_templates/unarchive": refusePermission,
  "POST migrate_flows": refusePermission,
  "GET in_progress_onbehalf_request": refusePermission,
  "POST obo_mobility_intent": refusePermission,
  "POST set_obo_mobility_intent": refusePermission,
  "POST set_solution_migration_intent": refusePermission,
  "GET product_catalogs": refusePermission,
  "POST product_catalogs": refusePermission,
  "DELETE product_catalogs": refusePermission,
  "GET schedules": refusePermission,
  "POST schedules": refusePermission,
  "GET signups": refusePermission,
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

export function wabaShape(world: World, publicUrl: string): NodeShape<Waba> {
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
      ...withoutValue(
        "on_behalf_of_business_info",
        "primary_funding_id",
        "purchase_order_number",
        "analytics",
        "audiences",
        "auth_international_rate_eligibility",
        "dcc_config",
        "linked_commerce_account",
        "primary_business_location",
        "schedules",
        "timezone",
      ),
      is_shared_with_partners: (waba) => waba.partner_business_ids.length > 0,
      is_enabled_for_insights: (waba) => waba.is_enabled_for_insights,
      status: (waba) => waba.status,
      marketing_messages_onboarding_status: (waba) => waba.marketing_messages_onboarding_status,
      marketing_messages_lite_api_status: (waba) => waba.marketing_messages_onboarding_status,
      disable_marketing_messages_on_cloud_api: (waba) => waba.disable_marketing_messages_on_cloud_api,
      conversation_analytics: (waba, field) => conversationAnalytics(world, waba, field.modifiers),
      pricing_analytics: (waba, field) => pricingAnalytics(world, waba, field.modifiers),
      template_analytics: (waba, field) => ({ data: templateAnalytics(world, waba, field.modifiers) }),
      assigned_users: (waba) => ({ data: assignedUsers(world, waba) }),
      creation_time: (waba) => Math.floor(waba.created_at_ms / 1000),
      whatsapp_business_manager_messaging_limit: (waba) => messagingLimitOf(world, waba.id),
      health_status: (waba) => wabaHealth(world, waba),
      phone_numbers: (waba, field) => readNodes(world.numbersOf(waba.id), numberShape(world), field),
      message_templates: (waba, field) => readNodes(liveTemplates(world, waba), templateShape(world), field),
      flows: (waba, field) => readNodes(flowsOf(world, waba), flowShape(world, publicUrl), field),
      subscribed_apps: (waba) => ({
        data: waba.subscribed_apps.flatMap(({ app_id }) => {
          const app = world.apps.get(app_id)
          return app === undefined ? [] : [{ whatsapp_business_api_data: { id: app.id, name: app.name } }]
        }),
      }),
    },
    nested: {
      phone_numbers: () => numberShape(world),
      message_templates: () => templateShape(world),
      flows: () => flowShape(world, publicUrl),
    },
  }
}

function liveTemplates(world: World, waba: Waba): Template[] {
  return world.templatesOf(waba.id).filter(({ status }) => status !== "DELETED")
}

/** A name, a time zone, or template insights, which stay on once they are. */
function updateWaba({ world, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, management)
  const name = text(request.params, "name")
  const timezone = text(request.params, "timezone_id")
  const insights = request.params.is_enabled_for_insights
  if (name === undefined && timezone === undefined && insights === undefined) throw missingParameter("name")
  if (timezone !== undefined && !/^\d{1,3}$/.test(timezone))
    throw invalidParameter("Param timezone_id must be a valid timezone id.")
  if (name !== undefined) waba.name = name
  if (timezone !== undefined) waba.timezone_id = timezone
  if (isTrue(insights)) waba.is_enabled_for_insights = true
  world.wabas.put(waba)
  return { id: waba.id, success: true }
}

const numberOrders = { creation_time: idOrder, last_onboarded_time: onboardedOrder }

function idOrder(a: PhoneNumber, b: PhoneNumber): number {
  return Number(a.id) - Number(b.id)
}

function onboardedOrder(a: PhoneNumber, b: PhoneNumber): number {
  return (a.last_onboarded_at_ms ?? 0) - (b.last_onboarded_at_ms ?? 0)
}

function listNumbers({ world, request, object }: Call<Waba>): Answer {
  const numbers = filtered(world.numbersOf(object.id), request.params, {
    account_mode: (number) => number.account_mode,
    messaging_limit_tier: () => messagingLimitOf(world, object.id),
    is_official_business_account: () => false,
    status: (number) => number.status,
  })
  return pageOfNodes(sorted(numbers, request.params, bothWays(numberOrders)), request, numberShape(world))
}

function postNumber({ world, request, caller, object }: Call<Waba>): Answer {
  requireScope(caller, management)
  if (request.params.preverified_id !== undefined) refusePermission()
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
