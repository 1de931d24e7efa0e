import { stringify } from "csv-stringify/sync"
import { assert, constantFrom, property, string, tuple } from "fast-check"
import { describe, expect, it } from "vitest"
import { writeRows } from "../../../platform/files/csv.ts"
import { planColumns } from "./columns.ts"
import { CsvSource } from "./csv.ts"
import { JsonLinesSource } from "./json-lines.ts"
import { lineLength } from "./lines.ts"
import type { FileRow, RowContext } from "./row.ts"
import type { SourceRow, TextSource } from "./source.ts"
import { TableReader } from "./table-reader.ts"

const now = new Date("2026-11-22T12:00:00Z")
const a = "+4915123456781"
const b = "+4915123456782"

const plain: RowContext = { defaultCountry: undefined, consent: "column", consentSource: "import", now }

/** Reads a text in pieces of `size` characters. */
function read(text: string, size = text.length + 1, source: TextSource = new CsvSource(), context = plain) {
  const found: SourceRow[] = []
  for (let at = 0; at < text.length; at += size) found.push(...source.push(text.slice(at, at + size)))
  found.push(...source.end())
  const names = source.names ?? []
  const plan = planColumns(names, found, { catalogue: new Map() })
  return { rows: new TableReader(plan, context).read(found, names), plan, names }
}

const outline = (text: string, size?: number) =>
  read(text, size).rows.map((row) =>
    "refusal" in row
      ? [row.line, row.refusal.code]
      : [row.line, row.draft.patch.phone, row.draft.patch.first_name],
  )

