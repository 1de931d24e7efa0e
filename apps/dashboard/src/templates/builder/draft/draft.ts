/** A template as someone writes it, and the way to and from what Meta is sent. Pure. */
import type {
  CarouselCard,
  HeaderComponent,
  TemplateButton,
  TemplateCategory,
  TemplateComponent,
  TemplateDefinition,
} from "@parley/whatsapp/templates"

/** What a template is built of; an authentication template's text is Meta's. */
export type DraftKind = "standard" | "offer" | "carousel" | "authentication"

/** A GIF is only ever found in templates that were made elsewhere. */
export type HeaderFormat = "NONE" | HeaderComponent["format"]

export interface DraftHeader {
  format: HeaderFormat
  text: string
  /** Of an uploaded sample: Meta's handle, or its address where Meta shows one. */
  handle: string
  /** For the preview: where this browser finds the picture. */
  pictureUrl: string | null
}

export interface DraftCard {
  header: DraftHeader
  body: string
  buttons: TemplateButton[]
}

export interface Draft {
  name: string
  language: string
  category: TemplateCategory
  kind: DraftKind
  format: "POSITIONAL" | "NAMED"
  /** How long Meta tries to deliver, in seconds; absent: Meta's default. */
  ttlSeconds?: number | undefined
  header: DraftHeader
  body: string
  footer: string
  buttons: TemplateButton[]
  /** Sample values by place and variable: `header`, `body`, `card.0`, …; then `1` or `first_name`. */
  samples: Readonly<Record<string, Readonly<Record<string, string>>>>
  offer: { text: string; expires: boolean }
  cards: DraftCard[]
  code: { recommendation: boolean; expirationMinutes: number | null; button: TemplateButton }
}

export const noHeader: DraftHeader = { format: "NONE", text: "", handle: "", pictureUrl: null }

export const emptyDraft: Draft = {
  name: "",
  language: "en_US",
  category: "MARKETING",
  kind: "standard",
  format: "NAMED",
  header: noHeader,
  body: "",
  footer: "",
  buttons: [],
  samples: {},
  offer: { text: "", expires: true },
  cards: [],
  code: { recommendation: true, expirationMinutes: 10, button: { type: "OTP", otp_type: "COPY_CODE" } },
}

/** The variables of a text, in the order in which Meta wants their samples. */
export function variablesIn(text: string): string[] {
  const names = [...new Set(Array.from(text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g), (match) => match[1] ?? ""))]
  const isNumbered = names.every((name) => /^\d+$/.test(name))
  return isNumbered ? names.sort((a, b) => Number(a) - Number(b)) : names
}

/** What a new variable of a text would be called that stands for nothing known. */
export function nextVariable(draft: Draft, text: string): string {
  const names = variablesIn(text)
  if (draft.format === "POSITIONAL")
    return String(Math.max(0, ...names.map(Number).filter(Number.isFinite)) + 1)
  const free = Array.from({ length: names.length + 1 }, (_, index) => `value_${index + 1}`)
  return free.find((name) => !names.includes(name)) ?? "value"
}

/** What Meta is sent. */
export function definitionOf(draft: Draft): TemplateDefinition {
  const { name, language, category, format, ttlSeconds } = draft
  return {
    name,
    language,
    category,
    parameter_format: format,
    components: componentsOf(draft),
    ...(ttlSeconds === undefined ? {} : { message_send_ttl_seconds: ttlSeconds }),
  }
}

function componentsOf(draft: Draft): TemplateComponent[] {
  switch (draft.kind) {
    case "authentication":
      return codeComponents(draft)
    case "carousel":
      return [
        bodyOf(draft, draft.body, "body"),
        { type: "CAROUSEL", cards: draft.cards.map((card, index) => cardOf(draft, card, index)) },
      ]
    case "offer":
      return [
        ...headerOf(draft, draft.header, "header"),
        {
          type: "LIMITED_TIME_OFFER",
          limited_time_offer: { text: draft.offer.text, has_expiration: draft.offer.expires },
        },
        bodyOf(draft, draft.body, "body"),
        ...buttonsOf(draft.buttons),
      ]
    case "standard":
      return [
        ...headerOf(draft, draft.header, "header"),
        bodyOf(draft, draft.body, "body"),
        ...(draft.footer === "" ? [] : [{ type: "FOOTER" as const, text: draft.footer }]),
        ...buttonsOf(draft.buttons),
      ]
  }
}

function codeComponents({ code }: Draft): TemplateComponent[] {
  const { recommendation, expirationMinutes, button } = code
  return [
    recommendation ? { type: "BODY", add_security_recommendation: true } : { type: "BODY" },
    ...(expirationMinutes === null
      ? []
      : [{ type: "FOOTER" as const, code_expiration_minutes: expirationMinutes }]),
    { type: "BUTTONS", buttons: [button] },
  ]
}

