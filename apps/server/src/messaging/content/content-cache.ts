import { setImmediate as nextTurn } from "node:timers/promises"
import {
  blocksNamed,
  blocksOfContent,
  type MessageContent,
  messageContent,
  toTemplateValues,
} from "@parley/model"
import { missingValues, needsMarketingMessages, readComponents } from "@parley/whatsapp/templates"
import { LRUCache } from "lru-cache"
import { type Blocks, readBlocks } from "../../content-blocks/index.ts"
import type { LinkTracking } from "../../links/index.ts"
import { type Database, rows, sql, type Tx } from "../../platform/database/index.ts"
import { languagesOf, type TemplateLanguage } from "../../templates/index.ts"
import { type DueMessage, intentOf } from "../decide.ts"
import { chooseLanguage } from "./choose-language.ts"
import { type CompiledContent, type CompiledFrom, compileContent } from "./compile.ts"
import { blocksOf } from "./contents.ts"

/** A content as a lane needs it: what decides over its messages, and what composes them. */
interface ReadyContent {
  due: Pick<DueMessage, "intent" | "templateStatus">
  /** null when it is none. */
  templateId: string | null
  /** An error when it cannot be compiled. */
  compiled: CompiledContent | Error
}

/** What a contact of that language gets; null when their language is not known. */
export type ContentFor = (language: string | null) => ReadyContent

/** A content with one template it may be sent as: its own or, where the contact's language chooses, one of the same name. */
interface ContentState {
  id: string
  template: TemplateLanguage | null
  fallback: string | null
}

/** A content and the template it is to be compiled with. */
type Source = { key: string; isOwn: boolean; body: unknown; template: CompiledFrom | null }
type Compiled = CompiledContent | Error

/** What was compiled, and the blocks it was compiled with, those within them too; undefined: there was none of that name. */
interface Kept {
  compiled: Compiled
  blocks: ReadonlyMap<string, string | undefined>
}

/** What is kept between batches, in contents and in their characters; Liquid that is parsed takes up to 140 bytes a character. */
const mostKept = 1_000
const mostKeptLength = 1_000_000
/** Compiling a content takes milliseconds at most, a claim may have hundreds: other work may run in between. */
const compileMs = 10

/**
 * Contents of the messages on their way. The state of their templates is read for each batch, as Meta may pause one at
 * any time; what is compiled is kept until the template itself changes. What a batch needs it has for itself: what others
 * do meanwhile, and how much is kept, costs it nothing but time.
 */
export class ContentCache {
  readonly #db: Database
  readonly #kept = new LRUCache<string, Kept>({ max: mostKept, maxSize: mostKeptLength })

  readonly #tracking: LinkTracking | undefined

  /** @param tracking of what goes out; absent: links stand as they are written */
  constructor(db: Database, tracking?: LinkTracking) {
    this.#db = db
    this.#tracking = tracking
  }

  /** The contents with these ids, as far as they exist; one or two statements whatever their number. */
  async read(workspaceId: string, contentIds: readonly string[]): Promise<Map<string, ContentFor>> {
    const ids = [...new Set(contentIds)]
    const compiled = new Map<string, Compiled>()
    const { states, sources, blocks } = await this.#db.workspace(workspaceId, async (tx) => {
      const states = await readStates(tx, ids)
      const kept = new Map(states.map((state) => [state, this.#kept.get(keyOf(state))]))
      // Where no content has blocks, nothing is asked for them.
      const now = await readBlocks(
        tx,
        [...kept.values()].flatMap((one) => [...(one?.blocks.keys() ?? [])]),
      )
      const missing = states.filter((state) => {
        const one = kept.get(state)
        const isAsIs = one !== undefined && [...one.blocks].every(([name, text]) => now.get(name) === text)
        if (isAsIs) compiled.set(keyOf(state), one.compiled)
        return !isAsIs
      })
      const sources = await readSources(tx, missing)
      return { states, sources, blocks: await blocksOf(tx, ...sources.map(({ body }) => body)) }
    })
    await this.#compile(sources, blocks, compiled)
    await this.#track(workspaceId, compiled)
    const byContent = Map.groupBy(states, (state) => state.id)
    return new Map([...byContent].map(([id, variants]) => [id, choice(variants, compiled)]))
  }

  /** Registers the links of what was compiled. Where nothing is tracked, nothing is asked. */
  async #track(workspaceId: string, compiled: ReadonlyMap<string, Compiled>): Promise<void> {
    const tracking = this.#tracking
    if (tracking === undefined) return
    const all = [...compiled].flatMap(([key, content]) =>
      content instanceof Error || content.links === null ? [] : [{ key, texts: content.links }],
    )
    if (all.length === 0) return
    const missing = all.filter(({ texts }) => !texts.hasMaker)
    if (missing.length === 0) return tracking.refresh(this.#db, workspaceId)
    const makers = await tracking.makersOf(
      this.#db,
      workspaceId,
      missing.map(({ key, texts }) => ({ contentId: contentOf(key), links: texts.links })),
    )
    for (const [index, { texts }] of missing.entries()) {
      const maker = makers[index]
      if (maker) texts.useMaker(maker)
    }
  }

  /** Adds to `compiled`, and keeps what there is room for. */
  async #compile(sources: readonly Source[], blocks: Blocks, compiled: Map<string, Compiled>): Promise<void> {
    let sinceMs = performance.now()
    for (const { key, body, template, isOwn } of sources) {
      const content = compileOrError(body, template, isOwn, blocks)
      compiled.set(key, content)
      const own = blocksWithin(blocksOfContent(body), blocks)
      const length = [...own.values()].reduce((sum, text) => sum + (text?.length ?? 0), 0)
      this.#kept.set(key, { compiled: content, blocks: own }, { size: JSON.stringify(body).length + length })
      if (performance.now() - sinceMs < compileMs) continue
      await nextTurn()
      sinceMs = performance.now()
    }
  }
}