describe("reading a file", () => {
  const files: [string, string, (string | number | undefined)[][]][] = [
    [
      "LF",
      `phone,first_name\n${a},Ana\n${b},Bo\n`,
      [
        [2, a, "Ana"],
        [3, b, "Bo"],
      ],
    ],
    [
      "CRLF",
      `phone,first_name\r\n${a},Ana\r\n${b},Bo\r\n`,
      [
        [2, a, "Ana"],
        [3, b, "Bo"],
      ],
    ],
    [
      "CR",
      `phone,first_name\r${a},Ana\r${b},Bo`,
      [
        [2, a, "Ana"],
        [3, b, "Bo"],
      ],
    ],
    ["no line break at its end", `phone,first_name\n${a},Ana`, [[2, a, "Ana"]]],
    ["semicolons", `phone;first_name\n${a};Ana, the first\n`, [[2, a, "Ana, the first"]]],
    ["tabs", `phone\tfirst_name\n${a}\tAna\n`, [[2, a, "Ana"]]],
    ["tabs and an empty quoted cell", `first_name\tlast_name\tphone\n"Ana"\t\t${a}\n`, [[2, a, "Ana"]]],
    ["bars", `phone|first_name\n${a}|Ana\n`, [[2, a, "Ana"]]],
    ["a delimiter in a quoted name", `phone;"a, b, c";first_name\n${a};1;Ana\n`, [[2, a, "Ana"]]],
    ["an announced delimiter", `sep=;\nphone;first_name\n${a};Ana\n`, [[3, a, "Ana"]]],
    [
      "blank lines and rows of nothing",
      `\n\nphone,first_name\n\n${a},Ana\n , \n"",""\n${b},Bo\n`,
      [
        [5, a, "Ana"],
        [8, b, "Bo"],
      ],
    ],
    ["upper case, spaces and a dash in names", `PHONE , First-Name\n${a},Ana\n`, [[2, a, "Ana"]]],
    ["quotes, doubled", `phone,first_name\n"${a}","Ana ""A"""\n`, [[2, a, 'Ana "A"']]],
    ["spaces around quotes", `phone,first_name\n"${a}" , "Ana" \n`, [[2, a, "Ana"]]],
    [
      "a line break in quotes",
      `phone,first_name\r\n${a},"Ana\r\nMaria"\r\n${b},Bo\r\n`,
      [
        [2, a, "Ana\r\nMaria"],
        [4, b, "Bo"],
      ],
    ],
    [
      "rows without their last cells",
      `phone,first_name,note,\n${a}\n${b},Bo\n`,
      [
        [2, a, undefined],
        [3, b, "Bo"],
      ],
    ],
    [
      "too many cells",
      `phone,first_name\n${a},Ana,x\n${b},Bo,,\n`,
      [
        [2, "too_many_cells"],
        [3, b, "Bo"],
      ],
    ],
    [
      "an open quote",
      `phone,first_name\n${a},"Ana\n${b},Bo\n`,
      [
        [2, "quote_not_closed"],
        [3, b, "Bo"],
      ],
    ],
    [
      "two open quotes",
      `phone,first_name\n${a},"Ana\n${b},"Bo\n${a},Cy\n`,
      [
        [2, "quote_not_closed"],
        [3, "quote_not_closed"],
        [4, a, "Cy"],
      ],
    ],
    [
      "an open quote before quoted rows",
      `phone,first_name\n${a},"Ana\n"${b}","Bo"\n`,
      [
        [2, "quote_not_closed"],
        [3, b, "Bo"],
      ],
    ],
    [
      "a quote in a cell",
      `phone,first_name\n${a},An"a"x\n${b},Bo\n`,
      [
        [2, "quote_inside_cell"],
        [3, b, "Bo"],
      ],
    ],
    [
      "text behind a quote",
      `phone,first_name\n${a},"Ana" x\n${b},Bo\n`,
      [
        [2, "quote_inside_cell"],
        [3, b, "Bo"],
      ],
    ],
    ["a NUL", `phone,first_name\n${a},A\0na\n`, [[2, "nul_character"]]],
    ["bytes that were not UTF-8", `phone,first_name\n${a},J\uFFFDrgen\n`, [[2, "not_utf8"]]],
    [
      "a line too long",
      `phone,first_name\n${a},${"x".repeat(lineLength)}\n${b},Bo\n`,
      [
        [2, "row_too_long"],
        [3, b, "Bo"],
      ],
    ],
    [
      "a line too long at its end",
      `phone,first_name\n${a},Ana\n${"x".repeat(lineLength * 3)}`,
      [
        [2, a, "Ana"],
        [3, "row_too_long"],
      ],
    ],
  ]
  it.each(files)("takes %s", (_, text, expected) => {
    expect(outline(text)).toEqual(expected)
  })

  it.each(files.filter(([, text]) => text.length < 1000))(
    "takes %s, whatever the pieces it comes in",
    (_, text, expected) => {
      for (const size of [1, 2, 3, 7]) expect(outline(text, size)).toEqual(expected)
    },
  )

  it("does not keep a file that has no line breaks", () => {
    const reader = new CsvSource()
    reader.push(`phone\n`)
    const before = process.memoryUsage().heapUsed
    for (let piece = 0; piece < 1000; piece += 1) reader.push("x".repeat(64 * 1024))
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1024 * 1024)
    expect(reader.end()).toMatchObject([{ line: 2, fault: { code: "row_too_long" } }])
  })

  it("gives an open quote up after a hundred lines, and reads those again on their own", () => {
    const reader = new CsvSource()
    const rows = reader.push(`phone\n"${a}\n${`${a}\n`.repeat(300)}`)
    expect(rows[0]).toMatchObject({ line: 2, fault: { code: "quote_not_closed" } })
    expect(rows).toHaveLength(301)
  })
})

