import {
  filesOfContent,
  isLiquid,
  isMarked,
  libraryId,
  type MessageContent,
  markContent,
  readLinked,
  toTemplateValues,
} from "@parley/model"
import { characterCount, type OutgoingContent, validateContent } from "@parley/whatsapp/messages"
import {
  addressEnd,
  boundedTexts,
  filledLength,
  flatValue,
  needsMarketingMessages,
  readComponents,
  templateParameters,
  withOptOutPayloads,
} from "@parley/whatsapp/templates"
import type { Blocks } from "../../content-blocks/index.ts"
import type { DropReason } from "../reasons.ts"
import { mayCallOut } from "./liquid/connected-content.ts"
import { ContentTexts } from "./liquid/content-texts.ts"
import type { Personal, Rendered } from "./liquid/render.ts"
import { gaveUp, type Later } from "./outside/ask-outside.ts"
import { type Asking, renderWithAnswers } from "./outside/render-with-answers.ts"
import { type PersonalTarget, TrackedTexts } from "./tracked-texts.ts"

/** The template a content uses, as the templates table has it. */
export interface CompiledFrom {
  name: string
  language: string
  parameter_format: string
  components: unknown
  /** What its quick replies say by which people unsubscribe. */
  opt_out_replies: readonly string[]
}

export type Composed =
  | {
      ok: true
      content: string
      /** Where personal links of this message lead: to be kept as it goes out. */
      targets?: readonly PersonalTarget[]
    }
  | { ok: false; reason: DropReason; detail: string }

/**
 * A content made ready to be filled in many times. What is composed is the members of the Cloud API payload that carry
 * the content, as JSON without the outer braces.
 */
export interface CompiledContent {
  /** The links that are tracked in it; null: none. They go as they are written until they have what makes their addresses. */
  links: TrackedTexts | null
  /** Whether it names the address of the contact's preference page, which is made for those alone who get it. */
  namesPreferenceLink: boolean
  /** Files of the media library that it shows. What is composed names them; {@link withMetaIds} puts Meta's ids there. */
  filesNamed: readonly string[]
  /** Subscription groups that its texts ask for the contact's states in. */
  groupsNamed: readonly string[]
  /** Whether it asks other systems: messages that go out are composed by {@link composeAsking}, and elsewhere nobody is asked. */
  callsOut: boolean
  /**
   * @param seen hears its texts as they were rendered, before they are made fit for their places
   * @returns undefined where its texts may take any time to render: {@link composeApart} does it
   */
  compose(personal: Personal, seen?: (texts: readonly string[]) => void): Composed | undefined
  /**
   * Composes for many while a process apart renders.
   * @returns in the order of the people; `busy` when the turn of the workspace did not come: try again later
   */
  composeApart(people: readonly Personal[], workspaceId: string): Promise<Composed[] | "busy">
  /** Composes for one message with what other systems answer; where one of them fails, it may have to be done again later. */
  composeAsking(personal: Personal, asking: Asking): Promise<Composed | Later | "busy">
}

/**
 * Compiles a content once for all who get it: the payload is built with its Liquid texts in place, serialized, and cut
 * at those texts. Composing a message then renders the texts and joins the pieces; nothing else is built per message.
 * @param blocks the content blocks that it names, and those in them
 * @throws LiquidError naming the text at fault
 */
export function compileContent(
  content: MessageContent,
  template: CompiledFrom | null,
  blocks?: Blocks,
): CompiledContent {
  if (template && needsMarketingMessages(readable(template))) {
    const refused = refuse("gif_header", `Template ${template.name} (${template.language})`)
    return {
      links: null,
      namesPreferenceLink: false,
      filesNamed: [],
      groupsNamed: [],
      callsOut: false,
      compose: () => refused,
      composeAsking: async () => refused,
      composeApart: async (people) => people.map(() => refused),
    }
  }
  const sources: string[] = []
  const marked = markContent(content)
  const { content: written } = marked
  const inTemplate = written.kind === "template"
  const payload = inTemplate ? templateMessage(written, template) : written.message
  const json = JSON.stringify(payload, (_key, value: unknown) => {
    if (typeof value !== "string" || !isFilledIn(value)) return value
    sources.push(value)
    return slot
  })
  const pieces = json.slice(1, -1).split(JSON.stringify(slot))
  const parts = sources.map(readSource)
  const links = TrackedTexts.of(content, marked, blocks)
  const texts = new ContentTexts(
    [...parts.map(({ text }) => text), ...(links?.utmTexts ?? [])],
    links?.blocks ?? blocks,
  )
  // Blocks may have brought some.
  const tracked = links !== undefined && links.written.length > 0 ? links : null

  const bounds = inTemplate && template ? boundsOf(written, template, sources) : []

  const fill = (rendered: Rendered, messageId: string | undefined): Composed => {
    if (!rendered.ok) return failed(rendered)
    const filled: string[] = []
    const message = links?.begin(messageId, rendered.texts.slice(parts.length))
    for (const [index, part] of parts.entries()) {
      const { address, isLinked } = part
      const plain = rendered.texts[index] ?? ""
      const raw = message ? message.fillIn(plain, isLinked) : plain
      const ended = address === undefined ? raw : addressEnd(address, raw)
      const text = inTemplate ? flatValue(ended) : ended
      if (text.trim() === "") return refuse("empty_variable", `Text ${index + 1} is empty.`)
      filled.push(text)
    }
    const long = bounds.find(({ most, fixed, slots }) => exceeds(most - fixed, slots, filled))
    if (long) return refuse("text_too_long", `The ${long.what} may have ${long.most} characters.`)
    const body = pieces
      .map((piece, index) => (index === 0 ? piece : JSON.stringify(filled[index - 1]) + piece))
      .join("")
    const composed: Composed = inTemplate || filled.length === 0 ? { ok: true, content: body } : checked(body)
    return composed.ok && message && message.targets.length > 0
      ? { ...composed, targets: message.targets }
      : composed
  }
  return {
    links: tracked,
    namesPreferenceLink: texts.sources.some(namesPreferences),
    filesNamed: filesOfContent(content),
    groupsNamed: texts.sources.flatMap(groupsIn),
    callsOut: texts.sources.some(mayCallOut),
    async composeAsking(personal, asking) {
      const rendered = await renderWithAnswers(texts, personal, asking)
      if (rendered === gaveUp)
        return refuse("connected_content_failed", "It did not answer in time, six times.")
      if (rendered === "busy" || "laterMs" in rendered) return rendered
      if ("refused" in rendered) return refuse("connected_content_failed", rendered.refused)
      return fill(rendered, personal.message_id)
    },
    compose(personal, seen) {
      const rendered = texts.renderHere(personal)
      if (rendered?.ok) seen?.(rendered.texts)
      return rendered && fill(rendered, personal.message_id)
    },
    async composeApart(people, workspaceId) {
      const rendered = await texts.renderApart(people, workspaceId)
      return rendered === "busy"
        ? rendered
        : rendered.map((one, index) => fill(one, people[index]?.message_id))
    },
  }
}