/** Contents with the templates they may be sent as, in two statements. */
async function readStates(tx: Tx, contentIds: readonly string[]): Promise<ContentState[]> {
  if (contentIds.length === 0) return []
  const contents = await tx
    .selectFrom("contents")
    .select([
      "id",
      "template_id",
      sql<boolean>`body ->> 'language' IS NOT DISTINCT FROM 'contact'`.as("chooses"),
    ])
    .where("id", "in", contentIds)
    .execute()
  const languages = await languagesOf(
    tx,
    contents.flatMap(({ template_id }) => template_id ?? []),
  )
  return contents.flatMap(({ id, template_id, chooses }): ContentState[] => {
    const found = template_id === null ? undefined : languages.get(template_id)
    if (found === undefined) return [{ id, template: null, fallback: null }]
    return found.all
      .filter(({ isOwn, isSendable }) => isOwn || (chooses && isSendable))
      .map((template) => ({ id, template, fallback: found.fallback }))
  })
}

/** The contents of these states with their templates, in one statement. */
async function readSources(tx: Tx, states: readonly ContentState[]): Promise<Source[]> {
  if (states.length === 0) return []
  const wanted = states.map(({ id, template }) => ({ id, templateId: template?.id }))
  const { rows: sources } = await sql<{ place: number; body: unknown } & TemplateColumns>`
    SELECT wanted.position AS place, body, name, language, parameter_format, components, opt_out_replies
    FROM ${rows("wanted", wanted, { id: "uuid", templateId: "uuid" })}
    JOIN contents ON contents.id = wanted.id
    LEFT JOIN templates ON templates.id = wanted.template_id
  `.execute(tx)
  return sources.flatMap(({ place, body, ...template }) => {
    const state = states[place - 1]
    return state
      ? [{ key: keyOf(state), isOwn: state.template?.isOwn ?? true, body, template: present(template) }]
      : []
  })
}

function choice(variants: readonly ContentState[], compiled: ReadonlyMap<string, Compiled>): ContentFor {
  const ready = variants.map((state) => ({ state, content: readyContent(state, compiled) }))
  const own = ready.find(({ state }) => state.template?.isOwn) ?? ready[0]
  if (own === undefined) throw new Error("a content without a state")
  if (ready.length === 1) return () => own.content
  const choices = ready.map(({ state, content }) => ({
    content,
    language: state.template?.language ?? "",
    isSendable: state.template?.isSendable === true && !(content.compiled instanceof Error),
  }))
  return (language) => chooseLanguage(choices, language, own.state.fallback)?.content ?? own.content
}

function readyContent(state: ContentState, all: ReadonlyMap<string, Compiled>): ReadyContent {
  const compiled = all.get(keyOf(state)) ?? new Error("The content was deleted meanwhile.")
  const { template } = state
  if (template === null)
    return { due: { intent: "service", templateStatus: null }, templateId: null, compiled }
  const due = { intent: intentOf(template.category), templateStatus: template.status }
  return { due, templateId: template.id, compiled }
}

const keyOf = ({ id, template }: ContentState) =>
  `${id}:${template?.id ?? null}:${template?.updatedAt.getTime() ?? 0}`

const contentOf = (key: string) => key.slice(0, key.indexOf(":"))

/** Of all blocks that were read, those that a content with these names has in it. */
function blocksWithin(names: readonly string[], blocks: Blocks): Map<string, string | undefined> {
  const within = new Map<string, string | undefined>()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (within.has(name)) continue
    const text = blocks.get(name)
    within.set(name, text)
    if (text !== undefined) waiting.push(...blocksNamed(text))
  }
  return within
}

type TemplateColumns = { [K in keyof CompiledFrom]: CompiledFrom[K] | null }

function present({ name, language, parameter_format, ...rest }: TemplateColumns): CompiledFrom | null {
  const { components, opt_out_replies } = rest
  if (name === null || language === null || parameter_format === null) return null
  return { name, language, parameter_format, components, opt_out_replies: opt_out_replies ?? [] }
}

function compileOrError(
  body: unknown,
  template: CompiledFrom | null,
  isOwn: boolean,
  blocks: Blocks,
): CompiledContent | Error {
  try {
    const content = messageContent.parse(body)
    if (!isOwn && template) requireSendable(content, template)
    return compileContent(content, template, blocks)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** The content was checked against its own template; another language may ask for more, or be none that can be sent. */
function requireSendable(content: MessageContent, { language, components }: CompiledFrom): void {
  if (content.kind !== "template") return
  const readable = readComponents(Array.isArray(components) ? components : [])
  if (needsMarketingMessages(readable)) throw new Error(`The template's header is a GIF in ${language}.`)
  const [missing] = missingValues(readable, toTemplateValues(content.values))
  if (missing)
    throw new Error(`The template asks for ${missing.component} variable ${missing.name} in ${language}.`)
}
