import { answerOf, type Shapes } from "../api/client.ts"
import { ApiError } from "../api/http.ts"
import { confirm } from "../commands/confirm.ts"
import type { Context } from "../commands/context.ts"
import { Failure } from "../failure.ts"
import type { Pair } from "./compare.ts"
import { type Base, keepBases } from "./folder.ts"
import { compared } from "./kinds.ts"
import { type Chosen, type Opened, openFiles } from "./open.ts"
import { changesOf, type PlannedChange } from "./plan.ts"
import { type Fault, pathOf, printChange, printFaults, printMembers } from "./print.ts"
import { sameBases } from "./pull.ts"
import { checkTemplates, pushTemplates } from "./push-templates.ts"

export interface PushOptions extends Chosen {
  yes?: boolean
  delete?: boolean
  overwrite?: boolean
}

/**
 * `parley push`: has the workspace be as the files say, all of it or nothing; templates go to Meta first, one by one. Launches nothing, and
 * deletes what has no file only where that is asked for.
 * @throws Failure where the files are wrong or something changed in the workspace since
 */
export async function push(context: Context, folder: string, options: PushOptions): Promise<void> {
  const { out, err } = context
  const opened = await openFiles(context, folder, options)
  refuse(err, opened.faults)
  const todo = opened.pairs.filter((pair) => isPushed(pair, options))
  const inTheWay = options.overwrite ? [] : opened.pairs.filter(isInTheWay)
  for (const pair of inTheWay) printChange(err, "!", pair, whyInTheWay(pair))
  if (inTheWay.length > 0)
    throw new Failure(
      "Nothing was pushed: the workspace is not as it was when it was pulled.",
      "`parley diff` shows how. `parley pull` takes what changed there; `parley push --overwrite` takes your files.",
    )
  printPlan(out, opened.pairs, todo)
  if (todo.length === 0) {
    await keepBases(folder, opened.workspace.id, sameBases(opened))
    return out.line(`${out.paint("green", "✓")} ${opened.workspace.name} has everything as the files say.`)
  }
  const templates = todo.filter(({ kind }) => kind === "templates")
  const newTemplates = new Set(
    templates.flatMap(({ file, object }) => (object ? [] : [nameIn(file?.members)])),
  )
  const plan = changesOf(todo, opened.workspace.references, { newTemplates })
  refuse(err, [
    ...plan.faults,
    ...(await checkTemplates(opened, templates)),
    // What names a template that Meta has not seen yet is checked once it has.
    ...(await check(
      opened,
      plan.changes.filter(({ pair }) => !plan.waitsForTemplate.has(pair)),
    )),
  ])
  await confirm(context, {
    yes: options.yes,
    question: `Push this to ${opened.workspace.name}?`,
    nothing: "Nothing was pushed.",
  })
  const known = sameBases(opened)
  await pushTemplates(context, opened, templates, known)
  const after = newTemplates.size > 0 ? await openFiles(context, folder, options) : opened
  const rest = after.pairs.filter((pair) => pair.kind !== "templates" && isPushed(pair, options))
  await apply(context, { opened: after, todo: rest, known }, options)
  out.line(
    `${out.paint("green", "✓")} ${todo.length} pushed to ${opened.workspace.name}. Nothing was launched.`,
  )
}

const nameIn = (members: Record<string, unknown> | undefined) => `${members?.name}\n${members?.language}`

function isPushed({ difference, file }: Pair, options: PushOptions): boolean {
  switch (difference) {
    case "new_here":
    case "changed_here":
      return true
    case "gone_here":
      return options.delete === true
    case "changed_there":
    case "conflict":
    case "gone_there":
      return options.overwrite === true && file !== undefined
    default:
      return false
  }
}

const isInTheWay = ({ difference }: Pair) => difference === "conflict" || difference === "gone_there"

