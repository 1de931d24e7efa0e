import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { scheduleLaunch } from "../testing/scheduled-launch.ts"
import { type Office, openOffice } from "../testing/template-fixture.ts"

let office: Office

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const png = Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n\x1a\n"), Buffer.alloc(64)])
const body = (text: string) => ({ type: "BODY", text })
const template = (name: string, more: object = {}) => ({
  business_account_id: office.accountId,
  name,
  language: "en_US",
  category: "UTILITY",
  components: [body(`Your order is on its way to you (${name}).`)],
  ...more,
})

async function submit(name: string, more: object = {}) {
  const answer = await office.api("POST", "templates", template(name, more))
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}

async function decided(template: { id: string; meta_id: string }, decision: string, reason?: string) {
  await office.control("POST", `templates/${template.meta_id}/review`, {
    decision,
    ...(reason ? { reason } : {}),
  })
  return office.untilStatus(template.id, decision)
}

const edit = (id: string, changes: object) => office.api("PATCH", `templates/${id}`, changes)

describe("a status", () => {
  it("is told with what it means and what to do", async () => {
    const rejected = await decided(await submit("explained"), "REJECTED", "INCORRECT_CATEGORY")
    expect(rejected.explanation).toMatchObject({
      title: "Rejected",
      tone: "problem",
      meaning: expect.stringContaining("another category"),
      advice: expect.stringContaining("category"),
    })
  })
})

