/** What a business sets on a number besides its profile: settings, commerce, automation, compliance, encryption. */
import { createPublicKey } from "node:crypto"
import type { Automation } from "../../world/number-features.ts"
import type { PhoneNumber } from "../../world/objects.ts"
import { management, requireScope } from "../protocol/access.ts"
import type { Call } from "../protocol/call.ts"
import { list, onlyKeys, record, string } from "../protocol/inspect.ts"
import { invalidParameter, missingParameter, notOneOf } from "../protocol/refusal.ts"
import { type Answer, flag, requiredText, structure, success } from "../protocol/request.ts"

const onOff = ["ENABLED", "DISABLED"]
const blocks: Readonly<Record<string, readonly string[]>> = {
  calling: [
    "status",
    "call_icon_visibility",
    "call_icons",
    "call_hours",
    "callback_permission_status",
    "sip",
    "srtp_key_exchange_protocol",
    "audio",
    "video",
  ],
  user_identity_change: ["enable_identity_key_check"],
  payload_encryption: ["status", "client_encryption_key"],
  storage_configuration: ["status", "data_localization_region", "retention_minutes"],
}

export function readSettings({ caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const defaults = {
    calling: { status: "DISABLED", call_icon_visibility: "DEFAULT" },
    user_identity_change: { enable_identity_key_check: false },
    payload_encryption: { status: "DISABLED" },
    storage_configuration: { status: "DEFAULT" },
  }
  return { ...defaults, ...number.settings }
}

export function changeSettings({ world, request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const posted = Object.keys(blocks).filter((name) => request.params[name] !== undefined)
  if (posted.length === 0) throw missingParameter(Object.keys(blocks).join("|"))
  const changed = Object.fromEntries(
    posted.map((name) => {
      const block = record(structure(request.params, name), name)
      onlyKeys(block, name, blocks[name] ?? [])
      if (
        name !== "storage_configuration" &&
        block.status !== undefined &&
        !onOff.includes(String(block.status))
      )
        throw notOneOf(`${name}['status']`, onOff, block.status)
      if (name === "user_identity_change" && typeof block.enable_identity_key_check !== "boolean")
        throw invalidParameter("Param user_identity_change['enable_identity_key_check'] must be a boolean.")
      return [name, { ...number.settings[name], ...block }]
    }),
  )
  number.settings = { ...number.settings, ...changed }
  world.numbers.put(number)
  return success
}

export function readCommerce({ caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const { is_cart_enabled = true, is_catalog_visible = false } = number.commerce ?? {}
  return { data: [{ is_cart_enabled, is_catalog_visible, id: number.id }] }
}

export function changeCommerce({ world, request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const cart = flag(request.params, "is_cart_enabled")
  const catalog = flag(request.params, "is_catalog_visible")
  if (cart === undefined && catalog === undefined) throw missingParameter("is_cart_enabled")
  number.commerce = {
    is_cart_enabled: cart ?? number.commerce?.is_cart_enabled ?? true,
    is_catalog_visible: catalog ?? number.commerce?.is_catalog_visible ?? false,
  }
  world.numbers.put(number)
  return success
}

/** Welcome message, ice breakers and slash commands. */
export function changeAutomation({ world, request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const { params } = request
  const before: Automation = number.automation ?? { enable_welcome_message: false, prompts: [], commands: [] }
  const prompts = structure(params, "prompts")
  const commands = structure(params, "commands")
  number.automation = {
    enable_welcome_message: flag(params, "enable_welcome_message") ?? before.enable_welcome_message,
    prompts: prompts === undefined ? before.prompts : promptsOf(prompts),
    commands: commands === undefined ? before.commands : commandsOf(commands),
  }
  world.numbers.put(number)
  return success
}

function promptsOf(value: unknown): string[] {
  const prompts = list(value, "prompts")
  if (prompts.length > 3) throw invalidParameter("Param prompts must have at most 3 elements.")
  return prompts.map((prompt, i) => string(prompt, `prompts[${i}]`, 80))
}

function commandsOf(value: unknown): Automation["commands"] {
  const commands = list(value, "commands")
  if (commands.length > 30) throw invalidParameter("Param commands must have at most 30 elements.")
  return commands.map((item, i) => {
    const path = `commands[${i}]`
    const command = record(item, path)
    return {
      command_name: string(command.command_name, `${path}['command_name']`, 30),
      command_description: string(command.command_description, `${path}['command_description']`, 256),
    }
  })
}

export function readCompliance({ caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  if (number.compliance === undefined) return { data: [] }
  return { data: [{ whatsapp_business_account_id: number.waba_id, ...number.compliance }] }
}

/** Who is behind an Indian business: entity and contact details, kept as posted. */
export function changeCompliance({ world, request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const entity_name = requiredText(request.params, "entity_name")
  const entity_type = requiredText(request.params, "entity_type")
  const contacts = ["grievance_officer_details", "customer_care_details"].flatMap((name) => {
    const value = structure(request.params, name)
    return value === undefined ? [] : [[name, record(value, name)] as const]
  })
  number.compliance = {
    messaging_product: "whatsapp",
    entity_name,
    entity_type,
    is_registered: flag(request.params, "is_registered") ?? false,
    ...Object.fromEntries(contacts),
  }
  world.numbers.put(number)
  return success
}

export function readEncryption({ caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  if (number.encryption_key === undefined) return { data: [] }
  return {
    data: [{ business_public_key: number.encryption_key, business_public_key_signature_status: "VALID" }],
  }
}

/** The RSA key of 2048 bits that flows encrypt for. */
export function changeEncryption({ world, request, caller, object: number }: Call<PhoneNumber>): Answer {
  requireScope(caller, management)
  const pem = requiredText(request.params, "business_public_key")
  if (!isRsa2048(pem))
    throw invalidParameter("Param business_public_key must be a 2048-bit RSA key in PEM format.")
  number.encryption_key = pem
  world.numbers.put(number)
  return success
}

function isRsa2048(pem: string): boolean {
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === "rsa" && key.asymmetricKeyDetails?.modulusLength === 2048
  } catch {
    return false
  }
}
