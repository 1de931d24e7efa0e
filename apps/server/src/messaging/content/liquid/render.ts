import { type ContactTexts, givenVariables, randomBucketOf } from "@parley/model"
import { Context, type Liquid, type Template, toValueSync } from "liquidjs"
import { MessageAborted } from "./abort-message.ts"
import { BoundedOutput, countIn, longestOutput, OutputTooLong, type SharedWork } from "./bounds.ts"
import {
  answersRegister,
  MissingAnswer,
  type OutsideAnswers,
  type OutsideRequest,
} from "./connected-content.ts"

/** What Liquid may name: `{{ contact.first_name | default: "there" }}`, `{{ contact.attributes.city }}`, `{{ variables.code }}`. */
export interface Personal {
  contact: ContactTexts & { id?: string | null; attributes: unknown; preference_link?: string }
  /** What this message alone was given. */
  variables: unknown
  /** Of a message that goes out: its links are made for it. */
  message_id?: string
  /** The contact's states by subscription group, where the content names one. */
  subscribed_state?: Readonly<Record<string, string>>
  /** What other systems answered, of a message that goes out; absent: nobody is asked. */
  answers?: OutsideAnswers
}

/** The texts of a content as one contact gets them, or which of them went wrong and why. */
export type Rendered =
  | { ok: true; texts: string[] }
  | { ok: false; text: number; why: "error" | "too_long" | "too_slow" | "aborted"; message: string }
  | { ok: false; text: number; why: "asks"; message: string; request: OutsideRequest }

const givenGroups = Object.keys(givenVariables.shape)

/** What a text may name: ours, and beside them Braze's names. */
function namesFor({ contact, variables, subscribed_state }: Personal): Record<string, unknown> {
  const names: Record<string, unknown> = {
    contact,
    variables,
    custom_attribute: contact.attributes,
    subscribed_state,
    random_bucket_number: contact.id ? randomBucketOf(contact.id) : undefined,
  }
  if (typeof variables !== "object" || variables === null) return names
  for (const group of givenGroups)
    if (Object.hasOwn(variables, group)) names[group] = Reflect.get(variables, group)
  return names
}

/**
 * Renders the texts of one message, one after the other and within one bound for all of them: of the work, and of what
 * comes out, as the texts of a whole batch are kept until the last of them is rendered.
 * @param mostWork in the weights of bounds.ts
 * @param work that it has together with other messages, and that ends it, too
 */
export function renderTexts(
  liquid: Liquid,
  texts: readonly Template[][],
  personal: Personal,
  mostWork: number,
  work?: SharedWork,
): Rendered {
  let spent: Pick<Context, "memoryLimit"> | undefined
  const names = namesFor(personal)
  const rendered: string[] = []
  let length = 0
  for (const [index, text] of texts.entries()) {
    // Each text gets names of its own: `increment` writes among them.
    const context = new Context(
      { ...names },
      liquid.options,
      { sync: true, memoryLimit: mostWork },
      { liquid, ...spent },
    )
    if (spent === undefined && work !== undefined) countIn(context.memoryLimit, work)
    if (personal.answers) context.setRegister(answersRegister, personal.answers)
    spent = { memoryLimit: context.memoryLimit }
    const output = new BoundedOutput(context.memoryLimit)
    try {
      toValueSync(liquid.renderer.renderTemplates(text, context, output))
    } catch (error) {
      return { ok: false, text: index, ...explain(error) }
    }
    length += output.buffer.length
    if (length > longestOutput) return { ok: false, text: index, ...explain(new OutputTooLong()) }
    rendered.push(output.buffer)
  }
  return { ok: true, texts: rendered }
}

type Fault = Rendered & { ok: false }
type Explained<F extends Fault = Fault> = F extends Fault ? Omit<F, "ok" | "text"> : never

function explain(error: unknown): Explained {
  const cause = error instanceof Error && "originalError" in error ? error.originalError : error
  if (cause instanceof MissingAnswer) return { why: "asks", message: cause.message, request: cause.request }
  if (cause instanceof MessageAborted) return { why: "aborted", message: cause.message }
  if (cause instanceof OutputTooLong)
    return { why: "too_long", message: `comes out longer than ${longestOutput} characters` }
  if (cause instanceof Error && cause.message === "memory alloc limit exceeded")
    return { why: "too_slow", message: "takes too much memory" }
  return {
    why: "error",
    message: `cannot be rendered: ${cause instanceof Error ? cause.message.slice(0, 200) : cause}`,
  }
}
