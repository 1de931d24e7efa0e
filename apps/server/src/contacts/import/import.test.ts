import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { told } from "../../notifications/testing/told.ts"
import { steppedClock } from "../../platform/clock.ts"
import { writeWorkbook } from "../../platform/files/workbook.ts"
import { startContacts } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ clock })
})
afterAll(() => api.close())
beforeEach(() => {
  clock.advance(60_000)
})

/** Phones of a test's own, so that tests do not meet. */
let block = 0
const newBlock = () => {
  block += 1
  return (n: number) => `+4915${2_000_000_00 + block * 10_000 + n}`
}

const header =
  "external_id,phone,first_name,city,subscription_state,consent_source,consent_evidence,consent_at"
const file = (...rows: string[]) => [header, ...rows].join("\n")

describe("an import", () => {
  it("makes contacts of rows, and consent of their subscription state", async () => {
    const phone = newBlock()
    const rows = [
      `a-1,${phone(1)},Ana,Lima,subscribed,web_form,order 77,2026-01-05`,
      `a-2,${phone(2)},Bo,,no,,,`,
      `a-3,${phone(3)},Čeněk,Brno,,,,`,
    ]
    const { body, status } = await api.importFile(file(...rows), { consent_source: "crm" })
    expect(status).toBe(202)
    expect(body).toMatchObject({
      state: "completed",
      rows_read: 3,
      rows_created: 3,
      rows_refused: 0,
      subscriptions_changed: 2,
    })
    expect(body.bytes_read).toBe(Buffer.byteLength(file(...rows)))

    const { body: found } = await api.ask("GET", "contacts?external_id=a-1")
    const { body: ana } = await api.ask("GET", `contacts/${found.data[0].id}`)
    expect(ana).toMatchObject({
      phone: phone(1),
      first_name: "Ana",
      country: "DE",
      city: "Lima",
    })
    expect(ana.subscriptions).toMatchObject([
      { subscription_group_id: api.groupId, state: "subscribed", changed_at: "2026-01-05T00:00:00.000Z" },
    ])
    const { body: records } = await api.ask("GET", `contacts/${ana.id}/consent-records`)
    expect(records.data).toMatchObject([
      {
        state: "subscribed",
        source: "web_form",
        evidence: "order 77",
        given_at: "2026-01-05T00:00:00.000Z",
        given_day_only: true,
      },
    ])
    const { body: bo } = await api.ask("GET", "contacts?external_id=a-2")
    const { body: objection } = await api.ask("GET", `contacts/${bo.data[0].id}/consent-records`)
    expect(objection.data).toMatchObject([{ state: "unsubscribed", source: "crm", evidence: null }])
  })

  it("changes nothing when the same file comes again", async () => {
    const phone = newBlock()
    const text = file(
      `b-1,${phone(1)},Ana,Lima,subscribed,web_form,order 77,2026-01-05`,
      `b-2,${phone(2)},Bo,Oslo,yes,,,`,
      `b-3,${phone(3)},Cy,Rome,no,,,2026-01-05`,
    )
    await api.importFile(text)
    const before = await api.contents()
    clock.advance(86_400_000)
    const { body } = await api.importFile(text)
    expect(body).toMatchObject({
      rows_read: 3,
      rows_unchanged: 3,
      rows_created: 0,
      rows_updated: 0,
      subscriptions_changed: 0,
    })
    expect(await api.contents()).toEqual(before)
  })

  it("updates only what a row says, and leaves empty cells alone", async () => {
    const phone = newBlock()
    await api.importFile(file(`c-1,${phone(1)},Ana,Lima,,,,`, `c-2,${phone(2)},Bo,Oslo,,,,`))
    const { body } = await api.importFile(`phone,first_name,points\n${phone(1)},,12\n${phone(2)},,\n`)
    expect(body).toMatchObject({ rows_updated: 1, rows_unchanged: 1 })
    const { body: found } = await api.ask("GET", "contacts?external_id=c-1")
    expect(found.data[0]).toMatchObject({ first_name: "Ana", city: "Lima", attributes: { points: 12 } })
  })

  it("counts a row as updated when only its subscription changes", async () => {
    const phone = newBlock()
    await api.importFile(`phone\n${phone(1)}\n`)
    const { body } = await api.importFile(`phone,subscription_state\n${phone(1)},yes\n`)
    expect(body).toMatchObject({ rows_updated: 1, rows_unchanged: 0, subscriptions_changed: 1 })
  })

  it("lets a person keep the external id and change the phone", async () => {
    const phone = newBlock()
    await api.importFile(file(`d-1,${phone(1)},Ana,,,,,`))
    const { body } = await api.importFile(file(`d-1,${phone(2)},Ana,,,,,`))
    expect(body).toMatchObject({ rows_updated: 1, rows_created: 0 })
    const { body: found } = await api.ask("GET", "contacts?external_id=d-1")
    expect(found.data).toMatchObject([{ phone: phone(2) }])
  })

  it("refuses a row whose phone and external id belong to two contacts", async () => {
    const phone = newBlock()
    await api.importFile(file(`e-1,${phone(1)},Ana,,,,,`, `e-2,${phone(2)},Bo,,,,,`))
    const { body, id } = await api.importFile(file(`e-1,${phone(2)},Ana,,,,,`, `e-9,${phone(1)},Ana,,,,,`))
    expect(body.rows_refused).toBe(2)
    expect(await api.refused(id)).toEqual([
      [2, "identity_conflict"],
      [3, "identity_conflict"],
    ])
  })
})