function whyInTheWay({ difference, object, base }: Pair): string {
  if (difference === "gone_there") return "was deleted or archived in the workspace since it was pulled"
  if (base === undefined || base.id !== object?.id)
    return "is in the workspace already, and was not pulled from there"
  return `changed in the workspace since it was pulled: revision ${object.revision} there, ${base.revision} here`
}

function printPlan(out: Context["out"], pairs: readonly Pair[], todo: readonly Pair[]): void {
  for (const pair of todo) {
    const { kind, file, object } = pair
    if (file === undefined)
      printChange(out, "-", pair, kind === "campaigns" || kind === "canvases" ? "archive" : "delete")
    else if (object === undefined)
      printChange(out, "+", pair, kind === "templates" ? "submit to Meta" : "create")
    else {
      printChange(out, "~", pair, kind === "templates" ? "submit to Meta again" : "change")
      printMembers(out, compared(kind, object.members), compared(kind, file.members))
    }
  }
  for (const pair of pairs.filter((one) => !todo.includes(one))) {
    if (pair.difference === "gone_here")
      printChange(out, "=", pair, "has no file any more; --delete deletes it")
    if (pair.difference === "changed_there")
      printChange(out, "=", pair, "changed in the workspace; `parley pull` takes it")
  }
}

/** @throws Failure where there are any */
function refuse(err: Context["err"], faults: readonly Fault[]): void {
  if (faults.length === 0) return
  printFaults(err, faults)
  throw new Failure(
    `Nothing was pushed: ${faults.length === 1 ? "one thing is" : `${faults.length} things are`} wrong in the files.`,
  )
}

type ChangeSet = Shapes["ChangeSet"]

const bodyOf = (changes: readonly PlannedChange[]): ChangeSet => ({
  changes: changes.map(({ change }) => change),
})

/** What the API has to say against the changes, by the lines of the files. */
async function check({ api }: Opened, changes: readonly PlannedChange[]): Promise<Fault[]> {
  if (changes.length === 0) return []
  try {
    await answerOf(api.POST("/v1/change-sets/check", { body: bodyOf(changes) }))
    return []
  } catch (error) {
    return faultsIn(error, changes)
  }
}

function faultsIn(error: unknown, changes: readonly PlannedChange[]): Fault[] {
  const isOfFiles = error instanceof ApiError && (error.status === 422 || error.status === 409)
  if (!isOfFiles) throw error
  const issues: unknown[] = Array.isArray(error.extra.issues) ? error.extra.issues : []
  const all = issues.length > 0 ? issues : [{ field: error.field, message: error.message }]
  return all.map((issue) => {
    const { field = "", message = "", help } = issue as { field?: string; message?: string; help?: string }
    const [, place, , ...path] = field.split(".")
    const pair = changes[Number(place)]?.pair
    if (pair === undefined) throw error
    const at = path.length === 0 ? "" : `${path.join(".")}: `
    return {
      path: pathOf(pair),
      line: pair.file?.yaml.lineOf(path) ?? 1,
      message: `${at}${message.replace(/^changes\.[\w.]+: /, "")}${help === undefined ? "" : ` ${help}`}`,
    }
  })
}

async function apply(
  context: Context,
  { opened, todo, known }: { opened: Opened; todo: readonly Pair[]; known: Map<string, Base> },
  options: PushOptions,
): Promise<void> {
  const { api, folder, workspace } = opened
  if (todo.length > 0) {
    const plan = changesOf(todo, workspace.references, { newTemplates: new Set() })
    refuse(context.err, plan.faults)
    try {
      await answerOf(api.POST("/v1/change-sets", { body: bodyOf(plan.changes) }))
    } catch (error) {
      refuse(context.err, faultsIn(error, plan.changes))
    }
  }
  for (const { path, file } of todo) if (file === undefined && path !== undefined) known.delete(path)
  const after = await openFiles(context, folder, options)
  const bases = sameBases({ bases: known, pairs: after.pairs })
  await keepBases(folder, workspace.id, bases)
}
