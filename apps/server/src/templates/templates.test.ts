import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { cancelLaunch } from "../campaigns/launches/launches.ts"
import { createWorkspace, generateApiKey, storeApiKey } from "../workspaces/index.ts"
import { checkTemplates } from "./doctor.ts"
import { scheduleLaunch } from "./testing/scheduled-launch.ts"
import { type Office, openOffice } from "./testing/template-fixture.ts"

let office: Office

beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** A template that Meta takes, as the API wants it. */
const template = (name: string, more: object = {}) => ({
  business_account_id: office.accountId,
  name,
  language: "en_US",
  category: "utility",
  parameter_format: "NAMED",
  components: [
    {
      type: "body",
      text: "Hi {{first_name}}, your order {{order_no}} ships today.",
      example: {
        body_text_named_params: [
          { param_name: "first_name", example: "Ana" },
          { param_name: "order_no", example: "A-17" },
        ],
      },
    },
    {
      type: "buttons",
      buttons: [
        {
          type: "url",
          text: "Track",
          url: "https://shop.example/t/{{1}}",
          example: ["https://shop.example/t/a"],
        },
      ],
    },
  ],
  ...more,
})

async function submit(name: string, more: object = {}) {
  const { status, body } = await office.api("POST", "templates", template(name, more))
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const review = (template: { meta_id: string }, decision: string, reason?: string) =>
  office.control("POST", `templates/${template.meta_id}/review`, { decision, ...(reason ? { reason } : {}) })

describe("a template that is submitted", () => {
  it("is in review at Meta, and tells what a message must fill in", async () => {
    const submitted = await submit("order_update")
    expect(submitted).toMatchObject({
      status: "PENDING",
      category: "UTILITY",
      meta_id: expect.stringMatching(/^\d+$/),
      variables: [
        { component: "body", name: "first_name", kind: "text", example: "Ana" },
        { component: "body", name: "order_no", kind: "text", example: "A-17" },
        { component: "button", name: "1", kind: "text", button_index: 0 },
      ],
    })
    const atMeta = await office.graph("GET", submitted.meta_id)
    expect(atMeta.body).toMatchObject({ name: "order_update", status: "PENDING" })
  })

  it("is approved when the webhook says so", async () => {
    const submitted = await submit("approved_by_webhook")
    await review(submitted, "APPROVED")
    expect(await office.untilStatus(submitted.id, "APPROVED")).toMatchObject({
      status: "APPROVED",
      rejection_reason: null,
    })
  })

  it("is rejected with Meta's reason and recommendation", async () => {
    const submitted = await submit("rejected_by_webhook")
    await review(submitted, "REJECTED", "TAG_CONTENT_MISMATCH")
    expect(await office.untilStatus(submitted.id, "REJECTED")).toMatchObject({
      status: "REJECTED",
      rejection_reason: "TAG_CONTENT_MISMATCH",
      status_detail: expect.stringContaining("Change the template"),
    })
  })

  it("is paused with the words of the webhook, which go when it is approved again", async () => {
    const submitted = await submit("paused_by_webhook")
    await review(submitted, "PAUSED")
    const paused = await office.untilStatus(submitted.id, "PAUSED")
    expect(paused.status_detail).toContain("FIRST_PAUSE")
    await review(submitted, "APPROVED")
    expect(await office.untilStatus(submitted.id, "APPROVED")).toMatchObject({ status_detail: null })
  })

  it("keeps its name and language from a second one, before Meta is asked", async () => {
    await submit("taken")
    const again = await office.api("POST", "templates", template("taken"))
    expect([again.status, again.body.error.code, again.body.error.field]).toEqual([409, "conflict", "name"])
    expect((await submit("taken", { language: "es" })).language).toBe("es")
  })

  it("of several submitted at once under one name is one", async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => office.api("POST", "templates", template("all_at_once"))),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409])
  })
})

