/** A message as it was posted: which type it is, and whether everything in it is as that type wants it. */
import type { PhoneNumber, Template } from "../../../world/objects.ts"
import type { World } from "../../../world/world.ts"
import { openFlow, openTemplateFlow } from "../../flows/flow-opening.ts"
import { onlyKeys, optionalString, record, string, UnexpectedKey } from "../../protocol/inspect.ts"
import { notOneOf, whatsappError } from "../../protocol/refusal.ts"
import type { Params } from "../../protocol/request.ts"
import { inspectContacts, inspectLocation, inspectReaction, inspectText } from "./content.ts"
import { inspectInteractive } from "./interactive.ts"
import { inspectMedia, mediaTypes } from "./media.ts"
import { inspectTemplate } from "./template.ts"

const types = [
  "text",
  "image",
  "audio",
  "video",
  "document",
  "sticker",
  "location",
  "contacts",
  "template",
  "interactive",
  "reaction",
  "pin",
]
const envelope = [
  "messaging_product",
  "recipient_type",
  "to",
  "recipient",
  "type",
  "context",
  "biz_opaque_callback_data",
  "recipient_identity_key_hash",
  "category",
  "ttl",
  "product_policy",
  "message_activity_sharing",
  "access_token",
  "appsecret_proof",
]
const callbackDataMax = 512

/**
 * Answers the template when the message is one; throws Meta's refusal when something is wrong with it.
 * What happens to members Meta does not know is a setting, as reports of the real thing differ.
 */
export function inspectMessage(world: World, number: PhoneNumber, params: Params): Template | undefined {
  const { unknown_keys, unknown_parameters } = world.settings.strictness
  if (unknown_parameters === "reject") onlyKeys(params, "message", [...envelope, ...types])
  for (;;) {
    try {
      return inspectContent(world, number, params)
    } catch (error) {
      if (!(error instanceof UnexpectedKey) || unknown_keys === "reject") throw error
      error.drop()
    }
  }
}

function inspectContent(world: World, number: PhoneNumber, params: Params): Template | undefined {
  optionalString(params.biz_opaque_callback_data, "biz_opaque_callback_data", callbackDataMax)
  if (params.context !== undefined)
    string(record(params.context, "context").message_id, "context['message_id']")
  const type = typeof params.type === "string" ? params.type.toLowerCase() : (params.type ?? "text")
  const hasMedia = (id: string) => {
    const media = world.media.get(id)
    return media !== undefined && media.number_id === number.id && media.expires_at_ms > world.clock.nowMs()
  }
  const media = mediaTypes.find((candidate) => candidate === type)
  if (media !== undefined) {
    inspectMedia(params[media], media, media, hasMedia)
    return undefined
  }
  switch (type) {
    case "text":
      inspectText(params.text)
      return undefined
    case "template":
      return inspectTemplate(
        params.template,
        (name, language) => world.templateNamed(number.waba_id, name, language),
        hasMedia,
        (flow) => openTemplateFlow(world, number.waba_id, flow),
      )
    case "interactive":
      inspectInteractive(params.interactive, hasMedia, (flow, mode) =>
        openFlow(world, number.waba_id, flow, mode),
      )
      return undefined
    case "location":
      inspectLocation(params.location)
      return undefined
    case "contacts":
      inspectContacts(params.contacts)
      return undefined
    case "reaction":
      inspectReaction(params.reaction)
      return undefined
    case "pin":
      throw whatsappError(131051, "Message type pin is supported for groups only.")
    default:
      throw notOneOf(
        "type",
        types.map((one) => one.toUpperCase()),
        params.type,
      )
  }
}
