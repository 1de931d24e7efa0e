/** `/{phone-number-id}/whatsapp_business_profile`. */
import type { PhoneNumber, Profile } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { sampleUrl } from "../media/uploads.ts"
import type { Call } from "../protocol/call.ts"
import { invalidParameter, notOneOf, wrongType } from "../protocol/refusal.ts"
import { type Answer, type Params, requireProduct, structure, success, text } from "../protocol/request.ts"

const fields = [
  "about",
  "address",
  "description",
  "email",
  "profile_picture_url",
  "websites",
  "vertical",
] as const
const textLimits = { about: 139, address: 256, description: 512, email: 128 } as const
const verticals = [
  "UNDEFINED",
  "OTHER",
  "AUTO",
  "BEAUTY",
  "APPAREL",
  "EDU",
  "ENTERTAIN",
  "EVENT_PLAN",
  "FINANCE",
  "GROCERY",
  "GOVT",
  "HOTEL",
  "HEALTH",
  "NONPROFIT",
  "PROF_SERVICES",
  "RETAIL",
  "TRAVEL",
  "RESTAURANT",
  "ALCOHOL",
  "ONLINE_GAMBLING",
  "PHYSICAL_GAMBLING",
  "OTC_DRUGS",
]

/** Only fields that are set; flat, as the real answer is. */
export function readProfile({ request, object }: Call<PhoneNumber>): Answer {
  const asked = text(request.params, "fields")
    ?.split(",")
    .map((field) => field.trim())
  const unknown = asked?.find((field) => ![...fields, "messaging_product", "id"].includes(field))
  if (unknown !== undefined) {
    throw invalidParameter(
      `Tried accessing nonexisting field (${unknown}) on node type (WhatsAppBusinessProfile)`,
    )
  }
  const data: Record<string, unknown> = {}
  for (const field of fields) {
    const value = object.profile[field]
    if (value !== undefined && (asked === undefined || asked.includes(field))) data[field] = value
  }
  return { data: [{ ...data, messaging_product: "whatsapp" }] }
}

export function updateProfile({ world, request, object }: Call<PhoneNumber>): Answer {
  requireProduct(request.params.messaging_product)
  object.profile = { ...object.profile, ...changeOf(world, request.params, request.publicUrl) }
  world.numbers.put(object)
  return success
}

function changeOf(world: World, params: Params, publicUrl: string): Profile {
  const change: Profile = {}
  for (const name of ["about", "address", "description", "email"] as const) {
    const value = text(params, name)
    if (value === undefined) continue
    if (value.length > textLimits[name]) {
      throw invalidParameter(`Param ${name} must be at most ${textLimits[name]} characters long.`)
    }
    if (name === "about" && value === "")
      throw invalidParameter("Param about must be at least 1 character long.")
    if (name === "email" && value !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
      throw invalidParameter("Param email must be a valid email address.")
    }
    change[name] = value
  }
  const vertical = text(params, "vertical")
  if (vertical !== undefined) {
    if (!verticals.includes(vertical)) throw notOneOf("vertical", verticals, vertical)
    change.vertical = vertical
  }
  const websites = structure(params, "websites")
  if (websites !== undefined) change.websites = websitesOf(websites)
  const handle = text(params, "profile_picture_handle")
  if (handle !== undefined) {
    const url = sampleUrl(world, publicUrl, handle)
    if (url === undefined)
      throw invalidParameter("Param profile_picture_handle is not a valid upload handle.")
    change.profile_picture_url = url
  }
  return change
}

function websitesOf(value: unknown): string[] {
  if (!Array.isArray(value)) throw wrongType("websites", "an array")
  if (value.length > 2) throw invalidParameter("Param websites must have at most 2 elements.")
  return value.map((website: unknown) => {
    if (typeof website !== "string" || website.length > 256 || !/^https?:\/\/\S+$/.test(website)) {
      throw invalidParameter(
        "Param websites must hold URLs of at most 256 characters that start with http:// or https://.",
      )
    }
    return website
  })
}
