/** What is written to templates and flows, read back. */
import { expect } from "vitest"
import { type Desk, flowJson, type Write } from "./desk.ts"

const body = { type: "BODY", text: "A plain text." }

async function templates(desk: Desk, name: string, fields: string): Promise<unknown> {
  return (await desk.done("GET", `${desk.account.waba_id}/message_templates?name=${name}&fields=${fields}`))
    .data
}

/** Of the account. */
export const templateListWrites: Readonly<Record<string, Write>> = {
  "POST message_templates": async (desk) => {
    const kept = {
      category: "MARKETING",
      language: "en",
      parameter_format: "NAMED",
      message_send_ttl_seconds: 43_200,
      optimization_spec: { bidding_strategy: "MAX_PRICE" },
      sub_category: "ORDER_STATUS",
      display_format: "ORDER_DETAILS",
      cta_url_link_tracking_opted_out: true,
      is_primary_device_delivery_only: true,
      is_sms_fallback_enabled: true,
      degrees_of_freedom_spec: { creative_features_spec: {} },
      bid_spec: { bid_amount: 1 },
      creative_sourcing_spec: { sources: [] },
      components: [
        body,
        { type: "FOOTER", text: "Reply STOP" },
        { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Yes" }] },
      ],
    }
    const { id, name } = await desk.newTemplate(kept)
    expect(await templates(desk, name, Object.keys(kept).join(","))).toEqual([{ id, ...kept }])
  },
  "DELETE message_templates": async (desk) => {
    const { id, name } = await desk.newTemplate()
    await desk.done("DELETE", `${desk.account.waba_id}/message_templates?hsm_id=${id}&name=${name}`)
    expect(await templates(desk, name, "id")).toEqual([])
    expect(await desk.refusal("GET", id)).toBe(100)
  },
  "POST upsert_message_templates": async (desk) => {
    const name = desk.newName()
    await desk.done("POST", `${desk.account.waba_id}/upsert_message_templates`, {
      name,
      category: "AUTHENTICATION",
      languages: ["en_US", "de"],
      message_send_ttl_seconds: 60,
      components: [
        { type: "BODY", add_security_recommendation: true },
        { type: "FOOTER", code_expiration_minutes: 5 },
        { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
      ],
    })
    const made = await templates(desk, name, "language,status,message_send_ttl_seconds,components")
    for (const language of ["en_US", "de"]) {
      expect(made).toContainEqual(
        expect.objectContaining({ language, status: "APPROVED", message_send_ttl_seconds: 60 }),
      )
    }
    expect(JSON.stringify(made)).toContain("This code expires in 5 minutes.")
  },
  "POST migrate_message_templates": async (desk) => {
    const { name } = await desk.newTemplate()
    const { app_id } = desk.account
    const found = async (waba_name: string) => {
      const login = { app_id, person: "Ana", business_name: "Ana's", waba_name }
      return String((await desk.rehearsal.control("POST", "login", login)).waba_id)
    }
    const ids = [await found("One"), await found("Two")]
    const { access_token } = await desk.rehearsal.control("POST", "tokens", {
      app_id,
      waba_ids: ids,
    })
    const token = String(access_token)
    const create = { name, language: "en", category: "MARKETING", components: [body] }
    const { id } = await desk.done("POST", `${ids[0]}/message_templates`, create, token)
    await desk.rehearsal.control("POST", `templates/${String(id)}/review`, { decision: "APPROVED" })
    await desk.done("POST", `${ids[1]}/migrate_message_templates`, { source_waba_id: ids[0] }, token)
    const list = await desk.done("GET", `${ids[1]}/message_templates?name=${name}`, undefined, token)
    expect(list.data).toMatchObject([{ name, language: "en", status: "APPROVED" }])
  },
  "POST flows": async (desk) => {
    const flow = {
      name: desk.newName(),
      categories: ["SIGN_UP"],
      flow_json: JSON.stringify(flowJson),
      endpoint_uri: "https://example.com/flow",
      publish: true,
    }
    const { id } = await desk.done("POST", `${desk.account.waba_id}/flows`, flow)
    expect(await desk.done("GET", `${String(id)}?fields=name,categories,endpoint_uri,status,assets`)).toEqual(
      {
        id,
        name: flow.name,
        categories: flow.categories,
        endpoint_uri: flow.endpoint_uri,
        status: "PUBLISHED",
        assets: { data: [expect.objectContaining({ download_url: dataUrl(flow.flow_json) })] },
      },
    )
    const copy = { name: desk.newName(), categories: ["OTHER"], clone_flow_id: id }
    const cloned = await desk.done("POST", `${desk.account.waba_id}/flows`, copy)
    expect(await desk.done("GET", `${String(cloned.id)}?fields=assets`)).toMatchObject({
      assets: { data: [{ download_url: dataUrl(flow.flow_json) }] },
    })
  },
}

export const templateWrites: Readonly<Record<string, Write>> = {
  "POST ": async (desk) => {
    const { id } = await desk.newTemplate()
    const change = {
      components: [{ type: "BODY", text: "Another text." }],
      message_send_ttl_seconds: 86_400,
      cta_url_link_tracking_opted_out: true,
    }
    await desk.done("POST", id, change)
    expect(await desk.done("GET", `${id}?fields=${Object.keys(change).join(",")}`)).toEqual({ id, ...change })
  },
  "POST unpause": async (desk) => {
    const { id } = await desk.newTemplate()
    const decision = { decision: "PAUSED", reason: "RATE_LIMITING_PAUSE" }
    await desk.rehearsal.control("POST", `templates/${id}/review`, decision)
    expect(await desk.done("POST", `${id}/unpause`)).toMatchObject({ success: false })
    expect(await desk.done("GET", `${id}?fields=status`)).toMatchObject({ status: "PAUSED" })
    await desk.rehearsal.advance(5 * 60_000)
    expect(await desk.done("POST", `${id}/unpause`)).toMatchObject({ success: true })
    expect(await desk.done("GET", `${id}?fields=status`)).toMatchObject({ status: "APPROVED" })
  },
}

export const flowWrites: Readonly<Record<string, Write>> = {
  "POST ": async (desk) => {
    const id = await desk.newFlow()
    const change = { name: desk.newName(), categories: ["SURVEY"], endpoint_uri: "https://example.com/other" }
    await desk.done("POST", id, { ...change, application_id: desk.account.app_id })
    expect(await desk.done("GET", `${id}?fields=name,categories,endpoint_uri,application`)).toMatchObject({
      ...change,
      application: { id: desk.account.app_id },
    })
  },
  "POST assets": async (desk) => {
    const id = await desk.newFlow()
    const json = JSON.stringify({ ...flowJson, version: "7.1" })
    const file = new Blob([json], { type: "application/json" })
    await desk.upload(`${id}/assets`, { name: "flow.json", asset_type: "FLOW_JSON" }, file, "flow.json")
    expect(await desk.done("GET", `${id}/assets`)).toMatchObject({ data: [{ download_url: dataUrl(json) }] })
  },
  "POST publish": async (desk) => {
    const id = await desk.newFlow()
    await desk.done("POST", `${id}/publish`)
    expect(await desk.done("GET", id)).toMatchObject({ status: "PUBLISHED" })
  },
  "POST deprecate": async (desk) => {
    const id = await desk.newFlow()
    await desk.done("POST", `${id}/publish`)
    await desk.done("POST", `${id}/deprecate`)
    expect(await desk.done("GET", id)).toMatchObject({ status: "DEPRECATED" })
  },
  "DELETE ": async (desk) => {
    const id = await desk.newFlow()
    await desk.done("DELETE", id)
    expect(await desk.refusal("GET", id)).toBe(100)
  },
}

function dataUrl(json: string): string {
  return `data:application/json;base64,${Buffer.from(json).toString("base64")}`
}
