import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Account, errorOf, Rehearsal } from "../../testing/test-sandbox.ts"

const screens = JSON.stringify({
  version: "7.0",
  screens: [
    {
      id: "START",
      title: "Welcome",
      terminal: true,
      success: true,
      data: {},
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextHeading", text: "Book a fitting" },
          { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } },
        ],
      },
    },
  ],
})

describe("a message that opens a flow", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
    await stage.control("PATCH", "settings", { limits: { throughput: false, pair: false } })
  })
  afterAll(() => stage.end())

  const graph = (method: string, path: string, body?: object) =>
    stage.call(method, `/v23.0/${path}`, body, account.access_token)
  const newFlow = async (name: string, publish = true) => {
    const { body } = await graph("POST", `${account.waba_id}/flows`, {
      name,
      categories: ["OTHER"],
      flow_json: screens,
      publish,
    })
    return String(body.id)
  }
  const open = async (parameters: object) => {
    const answer = await stage.send(account, {
      to: "4915100000001",
      type: "interactive",
      interactive: {
        type: "flow",
        body: { text: "Book" },
        action: {
          name: "flow",
          parameters: { flow_message_version: "3", flow_cta: "Book", ...parameters },
        },
      },
    })
    return answer.status === 200 ? 0 : errorOf(answer).code
  }
  const hinder = (id: string, status: string) => stage.control("POST", `flows/${id}/status`, { status })

  it("needs one that is there, in this account, by id or name", async () => {
    const id = await newFlow("booking")
    expect(await open({ flow_id: id })).toBe(0)
    expect(await open({ flow_name: "booking" })).toBe(0)
    expect(await open({ flow_id: "1" })).toBe(131009)
    expect(await open({ flow_name: "nothing" })).toBe(131009)
    const other = await stage.quickstart()
    const foreign = await stage.call(
      "POST",
      `/${other.waba_id}/flows`,
      { name: "other", categories: ["OTHER"], flow_json: screens, publish: true },
      other.access_token,
    )
    expect(await open({ flow_id: String(foreign.body.id) })).toBe(131009)
  })

  it("takes a draft only with the mode draft, and no deprecated flow", async () => {
    const id = await newFlow("draft", false)
    expect(await open({ flow_id: id })).toBe(131009)
    expect(await open({ flow_id: id, mode: "draft" })).toBe(0)
    expect(await open({ flow_id: id, mode: "sketch" })).toBe(100)
    await graph("POST", `${id}/publish`)
    expect(await open({ flow_id: id })).toBe(0)
    await graph("POST", `${id}/deprecate`)
    expect(await open({ flow_id: id })).toBe(131009)
  })

  it("is refused with 132068 while the flow is blocked, of which the app is told", async () => {
    const id = await newFlow("blocked")
    await hinder(id, "BLOCKED")
    expect(await open({ flow_id: id })).toBe(132068)
    await stage.quiet()
    expect(stage.callback.heard.findLast(({ field }) => field === "flows")?.value).toMatchObject({
      event: "FLOW_STATUS_CHANGE",
      flow_id: id,
      old_status: "PUBLISHED",
      new_status: "BLOCKED",
    })
    await hinder(id, "PUBLISHED")
    expect(await open({ flow_id: id })).toBe(0)
  })

  it("is sent ten times an hour while the flow is throttled, then 132069", async () => {
    const id = await newFlow("throttled")
    await hinder(id, "THROTTLED")
    for (let n = 0; n < 10; n++) expect(await open({ flow_id: id })).toBe(0)
    expect(await open({ flow_id: id })).toBe(132069)
    await stage.advance(3_600_000)
    expect(await open({ flow_id: id })).toBe(0)
  })

  it("is the same with a template's button", async () => {
    const id = await newFlow("template")
    const made = await graph("POST", `${account.waba_id}/message_templates`, {
      name: "fitting",
      language: "en",
      category: "UTILITY",
      components: [
        { type: "BODY", text: "Your fitting can be booked now." },
        {
          type: "BUTTONS",
          buttons: [
            { type: "FLOW", text: "Book", flow_id: id, flow_action: "navigate", navigate_screen: "START" },
          ],
        },
      ],
    })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    await stage.advance(5_000)
    const send = async () => {
      const template = { name: "fitting", language: { code: "en" } }
      const answer = await stage.send(account, { to: "4915100000002", type: "template", template })
      return answer.status === 200 ? 0 : errorOf(answer).code
    }
    expect(await send()).toBe(0)
    await hinder(id, "BLOCKED")
    expect(await send()).toBe(132068)
  })

  it("is not hindered by what is a draft", async () => {
    const id = await newFlow("still a draft", false)
    expect(await stage.call("POST", `/_sandbox/flows/${id}/status`, { status: "BLOCKED" })).toMatchObject({
      status: 400,
      body: { error: { code: "not_published", field: "status" } },
    })
  })
})
