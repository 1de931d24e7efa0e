import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Office, openOffice } from "../testing/template-fixture.ts"
import { syncEveryAccount, syncTemplates } from "./sync.ts"

let office: Office

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const template = (name: string) => ({
  name,
  language: "en_US",
  category: "UTILITY",
  components: [{ type: "BODY", text: "Your order ships today." }],
})
const makeAtMeta = (name: string) =>
  office.graph("POST", `${office.wabaId}/message_templates`, template(name))
async function submit(name: string) {
  const { status, body } = await office.api("POST", "templates", {
    business_account_id: office.accountId,
    ...template(name),
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const sync = () => office.api("POST", "templates/sync", { business_account_id: office.accountId })

describe("a sync", () => {
  it("brings what was made elsewhere, what changed, and what is gone", async () => {
    await makeAtMeta("made_elsewhere")
    await office.control("PATCH", "settings", { webhooks: { enabled: false } })
    const approved = await submit("approved_unheard")
    await office.control("POST", `templates/${approved.meta_id}/review`, { decision: "APPROVED" })
    const gone = await submit("gone_unheard")
    await office.graph("DELETE", `${office.wabaId}/message_templates?name=gone_unheard`)
    const { status, body } = await sync()
    await office.control("PATCH", "settings", { webhooks: { enabled: true } })

    expect(status).toBe(200)
    expect(body.created).toBeGreaterThanOrEqual(1)
    expect(body.deleted).toBe(1)
    expect((await office.api("GET", "templates?name=made_elsewhere")).body.data).toMatchObject([
      { language: "en_US" },
    ])
    expect((await office.api("GET", `templates/${approved.id}`)).body.status).toBe("APPROVED")
    expect((await office.api("GET", `templates/${gone.id}`)).body.status).toBe("DELETED")
  })

  it("changes nothing where nothing changed", async () => {
    await sync()
    const before = (await office.api("GET", "templates?limit=500")).body
    expect((await sync()).body).toEqual({ created: 0, updated: 0, deleted: 0 })
    expect((await office.api("GET", "templates?limit=500")).body).toEqual(before)
  })

  it("reads again when a webhook changed a part of a template while it read", async () => {
    const { platform, accountId } = office
    const approved = await submit("edited_elsewhere")
    await office.control("POST", `templates/${approved.meta_id}/review`, { decision: "APPROVED" })
    await office.untilStatus(approved.id, "APPROVED")
    const body = { type: "BODY", text: "Your order ships tomorrow." }
    await office.control("PATCH", "settings", { webhooks: { enabled: false } })
    await office.graph("POST", approved.meta_id, { components: [body] })
    await office.control("PATCH", "settings", { webhooks: { enabled: true } })

    let now = Date.now()
    await platform.db.workspace(platform.workspaceId, (tx) =>
      tx
        .updateTable("templates")
        .set({ updated_at: new Date(now + 2) })
        .where("id", "=", approved.id)
        .execute(),
    )
    // Each look at the clock is a millisecond later: the first reading starts at 1, and the change came at 2.
    const clock = { ...platform.clock, now: () => new Date(++now) }
    expect((await syncTemplates({ ...platform, clock }, platform.workspaceId, accountId)).updated).toBe(1)
    expect((await office.api("GET", `templates/${approved.id}`)).body.components).toEqual([body])
  })

  it("reads every page", async () => {
    const names = Array.from({ length: 130 }, (_, index) => `many_${String(index).padStart(3, "0")}`)
    for (const name of names) await makeAtMeta(name)
    expect((await sync()).body.created).toBe(130)
  })

  it("of every account at once minds the accounts that fail", async () => {
    const { db, workspaceId, clock } = office.platform
    const now = clock.now()
    const broken = await db.workspace(workspaceId, (tx) =>
      tx
        .insertInto("business_accounts")
        .values({
          workspace_id: workspaceId,
          waba_id: "1",
          name: "Broken",
          sealed_token: Buffer.from("not sealed with this key at all"),
          token_scopes: [],
          connected_at: now,
          updated_at: now,
        })
        .returning("id")
        .executeTakeFirstOrThrow(),
    )
    await makeAtMeta("found_hourly")
    await syncEveryAccount(office.platform)
    expect((await office.api("GET", "templates?name=found_hourly")).body.data).toHaveLength(1)
    await db.system((tx) => tx.deleteFrom("business_accounts").where("id", "=", broken.id).execute())
  })

  it("takes templates whose texts or numbers no database would", async () => {
    const odd = (name: string, more: object) => ({ ...template(name), id: name, status: "APPROVED", ...more })
    const data = [
      odd("odd_\0", { rejected_reason: "\ud83d" }),
      odd("odd_body", { components: [{ type: "BODY", text: "\\u0000 \0 \ud83d" }] }),
      odd("odd_part", { components: [{ type: "HOLOGRAM", "\0": "\ude00" }] }),
      odd("odd_life", { message_send_ttl_seconds: 1e300 }),
      odd("odd_beside", {}),
    ]
    await office.control("POST", "failures", {
      kind: "http",
      http_status: 200,
      match: { edge: "message_templates" },
      body: JSON.stringify({ data }),
    })
    const { status, body } = await sync()
    expect([status, body.created]).toEqual([200, data.length])
    const listed = (await office.api("GET", "templates?limit=500")).body.data
    const names = listed.map(({ name }: { name: string }) => name)
    expect(names).toEqual(expect.arrayContaining(["odd_\ufffd", "odd_body", "odd_part", "odd_beside"]))
  })
})
