/** Insights of an account, from what was really sent: `template_analytics` and `pricing_analytics`. */
import { isRecord } from "../../json.ts"
import { countPrices, countTemplates, type Span } from "../../store/insights.ts"
import type { Waba } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { management, requireScope } from "../protocol/access.ts"
import type { Call } from "../protocol/call.ts"
import { page } from "../protocol/paging.ts"
import { invalidParameter, missingParameter, notOneOf, Refusal } from "../protocol/refusal.ts"
import type { Answer } from "../protocol/request.ts"

const dayMs = 24 * 60 * 60 * 1000
const steps: ReadonlyMap<string, number> = new Map(
  Object.entries({
    HALF_HOUR: 30 * 60 * 1000,
    DAILY: dayMs,
    MONTHLY: 30 * dayMs,
  }),
)
const knownMetrics = ["SENT", "DELIVERED", "READ"] as const
/** Clicks and costs may be asked for; there are none. */
const askableMetrics = [...knownMetrics, "CLICKED", "COST"]
const pricingDimensions = ["PHONE", "COUNTRY", "PRICING_CATEGORY", "PRICING_TYPE", "TIER"]

type Query = Readonly<Record<string, unknown>>

/** Counts of each template and day; `start` and `end` are seconds, days begin at midnight UTC. */
export function readTemplateAnalytics({ world, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, management)
  return page(templateAnalytics(world, waba, request.params), request, (one) => one)
}

/** As the edge answers them; `query` has the edge's parameters or the field's modifiers. */
export function templateAnalytics(world: World, waba: Waba, query: Query): object[] {
  if (!waba.is_enabled_for_insights) {
    throw new Refusal({
      code: 200006,
      message: "(#200006) Template insights are not enabled",
      httpStatus: 400,
    })
  }
  if (query.granularity !== "DAILY") throw notOneOf("granularity", ["DAILY"], query.granularity ?? "")
  const wantedIds = listOf(query.template_ids)
  if (wantedIds.length === 0) throw missingParameter("template_ids")
  if (wantedIds.length > 10) throw invalidParameter("Param template_ids must have at most 10 elements.")
  const metrics = enumsOf(query, "metric_types", askableMetrics)
  const shown = knownMetrics.filter((metric) => metrics.length === 0 || metrics.includes(metric))
  const points = countTemplates(world.store, spanOf(world, waba, query)).flatMap((day) => {
    const template = world.templateNamed(waba.id, day.name, day.language)
    if (template === undefined || !wantedIds.includes(template.id)) return []
    const counts = { SENT: day.sent, DELIVERED: day.delivered, READ: day.read }
    return [
      {
        template_id: template.id,
        start: day.startMs / 1000,
        end: (day.startMs + dayMs) / 1000,
        ...Object.fromEntries(shown.map((metric) => [metric.toLowerCase(), counts[metric]])),
      },
    ]
  })
  return [{ granularity: "DAILY", product_type: "cloud_api", data_points: points }]
}

export function readPricingAnalytics({ world, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, management)
  return pricingAnalytics(world, waba, request.params)
}

/** Delivered messages by number, category and pricing type; costs are not part of it, as rates are not known here. */
export function pricingAnalytics(world: World, waba: Waba, query: Query): object {
  const span = spanOf(world, waba, query)
  const dimensions = enumsOf(query, "dimensions", pricingDimensions)
  const totals = new Map<string, Record<string, string | number>>()
  for (const { number, startMs, category, type, volume } of countPrices(world.store, span)) {
    const point = {
      start: startMs / 1000,
      end: (startMs + span.stepMs) / 1000,
      ...(dimensions.includes("PHONE")
        ? { phone_number: world.numbers.get(String(number))?.digits ?? "" }
        : {}),
      ...(dimensions.includes("PRICING_CATEGORY") ? { pricing_category: category.toUpperCase() } : {}),
      ...(dimensions.includes("PRICING_TYPE") ? { pricing_type: type.toUpperCase() } : {}),
    }
    const key = JSON.stringify(point)
    const total = totals.get(key) ?? { ...point, volume: 0 }
    totals.set(key, { ...total, volume: Number(total.volume) + volume })
  }
  return { data: [{ data_points: [...totals.values()] }] }
}

export function readConversationAnalytics({ world, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, management)
  return conversationAnalytics(world, waba, request.params)
}

/** Conversations ended on 1 July 2025, when Meta started to charge messages: there are none to be counted since. */
export function conversationAnalytics(world: World, waba: Waba, query: Query): object {
  spanOf(world, waba, query)
  return { data: [{ data_points: [] }] }
}

function spanOf(world: World, waba: Waba, query: Query): Span {
  const granularity = String(query.granularity ?? "DAILY").toUpperCase()
  const stepMs = steps.get(granularity)
  if (stepMs === undefined) throw notOneOf("granularity", [...steps.keys()], query.granularity)
  const start = secondsOf(query, "start")
  const end = secondsOf(query, "end")
  if (end <= start) throw invalidParameter("Param end must be after start.")
  const fromMs = Math.floor((start * 1000) / dayMs) * dayMs
  const numbers = world.numbersOf(waba.id).map((number) => Number(number.id))
  return { numbers, fromMs, toMs: end * 1000, stepMs, cursorMs: world.messages.cursorMs }
}

function secondsOf(query: Query, name: string): number {
  if (query[name] === undefined) throw missingParameter(name)
  const seconds = Number(query[name])
  if (!Number.isInteger(seconds) || seconds < 0)
    throw invalidParameter(`Param ${name} must be a UNIX timestamp.`)
  return seconds
}

/** Values of a parameter that is a list of `allowed`. */
function enumsOf(query: Query, name: string, allowed: readonly string[]): string[] {
  return listOf(query[name]).map((value, i) => {
    const found = allowed.find((one) => one === value.toUpperCase())
    if (found === undefined) throw notOneOf(`${name}[${i}]`, allowed, value)
    return found
  })
}

/** `[1,2]`, `["A"]`, `A,B` or a list. */
function listOf(value: unknown): string[] {
  if (value === undefined || isRecord(value)) return []
  if (Array.isArray(value)) return value.map(String)
  return String(value)
    .replace(/[[\]"'\s]/g, "")
    .split(",")
    .filter((one) => one !== "")
}
