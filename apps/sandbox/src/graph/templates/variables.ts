/** Variables in template texts: `{{1}}` or `{{first_name}}`, where they may be and what samples they need. */
import { isRecord } from "../../json.ts"
import { templateError } from "../protocol/refusal.ts"
import { variablesOf } from "./required-values.ts"

/**
 * Fewest words besides each variable. Meta does not publish its ratio; refusals that were published are of
 * texts with fewer than two words for each variable.
 */
const wordsPerVariable = 2

export interface VariableLimits {
  atMost: number
  mayTouchEdges: boolean
}

export function inspectVariables(
  part: "header" | "body",
  text: string,
  isNamed: boolean,
  example: Readonly<Record<string, unknown>>,
  limits: VariableLimits,
): void {
  const code = part === "header" ? 2388047 : 2388072
  const refuse = (message: string) => templateError(code, `Message ${part} format is incorrect`, message)
  if ((text.match(/\{\{/g)?.length ?? 0) !== (text.match(/\}\}/g)?.length ?? 0)) {
    throw refuse("Variables must be written with two braces on each side.")
  }
  const variables = variablesOf(text)
  if (variables.length === 0) return
  if (variables.length > limits.atMost)
    throw refuse(`The message ${part} can have ${limits.atMost} variable at most.`)
  inspectNames(variables, isNamed, refuse)
  if (/\}\}\s*\{\{/.test(text)) throw refuse("Variables can't stand next to each other.")
  const bare = text.trim()
  if (!limits.mayTouchEdges && (bare.startsWith("{{") || bare.endsWith("}}"))) {
    throw templateError(
      2388299,
      "Variables can't be at the start or end of the template",
      "This template contains variables at the start or end. Add text before or after them.",
    )
  }
  const words = text.replace(/\{\{[^{}]*\}\}/g, " ").match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  if (part === "body" && words < wordsPerVariable * variables.length) {
    throw templateError(
      2388293,
      "This template has too many variables for its length",
      "Reduce the number of variables or increase the message length.",
    )
  }
  if (!hasSamples(part, variables, isNamed, example)) {
    throw templateError(
      2388273,
      "Template is missing a sample",
      `The message ${part} has variables and needs a sample for each of them in example.`,
    )
  }
}

function inspectNames(
  variables: readonly string[],
  isNamed: boolean,
  refuse: (message: string) => Error,
): void {
  if (isNamed) {
    const wrong = variables.find((variable) => !/^[a-z_][a-z0-9_]*$/.test(variable))
    if (wrong !== undefined)
      throw refuse(`The variable name ${wrong} must be lowercase letters, digits and underscores.`)
    return
  }
  const numbers = variables.map(Number).sort((a, b) => a - b)
  if (numbers.some((number, i) => number !== i + 1)) {
    throw refuse("Variables must be numbered {{1}}, {{2}} and so on without gaps.")
  }
}

function hasSamples(
  part: "header" | "body",
  variables: readonly string[],
  isNamed: boolean,
  example: Readonly<Record<string, unknown>>,
): boolean {
  if (isNamed) {
    const named = example[`${part}_text_named_params`]
    if (!Array.isArray(named)) return false
    const given = new Set(
      named
        .filter(isRecord)
        .filter((one) => one.example)
        .map((one) => one.param_name),
    )
    return variables.every((variable) => given.has(variable))
  }
  const samples: unknown = part === "header" ? example.header_text : firstList(example.body_text)
  return (
    Array.isArray(samples) && samples.length >= variables.length && samples.every((sample) => sample !== "")
  )
}

/** `[["a", "b"]]`, and also the flat `["a", "b"]` that Meta takes. */
function firstList(value: unknown): unknown {
  return Array.isArray(value) && Array.isArray(value[0]) ? value[0] : value
}
