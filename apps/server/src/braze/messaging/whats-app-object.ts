/** Braze's "WhatsApp object" as a content of ours. */
import { type MessageContent, messageContent, placeValues, valuePath } from "@parley/model"
import { readComponents, type TemplateVariable, templateVariables } from "@parley/whatsapp/templates"
import type { Tx } from "../../platform/database/index.ts"
import { Fatal } from "../frame/fatal.ts"
import { readGroupId } from "../subscriptions/read-change.ts"
import { isObject } from "../users/user-key.ts"

type Fields = Readonly<Record<string, unknown>>

export interface WhatsAppMessage {
  groupId: string
  /** Of the variant of a campaign that counts it. */
  variationId: string | undefined
  type: string
  message: Fields
}

/** @throws Fatal 400 */
export function readWhatsApp(messages: unknown): WhatsAppMessage {
  const given = isObject(messages) ? messages.whats_app : undefined
  if (!isObject(given)) throw new Fatal("No message to send: 'messages' must have a 'whats_app' object.")
  const { subscription_group_id, message_type: type, message, message_variation_id } = given
  if (typeof type !== "string") throw new Fatal("Mismatched Message Type")
  if (type !== "template_message" && !Object.hasOwn(responses, type))
    throw new Fatal(`Mismatched Message Type: ${type.slice(0, 100)}`)
  if (!isObject(message)) throw new Fatal("'message' must be an object.")
  return {
    groupId: readGroupId(subscription_group_id),
    variationId: typeof message_variation_id === "string" ? message_variation_id : undefined,
    type,
    message,
  }
}

/** @throws Fatal 400 */
function need(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value === "string" && value !== "") return value
  throw new Fatal(`'${name}' is required.`)
}

const maybe = <T>(value: unknown, make: (text: string) => T): T | undefined =>
  typeof value === "string" && value !== "" ? make(value) : undefined

/** Without what is undefined. */
const present = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const headerOf = ({ header, header_text, header_image_uri, header_video_uri, header_document_uri }: Fields) =>
  maybe(header_text ?? header, (text) => ({ type: "text", text })) ??
  maybe(header_image_uri, (link) => ({ type: "image", image: { link } })) ??
  maybe(header_video_uri, (link) => ({ type: "video", video: { link } })) ??
  maybe(header_document_uri, (link) => ({ type: "document", document: { link } }))

/** @throws Fatal 400 */
function refuseTwoHeaders({ header_text, header_image_uri }: Fields): void {
  if (header_text && header_image_uri)
    throw new Fatal("Bad Request: 'header_text' and 'header_image_uri' are not valid together.")
}

const interactive = (type: string, fields: Fields, action: object) => ({
  type: "interactive",
  interactive: present({
    type,
    header: headerOf(fields),
    body: { text: need(fields, "body") },
    footer: maybe(fields.footer, (text) => ({ text })),
    action,
  }),
})

const listOf = (value: unknown, name: string): Fields[] => {
  if (Array.isArray(value) && value.length > 0 && value.every(isObject)) return value
  throw new Fatal(`'${name}' must be an array of objects.`)
}

const media = (kind: "image" | "video" | "document" | "audio") => (fields: Fields) => ({
  type: kind,
  [kind]: present({
    link: need(fields, fields[`${kind}_uri`] === undefined ? "media_uri" : `${kind}_uri`),
    ...(kind !== "audio" && { caption: maybe(fields.caption, (text) => text) }),
    ...(kind === "document" && { filename: maybe(fields.filename, (text) => text) }),
  }),
})

/** A card of a carousel: a picture or a video, a text, and either a link or quick replies. */
const cardOf = (card: Fields, place: number) =>
  present({
    card_index: place,
    type: "cta_url",
    header: headerOf(card),
    body: maybe(card.body, (text) => ({ text })),
    action:
      card.buttons === undefined
        ? { name: "cta_url", parameters: { display_text: need(card, "button_text"), url: need(card, "url") } }
        : {
            buttons: listOf(card.buttons, "buttons").map((button, index) => ({
              type: "quick_reply",
              quick_reply: { id: `${place}.${index}`, title: need(button, "text") },
            })),
          },
  })

