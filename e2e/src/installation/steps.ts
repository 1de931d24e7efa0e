import { Readable } from "node:stream"
import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import type { JsonClient } from "./json-client.ts"

/** A number that is connected, verified, registered and has its group. */
export interface ConnectedNumber {
  accountId: string
  numberId: string
  groupId: string
  phoneNumberId: string
}

/** What a member does to have something to send, and the people at Meta and with the phones meanwhile. */
export interface Steps {
  /** Login with Facebook, a new number, its code, registration. */
  connectNumber(throughput?: "STANDARD" | "HIGH" | "UNLIMITED"): Promise<ConnectedNumber>
  /** A marketing template with the variables first_name and city, written, submitted and approved. @returns its id */
  approveTemplate(accountId: string): Promise<string>
  /** Subscribes `count` generated contacts through the CSV import, and waits until it has ended. */
  importSubscribers(groupId: string, count: number): Promise<void>
  /** A document of the media library. @returns its id */
  uploadFile(name: string): Promise<string>
  /** A campaign with that template to everyone, launched now. @returns the launch's id */
  launchToEverybody(number: ConnectedNumber, templateId: string): Promise<string>
  /** The canvas Welcome with one step, published, with a person in it. @returns its id */
  publishCanvas(number: ConnectedNumber): Promise<string>
}

const withId = z.object({ id: z.string() })
const anything = z.unknown()

const graphScopes = ["whatsapp_business_management", "whatsapp_business_messaging"]

/** @param firstNumber its last four digits are those of the first number that is connected; the next ones follow */
export function stepsOf({
  api,
  sandbox,
  appId,
  firstNumber,
  businessName = "Lucky Shrub",
}: {
  api: JsonClient
  sandbox: JsonClient
  appId: string
  firstNumber: number
  businessName?: string
}): Steps {
  let numbers = 0
  return {
    async connectNumber(throughput = "HIGH") {
      const login = await sandbox.post(
        "/_sandbox/login",
        { app_id: appId, business_name: businessName, waba_name: businessName, scopes: graphScopes },
        z.object({ code: z.string() }),
      )
      const connected = await api.post(
        "/v1/connect/whatsapp",
        { code: login.code },
        z.object({ business_accounts: z.array(withId).min(1) }),
      )
      const accountId = connected.business_accounts.at(-1)?.id ?? ""
      const number = await api.post(
        `/v1/business-accounts/${accountId}/numbers`,
        {
          cc: "1",
          phone_number: `650555${String((firstNumber + numbers++) % 10_000).padStart(4, "0")}`,
          verified_name: businessName,
        },
        z.object({ id: z.string(), phone_number_id: z.string() }),
      )
      await api.post(`/v1/numbers/${number.id}/request-code`, { method: "SMS" }, anything)
      const sim = await sandbox.get(
        `/_sandbox/numbers/${number.phone_number_id}/codes`,
        z.object({ data: z.array(z.object({ code: z.string() })) }),
      )
      await api.post(`/v1/numbers/${number.id}/verify`, { code: sim.data[0]?.code }, anything)
      await api.post(`/v1/numbers/${number.id}/register`, {}, anything)
      await sandbox.send(
        "PATCH",
        `/_sandbox/numbers/${number.phone_number_id}`,
        { throughput_level: throughput },
        anything,
      )
      const groups = await api.get(
        "/v1/subscription-groups",
        z.object({ data: z.array(z.object({ id: z.string(), number_id: z.string() })) }),
      )
      const groupId = groups.data.find((group) => group.number_id === number.id)?.id ?? ""
      const rate = { STANDARD: 80, HIGH: 1_000, UNLIMITED: 100_000 }[throughput]
      await api.send("PATCH", `/v1/numbers/${number.id}`, { rate_per_second: rate }, anything)
      return { accountId, numberId: number.id, groupId, phoneNumberId: number.phone_number_id }
    },

    async approveTemplate(accountId) {
      const template = await api.post(
        "/v1/templates",
        {
          business_account_id: accountId,
          ...summerSale,
        },
        z.object({ id: z.string(), meta_id: z.string() }),
      )
      await sandbox.post(`/_sandbox/templates/${template.meta_id}/review`, { decision: "APPROVED" }, anything)
      await api.post("/v1/templates/sync", { business_account_id: accountId }, anything)
      return template.id
    },

    async importSubscribers(groupId, count) {
      const created = await api.post(
        "/v1/imports",
        { file_name: "subscribers.csv", subscription_group_id: groupId, consent_source: "sign-up form" },
        withId,
      )
      const path = `/v1/imports/${created.id}`
      await api.upload(`${path}/file`, Readable.from(subscribers(count)), anything)
      for (let state = "queued"; state !== "completed"; ) {
        await sleep(50)
        const now = await api.get(path, z.object({ state: z.string(), failure: z.string().nullable() }))
        if (now.state === "failed") throw new Error(`The import failed: ${now.failure}`)
        state = now.state
      }
    },

    async uploadFile(name) {
      const query = new URLSearchParams({ file_name: name })
      return (await api.uploadText(`/v1/media?${query}`, "Open from 9 to 17.", withId)).id
    },

    async launchToEverybody(number, templateId) {
      const campaign = await api.post(
        "/v1/campaigns",
        {
          name: "Summer sale",
          number_id: number.numberId,
          content: {
            kind: "template",
            template_id: templateId,
            values: {
              body: {
                first_name: '{{ contact.first_name | default: "there" }}',
                city: '{{ contact.attributes.city | default: "town" }}',
              },
            },
          },
        },
        withId,
      )
      const launch = await api.post(`/v1/campaigns/${campaign.id}/launches`, {}, withId)
      return launch.id
    },

    async publishCanvas(number) {
      const canvas = await api.post(
        "/v1/canvases",
        {
          name: "Welcome",
          number_id: number.numberId,
          entry: { kind: "api" },
          variants: [{ id: "a", name: "Variant A", first: "wait" }],
          steps: [{ id: "wait", kind: "delay", wait: { kind: "for", length: { amount: 1, unit: "days" } } }],
        },
        withId,
      )
      await api.post(`/v1/canvases/${canvas.id}/publish`, {}, withId)
      const contact = await api.post("/v1/contacts", { external_id: "in-canvas" }, withId)
      await api.post(
        `/v1/canvases/${canvas.id}/trigger`,
        { recipients: [{ contact_id: contact.id }] },
        z.object({ entered: z.array(z.unknown()).length(1) }),
      )
      return canvas.id
    },
  }
}

/** A marketing template with two variables, as it is submitted. */
export const summerSale = {
  name: "summer_sale",
  language: "en_US",
  category: "MARKETING",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Hello {{first_name}}, our summer sale in {{city}} starts today. See you there!",
      example: {
        body_text_named_params: [
          { param_name: "first_name", example: "Ana" },
          { param_name: "city", example: "Lima" },
        ],
      },
    },
    { type: "FOOTER", text: "Reply STOP to opt out" },
  ],
}

const rowsAtOnce = 1_000

/** German mobile numbers, which leave room for ten million people. */
function* subscribers(count: number): Generator<string> {
  yield "phone,first_name,subscription_state,city\n"
  for (let first = 0; first < count; first += rowsAtOnce) {
    let rows = ""
    for (let n = first; n < Math.min(first + rowsAtOnce, count); n++) {
      rows += `+49151${String(10_000_000 + n)},Ana ${n},subscribed,Lima\n`
    }
    yield rows
  }
}
