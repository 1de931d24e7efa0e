/** Phone numbers: reading them, changing them, and the edges that hang on them. */

import { displayNumber } from "../../people/country.ts"
import type { Running } from "../../running.ts"
import type { PhoneNumber } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { uploadMedia } from "../media/media.ts"
import { postMarketingMessage } from "../messages/marketing-messages.ts"
import { postMessage } from "../messages/messages.ts"
import { management, requireScope } from "../protocol/access.ts"
import { askedFields, type Call, type Edges } from "../protocol/call.ts"
import { verifyCallback } from "../protocol/callbacks.ts"
import { type NodeShape, readNode, withoutValue } from "../protocol/fields.ts"
import { graphTime } from "../protocol/graph-time.ts"
import { numberHealth } from "../protocol/health.ts"
import { optionalString, record, string } from "../protocol/inspect.ts"
import { invalidParameter, refusePermission } from "../protocol/refusal.ts"
import { type Answer, structure, success, text } from "../protocol/request.ts"
import { blockUsers, listBlockedUsers, unblockUsers } from "./block-users.ts"
import {
  changeAutomation,
  changeCommerce,
  changeCompliance,
  changeEncryption,
  changeSettings,
  readCommerce,
  readCompliance,
  readEncryption,
  readSettings,
} from "./number-settings.ts"
import { readProfile, updateProfile } from "./profile.ts"
import { changeQrCode, deleteQrCode, listQrCodes, readQrCode, writeQrCode } from "./qr-codes.ts"
import { deregister, register, requestCode, setPin, verifyCode } from "./registration.ts"

export const numberEdges: Edges<PhoneNumber> = {
  "GET ": readNumber,
  "POST ": updateNumber,
  "POST messages": postMessage,
  "POST request_code": requestCode,
  "POST verify_code": verifyCode,
  "POST register": register,
  "POST deregister": deregister,
  "GET whatsapp_business_profile": readProfile,
  "POST whatsapp_business_profile": updateProfile,
  "POST media": uploadMedia,
  "POST marketing_messages": postMarketingMessage,
  "GET block_users": listBlockedUsers,
  "POST block_users": blockUsers,
  "DELETE block_users": unblockUsers,
  "GET message_qrdls": listQrCodes,
  "POST message_qrdls": writeQrCode,
  "GET message_qrdls/*": readQrCode,
  "POST message_qrdls/*": changeQrCode,
  "DELETE message_qrdls/*": deleteQrCode,
  "GET settings": readSettings,
  "POST settings": changeSettings,
  "GET whatsapp_commerce_settings": readCommerce,
  "POST whatsapp_commerce_settings": changeCommerce,
  "POST conversational_automation": changeAutomation,
  "GET business_compliance_info": readCompliance,
  "POST business_compliance_info": changeCompliance,
  "GET whatsapp_business_encryption": readEncryption,
  "POST whatsapp_business_encryption": changeEncryption,
  "GET groups": refusePermission,
  "POST groups": refusePermission,
  "POST calls": refusePermission,
  "GET call_permissions": refusePermission,
  "GET official_business_account": refusePermission,
  "POST official_business_account": refusePermission,
  "POST smb_app_data": refusePermission,
  "GET message_history": refusePermission,
  "POST messages_encrypted": refusePermission,
  "GET username": refusePermission,
  "POST username": refusePermission,
  "DELETE username": refusePermission,
  "GET username_suggestions": refusePermission,
}

const levels = { STANDARD: "STANDARD", HIGH: "HIGH", UNLIMITED: "HIGH" } as const

