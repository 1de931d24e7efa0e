/** Template messages: whether the parameters fit the template that was approved. */
import { isRecord } from "../../../json.ts"
import type { Template } from "../../../world/objects.ts"
import type { FlowReference } from "../../flows/flow-opening.ts"
import { type Fields, list, onlyKeys, optionalString, record, string } from "../../protocol/inspect.ts"
import { invalidParameter, notOneOf, whatsappError } from "../../protocol/refusal.ts"
import { type Demand, type Demands, demandsOf } from "../../templates/required-values.ts"
import { inspectDegrees } from "./content.ts"
import { type HasMedia, inspectSource } from "./media.ts"
import { inspectProductSections } from "./product-sections.ts"

export type FindTemplate = (name: string, language: string) => Template | undefined

const componentTypes = [
  "header",
  "body",
  "button",
  "limited_time_offer",
  "carousel",
  "order_status",
  "footer",
  "tap_target_configuration",
]
const componentKeys = ["type", "parameters", "sub_type", "index", "cards"]
const bodyMax = 1024
const bodyOnlyMax = 32_768

/** Answers the template to be sent; throws the code Meta answers when it cannot be. */
export function inspectTemplate(
  value: unknown,
  find: FindTemplate,
  hasMedia: HasMedia,
  openFlow: (flow: FlowReference) => void,
): Template {
  const asked = record(value, "template")
  const name = string(asked.name, "template['name']", 512)
  const language = string(record(asked.language, "template['language']").code, "template['language']['code']")
  const components = asked.components === undefined ? [] : list(asked.components, "template['components']")
  const template = find(name, language)
  if (template === undefined)
    throw whatsappError(132001, `template name (${name}) does not exist in ${language}`)
  requireSendable(template)
  const demands = demandsOf(template)
  inspectComponents(components, demands, hasMedia)
  for (const flow of demands.flows) openFlow(flow)
  return template
}

function requireSendable(template: Template): void {
  switch (template.status) {
    case "APPROVED":
    case "PENDING_DELETION":
      return
    case "PAUSED":
      throw whatsappError(
        132015,
        `Template ${template.name} (${template.language}) is paused due to low quality`,
      )
    case "DISABLED":
      throw whatsappError(132016, `Template ${template.name} (${template.language}) was permanently disabled`)
    default:
      throw whatsappError(132001, `template name (${template.name}) does not exist in ${template.language}`)
  }
}

function inspectComponents(components: readonly unknown[], demands: Demands, hasMedia: HasMedia): void {
  let header: readonly unknown[] = []
  let body: readonly unknown[] = []
  let cards: readonly unknown[] | undefined
  let offer: readonly unknown[] = []
  const buttons = new Map<number, { subType: string; parameters: readonly unknown[] }>()
  components.forEach((item, i) => {
    const path = `template['components'][${i}]`
    const component = record(item, path)
    onlyKeys(component, path, componentKeys)
    const type = String(component.type ?? "").toLowerCase()
    if (!componentTypes.includes(type)) {
      throw notOneOf(
        `${path}['type']`,
        componentTypes.map((one) => one.toUpperCase()),
        component.type,
      )
    }
    const parameters =
      component.parameters === undefined ? [] : list(component.parameters, `${path}['parameters']`)
    if (type === "header") header = parameters
    else if (type === "body") body = parameters
    else if (type === "button")
      buttons.set(indexOf(component, path), { subType: subTypeOf(component, path), parameters })
    else if (type === "limited_time_offer") offer = parameters
    else if (type === "carousel") cards = list(component.cards, `${path}['cards']`)
  })
  inspectHeaderParameters(header, demands, hasMedia)
  inspectTexts("body", body, demands.body, demands.isNamed, components.length > 1 ? bodyMax : bodyOnlyMax)
  inspectButtonParameters(buttons, demands)
  if (demands.offerExpires) inspectOffer(offer)
  if (demands.cards.length > 0) inspectCards(cards ?? [], demands, hasMedia)
}

function inspectHeaderParameters(parameters: readonly unknown[], demands: Demands, hasMedia: HasMedia): void {
  const demand = demands.header
  if (demand.kind === "text") {
    inspectTexts("header", parameters, demand.variables, demands.isNamed, 60)
    return
  }
  if (demand.kind === "none") {
    if (parameters.length > 0) throw countMismatch("header", parameters.length, 0)
    return
  }
  if (parameters.length !== 1) {
    throw parameters.length === 0
      ? whatsappError(
          132012,
          `header: Format mismatch, expected ${demand.kind.toUpperCase()}, received UNKNOWN`,
        )
      : countMismatch("header", parameters.length, 1)
  }
  const parameter = record(parameters[0], "template['components']['header']['parameters'][0]")
  const type = String(parameter.type ?? "").toLowerCase()
  if (type !== demand.kind) {
    throw whatsappError(
      132012,
      `header: Format mismatch, expected ${demand.kind.toUpperCase()}, received ${type.toUpperCase() || "UNKNOWN"}`,
    )
  }
  const path = `template['components']['header']['parameters'][0]['${type}']`
  const media = record(parameter[type], path)
  if (type === "location") {
    inspectDegrees(media.latitude, `${path}['latitude']`, 90)
    inspectDegrees(media.longitude, `${path}['longitude']`, 180)
  } else if (type === "product") {
    string(media.product_retailer_id, `${path}['product_retailer_id']`)
    string(media.catalog_id, `${path}['catalog_id']`)
  } else {
    inspectSource(media, path, hasMedia)
  }
}

