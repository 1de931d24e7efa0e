import { globSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { defineRoom, refuseDoubles } from "./platform/define-room.ts"
import { rooms } from "./rooms.ts"
import { searchesOf } from "./search/search.ts"
import { foreignTables, tablesIn } from "./testing/tables-in-source.ts"
import { permissionsOf } from "./workspaces/index.ts"

const here = import.meta.dirname
const schema = readFileSync(`${here}/platform/database/tables.generated.ts`, "utf8")
const tables = [...schema.slice(schema.indexOf("export interface DB")).matchAll(/^ {2}(\w+): /gm)].map(
  ([, name]) => name ?? "",
)
const sources = globSync("*/**/*.ts", { cwd: here })
  .filter((path) => !/\.test\.ts$|(^|\/)testing\/|\.generated\.ts$/.test(path))
  .map((path) => ({ path, room: path.split("/")[0] ?? "", text: readFileSync(`${here}/${path}`, "utf8") }))

/** What rooms do to tables of others all the same, and why. Shorter is better. */
const allowed: Record<string, string> = {
  "platform/database/apply-facts.ts writes a table it does not name": "each caller names a table of its own",
  "connect/numbers/numbers.ts reads subscription_groups": "a number is shown with its group",
}

it("every table belongs to one room", () => {
  const claimed = rooms.flatMap((room) => room.tables)
  expect(tables.length).toBeGreaterThan(35)
  expect(claimed.toSorted()).toEqual(tables.toSorted())
})

it("a room writes its own tables, and reads no table of a room above it", () => {
  const found = sources.flatMap(({ path, room, text }) =>
    foreignTables(rooms, room, tablesIn(text, tables)).map((what) => `${path} ${what}`),
  )
  expect(found.toSorted()).toEqual(Object.keys(allowed).toSorted())
})

describe("a table is seen", () => {
  it.each([
    ["sql`INSERT INTO contacts AS known (id) VALUES (1)`", "writes contacts"],
    ["sql`UPDATE contacts c SET id = 1`", "writes contacts"],
    ["sql`DELETE FROM\n  contacts USING launches`", "writes contacts"],
    ["sql`MERGE INTO ONLY contacts`", "writes contacts"],
    ["sql`WITH a AS (SELECT 1), b AS (TRUNCATE contacts)`", "writes contacts"],
    ["tx\n  .insertInto(\n    'contacts',\n  )", "writes contacts"],
    ['tx.updateTable("contacts as c")', "writes contacts"],
    ['tx.deleteFrom(["contacts as c"])', "writes contacts"],
    ['applyFacts(tx, { table: "contacts", columns })', "writes contacts"],
    ["sql`SELECT id FROM messages m, contacts c`", "reads contacts"],
    ["sql`SELECT FROM a LEFT JOIN LATERAL (SELECT FROM contacts) x ON true`", "reads contacts"],
    ['tx.selectFrom(["messages as m", "contacts as c"])', "reads contacts"],
    ['tx.selectFrom("messages").innerJoin("contacts as c", "c.id", "m.id")', "reads contacts"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    ["sql`SELECT FROM ${pairs} JOIN contacts c ON true`", "reads contacts"],
    ["const rows = sql`contacts`", "reads contacts"],
    ['sql.table("contacts")', "reads contacts"],
  ])("in %s", (text, what) => {
    const seen = tablesIn(text, ["contacts"])
    expect([...seen.writes].map((table) => `writes ${table}`)).toEqual(
      what.startsWith("writes") ? [what] : [],
    )
    expect([...seen.reads].map((table) => `reads ${table}`)).toContain("reads contacts")
  })

  it("and one whose name is not in the source is told", () => {
    expect([...tablesIn("tx.insertInto(table).values({})", tables).writes]).toEqual([
      "a table it does not name",
    ])
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    expect([...tablesIn("sql`UPDATE ${table} SET a = 1`", tables).writes]).toEqual([
      "a table it does not name",
    ])
  })

  it("not in comments, words and columns", () => {
    const text = `
      /** Contacts from contacts. */
      // FROM contacts
      const kind = "contacts"
      app.get("/contacts", { tags: ["contacts"] })
      sql\`SELECT contacts.id, '/contacts' -- FROM contacts
        FROM unnest(1) AS x ON CONFLICT DO UPDATE SET a = 1 FOR UPDATE OF o\``
    expect(tablesIn(text, ["contacts"])).toEqual({ writes: new Set(), reads: new Set() })
  })
})

describe("rooms are refused that", () => {
  const one = defineRoom({ name: "one", tables: ["contacts"], permissions: { "notes:read": [] } })

  it("claim one table", () => {
    const other = defineRoom({ name: "other", tables: ["contacts"] })
    expect(() => refuseDoubles([one, other])).toThrow("The room other claims contacts, as one does.")
  })

  it("have one name", () => {
    expect(() => refuseDoubles([one, defineRoom({ name: "one", tables: [] })])).toThrow("is called one")
  })

  it("consume one topic, as its entries are gone once one has applied them", () => {
    const consuming = (name: string) =>
      defineRoom({
        name,
        tables: [],
        consumers: [{ topic: { name: "notes", partitions: 1 }, consumer: () => ({ apply: async () => {} }) }],
      })
    expect(() => refuseDoubles([consuming("a"), consuming("b")])).toThrow(
      "The room b consumes notes, as a does.",
    )
  })

  it("declare one permission", () => {
    const other = defineRoom({ name: "other", tables: [], permissions: { "notes:read": [] } })
    expect(() => permissionsOf([one, other])).toThrow("The room other declares notes:read, as one does.")
  })

  it("find one kind", () => {
    const finding = (name: string) =>
      defineRoom({
        name,
        tables: [],
        searches: [{ kind: "note", permission: "notes:read", find: async () => [] }],
      })
    expect(() => searchesOf([finding("a"), finding("b")])).toThrow("The room b finds note, as a does.")
  })

  it("a room that brings nothing is fine", () => {
    expect(() => refuseDoubles([one, defineRoom({ name: "empty", tables: [] })])).not.toThrow()
  })
})

describe("a permission is had by", () => {
  const permissions = permissionsOf([
    defineRoom({
      name: "notes",
      tables: [],
      permissions: { "notes:read": ["viewer", "agent"], "notes:erase": [] },
      includedPermissions: { "notes:read": "notes:erase" },
    }),
  ])

  it("the roles that the room says, owners and admins", () => {
    expect(permissions.rolesWith("notes:read")).toEqual(["owner", "admin", "agent", "viewer"])
    expect(permissions.of("viewer")).toEqual(["notes:read"])
  })

  it("owners and admins at least", () => {
    expect(permissions.rolesWith("notes:erase")).toEqual(["owner", "admin"])
  })

  it("API keys that were given it, or one that includes it", () => {
    expect(permissions.givenBy(["notes:erase"])).toEqual(["notes:read", "notes:erase"])
    expect(permissions.givenBy(["notes:read", "notes:forgotten"])).toEqual(["notes:read"])
  })
})
