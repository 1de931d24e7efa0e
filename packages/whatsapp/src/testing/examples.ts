/**
 * Reads the examples of the package and makes programs of them, so that what is shown is also what happens. In an example
 * an expression is followed by its value in a comment, on its line or on the next one: `isBsuid("1650") // false`
 */
import { readFileSync } from "node:fs"
import { glob } from "node:fs/promises"
import { fileURLToPath } from "node:url"

const folder = new URL("../../", import.meta.url)

/** One way into the package: `./phone`, with the file behind it. */
export interface Door {
  path: string
  file: string
}

export interface Example {
  door: string
  /** What is exported. */
  name: string
  lines: string[]
}

/** Names that the examples of calls take as given. */
const given =
  "graph: GraphClient, accessToken: string, appSecret: string, codeOfTheDialog: string, addressOfSample: string"

export const readFromPackage = (path: string): string => readFileSync(new URL(path, folder), "utf8")

export function doors(): Door[] {
  const { exports } = JSON.parse(readFromPackage("package.json")) as { exports: Record<string, string> }
  return Object.entries(exports).map(([path, file]) => ({ path, file }))
}

/** Every example at something that is exported, and the functions and classes that are exported without one. */
export async function readExamples(): Promise<{ examples: Example[]; missing: string[] }> {
  const sources = await readSources()
  const examples: Example[] = []
  const missing: string[] = []
  for (const { path, file } of doors()) {
    const exported: Record<string, unknown> = await import(new URL(file, folder).href)
    for (const [name, value] of Object.entries(exported)) {
      const found = examplesIn(docOf(name, sources))
      examples.push(...found.map((lines) => ({ door: path, name, lines })))
      if (found.length === 0 && typeof value === "function") missing.push(`${path}: ${name}`)
    }
  }
  return { examples, missing }
}

async function readSources(): Promise<string[]> {
  const sources: string[] = []
  for await (const path of glob("src/**/*.ts", {
    cwd: fileURLToPath(folder),
    exclude: ["**/*.test.ts", "src/testing/**"],
  }))
    sources.push(readFromPackage(path))
  return sources
}

function docOf(name: string, sources: readonly string[]): string {
  const declaration = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\n)?export (?:async )?(?:function|const|class) ${name}\\b`,
  )
  for (const source of sources) {
    const match = declaration.exec(source)
    if (match) return match[1] ?? ""
  }
  return ""
}

/** The lines of each `@example` of a doc comment. */
export function examplesIn(doc: string): string[][] {
  const lines = doc.split("\n").map((line) => line.replace(/^ \* ?/, ""))
  return lines
    .join("\n")
    .split(/^@(?=[a-z])/m)
    .filter((tag) => tag.startsWith("example"))
    .map((tag) => tag.slice("example".length).trim().split("\n"))
}

/** A program of TypeScript that runs every example, but for those that wait for Meta: these only have to compile. */
export function programOf(examples: readonly Example[], importOf: (door: Door) => string): string {
  const code = examples.map(({ name, lines }, index) => {
    const body = asserted(lines).map((line) => `    ${line}`)
    const waits = lines.some((line) => /\bawait /.test(line))
    const head = `${waits ? "async " : ""}function example${index}(${waits ? given : ""}) {`
    return [`// ${name}`, head, "  {", ...body, "  }", "}", ...(waits ? [] : [`example${index}()`])].join(
      "\n",
    )
  })
  const words = new Set(code.join("\n").match(/\w+/g))
  const imports = doors().flatMap((door) => {
    const names = namesOf(door).filter((name) => words.has(name.replace(/^type /, "")))
    return names.length === 0 ? [] : [`import { ${names.join(", ")} } from "${importOf(door)}"`]
  })
  return ['import { readFile } from "node:fs/promises"', ...imports, comparison, ...code, ""].join("\n")
}

/** What a door exports, types with their keyword. */
function namesOf({ file }: Door): string[] {
  const source = readFromPackage(file)
  if (!file.endsWith("/index.ts"))
    return [...source.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(
      ([, name = ""]) => name,
    )
  return [...source.matchAll(/export \{([^}]*)\}/g)].flatMap(([, list = ""]) =>
    list
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  )
}

interface Statement {
  code: string
  value?: string
}

/** A statement for each of the lines, in which the values in comments are expected. Within brackets comments only explain. */
export function asserted(lines: readonly string[]): string[] {
  const statements: Statement[] = []
  let depth = 0
  for (const line of lines) {
    const [, before = line, comment] = /^(.*?)(?:^|\s+)\/\/ (.+)$/.exec(line) ?? []
    const last = statements.at(-1)
    const changed = depthOf(before)
    if (before === "" && comment !== undefined && isOpen(last, depth)) last.value = comment
    else if (last !== undefined && depth > 0) {
      last.code += `\n${depth + changed === 0 ? before : line}`
      if (comment !== undefined && depth + changed === 0) last.value = comment
    } else if (changed === 0 && comment !== undefined && before !== "")
      statements.push({ code: before, value: comment })
    else statements.push({ code: line })
    depth += changed
  }
  return statements.map(({ code, value }) =>
    value === undefined ? code : `same(${code}, ${value}, ${JSON.stringify(code)})`,
  )
}

const depthOf = (code: string): number =>
  (code.match(/[([{]/g)?.length ?? 0) - (code.match(/[)\]}]/g)?.length ?? 0)

/** Whether a comment on a line of its own is the value of the line before it. */
const isOpen = (last: Statement | undefined, depth: number): last is Statement =>
  depth === 0 && last !== undefined && last.value === undefined && !/^(\/\/.*)?$/.test(last.code)

/** A member that is undefined is like none. */
export const comparison = `import { isDeepStrictEqual } from "node:util"
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  const present = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(present.map(([name, member]) => [name, bare(member)]))
}
function same(actual: unknown, expected: unknown, code: string): void {
  if (isDeepStrictEqual(bare(actual), bare(expected))) return
  throw new Error(code + "\\n  is " + JSON.stringify(actual) + "\\n  not " + JSON.stringify(expected))
}`