/** As Meta takes them. The last ones are ours: Braze sends them from its dashboard only. */
const responses: Readonly<Record<string, (fields: Fields) => object>> = {
  text_response_message: (fields) => ({
    type: "text",
    text: present({
      body: need(fields, "body"),
      preview_url: typeof fields.preview_url === "boolean" ? fields.preview_url : undefined,
    }),
  }),
  text_image_response_message: media("image"),
  quick_reply_response_message: (fields) => {
    refuseTwoHeaders(fields)
    return interactive("button", fields, {
      buttons: listOf(fields.buttons, "buttons").map((button, index) => ({
        type: "reply",
        reply: { id: String(index), title: need(button, "text") },
      })),
    })
  },
  list_response_message: (fields) => {
    const list = isObject(fields.list) ? fields.list : {}
    return interactive("list", fields, {
      button: need(list, "list_button_text"),
      sections: listOf(list.list_sections, "list_sections").map((section, at) => ({
        title: need(section, "section_title"),
        rows: listOf(section.list_rows, "list_rows").map((row, index) =>
          present({
            id: `${at}.${index}`,
            title: need(row, "row_title"),
            description: maybe(row.row_description, (text) => text),
          }),
        ),
      })),
    })
  },
  flow_response_message: (fields) => {
    const button = isObject(fields.flow_button) ? fields.flow_button : {}
    return interactive("flow", fields, {
      name: "flow",
      parameters: {
        flow_message_version: "3",
        flow_id: need(button, "flow_id"),
        flow_cta: need(button, "caption"),
      },
    })
  },
  cta_url_response_message: (fields) =>
    interactive("cta_url", fields, {
      name: "cta_url",
      parameters: { display_text: need(fields, "button_text"), url: need(fields, "url") },
    }),
  location_request_response_message: (fields) =>
    interactive("location_request_message", fields, { name: "send_location" }),
  product_response_message: (fields) =>
    interactive("product", fields, {
      catalog_id: need(fields, "catalog_id"),
      product_retailer_id: need(fields, "product_retailer_id"),
    }),
  carousel_response_message: (fields) =>
    interactive("carousel", fields, { cards: listOf(fields.cards, "cards").map(cardOf) }),
  image_response_message: media("image"),
  video_response_message: media("video"),
  document_response_message: media("document"),
  audio_response_message: media("audio"),
}

/** A content of ours, and the number that sends it. */
export interface ReadyMessage {
  numberId: string
  content: MessageContent
}

/**
 * What a message of a request says, with the template that it names.
 * @throws Fatal 400
 */
export async function contentOf(tx: Tx, { groupId, type, message }: WhatsAppMessage): Promise<ReadyMessage> {
  const group = await tx
    .selectFrom("subscription_groups")
    .innerJoin("numbers", "numbers.id", "subscription_groups.number_id")
    .select(["numbers.id", "numbers.business_account_id"])
    .where("subscription_groups.id", "=", groupId)
    .executeTakeFirst()
  if (!group) throw new Fatal("Invalid subscription group ID")
  const respond = responses[type]
  const ready = (content: object) => ({ numberId: group.id, content: validContent(content) })
  if (respond) return ready({ kind: "free_form", message: respond(message) })
  const name = need(message, "template_name")
  const language = need(message, "template_language_code")
  const template = await tx
    .selectFrom("templates")
    .select(["id", "components"])
    .where("business_account_id", "=", group.business_account_id)
    .where("name", "=", name)
    .where("language", "=", language)
    .executeTakeFirst()
  if (!template) throw new Fatal(`There is no template '${name}' in '${language}'.`)
  const { components } = readComponents(Array.isArray(template.components) ? template.components : [])
  const values = valuesOf(templateVariables({ components }), message)
  return ready({ kind: "template", template_id: template.id, values })
}

/** @throws Fatal 400 naming what Meta would not take */
function validContent(content: object): MessageContent {
  const read = messageContent.safeParse(content)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Fatal(`Bad Request: 'message' is not valid: ${issue?.path.join(".")} ${issue?.message}`)
}

/**
 * Each variable's value: of the header and the body in the order of the template, of a button under its index; of a card of a
 * carousel from the object of `cards` in its place.
 */
function valuesOf(variables: readonly TemplateVariable[], message: Fields) {
  const counts = new Map<string, number>()
  return placeValues(
    variables.map((variable) => {
      const path = valuePath(variable)
      const { component, kind, buttonIndex, cardIndex } = variable
      const card = cardIndex === undefined ? message : valueIn(message.cards, cardIndex)
      const from = isObject(card) ? card : {}
      if (component === "header" && kind !== "text")
        return { path, value: maybe(from.header_media_uri ?? from.header_image_uri, (link) => ({ link })) }
      if (component !== "header" && component !== "body")
        return { path, value: textIn(from.button_variables, buttonIndex ?? 0) }
      const list = `${cardIndex ?? ""} ${component}`
      const place = counts.get(list) ?? 0
      counts.set(list, place + 1)
      return { path, value: textIn(from[`${component}_variables`], place) }
    }),
  )
}

const valueIn = (values: unknown, key: number): unknown =>
  isObject(values) || Array.isArray(values) ? Reflect.get(values, String(key)) : undefined

function textIn(values: unknown, key: number): string | undefined {
  const value = valueIn(values, key)
  if (value === undefined || value === null) return undefined
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value)
  throw new Fatal("Bad Request: the value of a variable is a text.")
}
