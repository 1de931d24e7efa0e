/** Campaigns with everything on that campaigns have. */
import type { ConnectedNumber } from "@parley/e2e"
import { z } from "zod"
import type { BenchInstallation } from "../measuring/installation.ts"
import { zones } from "./people.ts"

const withId = z.object({ id: z.string() })
const anything = z.unknown()

export const controlShare = 5

const capsOnNobody = [
  { most: 100, every: 7, unit: "days", of: "campaigns" },
  { most: 100, every: 24, unit: "hours", of: "all" },
  { most: 100, every: 4, unit: "weeks", of: "all", tag: "points" },
]

const texts = {
  first_name: '{{ contact.first_name | default: "there" }}',
  plan: '{% if contact.attributes.plan == "gold" %}Gold{% else %}Basic{% endif %}',
  points: "{{ contact.attributes.points }}",
  store: "{{ contact.attributes.store | capitalize }}",
  city: '{{ contact.attributes.city | default: "your town" }}',
}

const reminder = {
  name: "points_reminder",
  language: "en_US",
  category: "MARKETING",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Hello {{first_name}}, your {{plan}} card has {{points}} points. Spend them at {{store}} in {{city}} until Sunday.",
      example: {
        body_text_named_params: Object.keys(texts).map((name) => ({ param_name: name, example: "Ana" })),
      },
    },
    { type: "FOOTER", text: "Reply STOP to opt out" },
  ],
}

/** A template with five variables. @returns its id */
export async function approveReminder(
  { api, sandbox }: Pick<BenchInstallation, "api" | "sandbox">,
  accountId: string,
  name = reminder.name,
): Promise<string> {
  const template = await api.post(
    "/v1/templates",
    { business_account_id: accountId, ...reminder, name },
    z.object({ id: z.string(), meta_id: z.string() }),
  )
  await sandbox.post(`/_sandbox/templates/${template.meta_id}/review`, { decision: "APPROVED" }, anything)
  await api.post("/v1/templates/sync", { business_account_id: accountId }, anything)
  return template.id
}

export interface Defined {
  name: string
  number: ConnectedNumber
  templateId: string
  /** Default: by launches */
  delivery?: object
  /** Default: {@link controlShare} */
  control?: number
  audience?: object
}

/** A campaign with five variables, a condition, a default, quiet hours, a control group and conversions. @returns its id */
export async function createCampaign(
  { api }: Pick<BenchInstallation, "api">,
  { name, number, templateId, delivery, control = controlShare, audience }: Defined,
): Promise<string> {
  const { id } = await api.post(
    "/v1/campaigns",
    {
      name,
      number_id: number.numberId,
      tags: ["points"],
      control_share: control,
      variants: [
        {
          name: "Reminder",
          content: { kind: "template", template_id: templateId, values: { body: texts } },
        },
      ],
      ...(delivery && { delivery }),
      ...(audience && { audience }),
      controls: { quiet_hours: { ...quietHour(zones), action: "hold" } },
      conversions: [
        { on: "event", name: "bought", within: { amount: 3, unit: "days" } },
        { on: "purchase", within: { amount: 1, unit: "weeks" } },
      ],
    },
    withId,
  )
  return id
}

/** An hour that none of these clocks comes near to soon: it is asked for each message, and holds none. */
function quietHour(zones: readonly string[]): { from: string; until: string } {
  const nows = zones.map((timeZone) =>
    Number(new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(new Date())),
  )
  const isFar = (hour: number) =>
    nows.every((now) => Math.min((hour - now + 24) % 24, (now - hour + 24) % 24) > 1)
  const hour = Array.from({ length: 24 }, (_, hour) => hour).find(isFar) ?? 0
  const at = (hour: number) => `${String(hour % 24).padStart(2, "0")}:00`
  return { from: at(hour), until: at(hour + 1) }
}

const everyRule = { frequency_caps: capsOnNobody, time_zone: "UTC", quiet_hours: quietHour(["UTC"]) }
const noRule = { frequency_caps: [], quiet_hours: null }

/** Turns the rules of the workspace on, none of which stops anybody, or off. */
export async function heedRules({ api }: Pick<BenchInstallation, "api">, heeds: boolean): Promise<void> {
  await api.send("PATCH", "/v1/workspace", heeds ? everyRule : noRule, anything)
}
