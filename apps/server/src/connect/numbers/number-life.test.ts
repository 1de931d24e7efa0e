import { request } from "undici"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Installation, startInstallation } from "../testing/installation.ts"

let parley: Installation
let numberId: string
let phoneNumberId: string

beforeAll(async () => {
  parley = await startInstallation()
  const { waba_id } = (await parley.control("POST", "quickstart", {})).body
  const { code } = await parley.login({ waba_id })
  const { body } = await parley.api("POST", "connect/whatsapp", { code })
  const number = body.business_accounts[0].numbers[0]
  numberId = number.id
  phoneNumberId = number.phone_number_id
})
afterAll(() => parley.close())

/** The smallest square PNG that Meta takes: a head, and bytes that nobody looks at. */
function png(side: number): Buffer {
  const bytes = Buffer.alloc(200)
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes)
  bytes.write("IHDR", 12)
  bytes.writeUInt32BE(side, 16)
  bytes.writeUInt32BE(side, 20)
  return bytes
}

async function putPicture(body: Buffer, type: string) {
  const answer = await request(`${parley.publicUrl}/v1/numbers/${numberId}/profile/picture`, {
    method: "PUT",
    headers: { authorization: `Bearer ${parley.platform.apiKey}`, "content-type": type },
    body,
  })
  const answered: unknown = await answer.body.json()
  return { status: answer.statusCode, body: answered }
}

it("a number is added without the zero that people dial at home, which Italians keep", async () => {
  const { data } = (await parley.api("GET", "business-accounts")).body
  const add = async (cc: string, phone_number: string) => {
    const number = { cc, phone_number, verified_name: "Lucky Shrub" }
    const { body } = await parley.api("POST", `business-accounts/${data[0].id}/numbers`, number)
    return String(body.display_phone_number).replace(/\D/g, "")
  }
  expect(await add("46", "070-555 12 34")).toBe("46705551234")
  expect(await add("39", "02 1234567")).toBe("39021234567")
})

describe("the public profile of a number", () => {
  it("is changed within Meta's limits, a field at a time", async () => {
    const first = await parley.api("PATCH", `numbers/${numberId}/profile`, {
      about: "Fresh herbs, daily",
      websites: ["https://shrub.example"],
      vertical: "RETAIL",
    })
    expect(first.status).toBe(200)
    await parley.api("PATCH", `numbers/${numberId}/profile`, { email: "hello@shrub.example" })
    expect((await parley.api("GET", `numbers/${numberId}/profile`)).body).toMatchObject({
      about: "Fresh herbs, daily",
      websites: ["https://shrub.example"],
      vertical: "RETAIL",
      email: "hello@shrub.example",
      picture_url: null,
    })
  })

  it.each([
    [{ about: "" }, "about"],
    [{ about: "x".repeat(140) }, "about"],
    [{ description: "x".repeat(513) }, "description"],
    [{ email: "nobody" }, "email"],
    [{ websites: ["ftp://shrub.example"] }, "websites.0"],
    [{ websites: ["https://a.example", "https://b.example", "https://c.example"] }, "websites"],
    [{ vertical: "MAGIC" }, "vertical"],
  ])("refuses %j before Meta does, beside its field", async (change, field) => {
    const { status, body } = await parley.api("PATCH", `numbers/${numberId}/profile`, change)
    expect([status, body.error.code, body.error.field]).toEqual([422, "invalid_request", field])
  })

  it("gets a picture through Meta's resumable upload", async () => {
    const { status, body } = await putPicture(png(640), "image/png")
    expect(status).toBe(200)
    expect(body).toMatchObject({ picture_url: expect.stringMatching(/^http/) })
  })

  it.each([
    ["bytes that are not a picture", Buffer.from("MZ nothing"), "image/png", 415],
    ["a picture that is too small", png(100), "image/png", 422],
    ["a type that cannot be one", Buffer.from("<svg/>"), "image/svg+xml", 415],
    ["more than 5 MB", Buffer.alloc(5 * 1024 * 1024 + 1), "image/jpeg", 413],
  ])("refuses %s", async (_what, bytes, type, status) => {
    expect((await putPicture(bytes, type)).status).toBe(status)
  })
})

describe("the recipients that a number can reach", () => {
  it("is everyone while it is a number of one's own and the app is live", async () => {
    expect((await parley.api("GET", `numbers/${numberId}/reach`)).body).toEqual({
      restriction: null,
      test_recipients: [],
    })
  })

  it("is its test recipients while it is a test number", async () => {
    await parley.control("PATCH", `numbers/${phoneNumberId}`, { account_mode: "SANDBOX" })
    await parley.api("POST", `numbers/${numberId}/refresh`)
    const { status, body } = await parley.api("PUT", `numbers/${numberId}/reach`, {
      test_recipients: ["+49 1512 3456789", "+1 650 555 1234", "+4915123456789"],
    })
    expect(status).toBe(200)
    expect(body).toEqual({ restriction: "test_number", test_recipients: ["+16505551234", "+4915123456789"] })
  })

  it("is five people at most, each with a number that can be one", async () => {
    const six = Array.from({ length: 6 }, (_, n) => `+4915123456${780 + n}`)
    const many = await parley.api("PUT", `numbers/${numberId}/reach`, { test_recipients: six })
    expect([many.status, many.body.error.code]).toEqual([409, "limit_reached"])
    const wrong = await parley.api("PUT", `numbers/${numberId}/reach`, { test_recipients: ["12"] })
    expect([wrong.status, wrong.body.error.field]).toEqual([422, "test_recipients.0"])
  })
})

describe("what must be acknowledged before a member connects", () => {
  it("is kept with who, when and the words, and shown with the last one", async () => {
    const before = (await parley.api("GET", "connect/prerequisites")).body.data
    expect(before.map((one: { key: string }) => one.key)).toEqual([
      "opt_in",
      "content_rules",
      "service_window",
      "approved_templates",
      "compliance",
      "business_account",
      "number",
    ])
    expect(before[0].acknowledged_at).toBeNull()
    const path = "connect/prerequisites/opt_in/acknowledgement"
    await parley.api("POST", path)
    const { status, body } = await parley.api("POST", path)
    expect(status).toBe(200)
    expect(body.data[0]).toMatchObject({ acknowledged_at: expect.any(String), acknowledged_by: "Test" })
    expect(body.data[1].acknowledged_at).toBeNull()
    const kept = await parley.platform.db.system((tx) =>
      tx.selectFrom("acknowledgements").select(["acknowledged_by", "wording"]).execute(),
    )
    expect(kept).toHaveLength(2)
    expect(kept[0]).toMatchObject({
      acknowledged_by: expect.stringMatching(/^api_key:/),
      wording: expect.stringContaining("agreed"),
    })
    expect((await parley.api("POST", "connect/prerequisites/luck/acknowledgement")).status).toBe(404)
  })
})

describe("the doctor's findings", () => {
  it("are kept: of connecting, then of each time someone asked", async () => {
    const { last_run } = (await parley.api("GET", "doctor")).body
    expect(last_run).toMatchObject({ ok: true, trigger: "connected", examined_at: expect.any(String) })
    const asked = (await parley.api("POST", "doctor")).body
    expect(asked.trigger).toBe("asked")
    expect((await parley.api("GET", "doctor")).body.last_run).toEqual(asked)
  })
})