describe("members are told", () => {
  const toldOf = async (id: string) =>
    (await told(api.platform)).map(({ about }) => about).filter((about) => JSON.stringify(about).includes(id))

  it("that an import is done, with its counts, once", async () => {
    const phone = newBlock()
    const { id } = await api.importFile(file(`told-1,${phone(1)},Ana,,,,,`, "told-2,nobody,Bo,,,,,"))
    expect(await toldOf(id)).toEqual([
      { kind: "import_finished", import_id: id, file_name: "people.csv", created: 1, updated: 0, skipped: 1 },
    ])
  })

  it("why a file could not be read", async () => {
    const { id, body } = await api.importFile("name\nAna\n")
    expect(await toldOf(id)).toEqual([
      { kind: "import_failed", import_id: id, file_name: "people.csv", failure: body.failure },
    ])
  })
})

describe("consent in a file", () => {
  const objected = async (phone: string, at: string) => {
    await api.importFile(`phone,subscription_state,consent_at\n${phone},no,${at}\n`)
  }
  const stateOf = async (phone: string) => {
    const { body } = await api.ask("GET", `contacts?phone=${encodeURIComponent(phone)}`)
    const { body: contact } = await api.ask("GET", `contacts/${body.data[0].id}`)
    return contact.subscriptions[0].state
  }
  const cases: [string, string, string, number][] = [
    ["is not taken when it is older than the objection", "2026-05-01", "unsubscribed", 1],
    ["is not taken when it is as old as the objection", "2026-06-01", "unsubscribed", 1],
    ["is not taken when nobody knows how old it is", "", "unsubscribed", 1],
    ["is taken when it is newer than the objection", "2026-06-02", "subscribed", 0],
  ]
  it.each(cases)("%s", async (_, consentAt, state, kept) => {
    const phone = newBlock()(1)
    await objected(phone, "2026-06-01")
    const { body } = await api.importFile(`phone,subscription_state,consent_at\n${phone},yes,${consentAt}\n`)
    expect(await stateOf(phone)).toBe(state)
    expect(body).toMatchObject({ opt_outs_kept: kept, rows_refused: 0 })
  })

  it("subscribes nobody who objected before they were erased", async () => {
    const { body: ana } = await api.ask("POST", "contacts", { phone: "+5491123459999" })
    await objected("+5491123459999", "2026-03-01")
    await api.ask("DELETE", `contacts/${ana.id}`)
    await api.importFile("phone,subscription_state,consent_at\n+54 11 2345 9999,yes,2025-01-01\n")
    expect(await stateOf("+541123459999")).toBe("unsubscribed")
  })

  it("does not undo a newer consent by an older objection", async () => {
    const phone = newBlock()(1)
    await api.importFile(`phone,subscription_state,consent_at\n${phone},yes,2026-06-02\n`)
    await objected(phone, "2026-06-01")
    expect(await stateOf(phone)).toBe("subscribed")
  })
})

