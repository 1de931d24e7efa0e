/** Business phone numbers: adding, verifying, registering. Source: Meta, "Business phone numbers", "Registration". */
import { z } from "zod"
import { acknowledged, successSchema } from "./acknowledgement.ts"
import type { GraphClient } from "./client.ts"
import { optionalBoolean, optionalText } from "./fields.ts"
import type { GraphResult } from "./result.ts"

export interface BusinessNumber {
  id: string
  displayPhoneNumber: string
  verifiedName?: string | undefined
  status?: string | undefined
  nameStatus?: string | undefined
  /** Of the display name that is to follow the present one. */
  newNameStatus?: string | undefined
  codeVerificationStatus?: string | undefined
  qualityRating?: string | undefined
  platformType?: string | undefined
  throughputLevel?: string | undefined
  messagingLimitTier?: string | undefined
  isPinEnabled?: boolean | undefined
  /** `LIVE`, or `SANDBOX` for a test number. */
  accountMode?: string | undefined
  certificate?: string | undefined
  /** Where messages, statuses and whatever else a number may override go instead of the account's and app's callback. */
  webhookOverride?: string | undefined
}

const numberFields = [
  "id",
  "display_phone_number",
  "verified_name",
  "status",
  "name_status",
  "new_name_status",
  "code_verification_status",
  "quality_rating",
  "platform_type",
  "throughput",
  "whatsapp_business_manager_messaging_limit",
  "is_pin_enabled",
  "account_mode",
  "certificate",
  "webhook_configuration",
]

const numberSchema = z
  .object({
    id: z.string(),
    display_phone_number: z.string().default(""),
    verified_name: optionalText,
    status: optionalText,
    name_status: optionalText,
    new_name_status: optionalText,
    code_verification_status: optionalText,
    quality_rating: optionalText,
    platform_type: optionalText,
    throughput: z.object({ level: optionalText }).nullish(),
    whatsapp_business_manager_messaging_limit: optionalText,
    is_pin_enabled: optionalBoolean,
    account_mode: optionalText,
    certificate: optionalText,
    webhook_configuration: z.object({ phone_number: optionalText }).nullish(),
  })
  .transform(
    (number): BusinessNumber => ({
      id: number.id,
      displayPhoneNumber: number.display_phone_number,
      verifiedName: number.verified_name,
      status: number.status,
      nameStatus: number.name_status,
      newNameStatus: number.new_name_status,
      codeVerificationStatus: number.code_verification_status,
      qualityRating: number.quality_rating,
      platformType: number.platform_type,
      throughputLevel: number.throughput?.level,
      messagingLimitTier: number.whatsapp_business_manager_messaging_limit,
      isPinEnabled: number.is_pin_enabled,
      accountMode: number.account_mode,
      certificate: number.certificate,
      webhookOverride: number.webhook_configuration?.phone_number || undefined,
    }),
  )

/**
 * Every number of a business account.
 * @example
 * const numbers = await listNumbers(graph, "102290129340398")
 * if (numbers.ok) for (const { id, displayPhoneNumber, qualityRating } of numbers.data) console.log(id, displayPhoneNumber, qualityRating)
 */
export function listNumbers(graph: GraphClient, wabaId: string): Promise<GraphResult<BusinessNumber[]>> {
  return graph.all(`${wabaId}/phone_numbers`, { fields: numberFields }, numberSchema)
}

/**
 * One number as Meta knows it.
 * @example
 * const number = await getNumber(graph, "106540352242922")
 * const isConnected = number.ok && number.data.status === "CONNECTED"
 */
export function getNumber(graph: GraphClient, phoneNumberId: string): Promise<GraphResult<BusinessNumber>> {
  return graph.get(phoneNumberId, { fields: numberFields }, numberSchema)
}

/**
 * Adds a number to a business account. `countryCode` is the calling code without `+`; the name has 2 to 75 characters.
 * With `migrate` the number may be in another account: it moves once it is verified and registered again, and its
 * two-step verification must be off.
 * @example
 * const number = { countryCode: "1", phoneNumber: "6505551234", verifiedName: "Lumen Coffee" }
 * const added = await addNumber(graph, "102290129340398", number)
 * if (added.ok) await requestCode(graph, added.data.id, { method: "SMS", language: "en_US" })
 */
