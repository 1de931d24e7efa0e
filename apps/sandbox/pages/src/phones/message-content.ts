/** What any message of a chat looks like: what was posted to `/messages`, or what a person wrote. Pure. */
import type { TemplateView } from "../../../src/control/views/shapes.ts"
import { BLANK, type Content, type Tap } from "./content.ts"
import { at, listAt, textAt } from "./json.ts"
import { mediaLabel, templateContent } from "./template-content.ts"

const FILES = ["image", "video", "document", "audio", "sticker"] as const

export function messageContent(message: unknown, templates: readonly TemplateView[]): Content {
  const type = textAt(message, "type") || "text"
  const refersTo = textAt(message, "context", "message_id") || textAt(message, "context", "id") || undefined
  const content = { ...BLANK, refersTo }
  const file = FILES.find((candidate) => candidate === type)
  if (file !== undefined) {
    return {
      ...content,
      header: { kind: file, text: mediaLabel(at(message, file)) },
      body: textAt(message, file, "caption"),
    }
  }
  switch (type) {
    case "text":
      return { ...content, body: textAt(message, "text", "body") }
    case "template":
      return { ...filledTemplate(at(message, "template"), templates), refersTo }
    case "interactive":
      return { ...interactive(at(message, "interactive")), refersTo }
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
      return { ...content, body: `🛒 ${listAt(message, "order", "product_items").length} products` }
    case "system":
      return { ...content, footer: textAt(message, "system", "body") }
    default:
      return { ...content, footer: `A message of type ${type}` }
  }
}

function filledTemplate(sent: unknown, templates: readonly TemplateView[]): Content {
  const name = textAt(sent, "name")
  const language = textAt(sent, "language", "code")
  const template = templates.find((known) => known.name === name && known.language === language)
  if (template === undefined) return { ...BLANK, footer: `Template ${name} (${language}), deleted since` }
  return templateContent(template.components, listAt(sent, "components"))
}

function interactive(sent: unknown): Content {
  const kind = textAt(sent, "type")
  const reply = at(sent, kind)
  if (kind === "button_reply" || kind === "list_reply") {
    return { ...BLANK, body: textAt(reply, "title"), footer: textAt(reply, "description") }
  }
  if (kind === "nfm_reply") return { ...BLANK, body: "Form sent", footer: textAt(reply, "response_json") }
  const header = at(sent, "header")
  const headerType = textAt(header, "type")
  const file = FILES.find((candidate) => candidate === headerType)
  return {
    ...BLANK,
    header:
      file !== undefined
        ? { kind: file, text: mediaLabel(at(header, file)) }
        : headerType === "text"
          ? { kind: "text", text: textAt(header, "text") }
          : undefined,
    body: textAt(sent, "body", "text"),
    footer: textAt(sent, "footer", "text"),
    taps: interactiveTaps(kind, at(sent, "action")),
    list: kind === "list" ? listOf(at(sent, "action")) : undefined,
    cards: listAt(sent, "action", "cards").map((card) => interactive(card)),
  }
}

function interactiveTaps(kind: string, action: unknown): Tap[] {
  const replies = listAt(action, "buttons").map((button): Tap => {
    const reply = at(button, "reply") ?? at(button, "quick_reply")
    const title = textAt(reply, "title")
    return {
      label: title,
      kind: "reply",
      detail: "",
      writes: {
        type: "interactive",
        interactive: { type: "button_reply", button_reply: { id: textAt(reply, "id"), title } },
      },
    }
  })
  if (kind === "cta_url") {
    const label = textAt(action, "parameters", "display_text")
    return [{ label, kind: "link", detail: textAt(action, "parameters", "url"), writes: undefined }]
  }
  if (kind === "location_request_message") {
    return [
      {
        label: "Send location",
        kind: "reply",
        detail: "",
        writes: { type: "location", location: { latitude: 52.52, longitude: 13.405, name: "Berlin" } },
      },
    ]
  }
  if (kind === "flow") {
    const flow_token = textAt(action, "parameters", "flow_token") || "unused"
    return [
      {
        label: textAt(action, "parameters", "flow_cta"),
        kind: "flow",
        detail: "",
        writes: {
          type: "interactive",
          interactive: {
            type: "nfm_reply",
            nfm_reply: { name: "flow", body: "Sent", response_json: JSON.stringify({ flow_token }) },
          },
        },
      },
    ]
  }
  return replies
}

function listOf(action: unknown): Content["list"] {
  return {
    button: textAt(action, "button"),
    sections: listAt(action, "sections").map((section) => ({
      title: textAt(section, "title"),
      rows: listAt(section, "rows").map((row) => ({
        id: textAt(row, "id"),
        title: textAt(row, "title"),
        description: textAt(row, "description"),
      })),
    })),
  }
}

function place(location: unknown): string {
  const where = `${textAt(location, "latitude")}, ${textAt(location, "longitude")}`
  const name = textAt(location, "name") || textAt(location, "address")
  return name === "" ? where : `${name} (${where})`
}