function inspectOffer(parameters: readonly unknown[]): void {
  if (parameters.length !== 1) throw countMismatch("limited_time_offer", parameters.length, 1)
  const path = "template['components']['limited_time_offer']['parameters'][0]['limited_time_offer']"
  const { expiration_time_ms: end } = record(record(parameters[0], path).limited_time_offer, path)
  if (typeof end !== "number" || !Number.isInteger(end) || end <= 0)
    throw invalidParameter(`Param ${path}['expiration_time_ms'] must be an integer.`)
}

function inspectTexts(
  part: string,
  parameters: readonly unknown[],
  variables: readonly string[],
  isNamed: boolean,
  max: number,
): void {
  if (parameters.length !== variables.length) throw countMismatch(part, parameters.length, variables.length)
  const given = new Set<string>()
  parameters.forEach((item, i) => {
    const path = `template['components']['${part}']['parameters'][${i}]`
    const parameter = record(item, path)
    const shown = textOf(part, parameter, path)
    if (shown.length > max) throw whatsappError(132005, `${part}: text exceeds ${max} characters`)
    if (/[\n\t]| {5,}/.test(shown)) {
      throw whatsappError(
        132018,
        "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
      )
    }
    if (isNamed) given.add(optionalString(parameter.parameter_name, `${path}['parameter_name']`) ?? "")
  })
  const absent = isNamed ? variables.find((variable) => !given.has(variable)) : undefined
  if (absent !== undefined)
    throw whatsappError(132012, `${part}: Parameter name is missing or empty: ${absent}`)
}

function textOf(part: string, parameter: Fields, path: string): string {
  const type = String(parameter.type ?? "").toLowerCase()
  switch (type) {
    case "text":
      if (parameter.text === "" || parameter.text === undefined) {
        throw invalidParameter(
          "Invalid parameter",
          "Parameter 'text' is mandatory for component parameter type 'text'",
        )
      }
      return string(parameter.text, `${path}['text']`)
    case "currency":
    case "date_time":
      return string(
        record(parameter[type], `${path}['${type}']`).fallback_value,
        `${path}['${type}']['fallback_value']`,
      )
    default:
      if (["image", "video", "document", "location", "payload", "action"].includes(type)) {
        throw whatsappError(132012, `${part}: Format mismatch, expected TEXT, received ${type.toUpperCase()}`)
      }
      throw notOneOf(
        `${path}['type']`,
        ["TEXT", "CURRENCY", "DATE_TIME", "IMAGE", "DOCUMENT", "VIDEO", "LOCATION", "PAYLOAD"],
        parameter.type,
      )
  }
}

function inspectButtonParameters(
  buttons: ReadonlyMap<number, { subType: string; parameters: readonly unknown[] }>,
  demands: Demands,
): void {
  for (const [index, given] of buttons) {
    const demand = demands.buttons[index]
    if (demand === undefined) {
      throw whatsappError(132018, `buttons: button at index ${index} does not exist in the template`)
    }
    if (!matches(demand, given.subType)) {
      throw whatsappError(
        132018,
        `buttons: Button at index ${index} of type ${demand.type} does not take sub_type ${given.subType}`,
      )
    }
  }
  demands.buttons.forEach((demand, index) => {
    if (!demand.needsParameter) {
      if (demand.type === "URL" && (buttons.get(index)?.parameters.length ?? 0) > 0) {
        throw whatsappError(
          132018,
          `buttons: Button at index ${index} of type Url does not require parameters`,
        )
      }
      return
    }
    const parameter = buttons.get(index)?.parameters[0]
    if (!isRecord(parameter)) {
      throw whatsappError(
        131008,
        `buttons: Button at index ${index} of type ${titled(demand.type)} requires a parameter`,
      )
    }
    if (demand.type === "COPY_CODE")
      string(parameter.coupon_code, `buttons[${index}]['coupon_code']`, demands.isOffer ? 15 : 20)
    else if (demand.type === "MPM") {
      const action = record(parameter.action, `buttons[${index}]['action']`)
      string(action.thumbnail_product_retailer_id, `buttons[${index}]['thumbnail_product_retailer_id']`)
      inspectProductSections(action.sections, `buttons[${index}]['sections']`)
    } else if (demand.type === "URL" || demand.type === "OTP")
      string(parameter.text, `buttons[${index}]['text']`, demand.type === "OTP" ? 15 : 2000)
  })
}

function matches(demand: Demand, subType: string): boolean {
  const expected = demand.type === "OTP" ? ["url", "copy_code"] : [demand.type.toLowerCase()]
  return expected.includes(subType)
}

function inspectCards(cards: readonly unknown[], demands: Demands, hasMedia: HasMedia): void {
  if (cards.length !== demands.cards.length)
    throw countMismatch("carousel cards", cards.length, demands.cards.length)
  cards.forEach((item, i) => {
    const card = record(item, `carousel['cards'][${i}]`)
    const demand = demands.cards[i]
    if (demand !== undefined)
      inspectComponents(list(card.components, `carousel['cards'][${i}]['components']`), demand, hasMedia)
  })
}

function indexOf(component: Fields, path: string): number {
  const index = Number(component.index)
  if (component.index === undefined || component.index === "")
    throw invalidParameter(`The parameter ${path}['index'] is required.`)
  if (!Number.isInteger(index) || index < 0 || index > 9)
    throw invalidParameter(`Param ${path}['index'] must be one of {0, …, 9}.`)
  return index
}

function subTypeOf(component: Fields, path: string): string {
  return string(component.sub_type, `${path}['sub_type']`).toLowerCase()
}

function countMismatch(part: string, given: number, expected: number) {
  return whatsappError(
    132000,
    `${part}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
  )
}

/** To Meta, the button of a code is one with a link. */
function titled(demanded: string): string {
  const type = demanded === "OTP" ? "URL" : demanded
  return type.charAt(0) + type.slice(1).toLowerCase()
}
