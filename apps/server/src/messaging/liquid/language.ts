/**
 * The Liquid that contents are written in. Members write it and the server runs it, so what there is stands in lists:
 * a tag or filter that a later LiquidJS brings is unknown here until somebody has judged it.
 */

import { urlValue } from "@parley/whatsapp/templates"
import {
  filters as everyFilter,
  tags as everyTag,
  Liquid,
  ParseError,
  type Template,
  TypeGuards,
} from "liquidjs"

/** What Liquid may name: `{{ contact.first_name | default: "there" }}`, `{{ contact.attributes.city }}`, `{{ variables.code }}`. */
export interface Personal {
  contact: {
    external_id: string | null
    phone: string | null
    first_name: string | null
    last_name: string | null
    language: string | null
    country: string | null
    time_zone: string | null
    attributes: unknown
  }
  /** What this message alone was given. */
  variables: unknown
}

/**
 * Tags that work on the text itself. Not among them: `render`, `include`, `layout` and `block`, which put texts
 * together from files; a content has none, and the server's are nobody's to read.
 */
export const contentTags = [
  ...["assign", "capture", "increment", "decrement", "echo", "liquid", "raw", "comment", "#"],
  ...["if", "unless", "case", "for", "break", "continue", "cycle", "tablerow"],
] as const

/** Filters that compute their result from what they are given, and from the time and chance at most. */
export const contentFilters = [
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
  ...["sha256", "hmac_sha256", "json", "jsonify", "inspect"],
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
  ...["join", "array_to_sentence_string", "first", "last", "reverse", "sort", "sort_natural", "map", "sum"],
  ...["compact", "concat", "push", "unshift", "pop", "shift", "uniq", "sample", "group_by", "group_by_exp"],
  ...["where", "where_exp", "reject", "reject_exp", "has", "has_exp"],
  ...["find", "find_exp", "find_index", "find_index_exp"],
] as const

/** Finds no file: were a tag that looks for one ever let in by mistake, it would fail. */
const noFiles: Record<string, string> = Object.freeze(Object.create(null))

/**
 * Rendering is bounded: content is written by members, and a loop of theirs must not stop the lane. What stops a loop is
 * the memory limit, which counts what it builds; the time limit is far above what any text takes, because it runs on the
 * clock on the wall and a busy machine may stop us in the middle of a render (50 ms lost 7 of 1,000,000 messages).
 */
const liquid = new Liquid({
  templates: noFiles,
  ownPropertyOnly: true,
  strictFilters: true,
  renderLimit: 2_000,
  memoryLimit: 1_000_000,
  parseLimit: 20_000,
  cache: false,
})
for (const tag of excess(everyTag, contentTags)) delete liquid.tags[tag]
for (const filter of excess(everyFilter, contentFilters)) liquid.unregisterFilter(filter)
liquid.registerFilter("address_end", urlValue)

function excess(known: object, wanted: readonly string[]): string[] {
  return Object.keys(known).filter((name) => !wanted.includes(name))
}

/** A Liquid text that cannot be parsed; `help` says what to do about it. */
export class LiquidError extends Error {
  override name = "LiquidError"
  readonly help: string

  constructor(message: string, help = "See docs/concepts/content.md for what Liquid there is in a content.") {
    super(message)
    this.help = help
  }
}

/** @throws LiquidError naming the text, and the tag or filter that a content cannot use */
export function parseLiquid(text: string): Template[] {
  try {
    return liquid.parse(text)
  } catch (error) {
    throw explain(text, error)
  }
}

function explain(text: string, error: unknown): LiquidError {
  const start = `“${text.slice(0, 80)}”`
  if (error instanceof ParseError && TypeGuards.isTagToken(error.token)) {
    const { name } = error.token
    if (Object.hasOwn(everyTag, name) && !Object.hasOwn(liquid.tags, name)) {
      return new LiquidError(
        `${start} uses the tag “${name}”, which a content cannot: there are no files to take text from.`,
        "Write the text itself in its place; `capture` and `assign` keep what is used more than once.",
      )
    }
  }
  return new LiquidError(`${start} is not valid Liquid: ${error instanceof Error ? error.message : error}`)
}

/** @returns undefined when the text cannot be rendered */
export function renderParsed(parsed: Template[], personal: Personal): string | undefined {
  try {
    return String(liquid.renderSync(parsed, personal))
  } catch {
    return undefined
  }
}