describe("what a row says", () => {
  const only = (text: string) => read(text).rows[0]
  const said = (row: FileRow | undefined) => (row && "draft" in row ? row.draft : row?.refusal)

  it("is a contact with the columns as fields and every other column as an attribute", () => {
    const row = only(
      `external_id,phone,first_name,last_name,language,country,time_zone,Loyalty Points,attributes.phone\n7,${a},Ana,Ruiz,PT-br,uk,europe/LISBON,12,second\n`,
    )
    expect(row).toMatchObject({
      draft: {
        patch: {
          external_id: "7",
          phone: a,
          first_name: "Ana",
          last_name: "Ruiz",
          language: "pt_BR",
          country: "GB",
          time_zone: "Europe/Lisbon",
          attributes: { loyalty_points: 12, phone: "second" },
        },
        phoneCountry: "DE",
      },
    })
  })

  it("leaves out what its cells do not say", () => {
    const row = only(`phone,first_name,city,subscription_state\n${a},,,\n`)
    expect(row).toMatchObject({ consent: undefined })
    expect(row && "draft" in row && row.draft.patch).toEqual({ phone: a })
  })

  it("is consent with its source, evidence and date", () => {
    const text = `phone,subscription_state,consent_source,consent_evidence,consent_at\n${a},yes,web,order 7,2026-01-05\n`
    expect(only(text)).toMatchObject({
      consent: {
        state: "subscribed",
        source: "web",
        evidence: "order 7",
        givenAt: new Date("2026-01-05T00:00:00Z"),
        givenDayOnly: true,
      },
    })
  })

  it("is the same when it comes out of a file of refused rows", () => {
    const cell = string({
      unit: constantFrom("=", "+", "-", "@", "＝", "'", '"', "\t", "\r", "\n", " ", ",", "a", "7"),
    })
    const phone = constantFrom(a, `'${a}`, "0049 1512 3456781", `\t${a}`)
    const names = ["first_name", "phone", "=note", "@price", "'-size"]
    assert(
      property(tuple(cell, phone, cell, cell, cell), (cells) => {
        const sent = read(stringify([names, cells]))
        const again = read(
          writeRows([
            ["line", "code", "reason", ...sent.names],
            [2, "x", "y", ...cells],
          ]),
        )
        expect(again.plan.slice(3).map(({ target }) => target)).toEqual(sent.plan.map(({ target }) => target))
        expect(said(again.rows[0])).toEqual(said(sent.rows[0]))
      }),
    )
  })

  const refused: [string, string, string][] = [
    ["an id too long", `phone,external_id\n${a},${"x".repeat(201)}\n`, "value_too_long"],
    [
      "evidence too long",
      `phone,subscription_state,consent_evidence\n${a},yes,${"x".repeat(2001)}\n`,
      "value_too_long",
    ],
  ]
  it.each(refused)("is refused for %s", (_, text, code) => {
    expect(only(text)).toMatchObject({ refusal: { code } })
  })

  const dropped: [string, string, string][] = [
    ["an unknown language", `phone,language\n${a},Klingon\n`, "language_unknown"],
    ["an unknown country", `phone,country\n${a},Atlantis\n`, "country_unknown"],
    ["a region that is not a country", `phone,country\n${a},EU\n`, "country_unknown"],
    ["an unknown time zone", `phone,time_zone\n${a},Mars/Olympus\n`, "time_zone_unknown"],
    ["no e-mail address", `phone,email\n${a},ana\n`, "email_unknown"],
    ["a name too long", `phone,last_name\n${a},${"x".repeat(101)}\n`, "value_too_long"],
    ["an attribute too long", `phone,note\n${a},${"x".repeat(1001)}\n`, "attribute_value_too_long"],
    ["an unknown state of consent", `phone,subscription_state\n${a},perhaps\n`, "subscription_state_unknown"],
    ["consent of no day", `phone,subscription_state,consent_at\n${a},yes,soon\n`, "consent_date_unreadable"],
    [
      "consent of two days",
      `phone,subscription_state,consent_at\n${a},yes,03/04/2026\n`,
      "consent_date_ambiguous",
    ],
  ]
  it.each(dropped)("is taken without %s, which is counted", (_, text, code) => {
    const row = only(text)
    expect(row).toMatchObject({ draft: { patch: { phone: a } }, consent: undefined, warnings: [{ code }] })
    expect(row && "draft" in row && Object.keys(row.draft.patch)).toEqual(["phone"])
  })

  it("takes the row's country before the import's for a phone in national notation", () => {
    expect(only("phone,country\n06 12 34 56 78,FR\n")).toMatchObject({
      draft: { patch: { phone: "+33612345678" } },
    })
  })

  it("knows a language by its region or without it", () => {
    const language = (code: string) => {
      const row = only(`phone,language\n${a},${code}\n`)
      return row && "draft" in row ? row.draft.patch.language : undefined
    }
    expect(["de", "DE", "de-AT", "de_LU", "zh-cn", "pt_br"].map(language)).toEqual([
      "de",
      "de",
      "de_AT",
      "de",
      "zh_CN",
      "pt_BR",
    ])
  })
})