describe("the same person twice in one file", () => {
  it("is taken once, and the row that says something else is refused with the first line", async () => {
    const phone = newBlock()
    const { body, id } = await api.importFile(
      file(
        `f-1,${phone(1)},Ana,Lima,,,,`,
        `f-1,${phone(1)},Ana,Lima,,,,`,
        `f-1,${phone(1)},Ana,Cusco,,,,`,
        `f-1,${phone(2)},Ana,Lima,,,,`,
        `f-2,${phone(1)},Ana,Lima,,,,`,
        `,${phone(2)},Bo,,,,,`,
      ),
    )
    expect(body).toMatchObject({ rows_created: 2, rows_unchanged: 1, rows_refused: 3 })
    const codes = [4, 5, 6].map((line) => [line, "duplicate_in_file"])
    expect(await api.refused(id)).toEqual(codes)
    const { text } = await api.ask("GET", `imports/${id}/refused.csv`)
    expect(text).toContain("Line 2 names the same person")
  })

  it("is one contact in every form in which a country writes the number", async () => {
    const { body, id } = await api.importFile(
      "phone,first_name,subscription_state\n+5491155556666,Ana,yes\n+54 11 5555-6666,Ana,yes\n+541155556667,Bo,yes\n+5491155556667,Eva,yes\n",
    )
    expect(body).toMatchObject({
      rows_created: 2,
      rows_unchanged: 1,
      rows_refused: 1,
      subscriptions_changed: 2,
    })
    expect(await api.refused(id)).toEqual([[5, "duplicate_in_file"]])
    const again = await api.importFile("phone\n+541155556666\n+5491155556667\n")
    expect(again.body).toMatchObject({ rows_created: 0 })
  })

  it("is found however far apart the rows are", async () => {
    const phone = newBlock()
    let made = 0
    // More than one batch between each of them, so that only the database can tell.
    const others = () => Array.from({ length: 1100 }, () => `,${phone(made++)},,,,,,`)
    const first = `g-1,${phone(9999)},Ana,Lima,yes,,,`
    const again = [
      first,
      `g-1,${phone(9999)},Eva,Lima,yes,,,`,
      `g-1,${phone(9998)},Ana,,,,,`,
      `g-2,${phone(9999)},Ana,,,,,`,
    ]
    const { body, id } = await api.importFile(file(first, ...again.flatMap((row) => [...others(), row])))
    expect(body).toMatchObject({ rows_created: 4401, rows_unchanged: 1, rows_refused: 3 })
    expect(await api.refused(id)).toEqual([2204, 3305, 4406].map((line) => [line, "duplicate_in_file"]))
    const marks = await api.platform.db.system((tx) => tx.selectFrom("import_lines").selectAll().execute())
    expect(marks).toEqual([])
  })
})

