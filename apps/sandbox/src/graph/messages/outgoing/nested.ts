/** Where a message holds objects and lists: each of them may be posted as JSON text, too, as some clients do. */
import { isRecord, withoutNulls } from "../../../json.ts"
import type { GraphRequest, Params } from "../../protocol/request.ts"

/** The members of an object that are objects or lists; of a list, those of its items. */
interface Members {
  readonly [member: string]: Members
}

const plain: Members = {}
const file = { image: plain, video: plain, document: plain }
const products = { product_items: plain }
const parameters = {
  ...file,
  currency: plain,
  date_time: plain,
  location: plain,
  product: plain,
  limited_time_offer: plain,
  tap_target_configuration: plain,
  action: { sections: products, flow_action_data: plain },
}
const buttons = { reply: plain, quick_reply: plain }
const action = {
  buttons,
  sections: { rows: plain, ...products },
  parameters: {
    flow_action_payload: { data: plain },
    values: plain,
    payment_settings: plain,
    total_amount: plain,
    order: { items: plain },
  },
}
const interactive = { header: file, body: plain, footer: plain, action }
const message: Members = {
  ...file,
  audio: plain,
  sticker: plain,
  context: plain,
  text: plain,
  location: plain,
  reaction: plain,
  contacts: { name: plain, phones: plain, emails: plain, urls: plain, addresses: plain, org: plain },
  template: {
    language: plain,
    components: { parameters, cards: { components: { parameters } } },
  },
  interactive: { ...interactive, action: { ...action, cards: interactive } },
}

/** A quotation mark before a bracket opens JSON text, or a text that looks like it. */
const mayHoldText = /"\s*[[{]/

/** The request with the objects and lists of its message read, where they came as JSON text. */
export function withNested(request: GraphRequest): GraphRequest {
  const { json } = request
  if (json !== undefined && !mayHoldText.test(json)) return request
  const params = readMembers(request.params, message)
  return params === request.params ? request : { ...request, params, json: undefined }
}

/** The holder itself when nothing in it was text. */
function readMembers(holder: Params, members: Members): Params {
  let read = holder
  for (const [name, inner] of Object.entries(members)) {
    const value = holder[name]
    const nested = readNested(value, inner)
    if (nested !== value) read = { ...read, [name]: nested }
  }
  return read
}

function readNested(value: unknown, members: Members): unknown {
  if (typeof value === "string") {
    const parsed = parse(value)
    return parsed === undefined ? value : readNested(parsed, members)
  }
  if (isRecord(value)) return readMembers(value, members)
  if (!Array.isArray(value)) return value
  const items = value.map((item: unknown) => readNested(item, members))
  return items.some((item, i) => item !== value[i]) ? items : value
}

function parse(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return withoutNulls(JSON.parse(text))
  } catch {
    return undefined
  }
}
