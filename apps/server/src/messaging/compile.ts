import { isLiquid, type MessageContent, toTemplateValues } from "@parley/model"
import type { OutgoingContent } from "@parley/whatsapp/messages"
import {
  needsMarketingMessages,
  readComponents,
  templateParameters,
  urlValue,
} from "@parley/whatsapp/templates"
import { Liquid, type Template } from "liquidjs"
import type { DropReason } from "./decide.ts"

/** What Liquid may name: `{{ contact.first_name | default: "there" }}`, `{{ contact.attributes.city }}`, `{{ variables.code }}`. */
export interface Personal {
  contact: {
    external_id: string | null
    phone: string | null
    first_name: string | null
    last_name: string | null
    language: string | null
    country: string | null
    time_zone: string | null
    attributes: unknown
  }
  /** What this message alone was given. */
  variables: unknown
}

/** The template a content uses, as the templates table has it. */
export interface CompiledFrom {
  name: string
  language: string
  parameter_format: string
  components: unknown
}

type Composed = { ok: true; content: string } | { ok: false; reason: DropReason; detail: string }

/** A content made ready to be filled in many times. */
export interface CompiledContent {
  /** The members of the Cloud API payload that carry the content, as JSON without the outer braces. */
  compose(personal: Personal): Composed
}

/**
 * Rendering is bounded: content is written by members, and a loop of theirs must not stop the lane. What stops a loop is
 * the memory limit, which counts what it builds; the time limit is far above what any text takes, because it runs on the
 * clock on the wall and a busy machine may stop us in the middle of a render (50 ms lost 7 of 1,000,000 messages).
 */
const liquid = new Liquid({
  renderLimit: 2_000,
  memoryLimit: 1_000_000,
  parseLimit: 20_000,
  ownPropertyOnly: true,
  cache: false,
})
liquid.registerFilter("address_end", urlValue)

/** Liquid at the end of an address is encoded when it is rendered: encoded before, it would be Liquid no more. */
const addressEnd = (text: string) =>
  isLiquid(text)
    ? `{% capture parley_suffix %}${text}{% endcapture %}{{ parley_suffix | address_end }}`
    : urlValue(text)

/** A Liquid text that cannot be parsed. */
export class LiquidError extends Error {
  override name = "LiquidError"
}

/**
 * Compiles a content once for all who get it: the payload is built with its Liquid texts in place, serialized, and cut
 * at those texts. Composing a message then renders the texts and joins the pieces; nothing else is built per message.
 * @throws LiquidError naming the text at fault
 */
export function compileContent(content: MessageContent, template: CompiledFrom | null): CompiledContent {
  if (template && needsMarketingMessages(readable(template))) {
    return { compose: () => refuse("gif_header", `Template ${template.name} (${template.language})`) }
  }
  const texts: Template[][] = []
  const inTemplate = content.kind === "template"
  const payload = inTemplate ? templateMessage(content, template) : content.message
  const json = JSON.stringify(payload, (_key, value: unknown) => {
    if (typeof value !== "string" || !isLiquid(value)) return value
    texts.push(parseLiquid(value))
    return slot
  })
  const pieces = json.slice(1, -1).split(JSON.stringify(slot))
  const [first = ""] = pieces

  return {
    compose(personal) {
      let body = first
      for (let index = 0; index < texts.length; index++) {
        const rendered = render(texts[index] ?? [], personal)
        if (rendered === undefined)
          return refuse("content_broken", `Text ${index + 1} could not be rendered.`)
        const text = inTemplate ? flatten(rendered) : rendered
        if (text.trim() === "") return refuse("empty_variable", `Text ${index + 1} is empty.`)
        if (text.length > longestText)
          return refuse("text_too_long", `Text ${index + 1} has ${text.length} characters.`)
        body += JSON.stringify(text) + (pieces[index + 1] ?? "")
      }
      return { ok: true, content: body }
    },
  }
}

/** Stands where a rendered text will be. Half a surrogate pair is no valid text, so no other text can be it. */
const slot = "\udfff"
const longestText = 4096

const refuse = (reason: DropReason, detail: string): Composed => ({ ok: false, reason, detail })

function templateMessage(
  content: MessageContent & { kind: "template" },
  template: CompiledFrom | null,
): OutgoingContent | object {
  if (!template) return {}
  const { components } = readable(template)
  const parameters = templateParameters(
    { components, parameter_format: template.parameter_format === "NAMED" ? "NAMED" : "POSITIONAL" },
    toTemplateValues(content.values),
    addressEnd,
  )
  return {
    type: "template",
    template: {
      name: template.name,
      language: { code: template.language },
      ...(parameters.length > 0 && { components: parameters }),
    },
  }
}

/** An edit elsewhere may have made of the template what it was not when the content was written. */
const readable = ({ components }: CompiledFrom) => readComponents(Array.isArray(components) ? components : [])

/** @throws LiquidError */
export function parseLiquid(text: string): Template[] {
  try {
    return liquid.parse(text)
  } catch (error) {
    throw new LiquidError(
      `“${text.slice(0, 80)}” is not valid Liquid: ${error instanceof Error ? error.message : error}`,
    )
  }
}

/** Renders one text. @throws LiquidError when it cannot be parsed or rendered */
export function renderLiquid(text: string, personal: Personal): string {
  const output = render(parseLiquid(text), personal)
  if (output === undefined) throw new LiquidError(`“${text.slice(0, 80)}” could not be rendered.`)
  return flatten(output)
}

/** A copy of a content in which every Liquid text is replaced. */
export function mapLiquid(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return isLiquid(value) ? replace(value) : value
  if (Array.isArray(value)) return value.map((member) => mapLiquid(member, replace))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapLiquid(member, replace)]))
}

function render(parsed: Template[], personal: Personal): string | undefined {
  try {
    return String(liquid.renderSync(parsed, personal))
  } catch {
    return undefined
  }
}

/** Meta refuses line breaks, tabs and more than four spaces in a row in a template's parameters (132012). */
function flatten(text: string): string {
  return /[\n\r\t]| {5}/.test(text) ? text.replaceAll(/[\n\r\t]+| {5,}/g, " ") : text
}

/** The Liquid texts of a content, each with its path, for checking before anything is stored. */
export function liquidTexts(value: unknown, path = ""): { path: string; text: string }[] {
  if (typeof value === "string") return isLiquid(value) ? [{ path, text: value }] : []
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => liquidTexts(member, path ? `${path}.${key}` : key))
}