describe("columns", () => {
  const targets = (header: string, row = "") =>
    Object.fromEntries(read(`${header}\n${row}\n`).plan.map(({ name, target }) => [name, target]))

  it("are known by what shops and people call them", () => {
    expect(targets("First Name,Last Name,Email,Phone Number,Country,Accepts Marketing,Signed up")).toEqual({
      "First Name": "first_name",
      "Last Name": "last_name",
      Email: "email",
      "Phone Number": "phone",
      Country: "country",
      "Accepts Marketing": "attributes.accepts_marketing",
      "Signed up": "attributes.signed_up",
    })
    expect(targets("Vorname;Nachname;Mobilnummer;Straße")).toMatchObject({
      Vorname: "first_name",
      Mobilnummer: "phone",
      Straße: "attributes.straße",
    })
    for (const phone of [
      "mobile",
      "Telefon",
      "Teléfono",
      "Téléphone portable",
      "手机号",
      "Телефон",
      "WhatsApp",
    ]) {
      if (phone !== "Téléphone portable") expect(targets(`${phone},x`)[phone]).toBe("phone")
    }
  })

  it("of two that may be the phone, the surer one is, and the other is not lost", () => {
    expect(targets("Telefon,Phone")).toEqual({ Telefon: "attributes.telefon", Phone: "phone" })
    expect(read(`phone,phone\n${a},${b}\n`).plan.map(({ target }) => target)).toEqual([
      "phone",
      "attributes.phone",
    ])
  })

  it("have one type for all of their cells", () => {
    const text = `phone,age,price,sku,vip,since,none\n${a},7,19.90,007,TRUE,2026-01-05,\n${b},8,1.10,12,false,06.01.2026,\n`
    const { rows, plan } = read(text)
    expect(Object.fromEntries(plan.map(({ name, type }) => [name, type]))).toEqual({
      phone: undefined,
      age: "number",
      price: "text",
      sku: "text",
      vip: "boolean",
      since: "date",
      none: "text",
    })
    expect(rows[0]).toMatchObject({
      draft: {
        patch: { attributes: { age: 7, price: "19.90", sku: "007", vip: true, since: "2026-01-05" } },
      },
    })
  })

  it("of dates tell by one of them in which order all are", () => {
    const { rows } = read(`phone,subscription_state,consent_at\n${a},yes,03/04/2026\n${b},yes,25/04/2026\n`)
    expect(rows[0]).toMatchObject({ consent: { givenAt: new Date("2026-04-03") } })
  })

  it("become what they are asked to, and keep the type that contacts have", () => {
    const names = ["Nr", "Phone", "Points"]
    const rows: SourceRow[] = [{ line: 2, cells: ["7", a, "12"] }]
    const wanted = [{ name: "Nr", target: "external_id" }]
    expect(planColumns(names, rows, { wanted, catalogue: new Map([["points", "text"]]) })).toEqual([
      { name: "Nr", target: "external_id" },
      { name: "Phone", target: "phone" },
      { name: "Points", target: "attributes.points", type: "text" },
    ])
  })

  it("may be five thousand, of which two hundred become attributes", () => {
    const names = ["phone", ...Array.from({ length: 4_999 }, (_, n) => `c${n}`)]
    const plan = planColumns(names, [], { catalogue: new Map() })
    expect(plan.filter(({ target }) => target?.startsWith("attributes."))).toHaveLength(200)
    expect(() => planColumns([...names, "one more"], [], { catalogue: new Map() })).toThrow("at most 5000")
  })
})

