/** `fields=a,b{c,d},e.limit(5)`: which members of a node an answer holds. */
import { invalidParameter } from "./refusal.ts"

export interface FieldRequest {
  name: string
  /** Modifiers such as `limit(5)` → `{ limit: "5" }`. */
  modifiers: Readonly<Record<string, string>>
  nested: readonly FieldRequest[]
}

/** How nodes of one type are read. */
export interface NodeShape<T> {
  /** Meta's name of the type, for messages. */
  typeName: string
  defaults: readonly string[]
  /** Every field there is; a reader that answers undefined leaves the field out. */
  readers: Readonly<Record<string, (node: T, request: FieldRequest) => unknown>>
}

/** Reads the list; throws `(#100)` when braces do not match. */
export function parseFields(list: string): FieldRequest[] {
  const reader = { text: list, at: 0 }
  const fields = readFields(reader)
  if (reader.at < list.length) throw syntaxError(list)
  return fields
}

/** The node's members that `fields` (or the defaults) name, and always its id. */
export function readNode<T extends { id: string }>(
  node: T,
  shape: NodeShape<T>,
  fields: readonly FieldRequest[] | undefined,
): Record<string, unknown> {
  const wanted = fields ?? shape.defaults.map((name) => ({ name, modifiers: {}, nested: [] }))
  const answer: Record<string, unknown> = {}
  for (const field of wanted) {
    if (field.name === "id") continue
    const read = Object.hasOwn(shape.readers, field.name) ? shape.readers[field.name] : undefined
    if (read === undefined) {
      throw invalidParameter(
        `Tried accessing nonexisting field (${field.name}) on node type (${shape.typeName})`,
      )
    }
    const value = read(node, field)
    if (value !== undefined) answer[field.name] = value
  }
  answer.id = node.id
  return answer
}

interface Reader {
  text: string
  at: number
}

function readFields(reader: Reader): FieldRequest[] {
  const fields: FieldRequest[] = []
  while (reader.at < reader.text.length && reader.text[reader.at] !== "}") {
    const name = readWord(reader)
    if (name === "") throw syntaxError(reader.text)
    fields.push({ name, modifiers: readModifiers(reader), nested: readNested(reader) })
    if (reader.text[reader.at] !== ",") break
    reader.at += 1
  }
  return fields
}

function readWord(reader: Reader): string {
  const match = /^\s*([A-Za-z0-9_]+)\s*/.exec(reader.text.slice(reader.at))
  if (match === null) return ""
  reader.at += match[0].length
  return match[1] ?? ""
}

function readModifiers(reader: Reader): Record<string, string> {
  const modifiers: Record<string, string> = {}
  for (;;) {
    const match = /^\.([A-Za-z_]+)\(([^)]*)\)/.exec(reader.text.slice(reader.at))
    if (match?.[1] === undefined) return modifiers
    modifiers[match[1]] = match[2] ?? ""
    reader.at += match[0].length
  }
}

function readNested(reader: Reader): FieldRequest[] {
  if (reader.text[reader.at] !== "{") return []
  reader.at += 1
  const nested = readFields(reader)
  if (reader.text[reader.at] !== "}") throw syntaxError(reader.text)
  reader.at += 1
  return nested
}

function syntaxError(list: string) {
  return invalidParameter(`Syntax error in field expansion: ${list}`)
}
