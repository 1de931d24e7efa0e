import { isLiquid, type MessageContent, toTemplateValues } from "@parley/model"
import type { OutgoingContent } from "@parley/whatsapp/messages"
import {
  flatValue,
  needsMarketingMessages,
  readComponents,
  templateParameters,
  urlValue,
  withOptOutPayloads,
} from "@parley/whatsapp/templates"
import type { DropReason } from "../reasons.ts"
import { ContentTexts } from "./liquid/content-texts.ts"
import type { Personal, Rendered } from "./liquid/render.ts"

/** The template a content uses, as the templates table has it. */
export interface CompiledFrom {
  name: string
  language: string
  parameter_format: string
  components: unknown
  /** What its quick replies say by which people unsubscribe. */
  opt_out_replies: readonly string[]
}

export type Composed = { ok: true; content: string } | { ok: false; reason: DropReason; detail: string }

/**
 * A content made ready to be filled in many times. What is composed is the members of the Cloud API payload that carry
 * the content, as JSON without the outer braces.
 */
export interface CompiledContent {
  /** @returns undefined where its texts may take any time to render: {@link composeApart} does it */
  compose(personal: Personal): Composed | undefined
  /**
   * Composes for many while a process apart renders.
   * @returns in the order of the people; `busy` when the turn of the workspace did not come: try again later
   */
  composeApart(people: readonly Personal[], workspaceId: string): Promise<Composed[] | "busy">
}

/**
 * Compiles a content once for all who get it: the payload is built with its Liquid texts in place, serialized, and cut
 * at those texts. Composing a message then renders the texts and joins the pieces; nothing else is built per message.
 * @throws LiquidError naming the text at fault
 */
export function compileContent(content: MessageContent, template: CompiledFrom | null): CompiledContent {
  if (template && needsMarketingMessages(readable(template))) {
    const refused = refuse("gif_header", `Template ${template.name} (${template.language})`)
    return { compose: () => refused, composeApart: async (people) => people.map(() => refused) }
  }
  const sources: string[] = []
  const inTemplate = content.kind === "template"
  const payload = inTemplate ? templateMessage(content, template) : content.message
  const json = JSON.stringify(payload, (_key, value: unknown) => {
    if (typeof value !== "string" || !isLiquid(value)) return value
    sources.push(value)
    return slot
  })
  const pieces = json.slice(1, -1).split(JSON.stringify(slot))
  const isAddressEnd = sources.map((source) => source.startsWith(endOfAddress))
  const texts = new ContentTexts(
    sources.map((source, index) => (isAddressEnd[index] ? source.slice(endOfAddress.length) : source)),
  )

  const fill = (rendered: Rendered): Composed => {
    if (!rendered.ok) return failed(rendered)
    let [body = ""] = pieces
    for (const [index, raw] of rendered.texts.entries()) {
      const ended = isAddressEnd[index] && raw.length <= longestText ? urlValue(raw) : raw
      const text = inTemplate ? flatValue(ended) : ended
      if (text.trim() === "") return refuse("empty_variable", `Text ${index + 1} is empty.`)
      if (text.length > longestText)
        return refuse("text_too_long", `Text ${index + 1} has ${text.length} characters.`)
      body += JSON.stringify(text) + (pieces[index + 1] ?? "")
    }
    return { ok: true, content: body }
  }
  return {
    compose(personal) {
      const rendered = texts.renderHere(personal)
      return rendered && fill(rendered)
    },
    async composeApart(people, workspaceId) {
      const rendered = await texts.renderApart(people, workspaceId)
      return rendered === "busy" ? rendered : rendered.map(fill)
    },
  }
}

function failed({ text, why, message }: Rendered & { ok: false }): Composed {
  const detail = `Text ${text + 1} ${message}.`
  return refuse(why === "too_long" ? "text_too_long" : "content_broken", detail)
}

/** Stands where a rendered text will be. Half a surrogate pair is not valid text, so no other text can be it. */
const slot = "\udfff"
/** Stands before Liquid at the end of an address: encoded before it is rendered, it would be Liquid no more. */
const endOfAddress = "\udffe"
const addressEnd = (text: string) => (isLiquid(text) ? endOfAddress + text : urlValue(text))
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
    withOptOutPayloads(components, template.opt_out_replies, toTemplateValues(content.values)),
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
