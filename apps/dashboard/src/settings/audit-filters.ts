import type { ListFilter } from "../look/table/list-state.ts"
import { startOfDay } from "../look/time/instants.ts"

/** What the audit log is narrowed down to. Names are found by how they start. */
interface Asked {
  /** The start of the name of what was changed. */
  search?: string
  actor?: string
  /** A kind of things, such as `template`. */
  action?: string
  /** Days, such as `2026-03-01`. */
  from?: string
  to?: string
}

/** @param kinds of things that change, with what they are called */
export const auditFilters = (
  kinds: Readonly<Record<string, string>>,
): readonly ListFilter<"actor" | "action" | "from" | "to">[] => [
  { name: "actor", label: "Actor", kind: "text", placeholder: "Start of a name" },
  {
    name: "action",
    label: "Event",
    kind: "choice",
    choices: Object.entries(kinds)
      .map(([value, label]) => ({ value, label }))
      .sort((one, other) => one.label.localeCompare(other.label)),
  },
  { name: "from", label: "From", kind: "day" },
  { name: "to", label: "Until", kind: "day" },
]

/** A day of an address, which anyone may have typed. */
const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

/** As the API asks for it. Days are those of the member's zone; the last one is included. */
export function asQuery({ search, actor, action, from, to }: Asked, zone: string | undefined) {
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
    ...(search === undefined ? {} : { subject: search }),
    ...(isDay(from) ? { from: startOfDay(from, 0, zone).toISOString() } : {}),
    ...(isDay(to) ? { to: startOfDay(to, 1, zone).toISOString() } : {}),
  }
}