describe("a file of refused rows", () => {
  it("holds line, code, reason and the row as it was, and can be imported once it is fixed", async () => {
    const phone = newBlock()
    const { id } = await api.importFile(
      `Phone;First Name;Punkte\n${phone(1)};Ana;3\n0049;"Bo; Li";7\n${phone(2)};Cy;1;2\n`,
    )
    const { text } = await api.ask("GET", `imports/${id}/refused.csv`)
    const [names, short, many] = text.replace("\uFEFF", "").trim().split("\n")
    expect(names).toBe("line;code;reason;Phone;First Name;Punkte")
    expect(short).toMatch(/^3;phone_\w+;.*;0049;"Bo; Li";7$/)
    expect(many).toMatch(/^4;too_many_cells;.*\+\d+;Cy;1;2$/)

    const fixed = text.replace(";0049;", `;${phone(3)};`).replace(";Cy;1;2", ";Cy;1")
    const { body } = await api.importFile(fixed)
    expect(body).toMatchObject({ state: "completed", rows_created: 2, rows_refused: 0 })
    const { body: found } = await api.ask("GET", `contacts?phone=${encodeURIComponent(phone(3))}`)
    expect(found.data[0]).toMatchObject({ first_name: "Bo; Li", attributes: { punkte: 7 } })
  })

  it("runs nothing in a spreadsheet, and says the same when it is imported", async () => {
    const phone = newBlock()
    const { id } = await api.importFile(
      `phone,first_name,=cmd|x,@home\n0049,"=HYPERLINK(""http://evil.example"")",-2+3,-7\n+49 1,+cmd,＝1+1,007\n`,
    )
    const { text } = await api.ask("GET", `imports/${id}/refused.csv`)
    const [names, first, second] = text.replace("\uFEFF", "").trim().split("\n")
    expect(names).toBe("line,code,reason,phone,first_name,'=cmd|x,'@home")
    expect(first).toMatch(/,0049,"'=HYPERLINK\(""http:\/\/evil\.example""\)",'-2\+3,'-7$/)
    expect(second).toMatch(/,'\+49 1,'\+cmd,'＝1\+1,007$/)

    const { body } = await api.importFile(
      text.replace(",0049,", `,${phone(1)},`).replace("'+49 1", `'${phone(2)}`),
    )
    expect(body).toMatchObject({ state: "completed", rows_created: 2, rows_refused: 0 })
    const named = async (of: string) => {
      const { body: found } = await api.ask("GET", `contacts?phone=${encodeURIComponent(of)}`)
      return found.data[0]
    }
    expect(await named(phone(1))).toMatchObject({
      first_name: '=HYPERLINK("http://evil.example")',
      attributes: { cmd_x: "-2+3", home: "-7" },
    })
    expect(await named(phone(2))).toMatchObject({
      first_name: "+cmd",
      attributes: { cmd_x: "＝1+1", home: "007" },
    })
  })
})

describe("a file that cannot be read as a whole", () => {
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")
  const files: [string, string | Uint8Array, string][] = [
    ["an empty file", "", "empty_file"],
    ["blank lines only", "\n\r\n  \n", "empty_file"],
    ["rows without a line of names", "+4915123456789,Ana\n", "no_phone_column"],
    ["5,001 columns", `phone${",x".repeat(5000)}\n`, "too_many_columns"],
    ["a first line with an open quote", 'phone,"name\n1,2\n', "header_unreadable"],
    ["an Excel workbook", Buffer.from("504b030414000600", "hex"), "not_text"],
    ["a picture", Buffer.from("ffd8ffe000104a4649460001010000010001000000", "hex"), "not_text"],
    ["10 MB without a line break", Buffer.alloc(10_000_000, "x"), "header_unreadable"],
  ]
  it.each(files)(
    "%s fails with its code and leaves the import open for another file",
    async (_, bytes, code) => {
      const { id, status, body } = await api.importFile(bytes)
      expect([202, 422]).toContain(status)
      expect(body).toMatchObject({ state: "failed", failure_code: code, rows_read: 0 })
      const again = await api.upload(id, `phone\n${newBlock()(1)}\n`)
      expect(again.body).toMatchObject({ state: "queued", failure_code: null, failure: null })
      expect(await api.ended(id)).toMatchObject({ state: "completed", rows_created: 1 })
    },
  )

  it("asks for a group when the file speaks of subscriptions and the import does not", async () => {
    const { body } = await api.importFile(file(`h-1,${newBlock()(1)},Ana,,yes,,,`), {
      subscription_group_id: null,
    })
    expect(body.failure_code).toBe("subscription_group_required")
  })

  it("takes UTF-16 with and without a byte order mark", async () => {
    const phone = newBlock()
    const text = (n: number) => `phone,first_name\n${phone(n)},Jürgen\n${phone(n + 1)},Ægir\n`
    expect((await api.importFile(utf16(text(1)))).body).toMatchObject({ rows_created: 2 })
    expect((await api.importFile(utf16(text(3)).subarray(2))).body).toMatchObject({ rows_created: 2 })
    expect((await api.importFile(utf16(text(5)).swap16())).body).toMatchObject({ rows_created: 2 })
  })
})

describe("two imports", () => {
  it("at once with the same people makes each of them once", async () => {
    const phone = newBlock()
    const up = Array.from({ length: 1500 }, (_, n) => `i-${block}-${n},${phone(n)},Ana,,yes,,,`)
    const down = [...up].reverse()
    const done = await Promise.all(
      [file(...up), file(...down), file(...up)].map((text) => api.importFile(text)),
    )
    expect(done.map(({ body }) => body.state)).toEqual(["completed", "completed", "completed"])
    const created = done.map(({ body }) => body.rows_created).reduce((sum, rows) => sum + rows, 0)
    expect(created).toBe(1500)
  })
})

describe("a hostile file", () => {
  it("with 10 MB in one cell, NULs, bytes of no encoding and open quotes loses those rows alone", async () => {
    const phone = newBlock()
    const { body, id } = await api.importFile(
      Buffer.concat([
        Buffer.from(`phone,first_name\n${phone(1)},Ana\n${phone(2)},`),
        Buffer.alloc(10_000_000, "x"),
        Buffer.from(`\n${phone(3)},Bo\0\n${phone(4)},"Cy\n${phone(5)},Di\n`),
        Buffer.from(`${phone(6)},J\xfcrgen\n`, "latin1"),
        Buffer.from(`${phone(7)},5" pipe\n${phone(8)},Ed\n`),
      ]),
    )
    expect(await api.refused(id)).toEqual([
      [3, "row_too_long"],
      [4, "nul_character"],
      [5, "quote_not_closed"],
      [8, "quote_not_closed"],
    ])
    expect(body).toMatchObject({ state: "completed", rows_read: 8, rows_created: 4, rows_refused: 4 })
  })
})

describe("an import that is looked at before it starts", () => {
  const ready = async (text: string | Uint8Array, name = "people.csv") => {
    const created = await api.ask("POST", "imports", { file_name: name, starts_itself: false })
    const { body } = await api.upload(created.body.id, text)
    expect(body.state).toBe("ready")
    return String(created.body.id)
  }
  const read = async (id: string) => (await api.ask("GET", `imports/${id}`)).body
  const checked = (id: string) =>
    vi.waitFor(async () => {
      const body = await read(id)
      if (body.state !== "ready") throw new Error(`The import is ${body.state}.`)
      return body
    })

  it("becomes what its columns are asked to, with everyone's consent", async () => {
    const phone = newBlock()
    const id = await ready(`Kontakt;Telefon;Newsletter\nk-1;${phone(1)};ja\nk-2;${phone(2)};nein\n`)
    const settings = {
      subscription_group_id: api.groupId,
      consent: "everyone",
      consent_source: "Fair 2026",
      columns: [{ name: "Kontakt", target: "external_id" }],
    }
    const { body: preview } = await api.ask("POST", `imports/${id}/preview`, settings)
    expect(preview).toMatchObject({
      columns: [
        { name: "Kontakt", target: "external_id", examples: ["k-1", "k-2"] },
        { name: "Telefon", target: "phone" },
        { name: "Newsletter", target: "attributes.newsletter", type: "text" },
      ],
      perhaps_consent: ["Newsletter"],
      rows_subscribed: 2,
    })
    const { body: said } = await api.ask("POST", `imports/${id}/preview`, {
      ...settings,
      consent: "column",
      columns: [{ name: "Newsletter", target: "subscription_state" }],
    })
    expect(said).toMatchObject({ rows_subscribed: 1, rows_unsubscribed: 1 })
    await api.ask("POST", `imports/${id}/start`, settings)
    expect(await api.ended(id)).toMatchObject({
      state: "completed",
      rows_created: 2,
      subscriptions_changed: 2,
    })
    const { body: found } = await api.ask("GET", "contacts?external_id=k-1")
    expect(found.data).toMatchObject([{ phone: phone(1), attributes: { newsletter: "ja" } }])
  })

  it("is tried without writing anything, and started then", async () => {
    const phone = newBlock()
    const id = await ready(`phone,language\n${phone(1)},Klingon\nnobody,en\n`)
    const before = await api.contents()
    await api.ask("POST", `imports/${id}/start`, { dry_run: true })
    expect(await checked(id)).toMatchObject({
      is_dry_run: true,
      rows_read: 2,
      rows_created: 1,
      rows_refused: 1,
      cells_dropped: 1,
    })
    expect(await api.contents()).toEqual(before)
    await api.ask("POST", `imports/${id}/start`, {})
    expect(await api.ended(id)).toMatchObject({ state: "completed", rows_created: 1, rows_refused: 1 })
    const { body: warnings } = await api.ask("GET", `imports/${id}/warnings`)
    expect(warnings.data).toMatchObject([
      { column: "language", code: "language_unknown", count: 1, first_line: 2 },
    ])
  })

  it("takes workbooks and JSON lines", async () => {
    const phone = newBlock()
    const workbook = await ready(
      writeWorkbook([
        ["Telefon", "Vorname", "Punkte"],
        [phone(1), "Ana", "007"],
        ["nobody", "Bo", "3"],
      ]),
      "people.xlsx",
    )
    await api.ask("POST", `imports/${workbook}/start`, {})
    expect(await api.ended(workbook)).toMatchObject({ format: "xlsx", rows_created: 1, rows_refused: 1 })
    const lines = await ready(
      `{"phone":"${phone(2)}","tags":["a","b"]}\n{"phone":"${phone(3)}","vip":true}\n`,
    )
    await api.ask("POST", `imports/${lines}/start`, {})
    expect(await api.ended(lines)).toMatchObject({ format: "jsonl", rows_created: 2 })
    const { body: found } = await api.ask("GET", `contacts?phone=${encodeURIComponent(phone(2))}`)
    expect(found.data[0].attributes).toEqual({ tags: ["a", "b"] })
  })

  it("is undone: who was created and left alone is gone, the others stay", async () => {
    const phone = newBlock()
    const { id } = await api.importFile(`phone\n${phone(1)}\n${phone(2)}\n${phone(3)}\n`)
    const { body: found } = await api.ask("GET", `contacts?phone=${encodeURIComponent(phone(2))}`)
    clock.advance(60_000)
    await api.ask("PATCH", `contacts/${found.data[0].id}`, { first_name: "Ana" })
    expect((await api.ask("POST", `imports/${id}/undo`)).body.state).toBe("undoing")
    await vi.waitFor(async () => expect((await read(id)).state).toBe("undone"))
    expect(await read(id)).toMatchObject({ rows_created: 3, rows_undone: 2, rows_kept: 1 })
    const left = await Promise.all(
      [1, 2, 3].map(async (n) => {
        const { body } = await api.ask("GET", `contacts?phone=${encodeURIComponent(phone(n))}`)
        return body.data.length
      }),
    )
    expect(left).toEqual([0, 1, 0])
    expect((await api.ask("POST", `imports/${id}/undo`)).status).toBe(409)
  })

  it("is undone: tags and lists that it added go, not those of before, nor those that were added again", async () => {
    const phone = newBlock()
    const tag = (await api.ask("POST", "contact-tags", { name: "Fair" })).body.id
    const list = (await api.ask("POST", "lists", { name: "Guests" })).body.id
    const people: string[] = []
    for (const n of [1, 2, 3])
      people.push((await api.ask("POST", "contacts", { phone: phone(n), first_name: "Ana" })).body.id)
    const [before, later, untouched] = people
    const give = async (contactId: string | undefined) => {
      await api.ask("PATCH", `contacts/${contactId}/tags`, { add: [tag] })
      await api.ask("POST", `lists/${list}/members`, { add: { ids: [contactId] } })
    }
    await give(before)
    const { id, body } = await api.importFile(
      `phone,first_name\n${[1, 2, 3, 4].map((n) => `${phone(n)},Bo\n`).join("")}`,
      { tag_ids: [tag], list_ids: [list] },
    )
    expect(body).toMatchObject({ rows_created: 1, rows_updated: 3 })
    await give(later)
    await api.ask("POST", `imports/${id}/undo`)
    await vi.waitFor(async () => expect((await read(id)).state).toBe("undone"), { timeout: 15_000 })
    expect(await read(id)).toMatchObject({ rows_undone: 1, rows_kept: 0, memberships_undone: 2 })
    const tagged = (await api.ask("GET", `contacts?tag_id=${tag}`)).body.data
    const listed = (await api.ask("GET", `contacts?list_id=${list}`)).body.data
    for (const those of [tagged, listed])
      expect(those.map((one: { id: string }) => one.id).toSorted()).toEqual([before, later].toSorted())
    expect((await api.ask("GET", `contacts/${untouched}`)).body.first_name).toBe("Bo")
  })
})
