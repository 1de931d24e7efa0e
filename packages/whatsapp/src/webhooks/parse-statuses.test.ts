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

  it("takes the parent id from the contact beside it, where the status has none", () => {
    const contacts = [{ ...contact, parent_user_id: "US.ENT.7" }]
    const told = (more: object) =>
      one(messagesWebhook({ contacts, statuses: [{ ...status, status: "read", ...more }] }))
    expect(told({})).toMatchObject({ recipientParentBsuid: "US.ENT.7" })
    expect(told({ recipient_parent_user_id: "US.ENT.8" })).toMatchObject({ recipientParentBsuid: "US.ENT.8" })
  })

  it("of a group names the participant by every id, with the contact's where the status has none", () => {
    const group = { ...status, status: "read", recipient_type: "group", recipient_id: "G1=" }
    const ben = { wa_id: "491701", user_id: "DE.5", parent_user_id: "DE.ENT.6" }
    const told = (more: object) =>
      one(messagesWebhook({ contacts: [contact, ben], statuses: [{ ...group, ...more }] }))
    const all = {
      groupId: "G1=",
      recipientBsuid: undefined,
      groupParticipantId: "491701",
      groupParticipantBsuid: "DE.5",
      groupParticipantParentBsuid: "DE.ENT.6",
    }
    expect(told({ recipient_participant_id: "491701" })).toMatchObject(all)
    expect(told({ recipient_participant_user_id: "DE.5" })).toMatchObject(all)
    const itsOwn = {
      recipient_participant_user_id: "DE.9",
      recipient_participant_parent_user_id: "DE.ENT.9",
    }
    expect(told(itsOwn)).toMatchObject({
      groupParticipantId: undefined,
      groupParticipantBsuid: "DE.9",
      groupParticipantParentBsuid: "DE.ENT.9",
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
