import { describe, expect, it } from "vitest"
import { parseWebhook } from "./parse.ts"
import { contact, messagesWebhook, metadata, one, wabaId } from "./samples.ts"

describe("a status", () => {
  const status = {
    id: "wamid.s",
    timestamp: "1763798401",
    recipient_id: "16505551234",
    biz_opaque_callback_data: "camp-7",
  }
  const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" }

  it("tells what happened to which message, with the sender's own data and the price", () => {
    const statuses = [
      { ...status, status: "sent", recipient_user_id: "US.13491208655302741918", pricing },
      { ...status, status: "delivered", timestamp: "1763798403", pricing },
      { ...status, status: "read", timestamp: "1763798460" },
    ]
    expect(parseWebhook(messagesWebhook({ statuses }))).toMatchObject([
      {
        kind: "status",
        wabaId,
        phoneNumberId: metadata.phone_number_id,
        id: "wamid.s",
        status: "sent",
        timestamp: new Date(1763798401_000),
        recipientWaId: "16505551234",
        recipientBsuid: "US.13491208655302741918",
        opaque: "camp-7",
        errors: [],
        pricing: { billable: true, model: "PMP", type: "regular", category: "marketing" },
      },
      { status: "delivered", recipientBsuid: undefined },
      { status: "read", pricing: undefined },
    ])
  })

  it("of a failure says why", () => {
    const errors = [
      { code: 131049, title: "T", message: "T", error_data: { details: "D" }, href: "https://x.test" },
    ]
    expect(one(messagesWebhook({ statuses: [{ ...status, status: "failed", errors }] }))).toMatchObject({
      status: "failed",
      errors: [{ code: 131049, title: "T", message: "T", details: "D", href: "https://x.test" }],
    })
  })

  it("takes the recipient's id from the contact beside it", () => {
    const contacts = [{ ...contact, profile: { name: "Ana", username: "ana.r" } }]
    expect(one(messagesWebhook({ contacts, statuses: [{ ...status, status: "read" }] }))).toMatchObject({
      recipientBsuid: contact.user_id,
      recipientUsername: "ana.r",
    })
  })

  it("of a group names group and participant", () => {
    const group = {
      ...status,
      status: "delivered",
      recipient_type: "group",
      recipient_id: "G1=",
      recipient_participant_id: "4917",
    }
    expect(one(messagesWebhook({ statuses: [group] }))).toMatchObject({
      recipientWaId: undefined,
      groupId: "G1=",
      groupParticipantId: "4917",
    })
  })

  it("nobody knows yet keeps its name", () => {
    expect(one(messagesWebhook({ statuses: [{ ...status, status: "warmed_up" }] }))).toMatchObject({
      status: "warmed_up",
    })
  })
})
