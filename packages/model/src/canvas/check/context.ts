/** Variables of the context that nothing has set when a step uses them. */
import { textsIn } from "../../content/content-blocks.ts"
import { stepsOf } from "../../filter/value-path.ts"
import { type CanvasStep, contentsOf, liquidOf } from "../steps/index.ts"
import { variablesUsed } from "./liquid-variables.ts"
import { type CanvasProblem, type Checked, errorAt, warningAt } from "./problem.ts"

interface Use {
  name: string
  field: string
  /** Where that is of no harm. */
  isGuarded: boolean
}

export function checkContext(checked: Checked): CanvasProblem[] {
  const onSome = variablesSet(checked, (before, more) => new Set([...before, ...more]))
  const onAll = variablesSet(checked, (before, more) => new Set([...before].filter((name) => more.has(name))))
  return checked.steps.flatMap((step) => {
    const told = new Set<string>()
    return usesOf(step).flatMap(({ name, field, isGuarded }) => {
      if (isGuarded || told.has(name) || onAll.get(step.id)?.has(name)) return []
      told.add(name)
      const stepId = step.id
      if (onSome.get(step.id)?.has(name))
        return [
          warningAt({
            ...{ code: "context_not_always_set", stepId, field },
            message: `The variable ${name} is set on some of the paths that lead here, and on others it is not.`,
            help: `Give it a default, such as {{ context.${name} | default: "…" }}, or set it on all paths.`,
          }),
        ]
      return [
        errorAt({
          ...{ code: "context_not_set", stepId, field },
          message: `Nothing before this step sets the variable ${name} of the context.`,
          help: `Set it in a context step before, declare it among what people enter with, or give it a default: {{ context.${name} | default: "…" }}.`,
        }),
      ]
    })
  })
}

/** What is set as people come to each step: on some path, or on all of them. */
function variablesSet(
  { definition, steps, ways, firsts }: Checked,
  join: (before: ReadonlySet<string>, more: ReadonlySet<string>) => Set<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const set = new Map<string, ReadonlySet<string>>()
  const declared = new Set(definition.context.map(({ name }) => name))
  for (const id of firsts) set.set(id, declared)
  for (let changes = true; changes; ) {
    changes = false
    for (const { from, to } of ways) {
      const step = byId.get(from)
      const here = set.get(from)
      if (step === undefined || here === undefined) continue
      const before = set.get(to)
      const after = new Set([...here, ...setBy(step)])
      const joined = before === undefined ? after : join(before, after)
      if (joined.size === before?.size) continue
      set.set(to, joined)
      changes = true
    }
  }
  return set
}

function setBy(step: CanvasStep): string[] {
  if (step.kind === "context") return step.variables.map(({ name }) => name)
  return step.kind === "webhook" && step.save_as !== null ? [step.save_as] : []
}

function usesOf(step: CanvasStep): Use[] {
  const own: string[] = []
  const texts = [
    ...contentsOf(step).flatMap(({ path, content }) => textsIn(content).map((text) => ({ path, text }))),
    ...liquidOf(step),
  ]
  return [
    ...(step.kind === "context"
      ? step.variables.flatMap(({ name, value }, place) => {
          const uses = variablesUsed(value)
            .filter((used) => !own.includes(used.name))
            .map((used) => ({ ...used, field: `variables.${place}.value` }))
          own.push(name)
          return uses
        })
      : texts.flatMap(({ path, text }) => variablesUsed(text).map((used) => ({ ...used, field: path })))),
    ...askedOf(step),
  ]
}

/** Names in conditions and dates. A condition that asks whether there is one is guarded. */
function askedOf(step: CanvasStep): Use[] {
  const first = (path: string) => stepsOf(path)[0] ?? ""
  const asked = (context: readonly { property: string; op: string }[], field: string): Use[] =>
    context.map(({ property, op }) => ({
      ...{ name: first(property), field },
      isGuarded: op === "exists" || op === "missing" || isGiven(first(property)),
    }))
  if (step.kind === "decision") return asked(step.context, "context")
  if (step.kind === "audience_paths")
    return step.paths.flatMap(({ context }, place) => asked(context, `paths.${place}.context`))
  if (step.kind === "delay" && step.wait.kind === "until" && step.wait.date.from === "context")
    return [
      {
        ...{ name: first(step.wait.date.name), field: "wait.date.name" },
        isGuarded: isGiven(first(step.wait.date.name)),
      },
    ]
  return []
}

/** What was heard of brings these along. */
const isGiven = (name: string): boolean => name === "event_properties" || name === "whats_app"
