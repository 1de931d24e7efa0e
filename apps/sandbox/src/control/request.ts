/** Control calls: what they ask, and how they are refused. */
import type { z } from "zod"
import type { Running } from "../running.ts"

export interface ControlCall {
  running: Running
  /** Path behind /_sandbox, such as `["people", "4915112345678"]`. */
  path: readonly string[]
  query: URLSearchParams
  body: unknown
}

export interface ControlAnswer {
  status: number
  json: unknown
}

/** Thrown where a control call cannot be done; written as `{error: {code, message, field, error_id}}`. */
export class ControlError extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  /** Meta's own number for the mistake, where the login dialog reports one. */
  readonly errorId: string | undefined

  constructor(status: number, code: string, message: string, field?: string, errorId?: string) {
    super(message)
    this.status = status
    this.code = code
    this.field = field
    this.errorId = errorId
  }
}

export function notFound(what: string, id: string): ControlError {
  return new ControlError(404, "not_found", `There is no ${what} ${id}.`)
}

/** The body in the schema's shape; an empty body counts as `{}`. */
export function read<T>(call: ControlCall, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(call.body ?? {})
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new ControlError(400, "invalid", issue?.message ?? "Invalid request.", issue?.path.join("."))
}

/** A segment of the path. */
export function segment(call: ControlCall, at: number): string {
  return call.path[at] ?? ""
}