describe("a template that Meta would refuse", () => {
  it.each([
    ["name", { name: "Order Update" }, "name_format", "name"],
    ["language", { language: "en-US" }, "language_unknown", "language"],
    [
      "body",
      { components: [{ type: "BODY", text: "" }] },
      expect.any(String),
      expect.stringContaining("components.0"),
    ],
    [
      "variable at the end",
      { components: [{ type: "BODY", text: "Hello {{first_name}}" }] },
      expect.any(String),
      expect.any(String),
    ],
  ])("is refused here, with the field and the rule: %s", async (_what, wrong, rule, field) => {
    const { status, body } = await office.api("POST", "templates", { ...template("refused_here"), ...wrong })
    expect(status).toBe(422)
    expect(body.error).toMatchObject({ code: "invalid_request", rule, field })
    expect(body.error.issues.length).toBeGreaterThan(0)
    expect((await office.api("GET", "templates?name=refused_here")).body.data).toEqual([])
  })

  it("is refused for its shape like any other request", async () => {
    const { status, body } = await office.api(
      "POST",
      "templates",
      template("shapeless", { components: [{ type: "POEM" }] }),
    )
    expect([status, body.error.code]).toEqual([422, "invalid_request"])
    expect(body.error.field).toContain("components")
  })

  it("but only Meta knows it, leaves no trace, and shows Meta's answer", async () => {
    await office.graph("POST", `${office.wabaId}/message_templates`, {
      ...template("known_to_meta_only"),
      business_account_id: undefined,
    })
    const { status, body } = await office.api("POST", "templates", template("known_to_meta_only"))
    expect(status).toBe(422)
    expect(body.error).toMatchObject({
      code: "meta_rejected",
      meta: { code: expect.any(Number), title: expect.any(String) },
    })
    expect((await office.api("GET", "templates?name=known_to_meta_only")).body.data).toEqual([])
  })

  it("and one for an account of nobody here is not found", async () => {
    const elsewhere = { ...template("nowhere"), business_account_id: "0190b0f0-0000-7000-8000-000000000000" }
    expect((await office.api("POST", "templates", elsewhere)).status).toBe(404)
  })
})

describe("a template that is deleted", () => {
  it("is gone at Meta and from the list, and its name is free when Meta says so", async () => {
    const submitted = await submit("short_lived")
    expect((await office.api("DELETE", `templates/${submitted.id}`)).status).toBe(204)
    expect((await office.api("GET", `templates/${submitted.id}`)).body.status).toBe("DELETED")
    expect((await office.api("GET", "templates?name=short_lived")).body.data).toEqual([])
    const atMeta = await office.graph("GET", `${office.wabaId}/message_templates?name=short_lived`)
    expect(atMeta.body.data.filter((one: { status: string }) => one.status !== "PENDING_DELETION")).toEqual(
      [],
    )
    const again = await submit("short_lived")
    expect(again).toMatchObject({ id: submitted.id, status: "PENDING" })
    expect(again.meta_id).not.toBe(submitted.meta_id)
  })

  it("is left as it was while a launch still needs it", async () => {
    const needed = await submit("needed")
    await review(needed, "APPROVED")
    await office.untilStatus(needed.id, "APPROVED")
    const { launchId } = await scheduleLaunch(office, needed.id, {
      body: { first_name: "Ana", order_no: "7" },
      buttons: { "0": { suffix: "7" } },
    })
    const refused = await office.api("DELETE", `templates/${needed.id}`)
    expect([refused.status, refused.body.error.code]).toEqual([409, "conflict"])
    expect((await office.api("GET", `templates/${needed.id}`)).body.status).toBe("APPROVED")
    const { platform } = office
    await platform.db.workspace(platform.workspaceId, (tx) =>
      cancelLaunch(tx, launchId, platform.clock.now()),
    )
    expect((await office.api("DELETE", `templates/${needed.id}`)).status).toBe(204)
  })

  it("stays what it was when Meta refuses", async () => {
    const disabled = await submit("disabled_for_good")
    await review(disabled, "DISABLED")
    await office.untilStatus(disabled.id, "DISABLED")
    const refused = await office.api("DELETE", `templates/${disabled.id}`)
    expect([refused.status, refused.body.error.code]).toEqual([422, "meta_rejected"])
    expect((await office.api("GET", `templates/${disabled.id}`)).body.status).toBe("DISABLED")
  })
})

