/** Checks a message against Meta's limits before it costs a request. */
import type { z } from "zod"
import { pathText } from "../json.ts"
import {
  type OutgoingContent,
  type OutgoingMessage,
  outgoingContentSchema,
  outgoingMessageSchema,
} from "./message.ts"

/** One thing that Meta would refuse. */
export interface MessageIssue {
  /** Where, e.g. `interactive.action.buttons[0].reply.title`; empty for the message as a whole. */
  path: string
  /**
   * `required`, `wrong_type`, `too_long`, `too_short`, `too_many`, `too_few`, `out_of_range`, `not_one_of`,
   * `bad_format`, `unexpected_key`, or a rule's own name (`conflict`, `duplicate`, `unsupported_whitespace`, …)
   */
  code: string
  /** One sentence for people. */
  message: string
}

export type MessageCheck = { ok: true; message: OutgoingMessage } | { ok: false; issues: MessageIssue[] }
export type ContentCheck = { ok: true; content: OutgoingContent } | { ok: false; issues: MessageIssue[] }

/**
 * Checks a whole send body. Unknown members beside the known ones are dropped, unknown ones inside are issues.
 * @example
 * const check = validateMessage({ messaging_product: "whatsapp", to: "+16505551234", type: "text", text: { body: "" } })
 * check.ok ? [] : check.issues // [{ path: "text.body", code: "too_short", message: "must not be empty" }]
 */
export function validateMessage(value: unknown): MessageCheck {
  const result = outgoingMessageSchema.safeParse(value, { reportInput: true })
  return result.success
    ? { ok: true, message: result.data }
    : { ok: false, issues: messageIssues(result.error) }
}

/**
 * Checks what is said, without the recipient.
 * @example
 * validateContent({ type: "text", text: { body: "Hello" } }).ok // true
 * validateContent({ type: "image", image: { id: "1", link: "https://shop.example/1.png" } }).ok // false
 */
export function validateContent(value: unknown): ContentCheck {
  const result = outgoingContentSchema.safeParse(value, { reportInput: true })
  return result.success
    ? { ok: true, content: result.data }
    : { ok: false, issues: messageIssues(result.error) }
}

/** Turns zod's findings into issues with stable codes; of a union, the findings of the alternative that came closest. */
function messageIssues(error: z.ZodError): MessageIssue[] {
  return error.issues.flatMap((issue) => issuesOf(issue, []))
}

function issuesOf(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): MessageIssue[] {
  const path = [...prefix, ...issue.path]
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: pathText([...path, key]),
      code: "unexpected_key",
      message: `unknown member "${key}"`,
    }))
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const closest = issue.errors.toSorted((a, b) => deepest(b) - deepest(a) || a.length - b.length)[0] ?? []
    return closest.flatMap((inner) => issuesOf(inner, path))
  }
  return [{ path: pathText(path), code: codeOf(issue), message: issue.message }]
}

function deepest(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length))
}

function codeOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "required" : "wrong_type"
    case "too_big":
      return sized(issue.origin, "too_long", "too_many")
    case "too_small":
      return sized(issue.origin, "too_short", "too_few")
    case "invalid_value":
      return issue.input === undefined ? "required" : "not_one_of"
    case "invalid_union":
      return "not_one_of"
    case "invalid_format":
      return "bad_format"
    case "custom":
      return typeof issue.params?.rule === "string" ? issue.params.rule : "not_allowed"
    default:
      return "not_allowed"
  }
}

function sized(origin: string, text: string, list: string): string {
  if (origin === "string") return text
  return origin === "array" ? list : "out_of_range"
}
