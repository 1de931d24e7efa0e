import { readFile } from "node:fs/promises"
import { beforeAll, describe, expect, it } from "vitest"
import { planColumns } from "./file/columns.ts"
import { sortDuplicates } from "./file/duplicate-rows.ts"
import { sourceParts } from "./file/form.ts"
import type { FileRow } from "./file/row.ts"
import type { SourceRow } from "./file/source.ts"
import { TableReader } from "./file/table-reader.ts"

/** apps/cli/demo/contacts.csv, which shows what imports can cope with. */
const file = new URL("../../../../cli/demo/contacts.csv", import.meta.url)
let rows: FileRow[]

beforeAll(async () => {
  const bytes = await readFile(file)
  const pieces = (async function* () {
    for (let at = 0; at < bytes.length; at += 5000) yield bytes.subarray(at, at + 5000)
  })()
  const found: SourceRow[] = []
  let names: readonly string[] = []
  for await (const part of sourceParts(pieces, { format: "csv", encoding: "utf-8" })) {
    names = part.names
    found.push(...part.rows)
  }
  rows = new TableReader(planColumns(names, found, { catalogue: new Map() }), {
    defaultCountry: undefined,
    consent: "column",
    consentSource: "demo",
    now: new Date("2026-11-22T12:00:00Z"),
  }).read(found, names)
})

const good = () => sortDuplicates(rows.filter((row) => "draft" in row)).leaders.map((leader) => leader.row)
const refused = () => [
  ...rows.filter((row) => "refusal" in row),
  ...sortDuplicates(rows.filter((row) => "draft" in row)).refused,
]

describe("the demo's contacts", () => {
  it("are more than a thousand people of more than sixty countries, three quarters of them subscribed", () => {
    expect(good().length).toBeGreaterThan(1000)
    expect(new Set(good().map((row) => row.draft.phoneCountry)).size).toBeGreaterThanOrEqual(60)
    const subscribed = good().filter((row) => row.consent?.state === "subscribed").length / good().length
    expect(subscribed).toBeGreaterThan(0.7)
    expect(subscribed).toBeLessThan(0.8)
    expect(good().filter((row) => row.consent?.state === "unsubscribed").length).toBeGreaterThan(50)
  })

  it("write their names in many scripts", () => {
    const scripts = [
      "Latin",
      "Cyrillic",
      "Greek",
      "Arabic",
      "Hebrew",
      "Devanagari",
      "Han",
      "Hangul",
      "Hiragana",
      "Katakana",
      "Thai",
      "Georgian",
      "Bengali",
      "Tamil",
      "Sinhala",
      "Lao",
    ]
    const names = good()
      .map((row) => `${row.draft.patch.first_name}${row.draft.patch.last_name}`)
      .join()
    expect(scripts.filter((script) => !new RegExp(`\\p{Script=${script}}`, "u").test(names))).toEqual([])
  })

  it("hold a wrong row of every kind but one that would make the file large", () => {
    expect(refused().length).toBeGreaterThanOrEqual(25)
    expect([...new Set(refused().map((row) => row.refusal.code))].sort()).toEqual([
      "duplicate_in_file",
      "not_utf8",
      "nul_character",
      "phone_not_a_number",
      "phone_not_reachable",
      "phone_not_valid",
      "phone_scientific_notation",
      "phone_too_long",
      "phone_too_short",
      "phone_unknown_country",
      "phone_without_country",
      "quote_inside_cell",
      "quote_not_closed",
      "too_many_cells",
      "value_too_long",
    ])
  })

  it("hold a cell of every kind that is left out of a row", () => {
    const codes = new Set(good().flatMap(({ warnings }) => warnings.map(({ code }) => code)))
    expect([...codes].sort()).toEqual([
      "consent_date_in_future",
      "consent_date_unreadable",
      "country_unknown",
      "language_unknown",
      "subscription_state_unknown",
      "time_zone_unknown",
      "value_too_long",
    ])
  })

  it("are refused only where the row is meant to be wrong", () => {
    const wrong = refused().filter((row) => !/^"?w-/.test(row.cells[0] ?? ""))
    expect(wrong.map((row) => [row.line, row.refusal, row.cells])).toEqual([])
    const taken = good().filter((row) => row.draft.patch.external_id?.startsWith("w-"))
    const whole = taken.filter(({ warnings }) => warnings.length === 0)
    // Shorter rows are whole, and an external id stands in for a phone.
    expect(whole).toHaveLength(10)
  })
})
