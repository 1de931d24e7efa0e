import { isLiquid, type MessageContent, toTemplateValues } from "@parley/model"
import {
  flatValue,
  needsMarketingMessages,
  type OutgoingContent,
  readComponents,
  templateParameters,
  urlValue,
} from "@parley/whatsapp"
import type { Template } from "liquidjs"
import type { DropReason } from "./decide.ts"
import { LiquidError, type Personal, parseLiquid, renderParsed } from "./liquid/language.ts"

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

/** Liquid at the end of an address is encoded when it is rendered: encoded before, it would be Liquid no more. */
const addressEnd = (text: string) =>
  isLiquid(text)
    ? `{% capture parley_suffix %}${text}{% endcapture %}{{ parley_suffix | address_end }}`
    : urlValue(text)

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
        const rendered = renderParsed(texts[index] ?? [], personal)
        if (rendered === undefined)
          return refuse("content_broken", `Text ${index + 1} could not be rendered.`)
        const text = inTemplate ? flatValue(rendered) : rendered
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

/** Renders one text. @throws LiquidError when it cannot be parsed or rendered */
export function renderLiquid(text: string, personal: Personal): string {
  const output = renderParsed(parseLiquid(text), personal)
  if (output === undefined) throw new LiquidError(`“${text.slice(0, 80)}” could not be rendered.`)
  return flatValue(output)
}

/** A copy of a content in which every Liquid text is replaced. */
export function mapLiquid(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return isLiquid(value) ? replace(value) : value
  if (Array.isArray(value)) return value.map((member) => mapLiquid(member, replace))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapLiquid(member, replace)]))
}

/** The Liquid texts of a content, each with its path, for checking before anything is stored. */
export function liquidTexts(value: unknown, path = ""): { path: string; text: string }[] {
  if (typeof value === "string") return isLiquid(value) ? [{ path, text: value }] : []
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => liquidTexts(member, path ? `${path}.${key}` : key))
}
