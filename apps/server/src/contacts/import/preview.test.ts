import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startContacts } from "../testing/installation.ts"
import { previewBytes } from "./preview.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ worker: false })
})
afterAll(() => api.close())

async function preview(file: string | Uint8Array<ArrayBuffer>, settings: Record<string, string> = {}) {
  const query = new URLSearchParams({ subscription_group_id: api.groupId, ...settings })
  const answer = await fetch(`${api.address}/v1/imports/preview?${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${api.platform.apiKey}`, "content-type": "text/csv" },
    body: file,
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

describe("the preview of an import", () => {
  it("tells what each column becomes, the rows as they would be read, and what would be refused", async () => {
    const { status, body } = await preview(
      "Phone;First Name;Punkte;subscription_state;\n0151 23456789;Ana;007;yes;\nx;Bo;3;no;\n0151 23456789;Cy;3;;\n",
      { default_country: "DE", consent_source: "fair" },
    )
    expect(status).toBe(200)
    expect(body.columns).toMatchObject([
      { name: "Phone", kind: "field", target: "phone" },
      { name: "First Name", kind: "field", target: "first_name" },
      { name: "Punkte", kind: "attribute", target: "attributes.punkte" },
      { name: "subscription_state", kind: "field", target: "subscription_state" },
      { name: "", kind: "ignored", target: null },
    ])
    expect(body.rows.map((row: { values: string[] }) => row.values)).toEqual([
      ["+4915123456789", "Ana", "007", "subscribed", null],
      ["x", "Bo", "3", "no", null],
      ["+4915123456789", "Cy", "3", null, null],
    ])
    expect(body).toMatchObject({ rows_read: 3, rows_refused: 2, is_complete: true })
    expect(body.refused).toMatchObject([
      { line: 3, code: "phone_not_a_number", reason: '"x" is not a phone number.' },
      { line: 4, code: "duplicate_in_file" },
    ])
    const contacts = await api.contents()
    expect(contacts.contacts).toEqual([])
  })

  it("understands columns under the plain names that screens have for them", async () => {
    const { body } = await preview(
      "Phone,WhatsApp consent,Consent date,Consent source,Consent evidence\n+4915110000001,Yes,2026-04-15,Fair,List 3\n",
    )
    expect(body.columns.map(({ target }: { target: string }) => target)).toEqual([
      "phone",
      "subscription_state",
      "consent_at",
      "consent_source",
      "consent_evidence",
    ])
    expect(body).toMatchObject({ rows_subscribed: 1, rows_refused: 0 })
  })

  it("counts how many of the rows that would be taken subscribe and unsubscribe", async () => {
    const { body } = await preview(
      "phone,subscription_state\n+4915110000001,yes\n+4915110000002,yes\n+4915110000003,no\n+4915110000004,\nx,yes\n",
    )
    expect(body).toMatchObject({
      rows_read: 5,
      rows_refused: 1,
      rows_subscribed: 2,
      rows_unsubscribed: 1,
    })
  })

  it("shows nothing in an empty cell, however its column is called", async () => {
    const { body } = await preview("phone,constructor,city\n+4915123456789,,Lima\n+4915123456780,Bo,Lima\n")
    expect(body.columns[1]).toMatchObject({ kind: "attribute", target: "attributes.constructor" })
    expect(body.rows.map((row: { values: string[] }) => row.values[1])).toEqual([null, "Bo"])
  })

  it("says what the file as a whole would be refused for", async () => {
    const refusals = [
      (await preview("")).body.error,
      (await preview("name\nAna\n")).body.error,
      (await preview(Buffer.from("504b030414000600", "hex"))).body.error,
    ]
    expect(refusals.map(({ failure_code }) => failure_code)).toEqual([
      "empty_file",
      "no_phone_column",
      "not_text",
    ])
    const { status, body } = await preview("phone\n1\n", { default_country: "Atlantis" })
    expect([status, body.error.field]).toEqual([422, "default_country"])
  })

  it("leaves out the row in which the start of a long file ends, and takes no more than the beginning", async () => {
    const row = "+4915123456789,Ærø\n"
    const bytes = Buffer.from(`phone,first_name\n${row.repeat(9000)}`)
    const { body } = await preview(bytes.subarray(0, previewBytes))
    const whole = Math.floor((previewBytes - "phone,first_name\n".length) / Buffer.byteLength(row))
    expect(body).toMatchObject({ rows_read: whole, rows_refused: 0, is_complete: false })
    const { status, body: refused } = await preview(bytes.subarray(0, previewBytes + 1))
    expect([status, refused.error.code]).toEqual([413, "too_large"])
  })
})
