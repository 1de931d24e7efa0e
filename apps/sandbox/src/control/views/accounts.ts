/** Business Manager's reading side: apps, accounts, numbers, templates, and the phones that get codes. */
import { displayNumber } from "../../people/country.ts"
import type { PhoneNumber, Template, Waba } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { type ControlCall, notFound, segment } from "../request.ts"
import type {
  AccountSummary,
  AccountView,
  NumberView,
  Overview,
  Sims,
  TemplatesPage,
  TemplateView,
} from "./shapes.ts"

/** `GET views/overview` */
export function viewOverview({ running: { world } }: ControlCall): Overview {
  return {
    apps: [...world.apps.values()].map((app) => ({
      app_id: app.id,
      name: app.name,
      app_secret: app.secret,
      mode: app.mode,
      roles: app.role_user_ids.map((id) => world.users.get(id)?.name ?? id),
      redirect_uris: app.redirect_uris,
      advanced_access: app.advanced_access,
      business_name: world.businesses.get(app.business_id)?.name ?? "",
      subscriptions: app.subscriptions.map(({ object, callback_url, fields }) => ({
        object,
        callback_url,
        fields,
      })),
    })),
    accounts: [...world.wabas.values()].map((waba) => accountSummary(world, waba)),
  }
}

function wabaOf(call: ControlCall): Waba {
  const id = segment(call, 2)
  const waba = call.running.world.wabas.get(id)
  if (waba === undefined) throw notFound("business account", id)
  return waba
}

/** Newest first. */
function templatesOf(world: World, waba: Waba): Template[] {
  return world
    .templatesOf(waba.id)
    .filter((template) => template.status !== "DELETED")
    .sort((a, b) => b.created_at_ms - a.created_at_ms)
}

const mostTemplates = 100

/** `GET views/accounts/{waba_id}/templates?search=&status=&offset=&limit=`: those in review first, then the newest. */
export function viewTemplates(call: ControlCall): TemplatesPage {
  const { query } = call
  const search = (query.get("search") ?? "").trim().toLowerCase()
  const status = query.get("status") ?? ""
  const offset = Math.max(0, Number(query.get("offset") ?? 0) || 0)
  const limit = Math.min(mostTemplates, Math.max(1, Number(query.get("limit") ?? 12) || 12))
  const found = templatesOf(call.running.world, wabaOf(call)).filter(
    (template) =>
      (status === "" || template.status === status) &&
      (search === "" || template.name.includes(search) || textOf(template).includes(search)),
  )
  const waits = found.filter((template) => template.status === "PENDING")
  const others = found.filter((template) => template.status !== "PENDING")
  const listed = [...waits, ...others].slice(offset, offset + limit)
  return { data: listed.map(templateView), total: found.length }
}

function textOf(template: Template): string {
  return template.components.map(({ text }) => String(text ?? "").toLowerCase()).join("\n")
}

/** `GET views/accounts/{waba_id}`: without its templates, which may be thousands. */
export function viewAccount(call: ControlCall): AccountView {
  const { world } = call.running
  const waba = wabaOf(call)
  return {
    ...accountSummary(world, waba),
    subscribed_apps: waba.subscribed_apps.map(({ app_id }) => ({
      app_id,
      name: world.apps.get(app_id)?.name ?? app_id,
    })),
  }
}

/** `GET views/sims`: every phone that holds a code, the latest first. */
export function viewSims({ running: { world } }: ControlCall): Sims {
  const asked = world.numbers.filter((number) => number.codes.length > 0)
  const latest = (number: PhoneNumber) => number.codes[0]?.requested_at_ms ?? 0
  return {
    data: asked
      .sort((a, b) => latest(b) - latest(a))
      .map((number) => ({
        phone_number_id: number.id,
        display_phone_number: displayNumber(number.country_code, number.national),
        verified_name: number.verified_name,
        codes: number.codes.map(({ code, method, requested_at_ms }) => ({
          code,
          method,
          requested_at: new Date(requested_at_ms).toISOString(),
        })),
      })),
  }
}

export function accountSummary(world: World, waba: Waba): AccountSummary {
  const templates = world.templatesOf(waba.id).filter((template) => template.status !== "DELETED")
  const business = world.businesses.get(waba.business_id)
  return {
    waba_id: waba.id,
    name: waba.name,
    business_id: waba.business_id,
    business_name: business?.name ?? "",
    verification_status: business?.verification_status ?? "",
    messaging_limit: business?.messaging_limit ?? "",
    status: waba.status,
    account_review_status: waba.account_review_status,
    currency: waba.currency,
    country: waba.country,
    has_payment_method: waba.has_payment_method,
    marketing_messages_onboarding_status: waba.marketing_messages_onboarding_status,
    disable_marketing_messages_on_cloud_api: waba.disable_marketing_messages_on_cloud_api,
    numbers: world.numbersOf(waba.id).map(numberView),
    templates: templates.length,
    templates_pending: templates.filter((template) => template.status === "PENDING").length,
  }
}

export function numberView(number: PhoneNumber): NumberView {
  const { about, description, vertical, websites } = number.profile
  return {
    phone_number_id: number.id,
    waba_id: number.waba_id,
    display_phone_number: displayNumber(number.country_code, number.national),
    digits: number.digits,
    verified_name: number.verified_name,
    status: number.status,
    code_verification_status: number.code_verification_status,
    registered: number.registered,
    quality_rating: number.quality_rating,
    throughput_level: number.throughput_level,
    answer_latency_ms: number.answer_latency_ms ?? null,
    account_mode: number.account_mode,
    new_name: number.new_name_status === "PENDING_REVIEW" ? (number.new_name?.name ?? null) : null,
    allowed_recipients: number.allowed_recipients,
    profile: { about, description, vertical, websites },
  }
}

function templateView(template: Template): TemplateView {
  return {
    id: template.id,
    name: template.name,
    language: template.language,
    category: template.category,
    status: template.status,
    quality: template.quality,
    rejected_reason: template.rejected_reason,
    updated_at: new Date(template.updated_at_ms).toISOString(),
    components: template.components,
  }
}