function failed({ text, why, message }: Rendered & { ok: false }): Composed {
  if (why === "aborted") return refuse("aborted_by_content", message)
  const detail = `Text ${text + 1} ${message}.`
  return refuse(why === "too_long" ? "text_too_long" : "content_broken", detail)
}

const namesPreferences = (source: string) =>
  source.includes("preference_link") || source.includes("unsubscribe")

const groupPattern =
  /subscribed_state(?:\.\$\{|\[["'])\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*(?:\}|["']\])/gi
const groupsIn = (source: string) =>
  Array.from(source.matchAll(groupPattern), ([, id = ""]) => id.toLowerCase())

/** What was composed, with the ids that Meta gave to files of the media library for the number that sends it. */
export const withMetaIds = (content: string, ids: ReadonlyMap<string, string>): string =>
  [...ids].reduce(
    (json, [file, metaId]) =>
      json.replaceAll(`"id":"${libraryId(file)}"`, () => `"id":${JSON.stringify(metaId)}`),
    content,
  )

/** Stands where a rendered text will be. Half a surrogate pair is not valid text, so no other text can be it. */
const slot = "\udfff"
/** Stands around the address before Liquid at its end: encoded before it is rendered, it would be Liquid no more. */
const endOfAddress = "\udffe"
const withAddress = (address: string, text: string) => `${endOfAddress}${address}${endOfAddress}${text}`
const liquidOrEnd = (address: string, text: string) =>
  isFilledIn(text) ? withAddress(address, text) : addressEnd(address, text)
/** It is different for each message. */
const isFilledIn = (text: string) => isLiquid(text) || isMarked(text)

/** A text of the payload, with the address that it is the end of. */
function readSource(source: string): { text: string; isLinked: boolean; address?: string } {
  if (!source.startsWith(endOfAddress)) return readLinked(source)
  const end = source.indexOf(endOfAddress, 1)
  return { address: source.slice(1, end), ...readLinked(source.slice(end + 1)) }
}

/** A text of the template that Liquid is in. */
interface Bound {
  what: string
  most: number
  /** Characters that are the same for everybody. */
  fixed: number
  /** Which of the rendered texts are in it. */
  slots: readonly number[]
}

function boundsOf(
  content: MessageContent & { kind: "template" },
  template: CompiledFrom,
  sources: readonly string[],
): Bound[] {
  return boundedTexts(readable(template), toTemplateValues(content.values)).flatMap((text) => {
    const { what, most, fixed, values, address } = text
    const [liquid = [], plain = []] = [
      values.filter(isFilledIn),
      values.filter((value) => !isFilledIn(value)),
    ]
    const slots = liquid.map((value) =>
      sources.indexOf(address === undefined ? value : withAddress(address, value)),
    )
    if (slots.length === 0) return []
    return [{ what, most, fixed: filledLength({ ...text, fixed, values: plain }), slots }]
  })
}

/** Whether those texts together have more characters; a text has no more of them than units of UTF-16. */
function exceeds(most: number, slots: readonly number[], texts: readonly string[]): boolean {
  const sum = (length: (text: string) => number) =>
    slots.reduce((total, slot) => total + length(texts[slot] ?? ""), 0)
  return sum((text) => text.length) > most && sum(characterCount) > most
}

/** A free-form message with its texts in place, held to the bounds of its kind. */
function checked(content: string): Composed {
  const check = validateContent(JSON.parse(`{${content}}`))
  if (check.ok) return { ok: true, content }
  const [issue] = check.issues
  const detail = `${issue?.path}: ${issue?.message}.`
  return refuse(issue?.code === "too_long" ? "text_too_long" : "content_broken", detail)
}

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
    liquidOrEnd,
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
