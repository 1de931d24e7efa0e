/** Flows, settings and calls of `@kapso/whatsapp-cloud-api`. */
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Stage } from "./fixture.ts"

const sampleFlow = {
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
          { type: "Footer", label: "Done", onClickAction: { name: "complete", payload: {} } },
        ],
      },
    },
  ],
}

describe("@kapso/whatsapp-cloud-api: flows, settings and calls", () => {
  let stage: Stage
  let client: WhatsAppClient
  let phoneNumberId: string
  let wabaId: string

  beforeAll(async () => {
    stage = await Stage.open()
    client = new WhatsAppClient({ baseUrl: stage.url, accessToken: stage.account.access_token })
    phoneNumberId = stage.account.phone_number_id
    wabaId = stage.account.waba_id
  })
  afterAll(() => stage.end())

  it("creates, changes, publishes, sends and deprecates a flow", async () => {
    const created = await client.flows.create({
      wabaId,
      name: "fitting",
      categories: ["APPOINTMENT_BOOKING"],
      flowJson: sampleFlow,
    })
    expect(created).toMatchObject({ id: expect.stringMatching(/^\d+$/), success: true })
    const flowId = created.id
    expect(await client.flows.updateAsset({ flowId, json: sampleFlow })).toMatchObject({ success: true })
    expect(
      await client.flows.get({ flowId, fields: "id,name,status,categories,json_version" }),
    ).toMatchObject({
      id: flowId,
      name: "fitting",
      status: "DRAFT",
      categories: ["APPOINTMENT_BOOKING"],
      jsonVersion: "7.0",
    })
    expect(await client.flows.publish({ flowId })).toMatchObject({ success: true })
    const sent = await client.messages.sendInteractiveFlow({
      phoneNumberId,
      to: stage.person,
      bodyText: "Book a fitting",
      parameters: {
        flowId,
        flowCta: "Book",
        flowToken: "t-1",
        flowAction: "navigate",
        flowActionPayload: { screen: "START" },
      },
    })
    expect((await stage.bubble(sent.messages[0]?.id ?? "")).message).toMatchObject({
      interactive: { type: "flow", action: { parameters: { flow_id: flowId, flow_cta: "Book" } } },
    })
    expect(await client.flows.deprecate({ flowId })).toMatchObject({ success: true })
    const listed = await client.flows.list({ wabaId, limit: 10 })
    expect(listed).toMatchObject({ data: [{ id: flowId, status: "DEPRECATED" }] })
    await expect(client.flows.publish({ flowId })).rejects.toMatchObject({ httpStatus: 400 })
  })

  it("deploys in one step, and tells what is wrong with a flow", async () => {
    const deployed = await client.flows.deploy(sampleFlow, { wabaId, name: "deployed", publish: true })
    expect(await client.flows.get({ flowId: deployed.flowId, fields: "status" })).toMatchObject({
      status: "PUBLISHED",
    })
    const broken = await client.flows.create({ wabaId, name: "broken", flowJson: { version: "7.0" } })
    expect(broken.validationErrors?.length).toBeGreaterThan(0)
    await expect(client.flows.publish({ flowId: broken.id })).rejects.toMatchObject({ httpStatus: 400 })
  })

  it("shows a preview of a flow", async () => {
    const { id: flowId } = await client.flows.create({ wabaId, name: "preview", flowJson: sampleFlow })
    const { preview } = await client.flows.preview({ flowId, interactive: true })
    expect(preview).toEqual({ previewUrl: expect.stringMatching(/^https?:/), expiresAt: expect.any(String) })
  })

  it("reads and changes the settings of a number", async () => {
    const { settings } = client.phoneNumbers
    const calling = { status: "ENABLED", callIconVisibility: "DEFAULT" }
    expect(await settings.update({ phoneNumberId, calling })).toMatchObject({ success: true })
    expect(await settings.get({ phoneNumberId })).toMatchObject({ calling })
  })

  it("may not call: that needs an eligibility which no account here has", async () => {
    const call = { phoneNumberId, callId: "wacid.1" }
    const session = { sdpType: "offer", sdp: "v=0" }
    const refused = { code: 10 }
    const { calls } = client
    await expect(calls.connect({ phoneNumberId, to: stage.person, session })).rejects.toMatchObject(refused)
    await expect(calls.preAccept({ ...call, session })).rejects.toMatchObject(refused)
    await expect(calls.accept({ ...call, session })).rejects.toMatchObject(refused)
    await expect(calls.reject(call)).rejects.toMatchObject(refused)
    await expect(calls.terminate(call)).rejects.toMatchObject(refused)
    const asked = calls.permissions.get({ phoneNumberId, userWaId: stage.person })
    await expect(asked).rejects.toMatchObject(refused)
  })
})
