/** What a template needs when it is sent, read once from its definition. */
import { isRecord } from "../../json.ts"
import type { Template } from "../../world/objects.ts"
import type { FlowReference } from "../flows/flow-opening.ts"

export interface Demand {
  /** QUICK_REPLY, URL, COPY_CODE, OTP, … */
  type: string
  needsParameter: boolean
}

export interface Demands {
  isNamed: boolean
  header:
    | { kind: "none" }
    | { kind: "text"; variables: readonly string[] }
    | { kind: "image" | "video" | "document" | "location" | "product" | "gif" }
  body: readonly string[]
  buttons: readonly Demand[]
  /** Opened by its buttons. */
  flows: readonly FlowReference[]
  isOffer: boolean
  offerExpires: boolean
  cards: readonly Demands[]
}

const cache = new WeakMap<readonly Record<string, unknown>[], Demands>()

/** Cached by the identity of the template's component list, which an edit replaces. */
export function demandsOf(template: Template): Demands {
  const cached = cache.get(template.components)
  if (cached !== undefined) return cached
  const demands = readDemands(
    template.components,
    template.parameter_format === "NAMED",
    template.category === "AUTHENTICATION",
  )
  cache.set(template.components, demands)
  return demands
}

/** The variables of a text in order of first appearance, each once. */
export function variablesOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g), (match) => match[1] ?? ""))]
}

function readDemands(components: readonly unknown[], isNamed: boolean, isAuthentication: boolean): Demands {
  const ofType = (type: string) =>
    components.filter(isRecord).find((component) => String(component.type).toUpperCase() === type)
  const body = ofType("BODY")
  const offer = ofType("LIMITED_TIME_OFFER")?.limited_time_offer
  const cards = ofType("CAROUSEL")?.cards
  return {
    isNamed,
    header: headerOf(ofType("HEADER")),
    body: isAuthentication ? ["1"] : variablesOf(String(body?.text ?? "")),
    buttons: buttonsOf(ofType("BUTTONS")),
    flows: flowsOf(ofType("BUTTONS")),
    isOffer: isRecord(offer),
    offerExpires: isRecord(offer) && offer.has_expiration === true,
    cards: Array.isArray(cards)
      ? cards
          .filter(isRecord)
          .map((card) => readDemands(Array.isArray(card.components) ? card.components : [], isNamed, false))
      : [],
  }
}

function headerOf(header: Record<string, unknown> | undefined): Demands["header"] {
  switch (String(header?.format ?? "").toUpperCase()) {
    case "TEXT": {
      const variables = variablesOf(String(header?.text ?? ""))
      return variables.length > 0 ? { kind: "text", variables } : { kind: "none" }
    }
    case "IMAGE":
      return { kind: "image" }
    case "VIDEO":
      return { kind: "video" }
    case "DOCUMENT":
      return { kind: "document" }
    case "LOCATION":
      return { kind: "location" }
    case "PRODUCT":
      return { kind: "product" }
    case "GIF":
      return { kind: "gif" }
    default:
      return { kind: "none" }
  }
}

function buttonsOf(component: Record<string, unknown> | undefined): Demand[] {
  const buttons = component?.buttons
  if (!Array.isArray(buttons)) return []
  return buttons.filter(isRecord).map((button) => {
    const type = String(button.type ?? "").toUpperCase()
    const isOtp = type === "OTP" || (type === "URL" && String(button.url ?? "").includes("otp_type="))
    if (isOtp) return { type: "OTP", needsParameter: true }
    const isVariable = type === "URL" && String(button.url ?? "").includes("{{")
    return { type, needsParameter: isVariable || type === "COPY_CODE" || type === "MPM" }
  })
}

function flowsOf(component: Record<string, unknown> | undefined): FlowReference[] {
  const buttons = component?.buttons
  if (!Array.isArray(buttons)) return []
  const textOf = (value: unknown) => (value === undefined ? undefined : String(value))
  return buttons
    .filter(isRecord)
    .filter((button) => String(button.type ?? "").toUpperCase() === "FLOW")
    .map((button) => ({ id: textOf(button.flow_id), name: textOf(button.flow_name) }))
    .filter(({ id, name }) => id !== undefined || name !== undefined)
}
