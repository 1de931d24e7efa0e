import { readSheet } from "read-excel-file/node"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { shiftedClock } from "../platform/clock.ts"
import { deleteExpiredExports } from "./export-worker.ts"
import { startApi } from "./testing/installation.ts"

let api: Awaited<ReturnType<typeof startApi>>
beforeAll(async () => {
  api = await startApi()
  for (const [n, name] of ["Ana", "=cmd|x", "Cy"].entries()) {
    await api.ask("POST", "contacts", {
      external_id: `x-${n}`,
      phone: `+4915123456${700 + n}`,
      first_name: name,
      country: n === 2 ? "SE" : "DE",
      attributes: { points: n, tags: ["a", "b"] },
    })
  }
})
afterAll(() => api.close())

async function exported(wanted: Record<string, unknown>) {
  const { status, body } = await api.ask("POST", "contact-exports", wanted)
  expect(status).toBe(202)
  const done = await vi.waitFor(
    async () => {
      const { body: now } = await api.ask("GET", `contact-exports/${body.id}`)
      if (now.state !== "completed") throw new Error(`The export is ${now.state}.`)
      return now
    },
    { timeout: 30_000, interval: 20 },
  )
  const file = await api.download(`contact-exports/${body.id}/file`)
  expect(file.length).toBe(done.bytes)
  return { done, file, text: file.toString("utf8") }
}

describe("an export", () => {
  it("is a CSV with the columns that are wanted, of those who match, and nothing in it is run", async () => {
    const { text, done } = await exported({
      columns: ["external_id", "phone", "first_name", "attributes.points", "attributes.tags"],
      filter: { on: "contact", field: "country", op: "equals", value: "DE" },
    })
    expect(done.rows_written).toBe(2)
    expect(text).toBe(
      "\uFEFFexternal_id,phone,first_name,attributes.points,attributes.tags\n" +
        `x-0,'+4915123456700,Ana,0,"[""a"",""b""]"\nx-1,'+4915123456701,'=cmd|x,1,"[""a"",""b""]"\n`,
    )
  })

  it("is a workbook whose texts are texts", async () => {
    const { file } = await exported({ format: "xlsx", columns: ["phone", "first_name", "attributes.points"] })
    expect(await readSheet(file)).toEqual([
      ["phone", "first_name", "attributes.points"],
      ["+4915123456700", "Ana", 0],
      ["+4915123456701", "=cmd|x", 1],
      ["+4915123456702", "Cy", 2],
    ])
  })

  it("is JSON lines that imports read again, with everything that is known", async () => {
    const { text, done } = await exported({ format: "jsonl" })
    expect(done.columns).toContain("attributes.points")
    const [first] = text.split("\n")
    expect(JSON.parse(first ?? "")).toEqual({
      external_id: "x-0",
      phone: "+4915123456700",
      first_name: "Ana",
      country: "DE",
      "attributes.points": 0,
      "attributes.tags": ["a", "b"],
    })
  })

  it("is of those that the list of contacts has under its filters, or of those that are named", async () => {
    const { text } = await exported({ columns: ["external_id"], matching: { search: "an", country: "DE" } })
    expect(text).toBe("\uFEFFexternal_id\nx-0\n")
    const { body: found } = await api.ask("GET", "contacts?external_id=x-2")
    const named = await exported({ columns: ["external_id"], contact_ids: [found.data[0].id] })
    expect(named.text).toBe("\uFEFFexternal_id\nx-2\n")
    const both = { contact_ids: [found.data[0].id], matching: {} }
    expect((await api.ask("POST", "contact-exports", both)).status).toBe(422)
  })

  it("of columns that contacts do not have is refused", async () => {
    const { status, body } = await api.ask("POST", "contact-exports", { columns: ["shoe"] })
    expect([status, body.error.code]).toEqual([422, "invalid_request"])
  })

  it("is gone after seven days", async () => {
    const { done } = await exported({ columns: ["phone"] })
    const clock = shiftedClock(() => 8 * 24 * 3_600_000)
    await deleteExpiredExports({ ...api.platform, clock })
    expect((await api.ask("GET", `contact-exports/${done.id}`)).body.state).toBe("expired")
    expect((await api.ask("GET", `contact-exports/${done.id}/file`)).status).toBe(409)
  })

  it("is gone when somebody is erased", async () => {
    const { done } = await exported({ columns: ["phone"] })
    const { body } = await api.ask("GET", "contacts?external_id=x-2")
    await api.ask("DELETE", `contacts/${body.data[0].id}`)
    expect((await api.ask("GET", `contact-exports/${done.id}`)).body.state).toBe("expired")
  })
})
