/** Quick replies that unsubscribe whatever they are called: ours to know, never Meta's. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createWorkspace, generateApiKey, storeApiKey } from "../../workspaces/index.ts"
import { type Office, openOffice } from "../testing/template-fixture.ts"

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const body = (text: string) => ({ type: "BODY", text })
const reply = (text: string, isOptOut = false) => ({
  type: "QUICK_REPLY",
  text,
  ...(isOptOut && { opt_out: true }),
})
const buttons = (...list: object[]) => ({ type: "BUTTONS", buttons: list })
const sale = (name: string, more: object = {}) => ({
  business_account_id: office.accountId,
  name,
  language: "en_US",
  category: "MARKETING",
  components: [body(`Our chairs are here (${name}).`), buttons(reply("Show me"), reply("No thanks", true))],
  ...more,
})
async function submit(name: string, more: object = {}) {
  const answer = await office.api("POST", "templates", sale(name, more))
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
async function decided(template: { id: string; meta_id: string }, decision: string) {
  await office.control("POST", `templates/${template.meta_id}/review`, { decision })
  return office.untilStatus(template.id, decision)
}
const shown = async (id: string) => (await office.api("GET", `templates/${id}`)).body
const atMeta = async (metaId: string) => JSON.stringify((await office.graph("GET", metaId)).body)
/** What is kept here of the template: as Meta has it, and the marks beside it. */
const kept = (id: string) =>
  office.platform.db.workspace(office.platform.workspaceId, (tx) =>
    tx
      .selectFrom("templates")
      .select(["components", "opt_out_replies"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow(),
  )

describe("a quick reply that is marked as the way out", () => {
  it("is shown so again, and is a plain one to Meta, through review and sync", async () => {
    const template = await submit("marked")
    const marked = [
      body("Our chairs are here (marked)."),
      buttons(reply("Show me"), reply("No thanks", true)),
    ]
    expect(template.components).toEqual(marked)
    expect(template.warnings).toEqual([])
    expect(template).not.toHaveProperty("opt_out_replies")
    await decided(template, "APPROVED")
    await office.api("POST", "templates/sync", { business_account_id: office.accountId })
    expect((await shown(template.id)).components).toEqual(marked)
    expect(await atMeta(template.meta_id)).toContain("No thanks")
    expect(await atMeta(template.meta_id)).not.toContain("opt_out")
    const { components, opt_out_replies } = await kept(template.id)
    expect(opt_out_replies).toEqual(["No thanks"])
    expect(JSON.stringify(components)).not.toContain("opt_out")
  })

  it("answers STOP in a preview, where the values do not say otherwise", async () => {
    const { id } = await submit("previewed")
    const preview = async (values: object) =>
      (await office.api("POST", `templates/${id}/preview`, { values })).body.buttons.map(
        (button: { payload?: string }) => button.payload,
      )
    expect(await preview({})).toEqual(["Show me", "STOP"])
    expect(await preview({ buttons: { "1": { payload: "leave" } } })).toEqual(["Show me", "leave"])
  })

  it("is renamed, and added or taken away, by an edit of the buttons", async () => {
    const rejected = await decided(await submit("edited"), "REJECTED")
    const edit = async (...list: object[]) => {
      const { revision } = await shown(rejected.id)
      const components = [body("Our chairs are here."), buttons(...list)]
      const { status, body: edited } = await office.api("PATCH", `templates/${rejected.id}`, {
        revision,
        components,
      })
      expect(status, JSON.stringify(edited)).toBe(200)
      expect(edited.components).toEqual(components)
      expect(await atMeta(rejected.meta_id)).not.toContain("opt_out")
      await decided(rejected, "REJECTED")
      return (await kept(rejected.id)).opt_out_replies
    }
    expect(await edit(reply("Show me"), reply("Not for me", true))).toEqual(["Not for me"])
    expect(await edit(reply("Show me", true), reply("Not for me"))).toEqual(["Show me"])
    expect(await edit(reply("Show me"))).toEqual([])
  })

  it("stays through an edit of something else", async () => {
    const rejected = await decided(await submit("kept"), "REJECTED")
    const edited = await office.api("PATCH", `templates/${rejected.id}`, {
      revision: rejected.revision,
      message_send_ttl_seconds: 86_400,
    })
    expect(edited.body.components[1].buttons[1]).toEqual(reply("No thanks", true))
    expect((await kept(rejected.id)).opt_out_replies).toEqual(["No thanks"])
  })

  it("stays through an edit that Meta refuses", async () => {
    const approved = await decided(await submit("refused"), "APPROVED")
    const { components } = await kept(approved.id)
    await office.graph("POST", approved.meta_id, { components })
    const { revision } = await decided(approved, "APPROVED")
    const refused = await office.api("PATCH", `templates/${approved.id}`, {
      revision,
      components: [body("Our chairs are odd."), buttons(reply("Show me", true), reply("No thanks"))],
    })
    expect([refused.status, refused.body.error.code]).toEqual([422, "meta_rejected"])
    expect((await kept(approved.id)).opt_out_replies).toEqual(["No thanks"])
  })

  it("is none any more when the text was replaced elsewhere", async () => {
    const approved = await decided(await submit("elsewhere"), "APPROVED")
    await office.graph("POST", approved.meta_id, {
      components: [body("Our chairs are here."), buttons(reply("Later"))],
    })
    // A webhook about the review may come while Meta is read, and what it changes stays until the next sync.
    const synced = async () => {
      await office.api("POST", "templates/sync", { business_account_id: office.accountId })
      return (await shown(approved.id)).components[1]
    }
    await expect.poll(synced).toEqual(buttons(reply("Later")))
    expect((await kept(approved.id)).opt_out_replies).toEqual(["No thanks"])
  })

  it("goes with a copy, and is in the cards of a carousel", async () => {
    const { id } = await submit("copied")
    const copy = await office.api("POST", `templates/${id}/duplicate`, { name: "a_copy", language: "en_GB" })
    expect(copy.body.components[1].buttons[1]).toEqual(reply("No thanks", true))
    const header = async () => {
      const png = Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n\x1a\n"), Buffer.alloc(64)])
      const { handle } = (await office.upload(png, "image/png")).body
      return { type: "HEADER", format: "IMAGE", example: { header_handle: [handle] } }
    }
    const card = async () => ({
      components: [await header(), body("A chair"), buttons(reply("Enough", true))],
    })
    const carousel = { type: "CAROUSEL", cards: [await card(), await card()] }
    const template = await submit("cards", { components: [body("Our chairs are here."), carousel] })
    expect(await atMeta(template.meta_id)).not.toContain("opt_out")
    expect((await kept(template.id)).opt_out_replies).toEqual(["Enough"])
    expect(template.components[1].cards[1].components[2]).toEqual(buttons(reply("Enough", true)))
  })

  it("is refused on other buttons and outside marketing, by name", async () => {
    const link = { type: "URL", text: "Leave", url: "https://shop.example", opt_out: true }
    const refused = [
      ["opt_out_button", sale("on_a_link", { components: [body("Our chairs."), buttons(link)] })],
      ["opt_out_category", sale("in_utility", { category: "UTILITY" })],
    ] as const
    for (const [rule, template] of refused) {
      const { status, body } = await office.api("POST", "templates", template)
      expect(status).toBe(422)
      expect(body.error).toMatchObject({
        rule,
        field: expect.stringMatching(/^components\.1\.buttons\.[01]\.opt_out$/),
      })
      const preflight = await office.api("POST", "templates/preflight", template)
      expect(preflight.body.findings.map((finding: { rule: string }) => finding.rule)).toContain(rule)
    }
  })

  it("is not a finding of the preflight, whatever it says", async () => {
    const rules = async (...list: object[]) => {
      const template = sale("looked_at", { components: [body("Chairs for all."), buttons(...list)] })
      const { body: answer } = await office.api("POST", "templates/preflight", template)
      return answer.findings.map((finding: { rule: string }) => finding.rule)
    }
    expect(await rules(reply("Please unsubscribe me"))).toEqual(["opt_out_not_heard"])
    expect(await rules(reply("Please unsubscribe me", true))).toEqual([])
    expect(await rules(reply("No thanks"))).toEqual(["opt_out_missing"])
    expect(await rules(reply("No thanks", true))).toEqual([])
  })

  it("is nothing to another workspace, whose button of the same words stays a plain one", async () => {
    const { id } = await submit("ours_alone")
    const { db, clock } = office.platform
    const now = clock.now()
    const secret = generateApiKey()
    const twin = await db.system(async (tx) => {
      const { id: workspaceId } = await createWorkspace(tx, "Another", now)
      await storeApiKey(tx, { workspaceId, name: "Another", secret, now })
      const account = await tx
        .insertInto("business_accounts")
        .values({
          workspace_id: workspaceId,
          waba_id: "1",
          name: "Another",
          sealed_token: Buffer.from("none"),
          token_scopes: [],
          connected_at: now,
          updated_at: now,
        })
        .returning("id")
        .executeTakeFirstOrThrow()
      const { components } = await tx
        .selectFrom("templates")
        .select("components")
        .where("id", "=", id)
        .executeTakeFirstOrThrow()
      return tx
        .insertInto("templates")
        .values({
          workspace_id: workspaceId,
          business_account_id: account.id,
          name: "ours_alone",
          language: "en_US",
          category: "MARKETING",
          parameter_format: "POSITIONAL",
          components: JSON.stringify(components),
          status: "APPROVED",
          created_at: now,
          updated_at: now,
        })
        .returning("id")
        .executeTakeFirstOrThrow()
    })
    const { body: seen } = await office.api("GET", `templates/${twin.id}`, undefined, secret)
    expect(seen.components[1].buttons[1]).toEqual(reply("No thanks"))
    const { body: preview } = await office.api("POST", `templates/${twin.id}/preview`, { values: {} }, secret)
    expect(preview.buttons[1].payload).toBe("No thanks")
  })
})
