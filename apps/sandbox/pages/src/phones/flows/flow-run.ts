/** A person's way through a flow: the screens seen, what was filled in on each, and what an action leads to. Pure. */
import { at, listAt, textAt } from "../json.ts"
import { resolved, type Scope } from "./expression.ts"
import { drawScreen, type Field, type Screen } from "./screen.ts"

type Values = Readonly<Record<string, unknown>>

interface Visit {
  screenId: string
  data: Values
  form: Values
}

/** Screens from the first to the one that is open; never empty. */
export type Walk = readonly [Visit, ...Visit[]]

/** What an action leads to: another screen, the end with what is sent, an address, or nowhere, with the reason. */
export type Outcome =
  | { kind: "walked"; walk: Walk }
  | { kind: "completed"; payload: Values }
  | { kind: "opened"; url: string }
  | { kind: "stuck"; reason: string }

/** Opens a screen, the first one where none is named; undefined when the flow has no such screen. */
export function begin(flow: unknown, screenId: string, data: Values): Walk | undefined {
  const id = screenId === "" ? textAt(flow, "screens", 0, "id") : screenId
  const visit = visitOf(flow, id, data)
  return visit === undefined ? undefined : [visit]
}

/** Data that nobody gave shows its example, as in Meta's builder. */
function visitOf(flow: unknown, screenId: string, data: Values): Visit | undefined {
  const screen = screenOf(flow, screenId)
  if (screen === undefined) return undefined
  const declared = Object.entries(recordOf(at(screen, "data")))
  const examples = Object.fromEntries(declared.map(([name, shape]) => [name, at(shape, "__example__")]))
  return { screenId, data: { ...examples, ...data }, form: {} }
}

export function openScreen(flow: unknown, walk: Walk): Screen {
  return drawScreen(screenOf(flow, openVisit(walk).screenId), scopeOf(flow, walk))
}

export function fill(walk: Walk, name: string, value: unknown): Walk {
  const open = openVisit(walk)
  return withLast(walk, { ...open, form: { ...open.form, [name]: value } })
}

/** What is in a field: what was filled in, or what it started with. */
export function valueIn(walk: Walk, field: Field): unknown {
  return openVisit(walk).form[field.name] ?? field.initial ?? emptyOf(field)
}

export function back(walk: Walk): Walk {
  const [first, ...rest] = walk
  return [first, ...rest.slice(0, -1)]
}

/** Takes an action of the open screen: `on-click-action` in Flow JSON. */
export function act(flow: unknown, walk: Walk, action: unknown): Outcome {
  const payload = recordOf(resolved(at(action, "payload"), scopeOf(flow, walk)))
  switch (textAt(action, "name")) {
    case "navigate": {
      const next = textAt(action, "next", "name")
      const visit = visitOf(flow, next, payload)
      if (visit === undefined) return { kind: "stuck", reason: `The flow has no screen ${next}.` }
      return { kind: "walked", walk: [...walk, visit] }
    }
    case "complete":
      return { kind: "completed", payload }
    case "open_url":
      return { kind: "opened", url: String(resolved(at(action, "url"), scopeOf(flow, walk)) ?? "") }
    case "update_data": {
      const open = openVisit(walk)
      return { kind: "walked", walk: withLast(walk, { ...open, data: { ...open.data, ...payload } }) }
    }
    case "data_exchange":
      return {
        kind: "stuck",
        reason: "This step asks the business’s endpoint, which the sandbox does not do.",
      }
    default:
      return { kind: "stuck", reason: `The action ${textAt(action, "name")} is not known here.` }
  }
}

/** Expressions see fields nobody has touched with the value they started with. */
function scopeOf(flow: unknown, walk: Walk): Scope {
  const screen: Record<string, { data: object; form: object }> = {}
  for (const { screenId, data, form } of walk) {
    const before = { data, form, screen }
    const fields = drawScreen(screenOf(flow, screenId), before).parts.flatMap((part) =>
      part.kind === "field" ? [part.field] : [],
    )
    const initial = Object.fromEntries(fields.map((field) => [field.name, field.initial ?? emptyOf(field)]))
    screen[screenId] = { data, form: { ...initial, ...form } }
  }
  const open = openVisit(walk)
  return { data: open.data, form: recordOf(screen[open.screenId]?.form), screen }
}

function emptyOf(field: Field): unknown {
  if (field.kind === "checkboxes" || field.kind === "chips") return []
  return field.kind === "agreement" ? false : ""
}

function screenOf(flow: unknown, id: string): unknown {
  return listAt(flow, "screens").find((screen) => textAt(screen, "id") === id)
}

function openVisit(walk: Walk): Visit {
  return walk.at(-1) ?? walk[0]
}

function withLast(walk: Walk, visit: Visit): Walk {
  const [first, ...rest] = walk
  return rest.length === 0 ? [visit] : [first, ...rest.slice(0, -1), visit]
}

function recordOf(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}
