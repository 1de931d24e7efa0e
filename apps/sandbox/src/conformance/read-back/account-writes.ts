/** What is written to an account, an app and a line of credit, read back. */
import { expect } from "vitest"
import type { Desk, Write } from "./desk.ts"

export const accountWrites: Readonly<Record<string, Write>> = {
  "POST ": async (desk) => {
    const { waba_id } = desk.account
    await desk.done("POST", waba_id, { name: "Garden", timezone_id: "42", is_enabled_for_insights: true })
    expect(
      await desk.done("GET", `${waba_id}?fields=name,timezone_id,is_enabled_for_insights`),
    ).toMatchObject({
      name: "Garden",
      timezone_id: "42",
      is_enabled_for_insights: true,
    })
    await desk.done("POST", waba_id, { timezone_id: "43" })
    expect(await desk.done("GET", waba_id)).toMatchObject({ name: "Garden", timezone_id: "43" })
  },
  "POST phone_numbers": async (desk) => {
    const id = await desk.newNumber("6505550120")
    expect((await desk.done("GET", `${desk.account.waba_id}/phone_numbers`)).data).toContainEqual(
      expect.objectContaining({ id, display_phone_number: "+1 650-555-0120", verified_name: "Second" }),
    )
  },
  "POST subscribed_apps": async (desk) => {
    const edge = `${desk.account.waba_id}/subscribed_apps`
    const { callback } = desk.rehearsal
    const override_callback_uri = `${callback.url}?override`
    await desk.done("POST", edge, { override_callback_uri, verify_token: callback.verifyToken })
    expect((await desk.done("GET", edge)).data).toMatchObject([{ override_callback_uri }])
    await desk.done("POST", edge)
    expect((await desk.done("GET", edge)).data).toEqual([
      expect.not.objectContaining({ override_callback_uri }),
    ])
  },
  "DELETE subscribed_apps": async (desk) => {
    const edge = `${desk.account.waba_id}/subscribed_apps`
    await desk.done("DELETE", edge)
    expect((await desk.done("GET", edge)).data).toEqual([])
    await desk.done("POST", edge)
  },
  "POST assigned_users": async (desk) => {
    const user = await userOf(desk)
    await assign(desk, "POST", user)
    expect(await assigned(desk)).toContainEqual(
      expect.objectContaining({ id: user, tasks: ["MANAGE", "VIEW_COST"] }),
    )
  },
  "DELETE assigned_users": async (desk) => {
    const user = await userOf(desk)
    await assign(desk, "POST", user)
    await assign(desk, "DELETE", user)
    expect(await assigned(desk)).toEqual([])
  },
}

export const creditWrites: Readonly<Record<string, Write>> = {
  "POST whatsapp_credit_sharing_and_attach": async (desk) => {
    const { business_id, waba_id } = desk.account
    const { data } = await desk.done("GET", `${business_id}/extendedcredits`)
    const credit = Array.isArray(data) ? String(data[0].id) : ""
    const { allocation_config_id } = await desk.done("POST", `${credit}/whatsapp_credit_sharing_and_attach`, {
      waba_id,
      waba_currency: "EUR",
    })
    expect((await desk.done("GET", `${credit}/owning_credit_allocation_configs`)).data).toContainEqual({
      id: allocation_config_id,
      receiving_waba_id: waba_id,
      currency: "EUR",
    })
    expect(await desk.done("GET", `${waba_id}?fields=currency`)).toMatchObject({ currency: "EUR" })
  },
}

const object = "whatsapp_business_account"

export const appWrites: Readonly<Record<string, Write>> = {
  "POST subscriptions": async (desk) => {
    await subscribe(desk, "POST", "messages,flows")
    expect(await subscriptions(desk)).toMatchObject([
      {
        object,
        callback_url: desk.rehearsal.callback.url,
        fields: [{ name: "messages" }, { name: "flows" }],
      },
    ])
  },
  "DELETE subscriptions": async (desk) => {
    await subscribe(desk, "POST", "messages,flows")
    await subscribe(desk, "DELETE", "flows")
    expect(await subscriptions(desk)).toMatchObject([{ fields: [{ name: "messages" }] }])
    await desk.done(
      "DELETE",
      `${desk.account.app_id}/subscriptions?object=${object}`,
      undefined,
      appToken(desk),
    )
    expect(await subscriptions(desk)).toEqual([])
  },
  "POST uploads": async (desk) => {
    const { id } = await desk.done(
      "POST",
      `${desk.account.app_id}/uploads?file_name=p.png&file_type=image/png&file_length=10`,
    )
    expect(await desk.done("GET", String(id))).toMatchObject({ file_offset: 0 })
    expect(await desk.uploadSample()).toMatch(/^4::/)
  },
}

function appToken({ account }: Desk): string {
  return `${account.app_id}|${account.app_secret}`
}

async function subscribe(desk: Desk, method: string, fields: string): Promise<void> {
  const { url, verifyToken } = desk.rehearsal.callback
  const body = { object, callback_url: url, verify_token: verifyToken, fields }
  await desk.done(method, `${desk.account.app_id}/subscriptions`, body, appToken(desk))
}

async function subscriptions(desk: Desk): Promise<unknown> {
  return (await desk.done("GET", `${desk.account.app_id}/subscriptions`, undefined, appToken(desk))).data
}

async function userOf(desk: Desk): Promise<string> {
  return String((await desk.done("GET", "me")).id)
}

async function assign(desk: Desk, method: string, user: string): Promise<void> {
  const tasks = ["MANAGE", "VIEW_COST"]
  await desk.done(method, `${desk.account.waba_id}/assigned_users`, { user, tasks })
}

async function assigned(desk: Desk): Promise<unknown> {
  const { waba_id, business_id } = desk.account
  return (await desk.done("GET", `${waba_id}/assigned_users?business=${business_id}`)).data
}