describe("an edit", () => {
  it("of a rejected template goes to review again, and what Meta said before is gone", async () => {
    const rejected = await decided(await submit("fixed"), "REJECTED", "INVALID_FORMAT")
    const edited = await edit(rejected.id, {
      revision: rejected.revision,
      category: "MARKETING",
      components: [body("Our shop is open again. Reply STOP to opt out.")],
    })
    expect(edited.status, JSON.stringify(edited.body)).toBe(200)
    expect(edited.body).toMatchObject({
      status: "PENDING",
      category: "MARKETING",
      rejection_reason: null,
      revision: rejected.revision + 1,
      components: [body("Our shop is open again. Reply STOP to opt out.")],
    })
    const atMeta = await office.graph("GET", rejected.meta_id)
    expect(atMeta.body).toMatchObject({ status: "PENDING", category: "MARKETING" })
    expect((await decided(edited.body, "APPROVED")).status).toBe("APPROVED")
  })

  it("of an approved template is allowed once in 24 hours, and before that it says so", async () => {
    const approved = await decided(await submit("edited_once"), "APPROVED")
    expect(approved.edit).toEqual({ allowed: true, reason: null, allowed_at: null, edits_left: 10 })
    await edit(approved.id, {
      revision: approved.revision,
      components: [body("Your order has arrived at our shop.")],
    })
    const again = await decided(approved, "APPROVED")
    expect(again.edit).toMatchObject({ allowed: false, allowed_at: expect.any(String) })
    const refused = await edit(again.id, {
      revision: again.revision,
      components: [body("Your order is back.")],
    })
    expect([refused.status, refused.body.error.code]).toEqual([409, "conflict"])
    expect(refused.body.error.message).toContain("once in 24 hours")
  })

  it("that another member made meanwhile is not overwritten: the second is told", async () => {
    const both = await decided(await submit("edited_by_two"), "REJECTED")
    const first = await edit(both.id, {
      revision: both.revision,
      components: [body("Your order is with us now.")],
    })
    expect(first.status).toBe(200)
    const second = await edit(both.id, {
      revision: both.revision,
      components: [body("Your parcel is here.")],
    })
    expect([second.status, second.body.error.code]).toEqual([409, "conflict"])
    expect(second.body.error.revision).toBe(first.body.revision)
    expect((await office.api("GET", `templates/${both.id}`)).body.components[0].text).toBe(
      "Your order is with us now.",
    )
  })

  it("of two at the same moment is one", async () => {
    const both = await decided(await submit("edited_at_once"), "REJECTED")
    const answers = await Promise.all(
      ["first", "second", "third"].map((who) =>
        edit(both.id, { revision: both.revision, components: [body(`Your order is the ${who} today.`)] }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  it("that Meta refuses leaves the template as it was, to be edited again", async () => {
    const approved = await decided(await submit("refused_edit"), "APPROVED")
    await office.graph("POST", approved.meta_id, {
      components: [body("Your order was edited elsewhere today.")],
    })
    const { body: seen } = await office.api("GET", `templates/${approved.id}`)
    await decided(approved, "APPROVED")
    const refused = await edit(approved.id, {
      revision: seen.revision,
      components: [body("Your order is odd today.")],
    })
    expect([refused.status, refused.body.error.code]).toEqual([422, "meta_rejected"])
    expect((await office.api("GET", `templates/${approved.id}`)).body).toMatchObject({
      revision: seen.revision,
      status: "APPROVED",
    })
  })

  it.each([
    ["the category of an approved template", { category: "MARKETING" }, 422, "category"],
    ["what Meta would refuse", { components: [body("{{1}}")] }, 422, "components.0.text"],
    ["components that are none", { components: [{ type: "POEM" }] }, 422, "components"],
  ])("of %s is refused here", async (what, changes, status, field) => {
    const approved = await decided(await submit(`bad_edit_${what.length}`), "APPROVED")
    const refused = await edit(approved.id, { revision: approved.revision, ...changes })
    expect([refused.status, refused.body.error.field]).toEqual([status, field])
  })
})

describe("a sample", () => {
  it("is uploaded to Meta and seen by the reviewers, and again when the template is copied", async () => {
    const { status, body: sample } = await office.upload(png, "image/png")
    expect([status, sample.format]).toEqual([201, "IMAGE"])
    const header = { type: "HEADER", format: "IMAGE", example: { header_handle: [sample.handle] } }
    const original = await submit("with_picture", {
      components: [header, body("Your order looks like this.")],
    })
    await office.api("POST", "templates/sync", { business_account_id: office.accountId })
    const shown = (await office.api("GET", `templates/${original.id}`)).body
    expect(shown.components[0].example.header_handle[0]).toMatch(/^https?:/)
    const copy = await office.api("POST", `templates/${original.id}/duplicate`, { name: "with_picture_too" })
    expect(copy.status, JSON.stringify(copy.body)).toBe(201)
    expect(copy.body).toMatchObject({ name: "with_picture_too", language: "en_US", status: "PENDING" })
  })

  it.each([
    ["a type Meta takes none of", "image/gif", Buffer.from("GIF89a"), 415, "unsupported_media_type"],
    ["bytes of another type", "image/jpeg", png, 422, "invalid_request"],
    ["too many bytes", "image/png", Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]), 413, "too_large"],
  ])("is refused: %s", async (_what, mimeType, bytes, status, code) => {
    const refused = await office.upload(bytes, mimeType)
    expect([refused.status, refused.body.error.code]).toEqual([status, code])
  })

  it("is fetched from nowhere but the addresses Meta gave", async () => {
    const header = {
      type: "HEADER",
      format: "IMAGE",
      example: { header_handle: ["http://127.0.0.1:1/secret"] },
    }
    const refused = await office.api(
      "POST",
      "templates",
      template("curious", { components: [header, body("Your order looks like this.")] }),
    )
    expect([refused.status, refused.body.error.field]).toEqual([422, "components"])
    expect((await office.api("GET", "templates?name=curious")).body.data).toEqual([])
  })
})

describe("a template group", () => {
  it("is one name with its languages, found by name and by text", async () => {
    await submit("welcome_pack", { components: [body("Your order of a teapot is packed.")] })
    await submit("welcome_pack", {
      language: "es",
      components: [body("Tu pedido de una tetera está listo.")],
    })
    const { body: found } = await office.api("GET", "template-groups?search=TETERA")
    expect(found.data).toHaveLength(1)
    expect(found.data[0]).toMatchObject({
      name: "welcome_pack",
      fallback_language: null,
      templates: [
        { language: "en_US", body: "Your order of a teapot is packed.", explanation: { title: "In review" } },
        { language: "es" },
      ],
    })
    const { body: template } = await office.api("GET", `templates/${found.data[0].templates[0].id}`)
    expect(template.group_id).toBe(found.data[0].id)
  })

  it("declares a fall-back among its languages only", async () => {
    const { body: found } = await office.api("GET", "template-groups?search=welcome_pack")
    const [{ id }] = found.data
    const declared = await office.api("PATCH", `template-groups/${id}`, { fallback_language: "es" })
    expect(declared.body.fallback_language).toBe("es")
    const refused = await office.api("PATCH", `template-groups/${id}`, { fallback_language: "ja" })
    expect([refused.status, refused.body.error.field]).toEqual([422, "fallback_language"])
  })

  it("comes page by page, newest first, filtered, and not when all of it is deleted", async () => {
    const first = (await office.api("GET", "template-groups?limit=2")).body
    const second = (await office.api("GET", `template-groups?limit=2&after=${first.next}`)).body
    expect(second.data[0].id < first.data[1].id).toBe(true)
    const gone = await submit("all_gone")
    await office.api("DELETE", `templates/${gone.id}`)
    expect((await office.api("GET", "template-groups?search=all_gone")).body.data).toEqual([])
    const pending = (await office.api("GET", "template-groups?status=pending&search=welcome_pack")).body
    expect(pending.data).toHaveLength(1)
    expect(
      (await office.api("GET", "template-groups?category=marketing&search=welcome_pack")).body.data,
    ).toEqual([])
  })

  it("takes a search as it is written", async () => {
    expect((await office.api("GET", "template-groups?search=%25")).body.data).toEqual([])
  })
})

describe("a preflight", () => {
  const ask = (more: object) => office.api("POST", "templates/preflight", template("asked_about", more))

  it("tells every finding with rule, place and help, and the likely category", async () => {
    const { status, body: told } = await ask({ components: [body("Hello {{1}}")] })
    expect(status).toBe(200)
    expect(told.submittable).toBe(false)
    expect(told.findings).toContainEqual({
      rule: "variable_at_edge",
      field: "components.0.text",
      severity: "error",
      message: expect.any(String),
      help: expect.any(String),
    })
    expect(told.likely_category).toMatchObject({ category: "MARKETING", differs: true })
  })

  it("warns of a quick reply that reads as a way out and is none", async () => {
    const deaf = async (...texts: string[]) => {
      const buttons = { type: "BUTTONS", buttons: texts.map((text) => ({ type: "QUICK_REPLY", text })) }
      const { findings } = (await ask({ category: "MARKETING", components: [body("Sale!"), buttons] })).body
      return findings.filter(({ rule }: { rule: string }) => rule === "opt_out_not_heard")
    }
    expect(await deaf("Show me", "Stop promotions")).toEqual([])
    expect(await deaf("Show me", "Stop your sales talk")).toMatchObject([
      { field: "components.1.buttons.1.text", severity: "warning", help: expect.stringContaining("STOP") },
    ])
  })

  it("looks at the account's other templates", async () => {
    await submit("in_the_way", { components: [body("Your order is in the way of another.")] })
    const rules = async (more: object) =>
      (await ask(more)).body.findings.map((finding: { rule: string }) => finding.rule)
    expect(await rules({ name: "in_the_way" })).toContain("name_taken")
    expect(await rules({ name: "in_the_way", language: "es", category: "MARKETING" })).toContain(
      "group_category",
    )
    expect(await rules({ components: [body("Your order is in the way of another.")] })).toContain(
      "duplicate_content",
    )
  })
})

describe("what uses a template", () => {
  it("is told before it is deleted, and with the refusal", async () => {
    const approved = await decided(await submit("in_use"), "APPROVED")
    expect((await office.api("GET", `templates/${approved.id}/uses`)).body).toEqual({
      campaigns: [],
      canvases: [],
      launches: [],
      pending_launches: 0,
      messages_waiting: false,
    })
    await scheduleLaunch(office, approved.id)
    const uses = {
      campaigns: [{ id: expect.any(String), name: "Summer" }],
      canvases: [],
      launches: [expect.objectContaining({ campaign: "Summer", state: "scheduled", held: false })],
      pending_launches: 1,
      messages_waiting: false,
    }
    expect((await office.api("GET", `templates/${approved.id}/uses`)).body).toEqual(uses)
    const refused = await office.api("DELETE", `templates/${approved.id}`)
    expect(refused.body.error.uses).toEqual(uses)
  })
})
