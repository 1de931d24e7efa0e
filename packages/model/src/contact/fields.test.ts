import { globSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parse } from "@swc/core"
import { describe, expect, it } from "vitest"
import { contactFields } from "./fields.ts"

const root = fileURLToPath(new URL("../../../..", import.meta.url))

/** Where the fields of a contact are listed all the same, and why. Shorter is better. */
const allowed: Record<string, string> = {
  "apps/cli/demo/write-contacts.ts": "the first line of a file whose rows are written by position",
  "apps/dashboard/src/contacts/audit-words.ts":
    "what the audit log calls those columns that no other room has a name for",
  "apps/dashboard/src/contacts/contact-form.tsx":
    "where each stands in the form, and with which kind of input",
  "apps/dashboard/src/contacts/field-words.ts": "what screens call each; without one it does not compile",
  "apps/server/src/braze/users/export/read-profiles.ts": "what Braze calls each in its answers",
  "apps/server/src/braze/users/track/read-attributes.ts": "what Braze calls each in its requests",
  "apps/server/src/contacts/import/file/column-names.ts": "what files call each, in several languages",
  "apps/server/src/contacts/import/sample-file.ts": "a file as people would write one",
  "apps/server/src/contacts/contact.ts": "how each is read and described; without one it does not compile",
  "apps/server/src/campaigns/preflight/people.ts": "the few that a list of its people shows",
  "apps/server/src/segments/members.ts": "the few that a list of a segment's members shows",
  "apps/server/src/segments/testing/world.ts": "what people of a generated world have",
  "packages/whatsapp/src/messages/contact-cards.ts":
    "what Meta has on a contact card, which is no contact of ours",
  "bench/src/campaign/people.ts": "SQL that gives some columns invented values, by position",
  "bench/src/seeds/contacts.ts": "SQL that gives each column invented values, by position",
  "bench/src/seeds/events.ts": "SQL that gives some columns invented values, by position",
  "bench/src/track.ts": "SQL that gives some columns invented values, by position",
}

it("the fields of a contact are listed in packages/model and nowhere else", async () => {
  const paths = globSync("{apps,packages,bench,e2e}/**/*.{ts,tsx,mjs}", {
    cwd: root,
    exclude: (name) => name.endsWith("node_modules") || name.endsWith("dist"),
  }).filter((path) => !/^packages\/model\/|\.test\.tsx?$|\.generated\.ts$/.test(path))
  expect(paths.length).toBeGreaterThan(500)
  const found: string[] = []
  for (const path of paths) {
    const text = readFileSync(`${root}/${path}`, "utf8")
    if (contactFields.filter((field) => text.includes(field)).length < listed) continue
    if (await listsFields(text, path.endsWith("x"))) found.push(path)
  }
  expect(found.toSorted()).toEqual(Object.keys(allowed).toSorted())
})

describe("a list of the fields is seen", () => {
  it.each([
    ["of names", 'const fields = ["external_id", "phone", "first_name", "last_name", "language"]'],
    [
      "of pairs",
      'const a = [["Id", b.external_id], ["", b.phone], ["", b.language], ["", b.country], ["", b.time_zone]]',
    ],
    [
      "in an object",
      "const nobody = { phone: 1, first_name: 2, last_name: 3, language: 4, country: 5, attributes: {} }",
    ],
    ["in a pattern", "const { phone, first_name, last_name, language, country, ...rest } = row"],
    [
      "in a type",
      "type A = { phone: string; first_name: string; last_name: string; language: string; country: string }",
    ],
    ["in an interface", "interface A { phone: 1; first_name: 1; last_name: 1; language: 1; country: 1 }"],
    ["in a union", 'type Field = "phone" | "first_name" | "last_name" | "language" | "country"'],
    [
      "in SQL",
      "const q = sql`SELECT c.phone, c.first_name, c.last_name, c.language, c.time_zone FROM contacts c`",
    ],
    ["in a line of CSV", 'const header = "phone,first_name,last_name,language,time_zone"'],
    ["in the arguments of a call", 'tx.select("phone", "first_name", "last_name", "language", "time_zone")'],
  ])("%s", async (_, text) => {
    expect(await listsFields(text)).toBe(true)
  })

  it.each([
    ["four of them", 'const fields = ["external_id", "phone", "first_name", "last_name", "last_name"]'],
    [
      "two lists that share them",
      'const a = ["external_id", "phone", "language"]; const b = ["country", "time_zone"]',
    ],
    [
      "a function that reads one after the other",
      "const f = { a() { g(phone); g(language); g(country); g(time_zone); g(last_name) } }",
    ],
    ["a comment", "const a = [] // external_id, phone, first_name, last_name, language"],
  ])("but not in %s", async (_, text) => {
    expect(await listsFields(text)).toBe(false)
  })
})

const fields = new Set<string>(contactFields)
/** From here on it is a copy of the list. */
const listed = 5
const lists = new Set([
  "ArrayExpression",
  "CallExpression",
  "ObjectExpression",
  "ObjectPattern",
  "StringLiteral",
  "TemplateLiteral",
  "TsInterfaceBody",
  "TsTypeLiteral",
  "TsUnionType",
])

/** Whether one list, object, type or text of the source names five or more of the fields. */
async function listsFields(source: string, tsx = false): Promise<boolean> {
  return namedIn(await parse(source, { syntax: "typescript", tsx })) === "a list"
}

/** The fields that a node of the syntax tree names, apart from the statements within it. */
function namedIn(node: object): ReadonlySet<string> | "a list" {
  const type: unknown = Reflect.get(node, "type")
  const text: unknown = Reflect.get(node, type === "TemplateElement" ? "raw" : "value")
  const names = new Set(typeof text === "string" ? text.split(/\W+/).filter((word) => fields.has(word)) : [])
  for (const child of Object.values(node)) {
    if (typeof child !== "object" || child === null) continue
    const within = namedIn(child)
    if (within === "a list") return within
    for (const name of within) names.add(name)
  }
  if (names.size >= listed && typeof type === "string" && lists.has(type)) return "a list"
  return "stmts" in node ? new Set() : names
}
