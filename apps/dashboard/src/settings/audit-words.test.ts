import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { auditDictionary, auditWords } from "./audit-dictionary.ts"

const { codes, columns, kinds, silent } = auditDictionary

const server = new URL("../../../server/", import.meta.url)
const migrations = new URL("migrations/", server)
const tables = readFileSync(new URL("src/platform/database/tables.generated.ts", server), "utf8")

/** What the migrations put under the audit log: the last word on each table counts. */
const audited = new Map(
  readdirSync(migrations)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .flatMap((file) => [
      ...readFileSync(new URL(file, migrations), "utf8").matchAll(
        /CALL audited\('(\w+)', '(\w+)', '\w*'(?:, '([^']*)')?/g,
      ),
    ])
    .map(([, table = "", kind = "", leftOut = ""]) => [table, { kind, leftOut: leftOut.split(",") }]),
)

function columnsOf(table: string): string[] {
  const name = table.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
  const body = new RegExp(`^export interface ${name} \\{(.*?)^\\}`, "ms").exec(tables)?.[1] ?? ""
  return [...body.matchAll(/^ {2}(\w+):/gm)].flatMap(([, column]) => column ?? [])
}

describe.each([...audited])("of the table %s", (table, { kind, leftOut }) => {
  it("the kind has a name", () => expect(kinds[kind]).toBeDefined())

  it("every column that is recorded has a label or is left out on purpose", () => {
    const wordless = columnsOf(table).filter(
      (column) =>
        columns[column] === undefined &&
        !silent.has(column) &&
        ![...leftOut, "event_times", "revision"].includes(column),
    )
    expect(wordless).toEqual([])
    expect(columnsOf(table)).not.toEqual([])
  })
})

it("every code has a label", () => {
  expect([...codes].filter((column) => columns[column] === undefined)).toEqual([])
})

it("a column is spoken of once: by one room, or for all of them", () => {
  const spokenOf = auditWords.flatMap(({ columns = {}, silent = [] }) => [...Object.keys(columns), ...silent])
  expect(spokenOf.filter((column, index) => spokenOf.indexOf(column) !== index)).toEqual([])
})