function headerOf(draft: Draft, header: DraftHeader, place: string): HeaderComponent[] {
  const { format, text, handle } = header
  if (format === "NONE") return []
  if (format === "LOCATION" || format === "PRODUCT") return [{ type: "HEADER", format }]
  if (format !== "TEXT") {
    return [{ type: "HEADER", format, ...(handle === "" ? {} : { example: { header_handle: [handle] } }) }]
  }
  const names = variablesIn(text)
  if (names.length === 0) return [{ type: "HEADER", format, text }]
  const given = samplesOf(draft, place, names)
  const example =
    draft.format === "NAMED"
      ? { header_text_named_params: given.map(([param_name, example]) => ({ param_name, example })) }
      : { header_text: given.map(([, example]) => example) }
  return [{ type: "HEADER", format, text, example }]
}

function bodyOf(draft: Draft, text: string, place: string): TemplateComponent & { type: "BODY" } {
  const names = variablesIn(text)
  if (names.length === 0) return { type: "BODY", text }
  const given = samplesOf(draft, place, names)
  const example =
    draft.format === "NAMED"
      ? { body_text_named_params: given.map(([param_name, example]) => ({ param_name, example })) }
      : { body_text: [given.map(([, example]) => example)] }
  return { type: "BODY", text, example }
}

const samplesOf = (draft: Draft, place: string, names: readonly string[]) =>
  names.map((name) => [name, draft.samples[place]?.[name] ?? ""] as const)

const buttonsOf = (buttons: TemplateButton[]) =>
  buttons.length === 0 ? [] : [{ type: "BUTTONS" as const, buttons }]

function cardOf(draft: Draft, card: DraftCard, index: number): CarouselCard {
  return {
    components: [
      ...headerOf(draft, card.header, `card.${index}`),
      ...(card.body === "" ? [] : [bodyOf(draft, card.body, `card.${index}`)]),
      ...buttonsOf(card.buttons),
    ],
  }
}

/** A draft that says what a template says. */
export function draftOf(definition: TemplateDefinition): Draft {
  const { name, language, category, components } = definition
  const format = definition.parameter_format ?? "POSITIONAL"
  const found = <T extends TemplateComponent["type"]>(type: T) =>
    components.find(
      (component): component is Extract<TemplateComponent, { type: T }> => component.type === type,
    )
  const body = found("BODY")
  const offer = found("LIMITED_TIME_OFFER")
  const carousel = found("CAROUSEL")
  const footer = found("FOOTER")
  const buttons = found("BUTTONS")?.buttons ?? []
  const header = draftHeader(found("HEADER"))
  const samples: Record<string, Record<string, string>> = {
    header: headerSamples(found("HEADER")),
    body: bodySamples(body),
  }
  const cards = carousel?.cards.map((card, index) => {
    for (const part of card.components) if (part.type === "BODY") samples[`card.${index}`] = bodySamples(part)
    return draftCard(card)
  })
  const isCode = category === "AUTHENTICATION"
  return {
    ...emptyDraft,
    name,
    language,
    category,
    format,
    ...(definition.message_send_ttl_seconds === undefined
      ? {}
      : { ttlSeconds: definition.message_send_ttl_seconds }),
    kind: isCode ? "authentication" : offer ? "offer" : carousel ? "carousel" : "standard",
    header,
    body: body?.text ?? "",
    footer: footer?.text ?? "",
    buttons: isCode ? [] : buttons,
    samples,
    offer: offer
      ? { text: offer.limited_time_offer.text, expires: offer.limited_time_offer.has_expiration ?? false }
      : emptyDraft.offer,
    cards: cards ?? [],
    code: isCode
      ? {
          recommendation: body?.add_security_recommendation ?? false,
          expirationMinutes: footer?.code_expiration_minutes ?? null,
          button: buttons[0] ?? emptyDraft.code.button,
        }
      : emptyDraft.code,
  }
}

function draftHeader(header: HeaderComponent | undefined): DraftHeader {
  if (header === undefined) return noHeader
  const handle = header.example?.header_handle?.[0] ?? ""
  const isPicture = header.format === "IMAGE" && handle.startsWith("http")
  return { format: header.format, text: header.text ?? "", handle, pictureUrl: isPicture ? handle : null }
}

function draftCard(card: CarouselCard): DraftCard {
  const part = <T extends CarouselCard["components"][number]["type"]>(type: T) =>
    card.components.find(
      (one): one is Extract<CarouselCard["components"][number], { type: T }> => one.type === type,
    )
  return {
    header: draftHeader(part("HEADER")),
    body: part("BODY")?.text ?? "",
    buttons: part("BUTTONS")?.buttons ?? [],
  }
}

function headerSamples(header: HeaderComponent | undefined): Record<string, string> {
  const named = header?.example?.header_text_named_params
  if (named) return Object.fromEntries(named.map(({ param_name, example }) => [param_name, example]))
  const [first] = header?.example?.header_text ?? []
  return first === undefined ? {} : { "1": first }
}

function bodySamples(body: (TemplateComponent & { type: "BODY" }) | undefined): Record<string, string> {
  const named = body?.example?.body_text_named_params
  if (named) return Object.fromEntries(named.map(({ param_name, example }) => [param_name, example]))
  const names = variablesIn(body?.text ?? "")
  const given = body?.example?.body_text?.[0] ?? []
  return Object.fromEntries(names.map((name, index) => [name, given[index] ?? ""]))
}
