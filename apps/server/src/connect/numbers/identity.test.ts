import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Installation, startInstallation } from "../testing/installation.ts"

/** What a number is called, its PIN, and two members who change the same of it. */

let parley: Installation
let number: { id: string; phone_number_id: string }

beforeAll(async () => {
  parley = await startInstallation()
  const { waba_id } = (await parley.control("POST", "quickstart", {})).body
  const { code } = await parley.login({ waba_id })
  number = (await parley.api("POST", "connect/whatsapp", { code })).body.business_accounts[0].numbers[0]
})
afterAll(() => parley.close())

const read = async () =>
  (await parley.api("GET", "numbers")).body.data.find((one: { id: string }) => one.id === number.id)
const ask = (body: object) => parley.api("POST", `numbers/${number.id}/display-name`, body)
const decide = (decision: string) =>
  parley.control("POST", `numbers/${number.phone_number_id}/name-review`, { decision })

describe("the two-step PIN", () => {
  it("is not known of a number that was registered elsewhere, which then cannot be registered", async () => {
    expect((await parley.api("GET", `numbers/${number.id}/pin`)).body).toEqual({ pin: null })
    expect(await read()).toMatchObject({ pin_enabled: true, pin_stored: false })
  })

  it("is set without knowing the old one, kept, and repeated at the next registration", async () => {
    const { status, body } = await parley.api("PUT", `numbers/${number.id}/pin`, { pin: "902481" })
    expect([status, body.pin_stored]).toEqual([200, true])
    expect((await parley.api("GET", `numbers/${number.id}/pin`)).body).toEqual({ pin: "902481" })
    expect((await parley.api("POST", `numbers/${number.id}/register`)).status).toBe(200)
  })

  it("is read on the record: who looked, never what they saw", async () => {
    const { db, workspaceId } = parley.platform
    const read = () =>
      db.workspace(workspaceId, (tx) =>
        tx.selectFrom("audit_records").selectAll().where("action", "=", "number.pin_read").execute(),
      )
    const before = await read()
    await parley.api("GET", `numbers/${number.id}/pin`)
    const after = await read()
    expect(after).toHaveLength(before.length + 1)
    expect(after.at(-1)).toMatchObject({
      actor_kind: "api_key",
      actor_name: expect.any(String),
      subject_id: number.id,
      subject_name: expect.stringContaining("+"),
    })
    expect(JSON.stringify(after)).not.toContain("902481")
  })

  it("has six digits", async () => {
    const { status, body } = await parley.api("PUT", `numbers/${number.id}/pin`, { pin: "12345" })
    expect([status, body.error.field]).toEqual([422, "pin"])
  })
})

describe("the display name", () => {
  it("is reviewed, and shows once the number is registered again", async () => {
    expect((await ask({ display_name: "Lucky Garden" })).body).toMatchObject({
      verified_name: "Lucky Shrub",
      requested_name: "Lucky Garden",
      new_name_status: "PENDING_REVIEW",
    })
    await decide("APPROVED")
    await expect
      .poll(async () => (await parley.api("POST", `numbers/${number.id}/refresh`)).body)
      .toMatchObject({
        verified_name: "Lucky Shrub",
        requested_name: "Lucky Garden",
        new_name_status: "APPROVED",
      })
    expect((await parley.api("POST", `numbers/${number.id}/register`)).body).toMatchObject({
      verified_name: "Lucky Garden",
      requested_name: null,
      new_name_status: null,
    })
  })

  it("is refused to the second of two members who change it at once", async () => {
    const { display_name_revision: revision } = await read()
    const first = await ask({ display_name: "Lucky Grove", revision })
    expect(first.status).toBe(200)
    const second = await ask({ display_name: "Lucky Orchard", revision })
    expect([second.status, second.body.error.code]).toEqual([409, "conflict"])
    expect(second.body.error.revision).toBe(first.body.display_name_revision)
    expect((await read()).requested_name).toBe("Lucky Grove")
  })

  it("of two at the same instant only one gets through", async () => {
    const { display_name_revision: revision } = await read()
    const answers = await Promise.all(
      ["Lucky Fern", "Lucky Moss"].map((display_name) => ask({ display_name, revision })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe("the business profile", () => {
  const change = (body: object) => parley.api("PATCH", `numbers/${number.id}/profile`, body)

  it("is refused to the second of two members who change it, wherever the first did", async () => {
    const { revision } = (await parley.api("GET", `numbers/${number.id}/profile`)).body
    const first = await change({ about: "Fresh herbs, daily", revision })
    expect(first.status).toBe(200)
    const second = await change({ about: "Herbs", revision })
    expect([second.status, second.body.error.code]).toEqual([409, "conflict"])
    expect(second.body.error.revision).toBe(first.body.revision)
    expect((await change({ about: "Herbs", revision: first.body.revision })).status).toBe(200)
  })

  it("has the same revision until something of it changes", async () => {
    const revision = async () => (await parley.api("GET", `numbers/${number.id}/profile`)).body.revision
    const before = await revision()
    expect(await revision()).toBe(before)
    await change({ vertical: "RETAIL" })
    expect(await revision()).not.toBe(before)
  })
})
