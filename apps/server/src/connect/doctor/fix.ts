import { z } from "zod"
import { fields } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"

/** What fixes a finding, as data: a dashboard leads to its place, a command line to its command. */
export const fix = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("log_in").describe("Login with Facebook, which renews the access") }),
    z.object({ kind: z.literal("subscribe_webhooks").describe("POST /v1/connect/webhooks") }),
    z.object({ kind: z.literal("add_number"), business_account_id: fields.id }),
    z.object({ kind: z.literal("verify_number"), number_id: fields.id }),
    z.object({ kind: z.literal("register_number"), number_id: fields.id }),
    z.object({ kind: z.literal("refresh_number"), number_id: fields.id }),
    z.object({ kind: z.literal("set_pin"), number_id: fields.id }),
    z.object({ kind: z.literal("set_display_name"), number_id: fields.id }),
    z.object({ kind: z.literal("set_test_recipients"), number_id: fields.id }),
    z.object({ kind: z.literal("set_rate"), number_id: fields.id }),
    z.object({ kind: z.literal("change_template"), template_group_id: fields.id }),
    z.object({ kind: z.literal("visit_meta"), place: z.string().describe("Its name there"), url: z.url() }),
  ])
  .meta({ id: "Fix", description: "What fixes a finding: the action, and what it is to be done to" })
export type Fix = z.output<typeof fix>

/** The pages of Meta where a business fixes what no API can. */
const places = {
  whatsapp_manager: ["WhatsApp Manager", "https://business.facebook.com/latest/whatsapp_manager/overview"],
  billing: ["Billing & payments", "https://business.facebook.com/latest/billing_hub/accounts"],
  security_center: ["Security Center", "https://business.facebook.com/latest/settings/security_center"],
  support: ["Business Support", "https://business.facebook.com/business-support-home"],
  app_dashboard: ["App Dashboard", "https://developers.facebook.com/apps"],
} as const

/** A page of Meta; where a stand-in plays Meta, the stand-in's pages. */
export function visitMeta({ config }: Pick<Platform, "config">, place: keyof typeof places): Fix {
  const [name, url] = places[place]
  const { graphUrl } = config.meta
  const isMeta = new URL(graphUrl).hostname.endsWith("facebook.com")
  return { kind: "visit_meta", place: name, url: isMeta ? url : graphUrl }
}