describe("a preview", () => {
  it("shows the message with its values, and what is missing", async () => {
    const { id } = await submit("previewed")
    const { status, body } = await office.api("POST", `templates/${id}/preview`, {
      values: { body: { first_name: "Ana" }, buttons: { "0": { suffix: "A-17" } } },
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      body: "Hi Ana, your order {{order_no}} ships today.",
      buttons: [{ type: "URL", text: "Track", url: "https://shop.example/t/A-17" }],
      issues: [{ path: "body.order_no", message: "needs a value for body variable order_no" }],
    })
  })

  it("refuses values of no shape", async () => {
    const { id } = await submit("previewed_wrongly")
    const { status, body } = await office.api("POST", `templates/${id}/preview`, {
      values: { body: { first_name: 5 } },
    })
    expect([status, body.error.field]).toEqual([422, "values.body.first_name"])
  })
})

describe("the list", () => {
  it("is filtered and comes page by page", async () => {
    const first = (await office.api("GET", "templates?limit=2")).body
    expect(first.data).toHaveLength(2)
    const second = (await office.api("GET", `templates?limit=2&after=${first.next}`)).body
    expect(second.data[0].id > first.data[1].id).toBe(true)
    const approved = (await office.api("GET", "templates?status=approved&limit=500")).body.data
    expect(new Set(approved.map((one: { status: string }) => one.status))).toEqual(new Set(["APPROVED"]))
    const all = (await office.api("GET", "templates?limit=500")).body.data
    const statuses = [...new Set(all.map((one: { status: string }) => one.status))]
    const either = (await office.api("GET", `templates?status=${statuses.join(",")}&limit=500`)).body.data
    expect(either).toEqual(all)
  })

  it("of another workspace is empty, and nothing of this one can be touched from there", async () => {
    const { id } = await submit("ours")
    const key = generateApiKey()
    const { db, clock } = office.platform
    await db.system(async (tx) => {
      const now = clock.now()
      const { id: workspaceId } = await createWorkspace(tx, "Another", now)
      await storeApiKey(tx, { workspaceId, name: "Another", secret: key, now })
    })
    expect((await office.api("GET", "templates", undefined, key)).body.data).toEqual([])
    for (const [method, path] of [
      ["GET", `templates/${id}`],
      ["DELETE", `templates/${id}`],
    ] as const) {
      expect((await office.api(method, path, undefined, key)).status).toBe(404)
    }
    expect((await office.api("POST", `templates/${id}/preview`, { values: {} }, key)).status).toBe(404)
    expect((await office.api("POST", "templates", template("other"), key)).status).toBe(404)
    expect(
      (await office.api("POST", "templates/sync", { business_account_id: office.accountId }, key)).status,
    ).toBe(404)
  })
})

describe("the doctor", () => {
  it("warns of each template in trouble, with its reason, and counts the others", async () => {
    const submitted = await submit("in_trouble")
    await review(submitted, "REJECTED", "SCAM")
    await office.untilStatus(submitted.id, "REJECTED")
    const checks = await checkTemplates(office.platform, office.platform.workspaceId)
    expect(checks).toContainEqual(
      expect.objectContaining({ state: "ok", message: expect.stringMatching(/approved/) }),
    )
    expect(checks).toContainEqual(
      expect.objectContaining({
        state: "warning",
        subject: "in_trouble (en_US)",
        message: expect.stringContaining("SCAM"),
      }),
    )
  })
})
