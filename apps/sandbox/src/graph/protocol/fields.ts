/** `fields=a,b{c,d},e.limit(5)`: which members of a node an answer holds. */
import { invalidParameter } from "./refusal.ts"

export interface FieldRequest {
  name: string
  /** Modifiers such as `limit(5)` → `{ limit: "5" }`. */
  modifiers: Readonly<Record<string, string>>
  nested: readonly FieldRequest[]
}

/** Which fields nodes of one type have. */
interface Fields {
  /** Meta's name of the type, for messages. */
  typeName: string
  readers: Readonly<Record<string, unknown>>
  /** Fields that are lists of other nodes. */
  nested?: Readonly<Record<string, () => Fields>>
}

/** How nodes of one type are read. */
export interface NodeShape<T> extends Fields {
  defaults: readonly string[]
  /** Every field there is; a reader that answers undefined leaves the field out. */
  readers: Readonly<Record<string, (node: T, request: FieldRequest) => unknown>>
}

/** Readers of fields that Meta has and that have no value here. */
export function withoutValue(...names: readonly string[]): Record<string, () => undefined> {
  return Object.fromEntries(names.map((name) => [name, () => undefined]))
}

/** Reads the list; throws `(#100)` when braces do not match. */
export function parseFields(list: string): FieldRequest[] {
  const reader = { text: list, at: 0 }
  const fields = readFields(reader)
  if (reader.at < list.length) throw syntaxError(list)
  return fields
}

/** Throws `(#100)` for a field that nodes of the type do not have, also where there is no node to be read. */
export function requireKnown(fields: readonly FieldRequest[] | undefined, shape: Fields): void {
  for (const { name, nested } of fields ?? []) {
    if (name !== "id" && !Object.hasOwn(shape.readers, name))
      throw invalidParameter(`Tried accessing nonexisting field (${name}) on node type (${shape.typeName})`)
    const inner = shape.nested?.[name]
    if (inner !== undefined) requireKnown(nested, inner())
  }
}

/** A list of nodes as a field of another node: `phone_numbers.limit(5){id}`. */
export function readNodes<T extends { id: string }>(
  nodes: readonly T[],
  shape: NodeShape<T>,
  { modifiers, nested }: FieldRequest,
): { data: object[] } {
  const fields = nested.length > 0 ? nested : undefined
  return { data: nodes.slice(0, Number(modifiers.limit ?? 25)).map((node) => readNode(node, shape, fields)) }
}

/** The node's members that `fields` (or the defaults) name, and always its id. */
export function readNode<T extends { id: string }>(
  node: T,
  shape: NodeShape<T>,
  fields: readonly FieldRequest[] | undefined,
): Record<string, unknown> {
  requireKnown(fields, shape)
  const wanted = fields ?? shape.defaults.map((name) => ({ name, modifiers: {}, nested: [] }))
  const answer: Record<string, unknown> = {}
  for (const field of wanted) {
    if (field.name === "id") continue
    const value = shape.readers[field.name]?.(node, field)
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
