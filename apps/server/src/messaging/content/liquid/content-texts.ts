import type { Blocks } from "../../../content-blocks/index.ts"
import { type SharedWork, weigh } from "./bounds.ts"
import { type ParsedText, parseTexts, plainLiquid, plainScales } from "./language.ts"
import { type Personal, type Rendered, renderTexts } from "./render.ts"
import { mostSlowInARow, renderApart, slowAtEnd } from "./render-in-child.ts"

/** What is known of a contact in a plain text: characters, and eight for each value. */
const mostPersonal = 16_384
/** In one that is rendered apart: far below what a message may weigh there, as the content is at fault where it weighs more. */
const mostHandedOver = 262_144
/** With what other systems answered. */
const mostAnswered = 1_572_864

/** The Liquid texts of one content, parsed once and rendered for each who gets it. */
export class ContentTexts {
  readonly #texts: readonly ParsedText[]
  readonly #plain: NonNullable<ParsedText["plain"]>[]
  #isPlain: boolean
  /** Once it took too much time or memory for several in a row, it is not tried with the next. */
  #tooSlow: Rendered | undefined
  #slowInARow = 0

  /** @throws LiquidError saying which of them is wrong, and how */
  constructor(sources: readonly string[], blocks?: Blocks) {
    this.#texts = parseTexts(sources, blocks)
    this.#plain = this.#texts.flatMap(({ plain }) => (plain === undefined ? [] : [plain]))
    this.#isPlain = this.#plain.length === this.#texts.length
  }

  /** The texts with their blocks in their places. */
  get sources(): string[] {
    return this.#texts.map(({ source }) => source)
  }

  /**
   * Renders at once, within a few milliseconds at most.
   * @param work that it has together with other messages
   * @returns undefined where that cannot be said beforehand, or where it went wrong: {@link renderApart} tells
   */
  renderHere(personal: Personal, work?: SharedWork): Rendered | undefined {
    if (this.#tooSlow) return this.#tooSlow
    if (!this.#isPlain) return undefined
    if (weigh(personal, mostPersonal, plainScales.mostMembers) === Infinity) return undefined
    const rendered = renderTexts(plainLiquid, this.#plain, personal, plainScales.most, work)
    if (rendered.ok || rendered.why === "aborted" || rendered.why === "asks") return rendered
    // It would most likely go wrong for the next one, too, after the same time.
    this.#isPlain = false
    return undefined
  }

  /**
   * Renders for many in a process apart.
   * @param owner the workspace
   * @returns what each gets, in their order; `busy` when its turn did not come, as {@link renderApart} says
   */
  async renderApart(people: readonly Personal[], owner: string): Promise<Rendered[] | "busy"> {
    const known = this.#tooSlow
    if (known) return people.map(() => known)
    const texts = this.sources
    const rendered = await renderApart({ owner, texts, people: people.filter(canBeHandedOver) })
    if (rendered === "busy") return rendered
    this.#slowInARow = slowAtEnd(rendered, this.#slowInARow)
    if (this.#slowInARow >= mostSlowInARow) this.#tooSlow = rendered.at(-1)
    const answers = rendered.values()
    return people.map((one) => (canBeHandedOver(one) ? answers.next().value : undefined) ?? givenTooMuch)
  }
}

const canBeHandedOver = (personal: Personal) =>
  weigh(personal, personal.answers === undefined ? mostHandedOver : mostAnswered) < Infinity
const givenTooMuch: Rendered = {
  ok: false,
  text: 0,
  why: "error",
  message: "is given values that are too long or nested too deep",
}
