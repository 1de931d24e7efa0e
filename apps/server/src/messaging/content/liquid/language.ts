/**
 * The Liquid that contents are written in. Members write it and the server runs it, so all there is of it is in lists:
 * a tag or filter that a later LiquidJS brings is unknown here until someone has judged it.
 *
 * There are two dialects. What is plain does everything at most once and is bounded by the length of the text and of
 * what is known of the contact, so it is rendered where it is needed. Everything else (loops, lists) may take any time
 * and is rendered apart, by a process that can be lost.
 */
import { fillInBlocks } from "@parley/model"
import {
  tags as everyTag,
  type FilterImplOptions,
  Liquid,
  ParseError,
  type Template,
  TypeGuards,
} from "liquidjs"
import { type Blocks, blockFault, noBlocks } from "../../../content-blocks/index.ts"
import { AbortMessage } from "./abort-message.ts"
import { BoundedCapture, InlineComment, type Scales, weighed, weighedOperators } from "./bounds.ts"
import { ConnectedContent } from "./connected-content.ts"
import { apartOwnFilters, plainOwnFilters } from "./own-filters.ts"
import { inOurSpelling } from "./spelling.ts"

const plainTags = [
  ...["assign", "capture", "increment", "decrement", "echo", "liquid", "raw", "comment", "#"],
  ...["if", "unless", "case"],
]

const plainFilters = [
  ...[
    "append",
    "prepend",
    "capitalize",
    "downcase",
    "upcase",
    "strip",
    "lstrip",
    "rstrip",
    "squish",
    "split",
  ],
  ...["replace", "replace_first", "replace_last", "remove", "remove_first", "remove_last", "slice", "size"],
  ...["strip_newlines", "normalize_whitespace", "truncate", "truncatewords", "number_of_words", "default"],
  ...["escape", "escape_once", "xml_escape", "newline_to_br", "strip_html", "raw", "to_integer"],
  ...["url_encode", "url_decode", "cgi_escape", "uri_escape", "slugify", "base64_encode", "base64_decode"],
  ...["sha256", "hmac_sha256", "join", "first", "last", "array_to_sentence_string"],
  ...[
    "abs",
    "at_least",
    "at_most",
    "ceil",
    "divided_by",
    "floor",
    "minus",
    "modulo",
    "plus",
    "round",
    "times",
  ],
  ...["date", "date_to_xmlschema", "date_to_rfc822", "date_to_string", "date_to_long_string"],
]

/**
 * Tags that work on the text itself. Not among them: `render`, `include`, `layout` and `block`, which put texts
 * together from files; a content has none, and the server's are nobody's to read.
 */
export const contentTags: readonly string[] = [
  ...plainTags,
  ...["for", "break", "continue", "cycle", "tablerow"],
]

/** Filters that compute their result from what they are given, and from the time and chance at most. */
export const contentFilters: readonly string[] = [
  ...plainFilters,
  ...["json", "jsonify", "inspect", "reverse", "sort", "sort_natural", "map", "sum", "compact", "concat"],
  ...["push", "unshift", "pop", "shift", "uniq", "sample", "group_by", "group_by_exp"],
  ...["where", "where_exp", "reject", "reject_exp", "has", "has_exp"],
  ...["find", "find_exp", "find_index", "find_index_exp"],
]

/**
 * What dates cost in characters (0.1 µs each): reading one, each part of its format (naming a month takes 50 µs), and
 * converting it to a time zone.
 */
const dateCost = { date: 1_000, part: 500, zone: 3_000 }
const ownFormatCost = dateCost.date + 9 * dateCost.part
const costOfDate = ([format, zone]: readonly unknown[]) =>
  typeof format === "string"
    ? dateCost.date +
      (format.match(/%/g)?.length ?? 0) * dateCost.part * (/%[DFRTXr]/.test(format) ? 4 : 1) +
      (zone === undefined ? 0 : dateCost.zone)
    : ownFormatCost

/** Lists are short in plain texts, so that comparing two of them costs nothing to speak of. */
export const plainScales = {
  most: 50_000,
  mostMembers: 16,
  extra: {
    date: costOfDate,
    date_to_xmlschema: () => ownFormatCost,
    date_to_rfc822: () => ownFormatCost,
    date_to_string: () => ownFormatCost,
    date_to_long_string: () => ownFormatCost,
    time_zone: () => dateCost.date + dateCost.zone,
  },
} satisfies Scales

/** Of what is rendered apart. 4 MB of text, for one message. */
export const apartScales = { most: 4_000_000 } satisfies Scales

/** Of one Liquid text; the schema of template values has the same bound. */
const longestText = 4_096
/** Liquid in all texts of one content, and how many there are: parsing takes some 2 µs a character. */
const longestContent = 16_384
const mostTexts = 200
/** Longer ones are rendered apart. */
export const longestPlainContent = 4_096

/** With its blocks, and in the spelling of LiquidJS, a text has more characters than as it was written. */
const longestParsed = 2 * longestContent

/** Finds no file: were a tag that looks for one ever let in by mistake, it would fail. */
const noFiles: Record<string, string> = Object.freeze(Object.create(null))

