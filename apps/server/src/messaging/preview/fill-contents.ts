import { fillInBlocks, type MessageContent, messageContent } from "@parley/model"
import { flatValue } from "@parley/whatsapp/templates"
import { type Blocks, noBlocks } from "../../content-blocks/index.ts"
import { liquidTexts, mapLiquid } from "../content/compile.ts"
import { SharedWork, weigh } from "../content/liquid/bounds.ts"
import { mayCallOut } from "../content/liquid/connected-content.ts"
import { ContentTexts } from "../content/liquid/content-texts.ts"
import { LiquidError, longestPlainContent } from "../content/liquid/language.ts"
import type { Personal } from "../content/liquid/render.ts"
import { withoutCodes } from "./hidden-codes.ts"

/** What all messages of a page may take together, in the weights of Liquid: some 0.2 s. */
const mostWork = 2_000_000
/** Parsing takes some 2 µs a character. */
const perParsed = 20
/** Looking at the name of a variable takes some 3 µs, and each value weighs 8. */
const perNamed = 4
/** Where a message was given more, its texts are not rendered here. */
const mostVariables = 16_384

/**
 * Renders the Liquid of many messages where they are read, with codes to sign in with hidden. A text that many of them have is
 * parsed once, and what they take together is bounded, so that a long thread holds up nobody else.
 */
export class ContentFiller {
  readonly #work = new SharedWork(mostWork)
  readonly #texts = new Map<string, ContentTexts | undefined>()
  readonly #blocks: Blocks

  /** @param blocks that the contents name, and those in them */
  constructor(blocks: Blocks = noBlocks) {
    this.#blocks = blocks
  }

  /**
   * A content with its Liquid rendered; as it was written where rendering it may take any time, or where the messages before
   * it took all there is for a page.
   */
  fill(content: MessageContent, personal: Personal): { filled: MessageContent; isPersonal: boolean } {
    const sources = liquidTexts(content).map(({ text }) => this.#withBlocks(text))
    if (sources.length === 0) return { filled: content, isPersonal: false }
    const rendered = this.#render(sources, personal)
    if (rendered === undefined) return { filled: content, isPersonal: true }
    const texts = rendered.values()
    const inTemplate = content.kind === "template"
    const filled = messageContent.safeParse(
      mapLiquid(content, (source) => {
        const text = texts.next().value ?? source
        return inTemplate ? flatValue(text) : text
      }),
    )
    return { filled: filled.success ? filled.data : content, isPersonal: true }
  }

  /** As it was written where that cannot be done: then it is no Liquid. */
  #withBlocks(text: string): string {
    const filled = fillInBlocks(text, this.#blocks, longestPlainContent)
    return filled.ok ? filled.text : text
  }

  #render(sources: readonly string[], personal: Personal): string[] | undefined {
    // What others answered then is not known, and nobody is asked for a look at a thread.
    if (sources.some(mayCallOut)) return undefined
    const length = sources.reduce((sum, source) => sum + source.length, 0)
    const given = weigh(personal.variables, mostVariables)
    if (length > longestPlainContent || !this.#mayTake(length + given * perNamed)) return undefined
    const readable = { ...personal, variables: withoutCodes(personal.variables) }
    const rendered = this.#parse(sources, length)?.renderHere(readable, this.#work)
    return rendered?.ok ? rendered.texts : undefined
  }

  /** undefined: what was Liquid when it was written is none any more, or there is no time for it. */
  #parse(sources: readonly string[], length: number): ContentTexts | undefined {
    const key = JSON.stringify(sources)
    if (this.#texts.has(key)) return this.#texts.get(key)
    if (!this.#mayTake(length * perParsed)) return undefined
    const texts = textsOf(sources)
    this.#texts.set(key, texts)
    return texts
  }

  #mayTake(work: number): boolean {
    try {
      this.#work.spend(work)
      return true
    } catch {
      return false
    }
  }
}

function textsOf(sources: readonly string[]): ContentTexts | undefined {
  try {
    return new ContentTexts(sources)
  } catch (error) {
    if (error instanceof LiquidError) return undefined
    throw error
  }
}
