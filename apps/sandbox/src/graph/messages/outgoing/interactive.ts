/** Interactive messages: buttons, lists, links, products and the rest, with the limits of each. */

import type { OpenFlow } from "../../flows/flow-opening.ts"
import {
  choice,
  type Fields,
  interactiveText,
  list,
  missing,
  notValid,
  optionalString,
  record,
} from "../../protocol/inspect.ts"
import { notOneOf } from "../../protocol/refusal.ts"
import { type HasMedia, inspectSource } from "./media.ts"
import { inspectProductSections } from "./product-sections.ts"

const kinds: Readonly<Record<string, (interactive: Fields, hasMedia: HasMedia, openFlow: OpenFlow) => void>> =
  {
    button: inspectButtons,
    list: inspectList,
    cta_url: inspectLink,
    flow: (interactive, _hasMedia, openFlow) => inspectFlow(interactive, openFlow),
    product: inspectProduct,
    product_list: inspectProductList,
    catalog_message: (interactive) => named(interactive, "catalog_message"),
    location_request_message: (interactive) => named(interactive, "send_location"),
    address_message: (interactive) => named(interactive, "address_message"),
    carousel: inspectCarousel,
    voice_call: (interactive) => named(interactive, "voice_call"),
    call_permission_request: (interactive) => named(interactive, "call_permission_request"),
    order_details: (interactive) => named(interactive, "review_and_pay"),
    order_status: (interactive) => named(interactive, "review_order"),
    request_contact_info: () => undefined,
  }
const bodyless: ReadonlySet<string> = new Set(["product", "request_contact_info"])
const headers: Readonly<Record<string, readonly string[]>> = {
  list: ["text"],
  product_list: ["text"],
  button: ["text", "image", "video", "document"],
  cta_url: ["text", "image", "video", "document"],
  flow: ["text", "image", "video", "document"],
  address_message: ["text", "image", "video", "document"],
  order_details: ["text", "image", "video", "document"],
}

export function inspectInteractive(value: unknown, hasMedia: HasMedia, openFlow: OpenFlow): void {
  const interactive = record(value, "interactive")
  const type = choice(interactive.type, "interactive['type']", Object.keys(kinds))
  inspectHeader(interactive, type, hasMedia)
  if (interactive.body !== undefined || !bodyless.has(type)) {
    const body = record(interactive.body, "interactive['body']")
    interactiveText(body.text, "Body text", type === "list" ? 4096 : 1024)
  }
  if (interactive.footer !== undefined) {
    if (type === "carousel") throw notValid("Footer is not supported for interactive type carousel")
    interactiveText(record(interactive.footer, "interactive['footer']").text, "Footer text", 60)
  }
  if (type !== "request_contact_info") record(interactive.action, "interactive['action']")
  kinds[type]?.(interactive, hasMedia, openFlow)
}

function inspectHeader(interactive: Fields, type: string, hasMedia: HasMedia): void {
  if (interactive.header === undefined) {
    if (type === "product_list") throw missing("Header is required for interactive type product_list")
    return
  }
  const header = record(interactive.header, "interactive['header']")
  const allowed = headers[type]
  if (allowed === undefined) throw notValid(`Header is not supported for interactive type ${type}`)
  const kind = choice(header.type, "interactive['header']['type']", allowed)
  if (kind === "text") interactiveText(header.text, "Header text", 60)
  else
    inspectSource(
      record(header[kind], `interactive['header']['${kind}']`),
      `interactive['header']['${kind}']`,
      hasMedia,
    )
}

function actionOf(interactive: Fields): Fields {
  return record(interactive.action, "interactive['action']")
}

function named(interactive: Fields, name: string): void {
  choice(actionOf(interactive).name, "interactive['action']['name']", [name])
}

