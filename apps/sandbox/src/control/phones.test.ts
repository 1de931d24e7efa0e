/** What people's phones read beside the chats: files, older messages, businesses, codes and flows. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Account, Rehearsal } from "../testing/test-sandbox.ts"

let stage: Rehearsal
let account: Account

beforeAll(async () => {
  stage = await Rehearsal.start()
  account = await stage.quickstart()
})

afterAll(() => stage.end())

async function write(waId: string, message: Record<string, unknown>): Promise<void> {
  await stage.control("POST", `people/${waId}/messages`, { to: account.phone_number_id, ...message })
}

describe("a file in a chat", () => {
  it("is shown without a token, as what it is and nothing more", async () => {
    const data = Buffer.from("<script>alert(1)</script>").toString("base64")
    await write("4915100000201", {
      type: "document",
      document: { data, mime_type: "text/html", filename: "ö.html" },
    })
    const chat = await stage.control("GET", `people/4915100000201/chats/${account.phone_number_id}`)
    const id = /"id":"(\d+)"/.exec(JSON.stringify(chat))?.[1] ?? ""
    const response = await fetch(`${stage.sandbox.url}/_sandbox/files/${id}`)
    expect(await response.text()).toBe("<script>alert(1)</script>")
    expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox")
    expect(response.headers.get("x-content-type-options")).toBe("nosniff")
    const part = await fetch(`${stage.sandbox.url}/_sandbox/files/${id}`, { headers: { range: "bytes=1-6" } })
    expect([part.status, await part.text()]).toEqual([206, "script"])
    expect((await fetch(`${stage.sandbox.url}/_sandbox/files/1`)).status).toBe(404)
  })
})

describe("a chat", () => {
  it("gives its newest messages and says that there are earlier ones", async () => {
    for (const body of ["one", "two", "three"]) await write("4915100000202", { type: "text", text: { body } })
    const path = `people/4915100000202/chats/${account.phone_number_id}`
    expect(await stage.control("GET", `${path}?limit=2`)).toMatchObject({
      earlier: true,
      data: [{ message: { text: { body: "two" } } }, { message: { text: { body: "three" } } }],
    })
    expect(await stage.control("GET", path)).toMatchObject({ earlier: false, data: [{}, {}, {}] })
    expect(await stage.control("GET", `${path}?limit=3`)).toMatchObject({ earlier: false })
  })

  it("continues at the person's next number, and at the one after that", async () => {
    await write("4915100000203", { type: "text", text: { body: "before" } })
    await stage.control("POST", "people/4915100000203/move", { wa_id: "4915100000204" })
    await write("4915100000204", { type: "text", text: { body: "between" } })
    await stage.control("POST", "people/4915100000204/move", { wa_id: "4915100000205" })
    await write("4915100000205", { type: "text", text: { body: "after" } })
    const chat = await stage.control("GET", `people/4915100000205/chats/${account.phone_number_id}`)
    const texts = JSON.stringify(chat).match(/(?<="body":")(before|between|after)/g)
    expect(texts).toEqual(["before", "between", "after"])
    expect(await stage.control("GET", "views/chats/4915100000205")).toMatchObject({ data: [{ messages: 5 }] })
  })
})

describe("a new chat", () => {
  it("finds businesses by name and by digits", async () => {
    const digits = account.display_phone_number.replace(/\D/g, "")
    for (const search of ["lucky", digits.slice(2), account.phone_number_id]) {
      expect(await stage.control("GET", `views/numbers?search=${search}`)).toMatchObject({
        data: [{ phone_number_id: account.phone_number_id }],
      })
    }
    expect(await stage.control("GET", "views/numbers?search=nobody")).toEqual({ data: [] })
  })

  it("offers the codes that were made", async () => {
    const order = { prefilled_message: "Hello", generate_qr_image: "SVG" }
    await stage.call("POST", `/v23.0/${account.phone_number_id}/message_qrdls`, order, account.access_token)
    expect(await stage.control("GET", "views/qr-codes")).toMatchObject({
      data: [{ prefilled_message: "Hello", phone_number_id: account.phone_number_id }],
    })
  })
})

describe("a flow", () => {
  it("is found by id and by name, with what is wrong with it", async () => {
    const order = { name: "visit", categories: ["OTHER"], flow_json: "{" }
    const made = await stage.call("POST", `/v23.0/${account.waba_id}/flows`, order, account.access_token)
    const flow = { flow_id: made.body.id, json: null, mistakes: ["The file is not valid JSON."] }
    for (const name of ["visit", String(made.body.id)]) {
      expect(await stage.control("GET", `views/flows/${account.waba_id}/${name}`)).toMatchObject(flow)
    }
    expect((await stage.call("GET", `/_sandbox/views/flows/${account.waba_id}/other`)).status).toBe(404)
  })
})
