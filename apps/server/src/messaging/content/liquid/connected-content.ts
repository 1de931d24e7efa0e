/**
 * `{% connected_content https://shop.example/points?id={{${user_id}}} :save result %}`: what another system answers, as Braze has it.
 * Rendering asks nobody: it ends where an answer is missing, says which request that is, and is done again with the answer.
 */
import {
  type Context,
  type Emitter,
  type Liquid,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from "liquidjs"
import { BoundedOutput } from "./bounds.ts"

/** What is asked of another system. Two that are equal have one answer. */
export interface OutsideRequest {
  method: "GET" | "POST"
  url: string
  headers: Record<string, string>
  /** null: none */
  body: string | null
  /** How long its answer may be used for others; 0: not at all. */
  cacheSeconds: number
  /** Where it fails, the message waits and asks again. */
  retries: boolean
  /** The name of the user name and password that it is asked with. */
  credential?: string
}

export interface OutsideAnswer {
  /** null: there was none. */
  status: number | null
  /** What JSON has in it, or the text; null where it failed. */
  value: unknown
  isJson: boolean
}

/** By {@link requestKey}. */
export type OutsideAnswers = Readonly<Record<string, OutsideAnswer>>

export const requestKey = ({ method, url, headers, body, credential }: OutsideRequest): string =>
  JSON.stringify([method, url, headers, body, ...(credential === undefined ? [] : [credential])])

/** Whether a text may ask another system. */
export const mayCallOut = (source: string): boolean => source.includes("connected_content")

/** Where answers are found while a text is rendered; absent: nobody is asked, and all answers are nothing. */
export const answersRegister = "outsideAnswers"

/** An answer that rendering cannot do without. */
export class MissingAnswer extends Error {
  override name = "MissingAnswer"
  readonly request: OutsideRequest

  constructor(request: OutsideRequest) {
    super("an answer is missing")
    this.request = request
  }
}

const cacheLimits = { least: 300, most: 14_400 }
const longestUrl = 2_048
const longestBody = 16_384
const mostHeaders = 20
const notOurs = new Set([
  "connection",
  "content-length",
  "host",
  "transfer-encoding",
  "upgrade",
  "expect",
  "te",
])

const options = [
  "save",
  "method",
  "headers",
  "body",
  "content_type",
  "cache_max_age",
  "no_cache",
  "retry",
  "basic_auth",
] as const
const refused = ["auth_credentials"]
type Option = (typeof options)[number]
const isOption = (name: string): name is Option => options.some((one) => one === name)

/** The address and the options of a tag, of which texts are still to be rendered. @throws Error naming what is wrong */
function readArguments(args: string): { url: string; given: Partial<Record<Option, string>> } {
  const pattern = /(^|\s):([a-z_]+)(?=\s|$)/g
  const depths = depthsOf(args)
  const found = [...args.matchAll(pattern)].filter(
    (match) =>
      (isOption(match[2] ?? "") || refused.includes(match[2] ?? "")) &&
      depths[match.index + (match[1] ?? "").length] === 0,
  )
  const url = args.slice(0, found[0]?.index ?? args.length).trim()
  const given: Partial<Record<Option, string>> = {}
  for (const [index, match] of found.entries()) {
    const name = match[2] ?? ""
    if (!isOption(name))
      throw new Error(`connected_content has no :${name} here; give what it needs in :headers`)
    const end = found[index + 1]?.index ?? args.length
    given[name] = args.slice(match.index + match[0].length, end).trim()
  }
  return { url: url.replace(/^(["'])(.*)\1$/s, "$2"), given }
}

/** How deep in outputs each character is. */
function depthsOf(text: string): number[] {
  const depths: number[] = []
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith("{{", at)) depth += 1
    depths.push(depth)
    if (text.startsWith("}}", at - 1) && depth > 0) depth -= 1
  }
  return depths
}

export class ConnectedContent extends Tag {
  readonly #url: Template[]
  readonly #headers: Template[] | undefined
  readonly #body: Template[] | undefined
  readonly #method: "GET" | "POST"
  readonly #contentType: string | undefined
  readonly #cacheSeconds: number
  readonly #retries: boolean
  readonly #variable: string | undefined
  readonly #credential: string | undefined

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid)
    const { url, given } = readArguments(token.args)
    if (url === "") throw new Error("connected_content names no address")
    this.#url = liquid.parse(url)
    this.#headers = given.headers === undefined ? undefined : liquid.parse(given.headers)
    this.#body = given.body === undefined ? undefined : liquid.parse(given.body)
    const method = (given.method ?? "get").toUpperCase()
    if (method !== "GET" && method !== "POST") throw new Error("connected_content is GET or POST only")
    this.#method = method
    this.#contentType = given.content_type
    this.#cacheSeconds = cacheSecondsOf(method, given)
    this.#retries = given.retry !== undefined
    if (given.save !== undefined && !/^\w+$/.test(given.save))
      throw new Error("connected_content keeps its answer under a name: `:save result`")
    this.#variable = given.save
    const credential = given.basic_auth?.replace(/^(["'])(.*)\1$/s, "$2")
    if (credential !== undefined && !/^[\w-]{1,100}$/.test(credential))
      throw new Error("connected_content has a credential by its name: `:basic_auth name`")
    this.#credential = credential
  }

  override *render(context: Context, emitter: Emitter): Generator<unknown, void, string> {
    const answers = context.getRegister<OutsideAnswers | undefined>(answersRegister)
    const scope = context.bottom()
    if (answers === undefined) {
      scope[this.#variable ?? "connected"] = null
      return
    }
    const request = this.#requestOf(
      yield* this.#text(this.#url, context),
      this.#headers && (yield* this.#text(this.#headers, context)),
      this.#body && (yield* this.#text(this.#body, context)),
    )
    const answer = Object.hasOwn(answers, requestKey(request)) ? answers[requestKey(request)] : undefined
    if (answer === undefined) throw new MissingAnswer(request)
    const { value, isJson } = answer
    if (isJson || this.#variable !== undefined || value === null) scope[this.#variable ?? "connected"] = value
    else emitter.write(value)
  }

  *#text(templates: Template[], context: Context): Generator<unknown, string, string> {
    const output = new BoundedOutput(context.memoryLimit)
    yield this.liquid.renderer.renderTemplates(templates, context, output)
    return output.buffer.trim()
  }

  /** @throws Error naming what cannot be sent */
  #requestOf(url: string, headerText: string | undefined, body: string | undefined): OutsideRequest {
    if (url.length > longestUrl || (body?.length ?? 0) > longestBody)
      throw new Error("connected_content has an address or a body that is too long")
    const type =
      this.#contentType ?? (this.#method === "POST" ? "application/x-www-form-urlencoded" : undefined)
    const headers = {
      accept: this.#contentType ?? "*/*",
      "content-type": type ?? "application/json",
      ...(headerText === undefined ? {} : readHeaders(headerText)),
    }
    return {
      method: this.#method,
      url,
      headers,
      body: this.#method === "POST" ? bodyOf(body ?? "", headers["content-type"]) : null,
      cacheSeconds: this.#cacheSeconds,
      retries: this.#retries,
      ...(this.#credential !== undefined && { credential: this.#credential }),
    }
  }
}

function cacheSecondsOf(
  method: string,
  { cache_max_age, no_cache }: Partial<Record<Option, string>>,
): number {
  if (no_cache !== undefined) return 0
  if (cache_max_age === undefined) return method === "GET" ? cacheLimits.least : 0
  if (!/^\d{1,6}$/.test(cache_max_age)) throw new Error("`:cache_max_age` is a number of seconds")
  return Math.min(Math.max(Number(cache_max_age), cacheLimits.least), cacheLimits.most)
}

/** @throws Error */
function readHeaders(text: string): Record<string, string> {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new Error("connected_content has headers that are no JSON")
  }
  const entries = typeof read === "object" && read !== null ? Object.entries(read) : []
  if (entries.length > mostHeaders) throw new Error(`connected_content has more than ${mostHeaders} headers`)
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const [key, said] = [name.toLowerCase(), String(value)]
      if (!/^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name) || notOurs.has(key) || !/^[\t -~]{0,4096}$/.test(said))
        throw new Error(`connected_content cannot send the header ${name.slice(0, 100)}`)
      return [key, said]
    }),
  )
}

/** `key1=value1&key2=value2` becomes an object where JSON is sent, as Braze does it. */
function bodyOf(body: string, contentType: string): string {
  if (!contentType.includes("json") || body === "" || /^\s*[[{"]/.test(body)) return body
  return JSON.stringify(Object.fromEntries(new URLSearchParams(body)))
}