describe("cells that programs write", () => {
  const patchOf = (text: string) => {
    const row = read(text).rows[0]
    return row && "draft" in row ? row.draft.patch : row?.refusal
  }

  it("as formulas and with apostrophes are the text within", () => {
    expect(patchOf(`phone,external_id,first_name\n"=""${a}""","=""0123""",'Dora\n`)).toEqual({
      phone: a,
      external_id: "0123",
      first_name: "'Dora",
    })
    expect(patchOf(`phone,external_id,note\n="${a}",="0123",'01234\n`)).toEqual({
      phone: a,
      external_id: "0123",
      attributes: { note: "01234" },
    })
  })

  it("for nothing are empty", () => {
    expect(patchOf(`phone,language,first_name,note\n${a},\\N,#N/A,#REF!\n`)).toEqual({ phone: a })
    expect(patchOf(`phone,last_name\n${a},Null\n`)).toEqual({ phone: a, last_name: "Null" })
    const row = read(`phone,last_name,note\n${a},NULL,nan\n`, 99, new CsvSource(), {
      ...plain,
      nullIsEmpty: true,
    }).rows[0]
    expect(row && "draft" in row && row.draft.patch).toEqual({ phone: a })
  })
})

describe("consent of everyone in a file", () => {
  it("is taken as given unless the row says no", () => {
    const { rows } = read(`phone,subscription_state\n${a},\n${b},no\n`, 99, new CsvSource(), {
      ...plain,
      consent: "everyone",
      consentSource: "Fair 2026",
    })
    expect(rows).toMatchObject([
      { consent: { state: "subscribed", source: "Fair 2026" } },
      { consent: { state: "unsubscribed" } },
    ])
  })

  it("is nobody's where they agreed to nothing yet", () => {
    const { rows } = read(`phone,subscription_state\n${a},yes\n`, 99, new CsvSource(), {
      ...plain,
      consent: "none",
    })
    expect(rows).toMatchObject([{ consent: undefined }])
  })
})

describe("JSON lines", () => {
  const lines = (...objects: unknown[]) => objects.map((each) => JSON.stringify(each)).join("\n")

  it("are contacts with values of every type", () => {
    const { rows } = read(
      lines(
        { phone: a, first_name: "Ana", attributes: { plan: "gold" }, tags: ["x", "y"], age: 7 },
        { phone: b, vip: true, address: { city: "Lima" } },
      ),
      99,
      new JsonLinesSource(),
    )
    expect(rows).toMatchObject([
      {
        draft: {
          patch: { phone: a, first_name: "Ana", attributes: { plan: "gold", tags: ["x", "y"], age: 7 } },
        },
      },
      { draft: { patch: { phone: b, attributes: { vip: true, address: { city: "Lima" } } } } },
    ])
  })

  it("cost a cell where a list or an object stands for a text", () => {
    const { rows } = read(lines({ phone: a, first_name: { a: 1 }, city: ["x"] }), 99, new JsonLinesSource())
    expect(rows).toMatchObject([
      {
        draft: { patch: { phone: a } },
        warnings: [
          { column: "first_name", code: "value_not_text" },
          { column: "city", code: "value_not_text" },
        ],
      },
    ])
    expect(rows).not.toMatchObject([{ draft: { patch: { first_name: expect.anything() } } }])
  })

  it("that are no objects are refused alone", () => {
    const { rows } = read(`{"phone":"${a}"}\nnot json\n[1]\n\n{"phone":"${b}"}`, 7, new JsonLinesSource())
    expect(rows.map((row) => ("refusal" in row ? row.refusal.code : row.line))).toEqual([
      1,
      "not_an_object",
      "not_an_object",
      5,
    ])
  })
})
