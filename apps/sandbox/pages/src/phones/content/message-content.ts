/** What any message of a chat looks like: what was posted to `/messages`, or what a person wrote. Pure. */
import type { SentTemplate } from "../../../../src/control/views/shapes.ts"
import { at, listAt, textAt } from "../json.ts"
import { blank, type Content } from "./content.ts"
import { fileHeader, fileKinds } from "./files.ts"
import { interactiveContent } from "./interactive-content.ts"
import { templateContent } from "./template-content.ts"

export function messageContent(message: unknown, templates: readonly SentTemplate[]): Content {
  const type = textAt(message, "type") || "text"
  const refersTo = textAt(message, "context", "message_id") || textAt(message, "context", "id") || undefined
  const content = { ...blank, refersTo }
  const file = fileKinds.find((candidate) => candidate === type)
  if (file !== undefined) {
    return {
      ...content,
      header: fileHeader(file, at(message, file)),
      body: textAt(message, file, "caption"),
    }
  }
  switch (type) {
    case "text":
      return { ...content, header: adOf(message), body: textAt(message, "text", "body") }
    case "template":
      return { ...filledTemplate(at(message, "template"), templates), refersTo }
    case "interactive":
      return { ...interactiveContent(at(message, "interactive")), refersTo }
    case "button":
      return { ...content, body: textAt(message, "button", "text") }
    case "location":
      return { ...content, header: { kind: "location", text: place(at(message, "location")) } }
    case "contacts":
      return {
        ...content,
        body: listAt(message, "contacts")
          .map((contact) => `👤 ${textAt(contact, "name", "formatted_name")}`)
          .join("\n"),
      }
    case "reaction":
      return {
        ...content,
        body: textAt(message, "reaction", "emoji") || "Reaction taken back",
        refersTo: textAt(message, "reaction", "message_id"),
      }
    case "order":
      return { ...content, body: orderLines(at(message, "order")), footer: textAt(message, "order", "text") }
    case "system":
      return { ...content, footer: textAt(message, "system", "body") }
    default:
      return { ...content, footer: `A message of type ${type}` }
  }
}

function filledTemplate(sent: unknown, templates: readonly SentTemplate[]): Content {
  const name = textAt(sent, "name")
  const language = textAt(sent, "language", "code")
  const template = templates.find((known) => known.name === name && known.language === language)
  if (template === undefined) return { ...blank, footer: `Template ${name} (${language}), deleted since` }
  return templateContent(template.components, listAt(sent, "components"))
}

function place(location: unknown): string {
  const where = `${textAt(location, "latitude")}, ${textAt(location, "longitude")}`
  const name = textAt(location, "name") || textAt(location, "address")
  return name === "" ? where : `${name} (${where})`
}

/** The first message from an ad says which. */
function adOf(message: unknown): Content["header"] {
  if (at(message, "referral") === undefined) return undefined
  const headline = textAt(message, "referral", "headline") || textAt(message, "referral", "source_id")
  return { kind: "text", text: `📣 ${headline}` }
}

function orderLines(order: unknown): string {
  const lines = listAt(order, "product_items").map((item) => {
    const price = `${textAt(item, "item_price")} ${textAt(item, "currency")}`
    return `${textAt(item, "quantity")} × ${textAt(item, "product_retailer_id")} (${price})`
  })
  return ["🛒 Cart", ...lines].join("\n")
}
