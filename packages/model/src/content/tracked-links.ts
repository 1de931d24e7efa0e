/**
 * Which addresses of a content are links that can be tracked, and where they stand. An address counts whose host is written out:
 * what comes after the host may be Liquid, so that no value of a contact decides where people are led. Pure.
 */
import type { MessageContent } from "./content.ts"
import type { UtmName } from "./link-settings.ts"
import { isLiquid } from "./liquid.ts"

/** A link of a content, as it is written. */
export interface WrittenLink {
  /** `text`, `button`, `cards.0.button`, `buttons.1`, `body.name` … */
  place: string
  /** With its Liquid. */
  url: string
  host: string
  /** It has Liquid in it. */
  isLiquid: boolean
}

/**
 * Marks stand around an address while its text is rendered. Each is half of a surrogate pair, which no text that is kept can have in
 * it: no value of a contact can be taken for one.
 */
const marks = { open: "\udff0", bare: "\udff1", between: "\udff2", close: "\udff3", linked: "\udff4" }

/** Whether a text has something in it that is filled in for each message. */
export const isMarked = (text: string): boolean => /[\udff0-\udff4]/.test(text)

/** A text without the mark that says that links of blocks in it are tracked, too. */
export const readLinked = (text: string): { text: string; isLinked: boolean } => {
  const isLinked = text.startsWith(marks.linked)
  return { isLinked, text: isLinked ? text.slice(1) : text }
}