/** Fields of a number; the list on an account has the same. */
export function numberShape(world: World): NodeShape<PhoneNumber> {
  return {
    typeName: "WhatsAppBusinessPhoneNumber",
    defaults: [
      "verified_name",
      "code_verification_status",
      "display_phone_number",
      "quality_rating",
      "platform_type",
      "throughput",
      "last_onboarded_time",
      "webhook_configuration",
    ],
    readers: {
      verified_name: (number) => number.verified_name,
      code_verification_status: (number) => number.code_verification_status,
      display_phone_number: (number) => displayNumber(number.country_code, number.national),
      quality_rating: (number) => number.quality_rating,
      quality_score: (number) => ({ score: number.quality_rating }),
      platform_type: (number) => (number.registered ? "CLOUD_API" : "NOT_APPLICABLE"),
      throughput: (number) => ({
        level: number.registered ? levels[number.throughput_level] : "NOT_APPLICABLE",
      }),
      last_onboarded_time: (number) =>
        number.last_onboarded_at_ms === undefined ? undefined : graphTime(number.last_onboarded_at_ms),
      webhook_configuration: (number) => webhookConfiguration(world, number),
      status: (number) => number.status,
      name_status: (number) => number.name_status,
      new_name_status: (number) => number.new_name_status,
      account_mode: (number) => number.account_mode,
      is_pin_enabled: (number) => number.pin !== undefined,
      is_official_business_account: () => false,
      is_on_biz_app: () => false,
      is_preverified_number: () => false,
      search_visibility: () => "NON_VISIBLE",
      new_display_name: (number) => number.new_name?.name,
      ...withoutValue(
        "certificate",
        "new_certificate",
        "eligibility_for_api_business_global_search",
        "host_platform",
        "unified_cert_status",
        "official_business_account",
        "smb_coexistence_status",
        "username",
      ),
      country_dial_code: (number) => number.country_code,
      country_code: (number) => number.country_code,
      messaging_limit_tier: (number) => messagingLimitOf(world, number.waba_id),
      whatsapp_business_manager_messaging_limit: (number) => messagingLimitOf(world, number.waba_id),
      conversational_automation: (number) =>
        number.automation === undefined ? undefined : { id: number.id, ...number.automation },
      health_status: (number) => numberHealth(world, number),
      whatsapp_business_profile: (number) => ({
        data: [{ ...number.profile, messaging_product: "whatsapp" }],
      }),
    },
  }
}

/** How many people the account's portfolio may write to in a day: `TIER_2K` and so on. */
export function messagingLimitOf(world: World, wabaId: string): string {
  const businessId = world.wabas.get(wabaId)?.business_id ?? ""
  return world.businesses.get(businessId)?.messaging_limit ?? "TIER_NOT_SET"
}

function webhookConfiguration(world: World, number: PhoneNumber): object {
  const subscribed = world.wabas.get(number.waba_id)?.subscribed_apps ?? []
  const override = subscribed.find((app) => app.override_callback_uri !== undefined)?.override_callback_uri
  const application = subscribed
    .flatMap((app) => world.apps.get(app.app_id)?.subscriptions ?? [])
    .find((subscription) => subscription.object === "whatsapp_business_account")?.callback_url
  return {
    ...(number.webhook_override === undefined ? {} : { phone_number: number.webhook_override.url }),
    ...(override === undefined ? {} : { whatsapp_business_account: override }),
    ...(application === undefined ? {} : { application }),
  }
}

function readNumber({ world, request, object }: Call<PhoneNumber>): Answer {
  return readNode(object, numberShape(world), askedFields(request))
}

/** What Meta can change about a number and the sandbox cannot. */
const unchangeable = [
  "connection_status",
  "search_visibility",
  "username",
  "webhook_url",
  "whatsapp_business_api_data",
]

/** A two-step PIN, a webhook of its own, a new display name: whatever is posted, all of it or nothing. */
async function updateNumber(call: Call<PhoneNumber>): Promise<Answer> {
  const { world, running, request, caller, object: number } = call
  requireScope(caller, management)
  const { params } = request
  if (unchangeable.some((name) => params[name] !== undefined)) refusePermission()
  const configuration = structure(params, "webhook_configuration")
  const newName = text(params, "new_display_name")
  if (newName !== undefined && (newName.length < 2 || newName.length > 75))
    throw invalidParameter("Param new_display_name must be 2 to 75 characters long.")
  const override = configuration === undefined ? undefined : await overrideOf(running, configuration)
  if (params.pin !== undefined || (configuration === undefined && newName === undefined)) setPin(call)
  if (newName !== undefined) running.names.submit(number, newName)
  if (configuration !== undefined) {
    number.webhook_override = override
    world.numbers.put(number)
  }
  return success
}

/** The callback that was posted, which repeated the challenge; undefined where it is to be taken away. */
async function overrideOf(
  running: Running,
  configuration: unknown,
): Promise<PhoneNumber["webhook_override"]> {
  const { override_callback_uri, verify_token } = record(configuration, "webhook_configuration")
  if (override_callback_uri === undefined || override_callback_uri === "") return undefined
  const url = string(override_callback_uri, "webhook_configuration['override_callback_uri']")
  const token = optionalString(verify_token, "webhook_configuration['verify_token']") ?? ""
  await verifyCallback(running, url, token)
  return { url, verify_token: token }
}
