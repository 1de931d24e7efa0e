/** Meta sends GIF headers through its Marketing Messages API only: a campaign that would fail there is refused here. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { messagesRoutes } from "../../messaging/index.ts"
import { type Office, openOffice } from "../../templates/testing/template-fixture.ts"
import { insertNumber } from "../../testing/seed.ts"
import { campaignsRoutes } from "../definition/routes.ts"

describe("a template with a GIF, made elsewhere", () => {
  let office: Office
  let numberId: string
  let id: string
  beforeAll(async () => {
    office = await openOffice({ more: [messagesRoutes, campaignsRoutes] })
    const { db, workspaceId, clock } = office.platform
    numberId = await db.workspace(workspaceId, (tx) =>
      insertNumber(tx, {
        workspaceId,
        accountId: office.accountId,
        phoneNumberId: office.phoneNumberId,
        now: clock.now(),
      }),
    )
    const text = { type: "BODY", text: "Come and see. Reply STOP to opt out." }
    const film = Buffer.from("\0\0\0\x18ftypmp42")
    const { handle } = (await office.upload(film, "video/mp4")).body
    const gif = { type: "HEADER", format: "GIF", example: { header_handle: [handle] } }
    const definition = { name: "kind_gif", language: "en_US", category: "MARKETING", components: [gif, text] }
    const made = await office.graph("POST", `${office.wabaId}/message_templates`, definition)
    await office.control("POST", `templates/${made.body.id}/review`, { decision: "APPROVED" })
    await office.api("POST", "templates/sync", { business_account_id: office.accountId })
    id = (await office.api("GET", "templates?name=kind_gif")).body.data[0].id
  })
  afterAll(() => office.close())

  it("is shown for what it is", async () => {
    const { body: template } = await office.api("GET", `templates/${id}`)
    expect(template).toMatchObject({ status: "APPROVED", variables: [{ kind: "gif", path: "header_media" }] })
    const { body: shown } = await office.api("POST", `templates/${id}/preview`, { values: {} })
    expect(shown).toMatchObject({ header: { format: "GIF" }, issues: [{ path: "header_media" }] })
  })

  it("is sent neither as a test nor by a campaign, and says why", async () => {
    const content = {
      kind: "template",
      template_id: id,
      values: { header_media: { link: "https://x.test/a.mp4" } },
    }
    const test = { number_id: numberId, to: "+16505550000", content }
    const campaign = { name: "GIF", number_id: numberId, content }
    for (const [path, wanted] of [
      ["messages/test", test],
      ["campaigns", campaign],
    ] as const) {
      const { status, body: refused } = await office.api("POST", path, wanted)
      expect([status, refused.error.code, refused.error.field]).toEqual([
        409,
        "not_sendable",
        "content.template_id",
      ])
      expect(refused.error.message).toContain("GIF")
    }
  })

  it("would be refused by Meta, too", async () => {
    const header = { type: "header", parameters: [{ type: "gif", gif: { link: "https://x.test/a.mp4" } }] }
    const template = { name: "kind_gif", language: { code: "en_US" }, components: [header] }
    const message = { messaging_product: "whatsapp", to: "16505550000", type: "template", template }
    const { status, body: refused } = await office.graph("POST", `${office.phoneNumberId}/messages`, message)
    expect([status, refused.error.code]).toEqual([400, 132012])
  })
})
