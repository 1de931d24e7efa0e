/** What a Graph call asks, whatever encoding it came in. */
import type { IncomingHttpHeaders } from "node:http"
import { withoutNulls } from "../../json.ts"
import { invalidParameter, missingParameter, notOneOf } from "./refusal.ts"

export type Params = Readonly<Record<string, unknown>>

export interface UploadedFile {
  bytes: Buffer
  filename: string
  mimeType: string
}

export interface GraphRequest {
  method: "GET" | "POST" | "DELETE"
  /** As in the path, such as "v23.0"; the default when the path names none. */
  version: string
  /** Path without version: `["106540352242922", "messages"]`. */
  path: readonly string[]
  /** Query, form and JSON members merged; the body wins over the query. */
  params: Params
  /** The body as it came, for edges that take bytes. */
  body: Buffer
  /** The body as text when it is JSON. */
  json: string | undefined
  file: UploadedFile | undefined
  accessToken: string | undefined
  headers: IncomingHttpHeaders
  /** Where the sandbox is reached from outside, without a slash at the end. */
  publicUrl: string
  /** Names and values to be added to the answer's headers. */
  answerHeaders: string[]
}

/** An object to be written as JSON, or JSON text already made. */
export type Answer = object | string

export const success = { success: true } as const

/** A text parameter, undefined when absent; numbers count as text, as they do in forms. */
export function text(params: Params, name: string): string | undefined {
  const value = params[name]
  if (typeof value === "string") return value
  if (typeof value === "number") return String(value)
  if (value === undefined || value === null) return undefined
  throw invalidParameter(`Param ${name} must be a string.`)
}

export function requiredText(params: Params, name: string): string {
  const value = text(params, name)
  if (value === undefined || value === "") throw missingParameter(name)
  return value
}

/** One of `allowed`, compared without regard to case, as Graph enums are. */
export function oneOf<const T extends string>(
  params: Params,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const value = text(params, name)
  if (value === undefined) return undefined
  const found = allowed.find((candidate) => candidate === value.toUpperCase())
  if (found === undefined) throw notOneOf(name, allowed, value)
  return found
}

/** A yes or no, as a boolean or in words; undefined when absent. */
export function flag(params: Params, name: string): boolean | undefined {
  const value = params[name]
  const said = typeof value === "boolean" ? String(value) : text(params, name)
  if (said === undefined) return undefined
  if (said !== "true" && said !== "false") throw invalidParameter(`Param ${name} must be a boolean.`)
  return said === "true"
}

/** An object or list that may come as JSON text, in a form field, the query or a JSON body. */
export function structure(params: Params, name: string): unknown {
  const value = params[name]
  if (typeof value !== "string") return value
  try {
    return withoutNulls(JSON.parse(value))
  } catch {
    throw invalidParameter(`Param ${name} must be valid JSON.`)
  }
}

/** Every call about messaging names the product. */
export function requireProduct(value: unknown): void {
  if (value === undefined || value === null) throw missingParameter("messaging_product")
  if (String(value).toLowerCase() !== "whatsapp") throw notOneOf("messaging_product", ["WHATSAPP"], value)
}