function dialect(
  tags: readonly string[],
  filters: readonly string[],
  ownFilters: Readonly<Record<string, FilterImplOptions>>,
  scales: Scales,
): Liquid {
  const liquid = new Liquid({
    templates: noFiles,
    ownPropertyOnly: true,
    strictFilters: true,
    operators: weighedOperators(scales),
    parseLimit: longestParsed,
    memoryLimit: scales.most,
    // As Braze shows times, and whatever the machine's own zone is.
    timezoneOffset: 0,
    cache: false,
  })
  for (const name of Object.keys(liquid.tags)) if (!tags.includes(name)) delete liquid.tags[name]
  liquid.registerTag("capture", BoundedCapture)
  liquid.registerTag("#", InlineComment)
  for (const [name, filter] of Object.entries(liquid.filters)) {
    if (filters.includes(name)) liquid.registerFilter(name, weighed(name, filter, scales))
    else liquid.unregisterFilter(name)
  }
  for (const [name, filter] of Object.entries(ownFilters))
    liquid.registerFilter(name, weighed(name, filter, scales))
  liquid.registerTag("abort_message", AbortMessage)
  liquid.registerTag("connected_content", ConnectedContent)
  return liquid
}

export const plainLiquid = dialect(plainTags, plainFilters, plainOwnFilters, plainScales)
export const apartLiquid = dialect(
  contentTags,
  contentFilters,
  { ...plainOwnFilters, ...apartOwnFilters },
  apartScales,
)

/** A Liquid text that a content cannot have. */
export class LiquidError extends Error {
  override name = "LiquidError"
  /** What to do about it. */
  readonly help: string
  /** The place of the text among those of its content. */
  readonly text: number | undefined

  constructor(message: string, { help, text }: { help?: string; text?: number } = {}) {
    super(message)
    this.help = help ?? "See docs/concepts/content.md for what Liquid there is in a content."
    this.text = text
  }
}

export interface ParsedText {
  source: string
  /** undefined: to be rendered apart. */
  plain: Template[] | undefined
}

/**
 * The Liquid texts of one content.
 * @param blocks that they may name
 * @throws LiquidError saying which of them is wrong, and how
 */
export function parseTexts(written: readonly string[], blocks: Blocks = noBlocks): ParsedText[] {
  const sources = written.map((text, index) => {
    if (text.length > longestText)
      throw new LiquidError(`“${start(text)}” is longer than ${longestText} characters.`, { text: index })
    return withBlocks(text, index, blocks)
  })
  const length = sources.reduce((sum, source) => sum + source.length, 0)
  if (sources.length > mostTexts || length > longestContent) {
    throw new LiquidError(
      `The content has more than ${mostTexts} texts or ${longestContent} characters of Liquid.`,
      {
        help: "Shorten its texts, or give them as variables of the message.",
      },
    )
  }
  const texts = sources.map(parseText)
  return length <= longestPlainContent ? texts : texts.map((text) => ({ ...text, plain: undefined }))
}

/** For the process that renders what is not plain. @throws LiquidError */
export function parseApart(source: string): Template[] {
  try {
    return apartLiquid.parse(inOurSpelling(source))
  } catch (error) {
    throw explain(source, error)
  }
}

/** @throws LiquidError */
function withBlocks(source: string, text: number, blocks: Blocks): string {
  const filled = fillInBlocks(source, blocks, longestContent)
  if (filled.ok) return filled.text
  const [message, help] = blockFault(filled)
  throw new LiquidError(message, { text, help })
}

/** Whether a text could be among those of a content. @throws LiquidError */
export function checkLiquid(source: string): void {
  parseText(source, 0)
}

function parseText(source: string, text: number): ParsedText {
  try {
    if (!mayHaveRange(source)) return { source, plain: plainLiquid.parse(inOurSpelling(source)) }
  } catch {
    // Not plain; whether it is Liquid at all is seen next.
  }
  try {
    apartLiquid.parse(inOurSpelling(source))
    return { source, plain: undefined }
  } catch (error) {
    throw explain(source, error, text)
  }
}

/** A range makes a list out of two numbers, so it is not bounded by the text. */
function mayHaveRange(source: string): boolean {
  const open = source.indexOf("(")
  return open >= 0 && source.includes("..", open)
}

const start = (source: string) => source.slice(0, 80)

function explain(source: string, error: unknown, text?: number): LiquidError {
  const where = text === undefined ? {} : { text }
  if (error instanceof ParseError && TypeGuards.isTagToken(error.token)) {
    const { name } = error.token
    if (Object.hasOwn(everyTag, name) && !contentTags.includes(name)) {
      return new LiquidError(
        `“${start(source)}” uses the tag “${name}”, which takes text from files, and a content has none. Write the text itself in its place.`,
        {
          ...where,
          help: "`capture` and `assign` keep what is used more than once.",
        },
      )
    }
  }
  const reason = error instanceof Error ? error.message : String(error)
  return new LiquidError(`“${start(source)}” is not valid Liquid: ${reason}`, where)
}
