import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Installation, startInstallation } from "../testing/installation.ts"
import { mostAccounts } from "./accounts.ts"

let parley: Installation

beforeAll(async () => {
  parley = await startInstallation()
})
afterAll(() => parley.close())

const connect = async (choices: Record<string, unknown>, key?: string) =>
  parley.api("POST", "connect/whatsapp", { code: (await parley.login(choices)).code }, key)
const groups = () =>
  parley.platform.db.workspace(parley.platform.workspaceId, (tx) =>
    tx.selectFrom("subscription_groups").select(["id", "archived_at"]).execute(),
  )

describe("a business account that is disconnected", () => {
  let wabaId: string
  let accountId: string
  let numberId: string

  beforeAll(async () => {
    wabaId = (await parley.control("POST", "quickstart", {})).body.waba_id
    const { body } = await connect({ waba_id: wabaId })
    accountId = body.business_accounts[0].id
    numberId = body.business_accounts[0].numbers[0].id
  })

  it("keeps everything, archives the groups of its numbers, and takes the numbers out of service", async () => {
    const { status, body } = await parley.api("POST", `business-accounts/${accountId}/disconnect`)
    expect(status).toBe(200)
    expect(body.warnings).toEqual([])
    expect(body.business_account).toMatchObject({
      id: accountId,
      disconnected_at: expect.any(String),
      numbers: [{ id: numberId, status: "DISCONNECTED", registered: false }],
    })
    expect(await groups()).toMatchObject([{ archived_at: expect.any(Date) }])
  })

  it("hears nothing more from Meta", async () => {
    const token = await parley.platform.db.system(async (tx) => {
      const row = await tx.selectFrom("business_accounts").select("sealed_token").executeTakeFirstOrThrow()
      return parley.platform.secrets.open(row.sealed_token, wabaId)
    })
    const answer = await fetch(`${parley.meta}/v23.0/${wabaId}/subscribed_apps`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(200)
    expect(JSON.stringify(await answer.json())).not.toContain(parley.appId)
  })

  it("cannot be used until it is connected again", async () => {
    const number = { cc: "1", phone_number: "6505550123", verified_name: "Late" }
    const added = await parley.api("POST", `business-accounts/${accountId}/numbers`, number)
    expect([added.status, added.body.error.code]).toEqual([409, "conflict"])
    expect((await parley.api("POST", `numbers/${numberId}/register`)).status).toBe(409)
    expect((await parley.api("POST", `business-accounts/${accountId}/disconnect`)).status).toBe(409)
  })

  it("may be connected by another workspace meanwhile, and is that one's then", async () => {
    const key = await parley.anotherKey()
    const second = await connect({ waba_id: wabaId }, key)
    expect(second.status).toBe(200)
    expect(second.body.business_accounts[0].id).not.toBe(accountId)
    const back = await connect({ waba_id: wabaId })
    expect([back.status, back.body.error.code]).toEqual([409, "conflict"])
    const { id } = second.body.business_accounts[0]
    expect((await parley.api("POST", `business-accounts/${id}/disconnect`, undefined, key)).status).toBe(200)
  })

  it("comes back with its number and its group when it is connected again", async () => {
    const { status, body } = await connect({ waba_id: wabaId })
    expect(status).toBe(200)
    expect(body.business_accounts).toMatchObject([
      { id: accountId, disconnected_at: null, numbers: [{ id: numberId, registered: true }] },
    ])
    expect(await groups()).toMatchObject([{ archived_at: null }])
  })
})

describe("a number that a wizard verified", () => {
  it("is put into service by connecting", async () => {
    const { body } = await connect({
      waba_name: "Wizard",
      number: { cc: "44", phone_number: "7911 123456", verified_name: "Wizard", verified: true },
    })
    expect(body.warnings).toEqual([])
    expect(body.business_accounts[0].numbers).toMatchObject([
      { registered: true, pin_enabled: true, subscription_group_id: expect.any(String) },
    ])
  })
})

describe("a number that moves to another business account", () => {
  it("keeps its group and is verified again; two-step verification prevents it", async () => {
    const from = await connect({
      waba_name: "From",
      number: { cc: "44", phone_number: "7911 123457", verified_name: "Mover", verified: true },
    })
    const number = from.body.business_accounts[0].numbers[0]
    const to = (await connect({ waba_name: "To" })).body.business_accounts[0]
    const move = () => parley.api("POST", `numbers/${number.id}/move`, { business_account_id: to.id })

    const locked = await move()
    expect([locked.status, locked.body.error.code]).toEqual([422, "meta_rejected"])
    expect(locked.body.error.message).toContain("two-step verification")

    await parley.control("PATCH", `numbers/${number.phone_number_id}`, { two_step: "off" })
    const { status, body } = await move()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: number.id,
      business_account_id: to.id,
      verification_status: "NOT_VERIFIED",
      registered: false,
      subscription_group_id: number.subscription_group_id,
    })
    const known = await parley.platform.db.system((tx) =>
      tx.selectFrom("numbers").select("former_phone_number_ids").where("id", "=", number.id).execute(),
    )
    expect(known).toEqual([{ former_phone_number_ids: [number.phone_number_id] }])
    await parley.api("POST", `numbers/${number.id}/request-code`, { method: "SMS" })
    const [newest] = (await parley.control("GET", `numbers/${body.phone_number_id}/codes`)).body.data
    await parley.api("POST", `numbers/${number.id}/verify`, { code: newest.code })
    const registered = await parley.api("POST", `numbers/${number.id}/register`)
    expect(registered.body).toMatchObject({
      registered: true,
      subscription_group_id: number.subscription_group_id,
    })
    const same = await move()
    expect([same.status, same.body.error.field]).toEqual([409, "business_account_id"])
  })
})

describe("a workspace", () => {
  it(`has at most ${mostAccounts} business accounts, and one more leaves no trace`, async () => {
    const key = await parley.anotherKey()
    for (let n = 1; n <= mostAccounts; n++) {
      expect((await connect({ business_name: `Shop ${n}`, waba_name: `Shop ${n}` }, key)).status).toBe(200)
    }
    const oneMore = await connect({ business_name: "One more", waba_name: "One more" }, key)
    expect([oneMore.status, oneMore.body.error.code]).toEqual([409, "limit_reached"])
    const { data } = (await parley.api("GET", "business-accounts", undefined, key)).body
    expect(data).toHaveLength(mostAccounts)
  })

  it("has at most 20 numbers in one business account, and Meta is not asked for one more", async () => {
    const account = (await connect({ business_name: "Many", waba_name: "Many" })).body.business_accounts[0]
    const add = (n: number) =>
      parley.api("POST", `business-accounts/${account.id}/numbers`, {
        cc: "1",
        phone_number: `65055502${String(n).padStart(2, "0")}`,
        verified_name: "Many",
      })
    for (let n = 0; n < 20; n++) expect((await add(n)).status).toBe(201)
    const oneMore = await add(20)
    expect([oneMore.status, oneMore.body.error.code]).toEqual([409, "limit_reached"])
  })
})
