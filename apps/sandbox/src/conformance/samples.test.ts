/** Webhooks in the shapes of Meta's reference: as many members as there, no others. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Stage } from "./fixture.ts"

const seconds = expect.stringMatching(/^\d{10}$/)
const inbound = expect.stringMatching(/^wamid\.HBgLMTY1MDU1NTEyMzQVAgASGBQ/)

describe("webhooks", () => {
  let stage: Stage
  let user: string
  let digits: string

  beforeAll(async () => {
    stage = await Stage.open()
    user = await stage.userId()
    digits = stage.account.display_phone_number.replace(/\D/g, "")
    await stage.rehearsal.control("PUT", `people/${stage.person}`, { name: "Ana Ruiz" })
  })
  afterAll(() => stage.end())

  /** What was told because of the act, whole bodies. */
  async function told(act: () => Promise<unknown>): Promise<unknown[]> {
    await stage.settle()
    const from = stage.rehearsal.callback.posts.length
    await act()
    await stage.settle()
    return stage.rehearsal.callback.posts.slice(from).map(({ raw }): unknown => JSON.parse(raw))
  }

  function write(message: Record<string, unknown>): () => Promise<unknown> {
    const to = stage.account.phone_number_id
    return () => stage.rehearsal.control("POST", `people/${stage.person}/messages`, { to, ...message })
  }

  const envelope = (field: string, value: unknown, more: object = {}) => ({
    object: "whatsapp_business_account",
    entry: [{ id: stage.account.waba_id, ...more, changes: [{ field, value }] }],
  })
  const metadata = () => ({ display_phone_number: digits, phone_number_id: stage.account.phone_number_id })
  const contacts = () => [{ profile: { name: "Ana Ruiz" }, wa_id: stage.person, user_id: user }]
  const from = () => ({
    from: stage.person,
    from_user_id: user,
    id: inbound,
    timestamp: seconds,
  })
  const messages = (message: object) =>
    envelope("messages", {
      messaging_product: "whatsapp",
      metadata: metadata(),
      contacts: contacts(),
      messages: [message],
    })

  it.each([
    ["a template button", { type: "button", button: { payload: "yes", text: "Yes" } }],
    [
      "a list choice",
      {
        type: "interactive",
        interactive: { type: "list_reply", list_reply: { id: "r1", title: "Express", description: "1 day" } },
      },
    ],
    [
      "a completed flow",
      {
        type: "interactive",
        interactive: {
          type: "nfm_reply",
          nfm_reply: { name: "flow", body: "Sent", response_json: '{"flow_token":"t1"}' },
        },
      },
    ],
  ])("tell of %s, with what it answers", async (_, content) => {
    const bodies = await told(write({ ...content, context: { id: "wamid.HBgA" } }))
    const context = { from: digits, id: "wamid.HBgA" }
    expect(bodies).toEqual([messages({ context, ...from(), ...content })])
  })

  it("tell of sent, delivered and read, the price on the first two only", async () => {
    let wamid = ""
    const bodies = await told(async () => {
      wamid = await stage.rehearsal.greet(stage.account, stage.person, { biz_opaque_callback_data: "camp-7" })
    })
    const statuses = stage.rehearsal.callback.items("statuses").filter(({ id }) => id === wamid)
    const status = (name: string) => ({
      id: wamid,
      status: name,
      timestamp: seconds,
      recipient_id: stage.person,
      recipient_user_id: user,
      biz_opaque_callback_data: "camp-7",
    })
    const pricing = {
      billable: expect.any(Boolean),
      pricing_model: "PMP",
      type: expect.stringMatching(/^(regular|free_customer_service|free_entry_point)$/),
      category: "utility",
    }
    expect(statuses).toEqual([
      { ...status("sent"), pricing },
      { ...status("delivered"), pricing },
      status("read"),
    ])
    expect(bodies[0]).toMatchObject({ entry: [{ changes: [{ value: { contacts: contacts() } }] }] })
  })

  it("tell of a failure, and why", async () => {
    await stage.rehearsal.control("POST", "failures", { kind: "async", code: 131049, times: 1 })
    const bodies = await told(() => stage.rehearsal.greet(stage.account, stage.person))
    const title = "This message was not delivered to maintain healthy ecosystem engagement."
    expect(bodies).toMatchObject([
      {
        entry: [
          {
            changes: [
              {
                value: {
                  statuses: [
                    {
                      status: "failed",
                      timestamp: seconds,
                      recipient_id: stage.person,
                      errors: [
                        {
                          code: 131049,
                          title,
                          message: title,
                          error_data: { details: expect.any(String) },
                          href: expect.stringContaining("/support/error-codes"),
                        },
                      ],
                    },
                  ],
                },
              },
            ],
          },
        ],
      },
    ])
    expect(JSON.stringify(bodies)).not.toContain("pricing")
  })

  it("tell of a rejected template", async () => {
    const made = await stage.rehearsal.call(
      "POST",
      `/v23.0/${stage.account.waba_id}/message_templates`,
      {
        name: "promo_x",
        language: "en_US",
        category: "MARKETING",
        components: [{ type: "BODY", text: "New shoes are here." }],
      },
      stage.account.access_token,
    )
    const id = String(made.body.id)
    await stage.rehearsal.control("PATCH", "settings", { review: { mode: "manual" } })
    const bodies = await told(() =>
      stage.rehearsal.control("POST", `templates/${id}/review`, {
        decision: "REJECTED",
        reason: "INVALID_FORMAT",
      }),
    )
    const value = {
      event: "REJECTED",
      message_template_id: Number(id),
      message_template_name: "promo_x",
      message_template_language: "en_US",
      reason: "INVALID_FORMAT",
      message_template_category: "MARKETING",
      rejection_info: { reason: expect.any(String), recommendation: expect.any(String) },
    }
    expect(bodies).toEqual([envelope("message_template_status_update", value, { time: expect.any(Number) })])
  })

  it("tell of a paused template, and until when", async () => {
    const made = await stage.rehearsal.call(
      "POST",
      `/v23.0/${stage.account.waba_id}/message_templates`,
      {
        name: "promo_y",
        language: "en_US",
        category: "MARKETING",
        components: [{ type: "BODY", text: "New shoes are here." }],
      },
      stage.account.access_token,
    )
    const id = String(made.body.id)
    await stage.approve(id)
    const bodies = await told(() =>
      stage.rehearsal.control("POST", `templates/${id}/review`, { decision: "PAUSED" }),
    )
    const value = {
      event: "PAUSED",
      message_template_id: Number(id),
      message_template_name: "promo_y",
      message_template_language: "en_US",
      reason: "NONE",
      message_template_category: "MARKETING",
      other_info: {
        title: "FIRST_PAUSE",
        description: expect.stringMatching(
          /^Your WhatsApp message template has been paused for 3 hours until /,
        ),
      },
    }
    expect(bodies).toEqual([envelope("message_template_status_update", value, { time: expect.any(Number) })])
  })

  it("tell the partner of an account that was shared in the login dialog", async () => {
    const { control } = stage.rehearsal
    const call = control.bind(stage.rehearsal)
    const { app_id, app_secret, waba_id: own } = stage.account
    const { business_id } = await call("POST", "dialog/businesses", { person: "Ana", name: "Lucky Shrub" })
    const { waba_id } = await call("POST", "dialog/accounts", { business_id, name: "Lucky Shrub" })
    const bodies = await told(() =>
      call("POST", "dialog/grants", { client_id: app_id, person: "Ana", config_id: "1", waba_id }),
    )
    const partner = await stage.rehearsal.call("GET", "/app", undefined, `${app_id}|${app_secret}`)
    expect(partner.body.id).toBe(app_id)
    expect(waba_id).not.toBe(own)
    expect(bodies).toEqual([
      {
        object: "whatsapp_business_account",
        entry: [
          {
            id: expect.stringMatching(/^\d{15}$/),
            time: expect.any(Number),
            changes: [
              {
                field: "account_update",
                value: {
                  event: "PARTNER_ADDED",
                  waba_info: { waba_id, owner_business_id: business_id, partner_app_id: app_id },
                },
              },
            ],
          },
        ],
      },
    ])
  })

  it("tell of text from a click-to-WhatsApp ad", async () => {
    const content = {
      type: "text",
      text: { body: "Is it in stock?" },
      referral: {
        source_url: "https://fb.me/abc",
        source_id: "120210000000000",
        source_type: "ad",
        headline: "Summer",
        body: "20% off",
        media_type: "image",
        image_url: "https://scontent.test/i.jpg",
        ctwa_clid: "ARA",
      },
    }
    expect(await told(write(content))).toEqual([messages({ ...from(), ...content })])
  })

  it("tell of a new number, without contacts", async () => {
    const bodies = await told(() =>
      stage.rehearsal.control("POST", `people/${stage.person}/move`, { wa_id: "16505559999" }),
    )
    const system = {
      from: stage.person,
      id: inbound,
      timestamp: seconds,
      type: "system",
      system: {
        body: `User Ana Ruiz changed from ${stage.person} to 16505559999`,
        wa_id: "16505559999",
        type: "user_changed_number",
      },
    }
    expect(bodies).toMatchObject([
      { entry: [{ changes: [{ field: "messages", value: { messages: [system] } }] }] },
    ])
    expect(JSON.stringify(bodies)).not.toContain("contacts")
  })
})