function inspectButtons(interactive: Fields): void {
  const buttons = list(actionOf(interactive).buttons, "interactive['action']['buttons']")
  if (buttons.length < 1 || buttons.length > 3) {
    throw notValid("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
  }
  const ids = new Set<string>()
  const titles = new Set<string>()
  buttons.forEach((item, i) => {
    const path = `interactive['action']['buttons'][${i}]`
    const button = record(item, path)
    choice(button.type, `${path}['type']`, ["reply"])
    const reply = record(button.reply, `${path}['reply']`)
    const id = interactiveText(reply.id, "Button reply id", 256)
    if (id !== id.trim()) throw notValid("Button reply id must not have leading or trailing spaces")
    ids.add(id)
    titles.add(interactiveText(reply.title, "Button title", 20))
  })
  if (ids.size < buttons.length) throw notValid("Button ids must be unique")
  if (titles.size < buttons.length) throw notValid("Button titles must be unique")
}

function inspectList(interactive: Fields): void {
  const action = actionOf(interactive)
  interactiveText(action.button, "List button text", 20)
  const sections = list(action.sections, "interactive['action']['sections']")
  if (sections.length < 1 || sections.length > 10) {
    throw notValid("Invalid sections count. Min allowed sections: 1, Max allowed sections: 10")
  }
  const ids = new Set<string>()
  let total = 0
  sections.forEach((item, i) => {
    const path = `interactive['action']['sections'][${i}]`
    const section = record(item, path)
    if (sections.length > 1 || section.title !== undefined)
      interactiveText(section.title, "Section title", 24)
    for (const entry of list(section.rows, `${path}['rows']`)) {
      const row = record(entry, `${path}['rows']`)
      ids.add(interactiveText(row.id, "Row id", 200))
      interactiveText(row.title, "Row title", 24)
      if (row.description !== undefined) interactiveText(row.description, "Row description", 72)
      total += 1
    }
  })
  if (total < 1) throw missing("At least one row is required")
  if (total > 10) throw notValid("Total row count exceed max allowed count: 10")
  if (ids.size < total) throw notValid("Row ids must be unique")
}

function inspectLink(interactive: Fields): void {
  named(interactive, "cta_url")
  inspectLinkParameters(actionOf(interactive))
}

function inspectLinkParameters(action: Fields): void {
  const parameters = record(action.parameters, "interactive['action']['parameters']")
  interactiveText(parameters.display_text, "Display text", 20)
  const url = interactiveText(parameters.url, "URL", 2000)
  if (!/^https?:\/\/\S+$/.test(url)) throw notValid("URL is not valid")
}

function inspectFlow(interactive: Fields, openFlow: OpenFlow): void {
  named(interactive, "flow")
  const parameters = record(actionOf(interactive).parameters, "interactive['action']['parameters']")
  interactiveText(parameters.flow_message_version, "flow_message_version", 10)
  if (parameters.flow_id === undefined && parameters.flow_name === undefined) {
    throw missing("One of flow_id and flow_name is required")
  }
  interactiveText(parameters.flow_cta, "flow_cta", 30)
  const mode = optionalString(parameters.mode, "mode") ?? "published"
  if (mode !== "draft" && mode !== "published") throw notOneOf("mode", ["DRAFT", "PUBLISHED"], mode)
  openFlow(
    {
      id: optionalString(parameters.flow_id, "flow_id"),
      name: optionalString(parameters.flow_name, "flow_name"),
    },
    mode,
  )
}

function inspectProduct(interactive: Fields): void {
  const action = actionOf(interactive)
  interactiveText(action.catalog_id, "catalog_id", 256)
  interactiveText(action.product_retailer_id, "product_retailer_id", 256)
}

function inspectProductList(interactive: Fields): void {
  const action = actionOf(interactive)
  interactiveText(action.catalog_id, "catalog_id", 256)
  inspectProductSections(action.sections, "interactive['action']['sections']")
}

function inspectCarousel(interactive: Fields, hasMedia: HasMedia): void {
  const cards = list(actionOf(interactive).cards, "interactive['action']['cards']")
  if (cards.length < 2 || cards.length > 10) {
    throw notValid("Invalid cards count. Min allowed cards: 2, Max allowed cards: 10")
  }
  const layouts = new Set<string>()
  cards.forEach((item, i) => {
    const path = `interactive['action']['cards'][${i}]`
    const card = record(item, path)
    if (card.card_index !== i) throw notValid(`card_index must be ${i}`)
    if (card.type === "product") {
      inspectProduct(card)
      layouts.add("product")
      return
    }
    choice(card.type, `${path}['type']`, ["cta_url"])
    const header = record(card.header, `${path}['header']`)
    const kind = choice(header.type, `${path}['header']['type']`, ["image", "video"])
    inspectSource(
      record(header[kind], `${path}['header']['${kind}']`),
      `${path}['header']['${kind}']`,
      hasMedia,
    )
    if (card.body !== undefined)
      interactiveText(record(card.body, `${path}['body']`).text, "Card body text", 160)
    layouts.add(inspectCardAction(record(card.action, `${path}['action']`), path))
  })
  if (layouts.size > 1) throw notValid("Button type and count must be the same on all cards")
}

function inspectCardAction(action: Fields, path: string): string {
  if (action.buttons === undefined) {
    choice(action.name, `${path}['action']['name']`, ["cta_url"])
    inspectLinkParameters(action)
    return "cta_url"
  }
  const buttons = list(action.buttons, `${path}['action']['buttons']`)
  for (const item of buttons) {
    const button = record(item, `${path}['action']['buttons']`)
    choice(button.type, `${path}['action']['buttons']['type']`, ["quick_reply"])
    const reply = record(button.quick_reply, `${path}['action']['buttons']['quick_reply']`)
    interactiveText(reply.id, "Button reply id", 256)
    interactiveText(reply.title, "Button title", 20)
  }
  return `quick_reply ${buttons.length}`
}
