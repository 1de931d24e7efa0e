import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { parseSync } from "vite"
import { describe, expect, it } from "vitest"

/** Components that hand what they are given to `useAction`, and the prop that it is given by. */
const handsOn: Readonly<Record<string, string>> = {
  Builder: "submit",
  ConfirmDialog: "onConfirm",
  ContactForm: "onSubmit",
  StartImport: "onStart",
}

/** What is asked by POST and changes nothing, or is asked by the page itself and no harm when done twice. */
const reads = new Set([
  "/v1/imports/preview", // the beginning of a file is its body
  "/v1/template-drafts/{id}", // saved while it is being written
])

interface Node {
  type: string
  [field: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"

/** A node, all that it contains, and what each stands in, the innermost last. */
function* walk(node: Node, around: readonly Node[] = []): Generator<[Node, readonly Node[]]> {
  yield [node, around]
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* walk(child, [...around, node])
}

const fieldOf = (node: unknown, field: string): unknown => (isNode(node) ? node[field] : undefined)

/** `client.POST("/v1/…")` → `/v1/…`; undefined of anything that writes nothing. */
function writtenBy(node: Node): string | undefined {
  const { callee } = node
  const isWrite =
    node.type === "CallExpression" &&
    fieldOf(fieldOf(callee, "object"), "name") === "client" &&
    /^(POST|PUT|PATCH|DELETE)$/.test(String(fieldOf(fieldOf(callee, "property"), "name")))
  if (!isWrite) return undefined
  const [path] = [node.arguments].flat()
  return String(fieldOf(path, "value"))
}

const nameOf = (node: unknown): string => String(fieldOf(fieldOf(node, "name"), "name"))

const isAction = (node: Node, index: number, around: readonly Node[]): boolean =>
  (node.type === "CallExpression" && fieldOf(node.callee, "name") === "useAction") ||
  (node.type === "JSXAttribute" && handsOn[nameOf(around[index - 1])] === nameOf(node))

/** What a file writes by itself: neither inside an action, nor in a function that is only handed to one. */
function writesOutsideActions(file: string, code: string): string[] {
  // Most files write nothing, and to parse all of them takes seconds.
  if (!/client\s*\.(POST|PUT|PATCH|DELETE)/.test(code)) return []
  const nodes = [...walk(JSON.parse(JSON.stringify(parseSync(file, code).program)))]
  const usesOf = (name: unknown) =>
    nodes.filter(
      ([node, around]) =>
        node.type === "Identifier" && node.name === name && fieldOf(around.at(-1), "id") !== node,
    )
  const isInAction = (around: readonly Node[]): boolean => {
    if (around.some(isAction)) return true
    const named = around.findLast(
      ({ type, init }) =>
        type === "VariableDeclarator" && fieldOf(init, "type") === "ArrowFunctionExpression",
    )
    const uses = named === undefined ? [] : usesOf(fieldOf(named.id, "name"))
    return uses.length > 0 && uses.every(([, within]) => within.some(isAction))
  }
  return nodes.flatMap(([node, around]) => {
    const path = writtenBy(node)
    return path === undefined || reads.has(path) || isInAction(around) ? [] : [`${file}: ${path}`]
  })
}

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
  .map((path): [string, string] => [path, readFileSync(join(import.meta.dirname, path), "utf8")])

it("whatever the dashboard writes is written by an action", () => {
  expect(sources.flatMap(([path, code]) => writesOutsideActions(path, code))).toEqual([])
})

describe("a write", () => {
  const ofCode = (code: string) => writesOutsideActions("page.tsx", code)
  const write = 'client.POST("/v1/notes")'

  it.each([
    ["inside an action", `const add = useAction(async () => { await ${write} })`],
    ["in a function that an action runs", `const add = async () => { await ${write} }; useAction(add, say)`],
    ["behind a dialog", `const add = async () => ${write}; const page = <ConfirmDialog onConfirm={add} />`],
    ["of a form", `const page = <ContactForm onSubmit={async () => { await ${write} }} />`],
  ])("%s is one", (_, code) => expect(ofCode(code)).toEqual([]))

  it.each([
    ["of a button's own", `const page = <Button onClick={() => ${write}} />`],
    ["of a plain form", `const page = <form onSubmit={() => ${write}} />`],
    ["of a function", `async function add() { await ${write} }`],
    [
      "that is also done by itself",
      `const add = async () => ${write}; const page = <><ConfirmDialog onConfirm={add} /><Button onClick={add} /></>`,
    ],
  ])("%s is none", (_, code) => expect(ofCode(code)).toEqual(["page.tsx: /v1/notes"]))
})
