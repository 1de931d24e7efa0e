/** YAML as people keep it: read with its lines, and changed without losing their comments. */
import { isDeepStrictEqual } from "node:util"
import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type ParsedNode,
  parseDocument,
  type YAMLMap,
} from "yaml"
import { z } from "zod"

export type Members = Record<string, unknown>
export type Path = readonly (string | number)[]

/** What is wrong in a file, and where. */
export interface FileFault {
  line: number
  message: string
}

export interface YamlFile {
  members: Members
  /** The line of a member, or of the nearest that is there, from 1. */
  lineOf(path: Path): number
}

/** No document of ours is larger; one that is takes long to read. */
const mostBytes = 1024 * 1024

/** Reads a file that holds one object. */
export function readYaml(text: string): YamlFile | FileFault {
  if (text.length > mostBytes) return { line: 1, message: "The file is larger than 1 MB." }
  try {
    return readDocument(text)
  } catch (failure) {
    // Aliases that grow, and levels without end.
    return { line: 1, message: `It cannot be read: ${failure instanceof Error ? failure.message : failure}` }
  }
}

function readDocument(text: string): YamlFile | FileFault {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, merge: false })
  const [error] = document.errors
  if (error !== undefined)
    return { line: error.linePos?.[0].line ?? 1, message: error.message.split("\n")[0] ?? "is no YAML" }
  const { contents } = document
  if (!isMap(contents)) return { line: 1, message: "The file has to hold one object, such as `name: …`." }
  return {
    // Dates and the like become texts, as they are in JSON.
    members: JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 100 }))),
    lineOf: (path) => lines.linePos(startOf(contents, path)).line,
  }
}

/** Where the node at a path starts: its key, where it has one. A reference has its id's path without `_id`. */
function startOf(root: YAMLMap.Parsed, path: Path): number {
  let node: ParsedNode | null = root
  let start = root.range[0]
  for (const step of path) {
    if (isMap(node)) {
      const wanted = String(step)
      const names = [wanted, wanted.replace(/_id$/, "")]
      const pair: Pair<ParsedNode, ParsedNode | null> | undefined = node.items.find(
        ({ key }) => isScalar(key) && names.includes(String(key.value)),
      )
      if (pair === undefined) break
      start = pair.key.range[0]
      node = pair.value
    } else if (isSeq(node)) {
      const item: ParsedNode | undefined = node.items[Number(step)]
      if (item === undefined) break
      start = item.range[0]
      node = item
    } else break
  }
  return start
}

const howToWrite = { lineWidth: 0 } as const

/** A new file. */
export const writeYaml = (members: Members): string =>
  new Document(members, { aliasDuplicateObjects: false }).toString(howToWrite)

/** The file with other members: what is the same in both keeps its place, its spelling and its comments. */
export function updateYaml(text: string, members: Members): string {
  const document = parseDocument(text, { merge: false })
  if (document.errors.length > 0 || !isMap(document.contents)) return writeYaml(members)
  update(document, document.contents, members)
  const written = document.toString(howToWrite)
  const respelled = withBlanksOf(text, written)
  return isDeepStrictEqual(parseDocument(respelled).toJS(), parseDocument(written).toJS())
    ? respelled
    : written
}

/** Lines as they were spelled before, where they differ in nothing but blanks: a library has its own way with `[a, b]`. */
function withBlanksOf(before: string, after: string): string {
  const keyOf = (line: string) => `${/^ */.exec(line)?.[0]}${line.replaceAll(/\s/g, "")}`
  const spelled = new Map(before.split("\n").map((line) => [keyOf(line), line]))
  return after
    .split("\n")
    .map((line) => spelled.get(keyOf(line)) ?? line)
    .join("\n")
}

function update(document: Document, node: Node, value: unknown): Node {
  if (isAlias(node) || !isNode(node)) return fresh(document, value)
  if (isDeepStrictEqual(node.toJS(document), value)) return node
  if (isMap(node) && isMembers(value)) {
    node.items = node.items.filter(({ key }) => isScalar(key) && Object.hasOwn(value, String(key.value)))
    for (const [name, inner] of Object.entries(value)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name)
      if (pair === undefined) node.items.push(document.createPair(name, inner))
      else pair.value = isNode(pair.value) ? update(document, pair.value, inner) : fresh(document, inner)
    }
    if (node.items.length === 0) node.flow = true
    return node
  }
  if (isSeq(node) && Array.isArray(value)) {
    node.items = value.map((inner, place) => {
      const item = node.items[place]
      return isNode(item) ? update(document, item, inner) : fresh(document, inner)
    })
    if (value.length > 0 && node.items.some((item) => !isScalar(item))) node.flow = false
    return node
  }
  const next = fresh(document, value)
  const { comment, commentBefore, spaceBefore } = node
  return Object.assign(next, { comment, commentBefore, spaceBefore })
}

const fresh = (document: Document, value: unknown): Node =>
  document.createNode(value, { aliasDuplicateObjects: false })

export const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** What files say, as a request: whether it is one, the API says. */
export const asRequest = <T>(members: Members): T => z.custom<T>().parse(members)