export function addNumber(
  graph: GraphClient,
  wabaId: string,
  number: { countryCode: string; phoneNumber: string; verifiedName: string; migrate?: boolean | undefined },
): Promise<GraphResult<{ id: string }>> {
  const body = {
    cc: number.countryCode,
    phone_number: number.phoneNumber,
    verified_name: number.verifiedName,
    migrate_phone_number: number.migrate,
  }
  return graph.post(`${wabaId}/phone_numbers`, body, z.object({ id: z.string() }))
}

/**
 * Has a six-digit code sent to the number. Refused with 136024 when it is verified already.
 * @example await requestCode(graph, "106540352242922", { method: "SMS", language: "en_US" })
 */
export async function requestCode(
  graph: GraphClient,
  phoneNumberId: string,
  request: { method: "SMS" | "VOICE"; language: string },
): Promise<GraphResult<void>> {
  const body = { code_method: request.method, language: request.language }
  return acknowledged(await graph.post(`${phoneNumberId}/request_code`, body, successSchema))
}

/**
 * Confirms the code; a hyphen, as people copy it from the message, is dropped.
 * @example await verifyCode(graph, "106540352242922", "482-916")
 */
export async function verifyCode(
  graph: GraphClient,
  phoneNumberId: string,
  code: string,
): Promise<GraphResult<void>> {
  const body = { code: code.replace(/\D/g, "") }
  return acknowledged(await graph.post(`${phoneNumberId}/verify_code`, body, successSchema))
}

/**
 * Puts a verified number into service. The first registration sets the six-digit PIN, later ones must repeat it.
 * @example await registerNumber(graph, "106540352242922", { pin: "271828" })
 */
export async function registerNumber(
  graph: GraphClient,
  phoneNumberId: string,
  registration: { pin: string; dataLocalizationRegion?: string | undefined },
): Promise<GraphResult<void>> {
  const body = {
    messaging_product: "whatsapp",
    pin: registration.pin,
    data_localization_region: registration.dataLocalizationRegion,
  }
  return acknowledged(await graph.post(`${phoneNumberId}/register`, body, successSchema))
}

/**
 * Takes a number out of service: it can be registered again, here or elsewhere.
 * @example await deregisterNumber(graph, "106540352242922")
 */
export async function deregisterNumber(
  graph: GraphClient,
  phoneNumberId: string,
): Promise<GraphResult<void>> {
  return acknowledged(await graph.post(`${phoneNumberId}/deregister`, undefined, successSchema))
}

/**
 * Sets the six-digit PIN of two-step verification. It cannot be removed by API.
 * @example await setPin(graph, "106540352242922", "314159")
 */
export async function setPin(
  graph: GraphClient,
  phoneNumberId: string,
  pin: string,
): Promise<GraphResult<void>> {
  return acknowledged(await graph.post(phoneNumberId, { pin }, successSchema))
}

/**
 * Asks for another display name, 2 to 75 characters. Meta reviews it; an approved one is in use after the next registration.
 * @example await changeDisplayName(graph, "106540352242922", "Lumen Coffee Roasters")
 */
export async function changeDisplayName(
  graph: GraphClient,
  phoneNumberId: string,
  name: string,
): Promise<GraphResult<void>> {
  return acknowledged(await graph.post(phoneNumberId, { new_display_name: name }, successSchema))
}

/**
 * Has what a number had sent to a callback of its own go to the account's or app's again.
 * @example await removeWebhookOverride(graph, "106540352242922")
 */
export async function removeWebhookOverride(
  graph: GraphClient,
  phoneNumberId: string,
): Promise<GraphResult<void>> {
  const body = { webhook_configuration: { override_callback_uri: "" } }
  return acknowledged(await graph.post(phoneNumberId, body, successSchema))
}

/**
 * Shows the message and all before it as read; with `typing`, that someone writes (until an answer, or 25 s).
 * @example await markRead(graph, "106540352242922", "wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQQ==", { typing: true })
 */
export async function markRead(
  graph: GraphClient,
  phoneNumberId: string,
  wamid: string,
  options: { typing?: boolean | undefined } = {},
): Promise<GraphResult<void>> {
  const body = {
    messaging_product: "whatsapp",
    status: "read",
    message_id: wamid,
    typing_indicator: options.typing === true ? { type: "text" } : undefined,
  }
  return acknowledged(await graph.post(`${phoneNumberId}/messages`, body, successSchema))
}
