/** A template as it is submitted: Meta's checks at the moment of creation. */
import { isRecord } from "../../json.ts"
import type { Template } from "../../world/objects.ts"
import { invalidParameter, notOneOf, templateError } from "../protocol/refusal.ts"
import { oneOf, type Params, requiredText, structure } from "../protocol/request.ts"
import { readButtons } from "./buttons.ts"
import { readCarousel, requireProductParts } from "./carousel.ts"
import { type KeptMembers, readKept } from "./kept-members.ts"
import { languages } from "./languages.ts"
import { inspectVariables } from "./variables.ts"

export type Definition = Pick<
  Template,
  | "name"
  | "language"
  | "category"
  | "parameter_format"
  | "components"
  | "message_send_ttl_seconds"
  | "optimization_spec"
> &
  KeptMembers
type Component = Record<string, unknown>

interface Reading {
  isNamed: boolean
  urlOfHandle: UrlOfHandle
}

export const templateCategories = ["AUTHENTICATION", "MARKETING", "UTILITY"] as const
const componentTypes = ["HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER"]
const headerFormats = ["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "GIF", "LOCATION", "PRODUCT"]
const ttlSeconds: Readonly<Record<Template["category"], [number, number]>> = {
  AUTHENTICATION: [30, 900],
  UTILITY: [30, 43_200],
  MARKETING: [43_200, 2_592_000],
}

/** The address of an uploaded sample; undefined for handles that were never given out. */
export type UrlOfHandle = (handle: string) => string | undefined

/** Reads what was posted; component types, formats and button types are written in upper case as Meta's answers have them. */
export function readDefinition(params: Params, urlOfHandle: UrlOfHandle): Definition {
  const name = requiredText(params, "name")
  if (!/^[a-z0-9_]{1,512}$/.test(name)) {
    throw invalidParameter(
      "Param name must be at most 512 characters of lowercase letters, digits and underscores.",
    )
  }
  const language = requiredText(params, "language")
  if (!languages.includes(language)) throw notOneOf("language", languages, language)
  const category = oneOf(params, "category", templateCategories)
  if (category === undefined) throw invalidParameter("The parameter category is required.")
  const format = oneOf(params, "parameter_format", ["POSITIONAL", "NAMED"]) ?? "POSITIONAL"
  const components = readComponents(structure(params, "components"), category, {
    isNamed: format === "NAMED",
    urlOfHandle,
  })
  const ttl = params.message_send_ttl_seconds
  return {
    name,
    language,
    category,
    parameter_format: format,
    components,
    ...(ttl === undefined ? {} : { message_send_ttl_seconds: ttlOf(ttl, category) }),
    ...optimizationOf(structure(params, "optimization_spec"), category),
    ...readKept(params),
  }
}

/** A maximum price; what is in it is kept, not looked at. */
function optimizationOf(
  value: unknown,
  category: Template["category"],
): Pick<Definition, "optimization_spec"> | undefined {
  if (value === undefined || value === null) return undefined
  if (!isRecord(value)) throw invalidParameter("Param optimization_spec must be a JSON object.")
  if (category !== "MARKETING")
    throw invalidParameter("Param optimization_spec is for templates of category MARKETING.")
  return { optimization_spec: value }
}

function ttlOf(value: unknown, category: Template["category"]): number {
  const ttl = Number(value)
  const [min, max] = ttlSeconds[category]
  if (ttl === -1 || (Number.isInteger(ttl) && ttl >= min && ttl <= max)) return ttl
  throw invalidParameter(
    `Param message_send_ttl_seconds must be from ${min} to ${max} for category ${category}.`,
  )
}

function readComponents(value: unknown, category: Template["category"], reading: Reading): Component[] {
  if (value === undefined || value === null) throw invalidParameter("The parameter components is required.")
  if (!Array.isArray(value)) throw invalidParameter("Param components must be an array.")
  const components = value.map((item: unknown, i): Component => {
    if (!isRecord(item)) throw invalidParameter(`Param components[${i}] must be a JSON object.`)
    const type = String(item.type ?? "").toUpperCase()
    if (!componentTypes.includes(type)) throw notOneOf(`components[${i}]['type']`, componentTypes, item.type)
    return { ...item, type }
  })
  for (const type of componentTypes) {
    if (components.filter((component) => component.type === type).length > 1) {
      throw templateError(
        2388042,
        "Component type is repeated",
        `A message template can have one ${type} component at most.`,
      )
    }
  }
  const body = components.find((component) => component.type === "BODY")
  if (body === undefined) {
    throw templateError(
      2388043,
      'Message template "components" param is missing expected field(s)',
      "A message template needs a BODY component.",
    )
  }
  if (category === "AUTHENTICATION") return components.map(readAuthentication)
  if (category !== "MARKETING" && components.some((component) => component.type === "CAROUSEL"))
    throw invalidParameter("Param category must be MARKETING for a template with a carousel.")
  const hasOffer = components.some((component) => component.type === "LIMITED_TIME_OFFER")
  const read = components.map((component) => readComponent(component, reading, hasOffer))
  requireProductParts(read)
  return read
}

function readComponent(component: Component, reading: Reading, hasOffer: boolean): Component {
  switch (component.type) {
    case "HEADER":
      return readHeader(component, reading)
    case "BODY":
      readBody(component, reading.isNamed, hasOffer ? 600 : 1024)
      return component
    case "FOOTER":
      if (hasOffer)
        throw templateError(2388073, "Footer format is incorrect", "A limited-time offer has no footer.")
      return readFooter(component)
    case "BUTTONS":
      return { ...component, buttons: readButtons(component.buttons) }
    case "CAROUSEL":
      return readCarousel(component, (part) => readCardPart(part, reading))
    default:
      return readOffer(component)
  }
}

function readHeader(component: Component, { isNamed, urlOfHandle }: Reading): Component {
  const format = String(component.format ?? "").toUpperCase()
  if (!headerFormats.includes(format))
    throw notOneOf("components['header']['format']", headerFormats, component.format)
  const example = isRecord(component.example) ? component.example : {}
  if (format === "TEXT") {
    const text = textOf(component, "header", 60)
    if (/[\n*_~`]/.test(text) || /\p{Extended_Pictographic}/u.test(text)) {
      throw templateError(
        2388047,
        "Message header format is incorrect",
        "The message header can't have new lines, formatting characters or emojis.",
      )
    }
    inspectVariables("header", text, isNamed, example, { atMost: 1, mayTouchEdges: true })
  } else if (["IMAGE", "VIDEO", "DOCUMENT", "GIF"].includes(format)) {
    return { ...component, format, example: { header_handle: [readSample(format, example, urlOfHandle)] } }
  }
  return { ...component, format }
}

/** Handles read back as addresses; an address that was read back may be sent again with an edit. */
function readSample(format: string, example: Component, urlOfHandle: UrlOfHandle): string {
  const handle: unknown = Array.isArray(example.header_handle) ? example.header_handle[0] : undefined
  if (typeof handle !== "string" || handle === "") {
    throw templateError(
      2388273,
      "Template is missing a sample",
      `A ${format.toLowerCase()} header needs an example in header_handle.`,
    )
  }
  const url = /^https?:/.test(handle) ? handle : urlOfHandle(handle)
  if (url !== undefined) return url
  throw templateError(
    2494102,
    "Uploaded media handle is invalid",
    "The handle in header_handle was not given out by an upload of this app.",
  )
}

function readBody(component: Component, isNamed: boolean, max: number): void {
  const text = textOf(component, "body", max)
  const example = isRecord(component.example) ? component.example : {}
  inspectVariables("body", text, isNamed, example, { atMost: Number.POSITIVE_INFINITY, mayTouchEdges: false })
}

function readFooter(component: Component): Component {
  const text = textOf(component, "footer", 60)
  if (text.includes("{{")) {
    throw templateError(
      2388073,
      "Message footer format is incorrect",
      "The message footer can't have variables.",
    )
  }
  return component
}

function textOf(component: Component, part: string, max: number): string {
  const text = component.text
  if (typeof text !== "string" || text.trim() === "") {
    throw templateError(
      2388043,
      'Message template "components" param is missing expected field(s)',
      `The ${part} needs a text.`,
    )
  }
  if (text.length > max) {
    throw templateError(
      2388040,
      "Character Limit Exceeded",
      `The message ${part} field can't exceed ${max} characters.`,
    )
  }
  return text
}

function readOffer(component: Component): Component {
  const offer = component.limited_time_offer
  if (!isRecord(offer) || typeof offer.text !== "string" || offer.text.length > 16) {
    throw invalidParameter("Param limited_time_offer['text'] must be a string of at most 16 characters.")
  }
  return component
}

/** A part of a carousel's card. */
function readCardPart(part: Component, reading: Reading): Component {
  if (part.type === "BODY") readBody(part, reading.isNamed, 160)
  if (part.type === "HEADER") return readHeader(part, reading)
  return part.type === "BUTTONS" ? { ...part, buttons: readButtons(part.buttons) } : part
}

/** Meta writes the texts of authentication templates itself. */
function readAuthentication(component: Component): Component {
  switch (component.type) {
    case "BODY": {
      const warning =
        component.add_security_recommendation === true ? " For your security, do not share this code." : ""
      return {
        ...component,
        text: `*{{1}}* is your verification code.${warning}`,
        example: { body_text: [["123456"]] },
      }
    }
    case "FOOTER": {
      const minutes = Number(component.code_expiration_minutes)
      if (component.code_expiration_minutes === undefined) return component
      if (!Number.isInteger(minutes) || minutes < 1 || minutes > 90) {
        throw invalidParameter("Param code_expiration_minutes must be from 1 to 90.")
      }
      return { ...component, text: `This code expires in ${minutes} minutes.` }
    }
    case "BUTTONS":
      return { ...component, buttons: readOtpButtons(component.buttons) }
    default:
      throw invalidParameter(`Authentication templates have no ${String(component.type)} component.`)
  }
}

function readOtpButtons(value: unknown): Component[] {
  const button: unknown = Array.isArray(value) ? value[0] : undefined
  if (!isRecord(button) || String(button.type).toUpperCase() !== "OTP") {
    throw invalidParameter("Authentication templates need one button of type OTP.")
  }
  const kind = String(button.otp_type ?? "").toUpperCase()
  if (!["COPY_CODE", "ONE_TAP", "ZERO_TAP"].includes(kind)) {
    throw notOneOf("buttons[0]['otp_type']", ["COPY_CODE", "ONE_TAP", "ZERO_TAP"], button.otp_type)
  }
  const url = `https://www.whatsapp.com/otp/code/?otp_type=${kind}&code=otp{{1}}`
  return [
    {
      type: "URL",
      text: typeof button.text === "string" ? button.text : "Copy code",
      url,
      example: [url.replace("{{1}}", "123456")],
    },
  ]
}
