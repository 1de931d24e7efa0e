/** Which templates `GET /{waba}/message_templates` lists. */
import { type Template, templateStatuses } from "../../world/objects.ts"
import { invalidParameter, notOneOf } from "../protocol/refusal.ts"
import { type Params, text } from "../protocol/request.ts"
import { templateCategories } from "./definition.ts"
import { languages } from "./languages.ts"

const qualities = ["GREEN", "YELLOW", "RED", "UNKNOWN"]
/** Categories of before 2023 are still taken; no template has one. */
const categories = [
  ...templateCategories,
  "ACCOUNT_UPDATE",
  "ALERT_UPDATE",
  "APPOINTMENT_UPDATE",
  "AUTO_REPLY",
  "ISSUE_RESOLUTION",
  "OTP",
  "PAYMENT_UPDATE",
  "PERSONAL_FINANCE_UPDATE",
  "RESERVATION_UPDATE",
  "SHIPPING_UPDATE",
  "TICKET_UPDATE",
  "TRANSACTIONAL",
  "TRANSPORTATION_UPDATE",
]
/** Beyond those that templates here can have. */
const statuses = [...templateStatuses, "FLAGGED", "LOCKED"]

type Keep = (template: Template) => boolean

const filters: Readonly<Record<string, (wanted: string) => Keep>> = {
  name: (wanted) => (template) => template.name.includes(wanted),
  content: (wanted) => (template) => contentOf(template).includes(wanted),
  name_or_content: (wanted) => (template) =>
    template.name.includes(wanted) || contentOf(template).includes(wanted),
  status: amongEnums("status", statuses, ({ status }) => status),
  category: amongEnums("category", categories, ({ category }) => category),
  language: amongEnums("language", languages, ({ language }) => language),
  quality_score: amongEnums("quality_score", qualities, ({ quality }) => quality),
  since: (wanted) => (template) => template.updated_at_ms >= instantOf(wanted, "since"),
  until: (wanted) => (template) => template.updated_at_ms <= instantOf(wanted, "until"),
}

/** What all parameters together keep. Throws (#100) for a value that is none of Meta's. */
export function wantedTemplates(params: Params): Keep {
  const keeps = Object.entries(filters).flatMap(([name, filter]) => {
    const value = Array.isArray(params[name]) ? params[name].join(",") : text(params, name)
    return value === undefined || value === "" ? [] : [filter(value)]
  })
  return (template) => keeps.every((keep) => keep(template))
}

function contentOf({ components }: Template): string {
  return JSON.stringify(components)
}

/** `APPROVED`, `APPROVED,PAUSED` or `["APPROVED"]`, without regard to case. */
function amongEnums(
  name: string,
  allowed: readonly string[],
  read: (template: Template) => string,
): (wanted: string) => Keep {
  return (wanted) => {
    const values = wanted.replace(/[[\]"\s]/g, "").split(",")
    const known = values.map((value) => {
      const found = allowed.find((one) => one.toUpperCase() === value.toUpperCase())
      if (found === undefined) throw notOneOf(name, allowed, value)
      return found
    })
    return (template) => known.includes(read(template))
  }
}

/** Seconds since 1970. */
function instantOf(wanted: string, name: string): number {
  const seconds = Number(wanted)
  if (!Number.isInteger(seconds) || seconds < 0)
    throw invalidParameter(`Param ${name} must be a UNIX timestamp.`)
  return seconds * 1000
}
