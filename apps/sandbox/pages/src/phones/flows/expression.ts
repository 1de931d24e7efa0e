/** Flow JSON's dynamic values: `${data.name}`, `${form.email}`, `${screen.FIRST.form.email}`, and conditions over them. Pure. */
import { at } from "../json.ts"

/** What expressions can name. */
export interface Scope {
  /** What the screen was given. */
  data: Readonly<Record<string, unknown>>
  /** What was filled in on it. */
  form: Readonly<Record<string, unknown>>
  /** Every screen that was seen, by id. */
  screen: Readonly<Record<string, { data: object; form: object }>>
}

const wholeExpression = /^\$\{([^}]+)\}$/
const within = /\$\{([^}]+)\}/g

/** The value with everything dynamic in it replaced, in lists and objects too. A lone reference keeps its type. */
export function resolved(value: unknown, scope: Scope): unknown {
  if (typeof value === "string") return resolvedText(value, scope)
  if (Array.isArray(value)) return value.map((item) => resolved(item, scope))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolved(member, scope)]))
}

function resolvedText(text: string, scope: Scope): unknown {
  const whole = wholeExpression.exec(text)
  if (whole?.[1] !== undefined) return lookedUp(whole[1], scope)
  if (text.startsWith("`") && text.endsWith("`") && text.length > 1) {
    const parts = text.slice(1, -1).matchAll(/'([^']*)'|\$\{([^}]+)\}/g)
    return [...parts]
      .map(([, literal, path]) => literal ?? String(lookedUp(path ?? "", scope) ?? ""))
      .join("")
  }
  return text.replace(within, (_all, path: string) => String(lookedUp(path, scope) ?? ""))
}

function lookedUp(path: string, scope: Scope): unknown {
  return at(scope, ...path.trim().split("."))
}

const tokenPattern = /\s*(\$\{[^}]+\}|'[^']*'|-?\d+(?:\.\d+)?|true|false|==|!=|<=|>=|&&|\|\||[<>!()])/y

/** Whether a condition of an `If` holds, such as `${form.age} >= 18 && !${data.known}`. One that cannot be read does not. */
export function holds(condition: unknown, scope: Scope): boolean {
  if (typeof condition !== "string") return condition === true
  const text = condition.replace(/^`|`$/g, "").trim()
  const tokens: string[] = []
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < text.length) {
    const token = tokenPattern.exec(text)?.[1]
    if (token === undefined) return false
    tokens.push(token)
  }
  return truth(either(tokens, scope))
}

function either(tokens: string[], scope: Scope): unknown {
  let value = both(tokens, scope)
  while (tokens[0] === "||") {
    tokens.shift()
    const right = both(tokens, scope)
    value = truth(value) || truth(right)
  }
  return value
}

function both(tokens: string[], scope: Scope): unknown {
  let value = compared(tokens, scope)
  while (tokens[0] === "&&") {
    tokens.shift()
    const right = compared(tokens, scope)
    value = truth(value) && truth(right)
  }
  return value
}

function compared(tokens: string[], scope: Scope): unknown {
  const left = single(tokens, scope)
  const compare = comparisons[tokens[0] ?? ""]
  if (compare === undefined) return left
  tokens.shift()
  return compare(left, single(tokens, scope))
}

const comparisons: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  "==": (left, right) => String(left ?? "") === String(right ?? ""),
  "!=": (left, right) => String(left ?? "") !== String(right ?? ""),
  "<": (left, right) => Number(left) < Number(right),
  ">": (left, right) => Number(left) > Number(right),
  "<=": (left, right) => Number(left) <= Number(right),
  ">=": (left, right) => Number(left) >= Number(right),
}

function single(tokens: string[], scope: Scope): unknown {
  const token = tokens.shift() ?? ""
  if (token === "!") return !truth(single(tokens, scope))
  if (token === "(") {
    const value = either(tokens, scope)
    if (tokens[0] === ")") tokens.shift()
    return value
  }
  if (token.startsWith("$")) return lookedUp(token.slice(2, -1), scope)
  if (token.startsWith("'")) return token.slice(1, -1)
  if (token === "true" || token === "false") return token === "true"
  return Number(token)
}

function truth(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "" && value !== 0
}
