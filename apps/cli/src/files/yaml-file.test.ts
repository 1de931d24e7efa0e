import { describe, expect, it } from "vitest"
import { digestOf, fileName } from "./folder.ts"
import { readYaml, updateYaml, writeYaml } from "./yaml-file.ts"

const membersOf = (text: string) => {
  const read = readYaml(text)
  return "members" in read ? read.members : read
}

describe("a file", () => {
  it.each([
    ["a list", "- a", { line: 1 }],
    ["nothing", "", { line: 1 }],
    ["a member twice", "a: 1\nb: 2\na: 3\n", { line: 3 }],
    ["what is no YAML", "a: [1\nb: }\n", { line: 2 }],
    ["two documents", "a: 1\n---\nb: 2\n", {}],
    ["levels without end", `a: ${"[".repeat(20_000)}`, { line: 1 }],
    ["more than a megabyte", `a: ${"x".repeat(1024 * 1024)}`, { line: 1 }],
    [
      "aliases that grow",
      `a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n`,
      {},
    ],
  ])("that holds %s is told of by its line", (_what, text, fault) => {
    expect(readYaml(text)).toMatchObject({ message: expect.any(String), ...fault })
  })

  it("may call a member like what every object has", () => {
    const members = membersOf("__proto__: { polluted: true }\nname: a\n")
    expect(Reflect.get({}, "polluted")).toBeUndefined()
    expect(members).toMatchObject({ name: "a" })
  })

  it("has texts that stay what they are", () => {
    const texts = {
      phone: "+4915112345678",
      yes: "yes",
      date: "2026-12-24",
      lines: "a\n  b\n",
      bidi: "\u202ea",
      cr: "a\r\nb",
      liquid: "{{ a }}: {% b %}",
    }
    expect(membersOf(writeYaml(texts))).toEqual(texts)
  })

  it("knows the line of a member, also of one whose id has a name in it", () => {
    const read = readYaml("name: a\nvariants:\n  - name: b\n    content:\n      template:\n        name: c\n")
    if (!("lineOf" in read)) throw new Error(read.message)
    expect(read.lineOf(["variants", 0, "content", "template_id"])).toBe(5)
    expect(read.lineOf(["variants", "0", "content", "values", "body"])).toBe(4)
    expect(read.lineOf(["nothing"])).toBe(1)
  })
})

describe("a changed file", () => {
  const text = `# of the shop
name: Sale # in short
tags: [a, b] # two

filter:
  all:
    # first
    - { on: tag, tag: VIP }
    - on: list # second
      list: Guests
`

  it("keeps comments, order and spelling of what is the same", () => {
    const members = { ...membersOf(text), name: "Winter sale", description: "New" }
    const changed = updateYaml(text, members)
    expect(changed).toBe(`${text.replace("name: Sale", "name: Winter sale")}description: New\n`)
    expect(updateYaml(text, { ...membersOf(text) })).toBe(text)
  })

  it("says what it is to say, whatever changed", () => {
    const one = membersOf(text)
    for (const other of [
      { name: "a" },
      { ...one, tags: [] },
      { ...one, tags: ["b", "a", "c"] },
      { ...one, filter: { any: [{ on: "list", list: "Guests" }] } },
      { ...one, filter: "none", name: { a: [{}, [], null] } },
    ])
      expect(membersOf(updateYaml(text, other))).toEqual(other)
  })
})

it.each([
  ["Spring Sale!", "spring-sale"],
  ["Été à Lima", "ete-a-lima"],
  ["../../etc/passwd", "etc-passwd"],
  [".hidden", "hidden"],
  ["..", "unnamed"],
  ["💥", "unnamed"],
  ["CON", "con-"],
  ["Отпуск 2026", "отпуск-2026"],
  ["a\0b\\c:d", "a-b-c-d"],
  ["x".repeat(300), "x".repeat(60)],
])("the file of %j is called %j", (name, file) => expect(fileName(name)).toBe(file))

it("what says the same is the same, in whatever order", () => {
  expect(digestOf({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(digestOf({ b: [{ d: 3, c: 2 }], a: 1 }))
  expect(digestOf({ a: [1, 2] })).not.toBe(digestOf({ a: [2, 1] }))
})
