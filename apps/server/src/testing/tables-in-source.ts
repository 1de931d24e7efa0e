import type { Room } from "../platform/define-room.ts"

/** The tables that a source writes and reads; what is written counts as read. */
interface SeenTables {
  writes: Set<string>
  reads: Set<string>
}

const unnamed = "a table it does not name"
const nameOf = String.raw`(?:ONLY\s+)?"?([\w$]+)"?`
/** A statement of SQL that writes what is behind it. ON CONFLICT DO UPDATE SET and FOR UPDATE OF write nothing else. */
const sqlWrites = [
  new RegExp(
    String.raw`\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?|COPY)\s+${nameOf}`,
    "gi",
  ),
  new RegExp(String.raw`(?<!\bFOR\s|\bDO\s|\bKEY\s)\bUPDATE\s+${nameOf}`, "gi"),
]
const kyselyWrites =
  /\.?\b(?:insertInto|replaceInto|updateTable|deleteFrom|mergeInto)\(\s*(\[[^\]]*\]|[^,)]*)/g
/** Where a function is given the table that it writes, such as `applyFacts`. */
const givenTables = /\btable:\s*("\w+"),/g
const kyselyReads =
  /\b(?:selectFrom|from|using|(?:inner|left|right|full|cross)(?:Lateral)?Join|table)\(\s*(\[[^\]]*\]|[^,)]*)/g

/**
 * Which of `tables` a TypeScript source of this server writes and reads, by its text: calls of Kysely, and whatever is in
 * sql`…`. It errs on the side of seeing too much: a name in SQL is a table unless it has a dot behind it (a column of it) or
 * before it, or is in quotes. A table that is written and not named is seen as such.
 */
export function tablesIn(source: string, tables: readonly string[]): SeenTables {
  const text = source.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/(^|[^:"'`])\/\/.*$/gm, "$1")
  const known = new Set(tables)
  const seen: SeenTables = { writes: new Set(), reads: new Set() }
  const write = (name: string) => {
    if (known.has(name)) seen.reads.add(name)
    if (known.has(name) || name === unnamed) seen.writes.add(name)
  }
  for (const statement of sqlTexts(text)) {
    for (const pattern of sqlWrites)
      for (const [, name = ""] of statement.matchAll(pattern)) write(name === "$" ? unnamed : name)
    for (const [name] of statement.matchAll(/(?<![\w.])[a-z_]+\b(?!\s*\.\w|\s*\()/g))
      if (known.has(name)) seen.reads.add(name)
  }
  for (const [, argument = ""] of [...text.matchAll(kyselyWrites), ...text.matchAll(givenTables)])
    for (const name of namesIn(argument)) write(name)
  for (const [, argument = ""] of text.matchAll(kyselyReads))
    for (const name of namesIn(argument)) if (known.has(name)) seen.reads.add(name)
  return seen
}

/** The texts of sql`…`, those inside one another apart, with `$` for what is filled in. */
function sqlTexts(text: string): string[] {
  const texts: string[] = []
  for (const { index } of text.matchAll(/\bsql(?:<[^`]*?>)?`/g)) {
    const from = text.indexOf("`", index) + 1
    texts.push(templateText(text, from).text)
  }
  return texts.map((sql) => sql.replace(/--.*$/gm, " ").replace(/'(?:[^']|'')*'/g, "''"))
}

/** The text of a template from `from` to its end, and where that is. */
function templateText(source: string, from: number): { text: string; end: number } {
  let text = ""
  let at = from
  while (at < source.length && source[at] !== "`") {
    if (source.startsWith("${", at)) {
      at = endOfExpression(source, at + 2)
      text += "$"
    } else {
      text += source[at]
    }
    at += 1
  }
  return { text, end: at }
}

/** Where the `}` is that ends an expression in a template. */
function endOfExpression(source: string, from: number): number {
  let depth = 0
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === "`") at = templateText(source, at + 1).end
    else if (source[at] === "{") depth += 1
    else if (source[at] === "}" && depth === 0) return at
    else if (source[at] === "}") depth -= 1
  }
  return source.length
}

/** The tables that an argument of Kysely's names: "contacts as c", ["contacts"]; or that it names none. */
function namesIn(argument: string): string[] {
  const names = [...argument.matchAll(/["']([\w]+)(?:\s+as\s+\w+)?["']/g)].map(([, name = ""]) => name)
  return names.length > 0 ? names : [unnamed]
}

/** What a room does to tables that are not for it: `writes messages`, `reads launches`. */
export function foreignTables(rooms: readonly Room[], name: string, seen: SeenTables): string[] {
  const place = (room: string) => rooms.findIndex((one) => one.name === room)
  const ownerOf = (table: string) =>
    rooms.find(({ tables }) => tables.some((one) => one === table))?.name ?? ""
  // Roles are above all rooms.
  const isAbove = (table: string) => place(name) !== -1 && place(ownerOf(table)) < place(name)
  const writes = [...seen.writes].filter((table) => ownerOf(table) !== name)
  const reads = [...seen.reads].filter((table) => !writes.includes(table) && isAbove(table))
  return [...writes.map((table) => `writes ${table}`), ...reads.map((table) => `reads ${table}`)]
}
