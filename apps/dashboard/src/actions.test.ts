import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { parseSync } from "vite"
import { describe, expect, it } from "vitest"

/** Components that hand what they are given to `useAction`, and the prop that it is given by. */
const handsOn: Readonly<Record<string, string>> = {
  BlockForm: "onSubmit",
  Builder: "submit",
  ConfirmDialog: "onConfirm",
  ContactForm: "onSubmit",
  Describe: "save",
  FormDialog: "onSubmit",
  FormShell: "onSubmit",
  PasswordQuestion: "onAnswer",
  Rename: "onRename",
  SegmentForm: "onSubmit",
  StartImport: "onStart",
}

/** What is asked by POST, or of who signs members in, and changes nothing; or is asked by the page itself and no harm when done twice. */
const reads = new Set([
  "/v1/campaigns/occurrences", // when it would go out is its body
  "/v1/canvases/{id}/check", // what is wrong with it as it is
  "/v1/imports/{id}/preview", // the settings that are tried are its body
  "/v1/segments/preview", // a filter is its body, here and below
  "/v1/segments/preview/explain",
  "/v1/segments/preview/members",
  "/v1/template-drafts/{id}", // saved while it is being written
  "auth.passkey.listUserPasskeys",
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

/** `client.POST("/v1/…")` → `/v1/…`, `auth.passkey.addPasskey()` → itself; undefined of anything that writes nothing. */
function writtenBy(node: Node): string | undefined {
  if (node.type !== "CallExpression") return undefined
  const [from, ...names] = namesOf(node.callee)
  if (from === "auth" && names.length > 0) return [from, ...names].join(".")
  if (from !== "client" || !/^(POST|PUT|PATCH|DELETE)$/.test(names.join("."))) return undefined
  const [path] = [node.arguments].flat()
  return String(fieldOf(path, "value"))
}

/** `auth.passkey.addPasskey` → its three names. */
function namesOf(callee: unknown): string[] {
  if (fieldOf(callee, "type") === "Identifier") return [String(fieldOf(callee, "name"))]
  if (fieldOf(callee, "type") !== "MemberExpression") return []
  return [...namesOf(fieldOf(callee, "object")), String(fieldOf(fieldOf(callee, "property"), "name"))]
}

const nameOf = (node: unknown): string => String(fieldOf(fieldOf(node, "name"), "name"))

const isAction = (node: Node, index: number, around: readonly Node[]): boolean =>
  (node.type === "CallExpression" && fieldOf(node.callee, "name") === "useAction") ||
  (node.type === "JSXAttribute" && handsOn[nameOf(around[index - 1])] === nameOf(node))

/** What a file writes by itself: neither inside an action, nor in a function that is only handed to one. */
function writesOutsideActions(file: string, code: string): string[] {
  // Most files write nothing, and to parse all of them takes seconds.
  if (!/client\s*\.(POST|PUT|PATCH|DELETE)|\bauth\./.test(code)) return []
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
    ["of a form", `const page = <FormShell onSubmit={async () => { await ${write} }} />`],
    ["that only asks", "const { data } = useQuery(() => auth.passkey.listUserPasskeys())"],
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

  it("of how one signs in is none either, outside of an action", () => {
    const code = "const page = <Button onClick={() => auth.passkey.addPasskey()} />"
    expect(ofCode(code)).toEqual(["page.tsx: auth.passkey.addPasskey"])
  })
})

/** One way for each need: what is not written, where it is all the same, and what is there instead. */
const idioms: readonly { what: RegExp; instead: string; but?: readonly string[] }[] = [
  { what: /\buseMutation\b/, instead: "useAction" },
  {
    what: /(?<!\.)\bfetch\(|\bXMLHttpRequest\(/,
    instead: "client",
    but: [
      "api/connection-problem.ts",
      "api/connection.ts",
      "contacts/imports/upload-file.ts",
      "media/file-url.ts", // bytes, and not JSON
      "media/upload.ts",
      "templates/header-file.ts",
    ],
  },
  {
    what: /\bwindow\.(confirm|alert|prompt)\(/,
    instead: "ConfirmDialog or LeaveQuestion",
    but: ["templates/builder/draft/use-leave-question.ts"],
  },
  {
    what: /<Modal\b/,
    instead: "Dialog, FormDialog or ConfirmDialog",
    but: ["look/dialogs/dialog.tsx", "look/dialogs/typed-question.tsx", "session/sign-in-again.tsx"],
  },
  {
    what: /^\s*searchable$|<(MultiSelect|Autocomplete)\b/m,
    instead: "FieldSelect or SeveralSelect",
    but: ["look/form/field-select.tsx", "look/form/several-select.tsx", "look/form/suggesting-input.tsx"],
  },
  {
    what: /\buseBlocker\(/,
    instead: "LeaveQuestion",
    but: [
      "look/dialogs/typed-question.tsx",
      "look/form/leave-question.tsx",
      "templates/builder/draft/use-leave-question.ts",
    ],
  },
]

const strays = (path: string, code: string) =>
  idioms.flatMap(({ what, instead, but = [] }) =>
    what.test(code) && !but.includes(path) ? [`${path}: use ${instead}`] : [],
  )

describe("one need has one idiom:", () => {
  it("no page has one of its own", () => {
    expect(sources.flatMap(([path, code]) => strays(path, code))).toEqual([])
  })

  it.each([
    ['const save = api.useMutation("post", "/v1/notes")', "useAction"],
    ['onClick={() => fetch("/v1/notes", { method: "POST" })}', "client"],
    ['if (window.confirm("Sure?")) remove()', "ConfirmDialog or LeaveQuestion"],
    ["<Modal opened onClose={close}>", "Dialog, FormDialog or ConfirmDialog"],
    ["<Select\n  searchable\n  data={all}\n/>", "FieldSelect or SeveralSelect"],
    ["useBlocker({ shouldBlockFn })", "LeaveQuestion"],
  ])("%s is none", (code, instead) => {
    expect(strays("notes/page.tsx", code)).toEqual([`notes/page.tsx: use ${instead}`])
  })

  it("what an exception was made for is still there", () => {
    const codes = new Map(sources)
    const gone = idioms.flatMap(({ what, but = [] }) =>
      but.filter((path) => !what.test(codes.get(path) ?? "")),
    )
    // The template builder may come to ask as all others do.
    expect(gone.filter((path) => !path.startsWith("templates/"))).toEqual([])
  })
})
