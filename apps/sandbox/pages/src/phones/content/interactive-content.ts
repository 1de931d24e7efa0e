/** Interactive messages: buttons, lists, links, flows, products, carousels and what people answered. Pure. */

import { flowAnswer, flowOpening } from "../flow-opening.ts"
import { at, listAt, textAt } from "../json.ts"
import { productsTap } from "../product-opening.ts"
import { blank, type Content, type Header, type Opening, type Tap } from "./content.ts"
import { fileHeader, fileKinds } from "./files.ts"

/** `sent` is the `interactive` object of a message in either direction. */
export function interactiveContent(sent: unknown): Content {
  const kind = textAt(sent, "type")
  const reply = at(sent, kind)
  if (kind === "button_reply" || kind === "list_reply") {
    return { ...blank, body: textAt(reply, "title"), footer: textAt(reply, "description") }
  }
  if (kind === "nfm_reply") return { ...blank, body: "Form sent", footer: flowAnswer(reply) }
  if (kind === "call_permission_reply") {
    const isAccepted = textAt(reply, "response") === "accept"
    return { ...blank, body: isAccepted ? "Calls allowed" : "Calls not allowed" }
  }
  const action = at(sent, "action")
  return {
    ...blank,
    header: headerOf(kind, sent),
    body: textAt(sent, "body", "text"),
    footer: textAt(sent, "footer", "text"),
    taps: tapsOf(kind, action),
    list: kind === "list" ? listOf(action) : undefined,
    cards: listAt(action, "cards").map((card) => interactiveContent(card)),
  }
}

function headerOf(kind: string, sent: unknown): Header | undefined {
  if (kind === "product") return { kind: "product", text: textAt(sent, "action", "product_retailer_id") }
  if (kind === "catalog_message") {
    const thumbnail = textAt(sent, "action", "parameters", "thumbnail_product_retailer_id")
    return { kind: "product", text: thumbnail || "Catalogue" }
  }
  const header = at(sent, "header")
  const type = textAt(header, "type")
  if (type === "text") return { kind: "text", text: textAt(header, "text") }
  const file = fileKinds.find((candidate) => candidate === type)
  return file === undefined ? undefined : fileHeader(file, at(header, file))
}

function tapsOf(kind: string, action: unknown): Tap[] {
  switch (kind) {
    case "location_request_message":
      return [opening("Send location", "reply", { kind: "location" })]
    case "flow": {
      const parameters = at(action, "parameters")
      const label = textAt(parameters, "flow_cta")
      return [opening(label, "flow", flowOpening(label, parameters))]
    }
    case "product":
      return [productsTap("View", textAt(action, "catalog_id"), [oneProduct(action)])]
    case "product_list": {
      const sections = listAt(action, "sections").map((section) => ({
        title: textAt(section, "title"),
        retailerIds: listAt(section, "product_items").map((item) => textAt(item, "product_retailer_id")),
      }))
      return [productsTap("View items", textAt(action, "catalog_id"), sections)]
    }
    case "catalog_message": {
      const thumbnail = textAt(action, "parameters", "thumbnail_product_retailer_id")
      return [
        productsTap(
          "View catalog",
          "",
          [{ title: "", retailerIds: thumbnail === "" ? [] : [thumbnail] }],
          true,
        ),
      ]
    }
    case "call_permission_request":
      return [permission("Allow calls", "accept"), permission("Not now", "reject")]
    default:
      break
  }
  // Cards of a carousel call themselves cta_url even when they have replies.
  const replies = listAt(action, "buttons").map(replyTap)
  if (replies.length > 0 || textAt(action, "name") !== "cta_url") return replies
  const label = textAt(action, "parameters", "display_text")
  return [{ label, kind: "link", detail: textAt(action, "parameters", "url"), writes: undefined }]
}

function oneProduct(action: unknown): { title: string; retailerIds: string[] } {
  return { title: "", retailerIds: [textAt(action, "product_retailer_id")] }
}

function opening(label: string, kind: Tap["kind"], opens: Opening): Tap {
  return { label, kind, detail: "", writes: undefined, opens }
}

function replyTap(button: unknown): Tap {
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
}

function permission(label: string, response: "accept" | "reject"): Tap {
  return {
    label,
    kind: "reply",
    detail: "",
    writes: {
      type: "interactive",
      interactive: {
        type: "call_permission_reply",
        call_permission_reply: { response, response_source: "user_action" },
      },
    },
  }
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