/** Liquid, and all that is not an address that people can tap. */
const notText = /\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}\}?/g
/** Where what is written becomes a value, and other filters may change it. */
const opensValue = /^\{%-?\s*capture\b/
const closesValue = /^\{%-?\s*endcapture\b/
/** Scheme and host, then what belongs to the path, the query and the fragment, with outputs of Liquid in between. */
const address =
  /(https?:\/\/)([\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?(?::\d{1,5})?)((?:[/?#](?:\{\{[\s\S]*?\}\}\}?|[^\s<>"{}|\\^`\udff0-\udff4])*)?)/giu
const goesOn = /^[.-]*(?:\{\{|[@\\%]|:\S)/
/** Belongs to the sentence, or is WhatsApp's formatting. */
const sentenceEnd = /[.,;:!?'*_~)\]]+$/

interface FoundAddress {
  start: number
  url: string
  host: string
}

/** The addresses in a text of Liquid. */
export function addressesIn(text: string): FoundAddress[] {
  const closed = closedRanges(text)
  return [...text.matchAll(address)].flatMap((match) => {
    const [whole, scheme = "", host = "", rest = ""] = match
    if (closed.some(({ from, to }) => match.index >= from && match.index < to)) return []
    // A host that goes on with something else is not the host that is written: `https://shop.{{ x }}`, `https://name:word@host`.
    if (rest === "" && goesOn.test(text.slice(match.index + whole.length))) return []
    const url = trimmed(scheme + host + rest)
    return [{ start: match.index, url, host: host.toLowerCase() }]
  })
}

/** Without the punctuation of the sentence around it. */
function trimmed(url: string): string {
  const [end = ""] = sentenceEnd.exec(url) ?? []
  if (end === "") return url
  const balanced = (url.match(/\(/g) ?? []).length
  let kept = url.slice(0, url.length - end.length)
  for (const mark of end) {
    if (mark !== ")" || (kept.match(/\)/g) ?? []).length >= balanced) break
    kept += mark
  }
  return kept
}

/** What is within tags and outputs, or captured. */
function closedRanges(text: string): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = []
  let captured: number | undefined
  for (const { 0: part, index } of text.matchAll(notText)) {
    ranges.push({ from: index, to: index + part.length })
    if (opensValue.test(part)) captured ??= index
    else if (closesValue.test(part) && captured !== undefined) {
      ranges.push({ from: captured, to: index })
      captured = undefined
    }
  }
  if (captured !== undefined) ranges.push({ from: captured, to: text.length })
  return ranges
}

/** Where the texts of a free-form message are whose addresses people can tap. */
const freeFormPlaces: readonly (readonly [RegExp, string])[] = [
  [/^text\.body$/, "text"],
  [/^(image|video|document)\.caption$/, "text"],
  [/^interactive\.body\.text$/, "text"],
  [/^interactive\.action\.parameters\.url$/, "button"],
  [/^interactive\.action\.cards\.(\d+)\.body\.text$/, "cards.$1.text"],
  [/^interactive\.action\.cards\.(\d+)\.action\.parameters\.url$/, "cards.$1.button"],
]
/** Of the values of a template. */
const templatePlaces: readonly (readonly [RegExp, string])[] = [
  [/^body\.(\w+)$/, "body.$1"],
  [/^cards\.(\d+)\.body\.(\w+)$/, "cards.$1.body.$2"],
]
const targetPlace = /^((?:cards\.\d+\.)?buttons\.\d)\.target$/

function placeOf(path: string, places: typeof freeFormPlaces): string | undefined {
  const found = places.find(([pattern]) => pattern.test(path))
  return found && path.replace(found[0], found[1])
}

/** A content in which each link is marked with its number, and the links by their numbers. */
export interface MarkedContent {
  content: MessageContent
  links: WrittenLink[]
  /** Marks the links of a text that takes part of a text of the content, such as a content block. */
  markBlock(text: string): string
}

/** Links of a content that asks for it, and those of buttons that lead to a tracked address. */
export function markContent(content: MessageContent): MarkedContent {
  const links: WrittenLink[] = []
  const numbers = new Map<string, number>()
  const numberOf = (link: WrittenLink): number => {
    const key = `${link.place} ${link.url}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, links.push(link) - 1)
    return links.length - 1
  }
  const mark = (text: string, place: string): string => {
    let at = 0
    let marked = ""
    for (const { start, url, host } of addressesIn(text)) {
      const number = numberOf({ place, url, host, isLiquid: isLiquid(url) })
      marked += `${text.slice(at, start)}${marks.open}${number}${marks.between}${url}${marks.close}`
      at = start + url.length
    }
    return marked + text.slice(at)
  }
  const markText = (text: string, place: string): string => {
    const marked = mark(text, place)
    return text.includes("content_blocks") ? marks.linked + marked : marked
  }
  const isTracked = content.links !== undefined
  const walk = (value: unknown, path: string, places: typeof freeFormPlaces): unknown => {
    if (typeof value === "string") {
      const place = isTracked ? placeOf(path, places) : undefined
      return place === undefined ? value : markText(value, place)
    }
    if (Array.isArray(value)) return value.map((member, index) => walk(member, below(path, index), places))
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, member]): [string, unknown] => {
        const place = targetPlace.exec(below(path, name))?.[1]
        if (place === undefined || typeof member !== "string")
          return [name, walk(member, below(path, name), places)]
        const [found] = addressesIn(member)
        // What is no address was refused when the content was saved.
        if (found === undefined || found.start !== 0) return ["suffix", ""]
        const number = numberOf({ place, url: member, host: found.host, isLiquid: isLiquid(member) })
        return ["suffix", `${marks.bare}${number}${marks.between}${member}${marks.close}`]
      }),
    )
  }
  const marked =
    content.kind === "template"
      ? { ...content, values: walk(content.values, "", templatePlaces) }
      : { ...content, message: walk(content.message, "", freeFormPlaces) }
  return {
    content: marked as MessageContent,
    links,
    markBlock: (text) => (isTracked ? mark(text, "block") : text),
  }
}

/** The links of a content, whether or not it tracks them, while it is written. */
export const linksIn = (content: {
  kind: "template" | "free_form"
  values?: unknown
  message?: unknown
}): WrittenLink[] => markContent({ ...content, links: {} } as MessageContent).links

const below = (path: string, name: string | number) => (path === "" ? String(name) : `${path}.${name}`)

const markedAddress = /([\udff0\udff1])(\d+)\udff2([^\udff3]*)\udff3/g

/**
 * A rendered text with its links in their places.
 * @param replace what stands for an address; `isBare`: the end of an address, of which the template has the beginning
 */
export function replaceMarked(
  text: string,
  replace: (number: number, url: string, isBare: boolean) => string,
): string {
  if (!isMarked(text)) return text
  return text.replace(markedAddress, (_, mark: string, number: string, rendered: string) => {
    const isBare = mark === marks.bare
    // An output may have brought blanks, where the address ends.
    const [url = "", rest = ""] = isBare ? [rendered.trim()] : splitAtBlank(rendered)
    return replace(Number(number), url, isBare) + rest
  })
}

function splitAtBlank(text: string): [string, string] {
  const blank = text.search(/\s/)
  return blank === -1 ? [text, ""] : [text.slice(0, blank), text.slice(blank)]
}

/**
 * Where a link leads once it is rendered; undefined where that is no address of the host that was written.
 * @param utm values that are rendered, too; empty ones are left out
 */
export function targetOf(
  { host }: Pick<WrittenLink, "host">,
  rendered: string,
  utm: readonly (readonly [UtmName, string])[],
): string | undefined {
  if (!URL.canParse(rendered)) return undefined
  const url = new URL(rendered)
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined
  if (url.username !== "" || url.password !== "") return undefined
  const written = `https://${host}`
  if (!URL.canParse(written) || url.host !== hostAs(url.protocol, host)) return undefined
  const added = utm.filter(([name, value]) => value.trim() !== "" && !url.searchParams.has(`utm_${name}`))
  if (added.length === 0) return withinBounds(url.href)
  const parameters = added.map(
    ([name, value]) => `utm_${name}=${encodeURIComponent(value.trim().toWellFormed())}`,
  )
  // Put behind what is there, which stays as it was written.
  const [before = "", ...fragment] = url.href.split("#")
  const query = `${before}${before.includes("?") ? "&" : "?"}${parameters.join("&")}`
  return withinBounds([query, ...fragment].join("#"))
}

const hostAs = (protocol: string, host: string) => new URL(`${protocol}//${host}`).host
/** Browsers and proxies take so much of an address. */
const longestTarget = 4_000
const withinBounds = (href: string) => (href.length <= longestTarget ? href : undefined)
