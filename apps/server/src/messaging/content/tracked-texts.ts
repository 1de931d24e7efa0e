/** The tracked links of a content, in the texts of each message. */
import {
  exampleLinkId,
  isLiquid,
  type MarkedContent,
  type MessageContent,
  replaceMarked,
  targetOf,
  type UtmName,
  utmNames,
  type WrittenLink,
} from "@parley/model"
import type { Blocks } from "../../content-blocks/index.ts"
import { type LinkMaker, mostSameLinks } from "../../links/index.ts"

/** Where a link of one message leads, that no other has. */
export interface PersonalTarget {
  linkId: number
  nth: number
  target: string
}

interface Utm {
  name: UtmName
  /** Its place among the texts that are rendered for it; undefined: it is the same for all. */
  text: number | undefined
  value: string
}

export class TrackedTexts {
  /** The links, by the numbers they are marked with. */
  readonly written: readonly WrittenLink[]
  /** With their links marked. */
  readonly blocks: Blocks | undefined
  /** Liquid that is rendered beside the texts, for each message. */
  readonly utmTexts: readonly string[]
  readonly #utm: readonly Utm[]
  readonly #hasPersonalUtm: boolean
  #maker: LinkMaker | undefined

  private constructor(content: MessageContent, marked: MarkedContent, blocks: Blocks | undefined) {
    const given = utmNames.flatMap((name) => {
      const value = content.links?.utm?.[name]
      return value === undefined || value.trim() === "" ? [] : [{ name, value }]
    })
    this.utmTexts = given.flatMap(({ value }) => (isLiquid(value) ? [value] : []))
    this.#utm = given.map(({ name, value }) => ({
      name,
      value,
      text: isLiquid(value) ? this.utmTexts.indexOf(value) : undefined,
    }))
    this.#hasPersonalUtm = this.utmTexts.length > 0
    this.blocks =
      blocks && new Map([...blocks].map(([name, text]) => [name, marked.markBlock(text)] as const))
    this.written = marked.links
  }

  /** undefined: the content tracks none. */
  static of(
    content: MessageContent,
    marked: MarkedContent,
    blocks: Blocks | undefined,
  ): TrackedTexts | undefined {
    return content.links === undefined && marked.links.length === 0
      ? undefined
      : new TrackedTexts(content, marked, blocks)
  }

  /** The links as they are registered, in their order. */
  get links(): { place: string; url: string; target: string | null }[] {
    return this.written.map((link) => ({
      place: link.place,
      url: link.url,
      target: this.#isPersonal(link) ? null : (targetOf(link, link.url, this.#utmOf([])) ?? link.url),
    }))
  }

  /** From then on the links of messages lead over us. */
  useMaker(maker: LinkMaker): void {
    this.#maker = maker
  }

  get hasMaker(): boolean {
    return this.#maker !== undefined
  }

  /** @param messageId undefined: it is shown to someone else than its contact, and links stand as they are written */
  begin(messageId: string | undefined, utm: readonly string[]): LinkedMessage {
    const maker = this.#maker
    if (maker === undefined || messageId === undefined) return shown
    const targets: PersonalTarget[] = []
    const times = new Map<number, number>()
    const replace = (number: number, url: string, isBare: boolean): string => {
      const link = this.written[number]
      if (link === undefined) return url
      let nth = 0
      if (this.#isPersonal(link)) {
        const target = targetOf(link, url, this.#utmOf(utm))
        nth = times.get(number) ?? 0
        // The end of an address without what it is to lead to leaves nothing to send.
        if (target === undefined || nth >= mostSameLinks) return isBare ? "" : url
        times.set(number, nth + 1)
        targets.push({ linkId: maker.keyOf(number), nth, target })
      }
      const id = maker.idOf(number, nth, messageId)
      return isBare ? id : maker.addressOf(id)
    }
    return {
      targets,
      fillIn: (text, isLinked) =>
        replaceMarked(text, isLinked ? replace : notFromBlocks(replace, this.written)),
    }
  }

  #isPersonal(link: WrittenLink): boolean {
    return link.isLiquid || this.#hasPersonalUtm
  }

  #utmOf(rendered: readonly string[]): (readonly [UtmName, string])[] {
    return this.#utm.map(({ name, value, text }) => [
      name,
      text === undefined ? value : (rendered[text] ?? ""),
    ])
  }
}

interface LinkedMessage {
  targets: readonly PersonalTarget[]
  /** @param isLinked blocks in it are texts whose addresses people can tap, too */
  fillIn(text: string, isLinked: boolean): string
}

const asWritten = (_: number, url: string, isBare: boolean) => (isBare ? exampleLinkId : url)
const shown: LinkedMessage = { targets: [], fillIn: (text) => replaceMarked(text, asWritten) }

/** Elsewhere a block may be the address of a picture, which Meta fetches. */
const notFromBlocks =
  (replace: typeof asWritten, links: readonly WrittenLink[]): typeof asWritten =>
  (number, url, isBare) =>
    links[number]?.place === "block" ? url : replace(number, url, isBare)
