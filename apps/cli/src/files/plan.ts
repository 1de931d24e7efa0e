/** What is asked of the API, in an order in which each may name what was made before it. Pure. */
import { randomUUID } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import type { Shapes } from "../api/client.ts"
import { apart } from "./canvas-circles.ts"
import type { Pair, ReadFile } from "./compare.ts"
import { type Kind, kinds, kindsOfFiles, kindWords, withVariantIds } from "./kinds.ts"
import { pathOf } from "./print.ts"
import type { Missing, References } from "./references.ts"
import { asRequest, isMembers, type Members, type Path } from "./yaml-file.ts"

type Change = Shapes["Change"]

export interface PlannedChange {
  pair: Pair
  change: Change
}

export interface Plan {
  changes: PlannedChange[]
  /** Those that name a template which the same push brings to Meta. */
  waitsForTemplate: ReadonlySet<Pair>
  faults: { path: string; line: number; message: string }[]
}

const words = {
  "content-blocks": { one: "content_block", create: "create_content_block", change: "change_content_block" },
  segments: { one: "segment", create: "create_segment", change: "change_segment" },
  campaigns: { one: "campaign", create: "create_campaign", change: "change_campaign" },
  canvases: { one: "canvas", create: "create_canvas", change: "change_canvas" },
} as const

/**
 * @param newTemplates by name and language
 */
export function changesOf(
  todo: readonly Pair[],
  references: References,
  { newTemplates }: { newTemplates: ReadonlySet<string> },
): Plan {
  const faults: Plan["faults"] = []
  const waitsForTemplate = new Set<Pair>()
  const written = todo.filter((pair): pair is Pair & { file: ReadFile } => pair.file !== undefined)
  // What is to be made, by kind and name: others may name it.
  const newcomers = new Map<string, { pair: Pair; as: string }>(
    written
      .filter(({ object }) => object === undefined)
      .map((pair) => [`${referenceOf(pair.kind)} ${pair.file.members.name}`, { pair, as: randomUUID() }]),
  )
  const needs = new Map<Pair, Set<Pair>>()
  const need = (pair: Pair, other: Pair) => needs.set(pair, (needs.get(pair) ?? new Set()).add(other))
  const ready = written
    .filter(({ kind }) => kind !== "templates")
    .map((pair) => {
      const missing = missingIn(pair.file.forApi, references)
      const ids = new Map<string, string>()
      for (const { id, path, what } of missing) {
        const newcomer = newcomers.get(`${what.kind} ${what.name}`)
        if (newcomer !== undefined && (newcomer.pair !== pair || pair.kind === "canvases")) {
          ids.set(id, newcomer.as)
          need(pair, newcomer.pair)
        } else if (what.kind === "template" && newTemplates.has(what.name)) waitsForTemplate.add(pair)
        else
          faults.push({
            path: pathOf(pair),
            line: pair.file.yaml.lineOf(path),
            message: missingWords(what),
          })
      }
      for (const block of blocksIn(pair.file.text)) {
        const newcomer = newcomers.get(`content_block ${block}`)
        if (newcomer !== undefined && newcomer.pair !== pair) need(pair, newcomer.pair)
      }
      return { pair, forApi: replaced(pair.file.forApi, ids) }
    })
  const as = new Map([...newcomers.values()].map((newcomer) => [newcomer.pair, newcomer.as]))
  const ordered = inOrder(ready, needs)
  const unmade = new Set(as.values())
  const afterwards: PlannedChange[] = []
  const changes = ordered.map(({ pair, forApi }): PlannedChange => {
    const own = as.get(pair)
    if (own === undefined || pair.kind !== "canvases") return { pair, change: changeOf(pair, forApi, own) }
    const { made, steps } = apart(forApi, (id) => unmade.has(id))
    unmade.delete(own)
    if (steps !== undefined)
      afterwards.push({ pair, change: asRequest({ do: "change_canvas", id: own, canvas: { steps } }) })
    return { pair, change: changeOf(pair, made, own) }
  })
  changes.push(...afterwards)
  // Canvases and campaigns first, as what they name may go then.
  const gone = todo.filter(({ file, kind }) => file === undefined && kind !== "templates").reverse()
  for (const pair of gone.toSorted((a, b) => rank(b.kind) - rank(a.kind))) {
    const { kind, object } = pair
    if (object === undefined) continue
    const { id, revision } = object
    const archived = { archived: true, revision }
    if (kind === "campaigns")
      changes.push({ pair, change: { do: "change_campaign", id, campaign: archived } })
    else if (kind === "canvases")
      changes.push({ pair, change: { do: "change_canvas", id, canvas: archived } })
    else
      changes.push({
        pair,
        change: { do: kind === "segments" ? "delete_segment" : "delete_content_block", id },
      })
  }
  return { changes, waitsForTemplate, faults }
}

const rank = (kind: Kind) => kinds.indexOf(kind)

/** What a file calls one of a kind that it refers to. */
const referenceOf = (kind: Kind) => (kind === "content-blocks" ? "content_block" : kindWords[kind])

/** What a change says, of what is there: only what is different, and the revision that was seen. */
function changeOf({ kind, object, file }: Pair, forApi: Members, as: string | undefined): Change {
  if (kind === "templates") throw new Error("Templates are pushed one by one.")
  const { one, create, change } = words[kind]
  if (object === undefined) return asRequest({ do: create, as, [one]: withoutDefaults(kind, forApi) })
  const { answered, members, id, revision } = object
  const names = Object.keys(forApi).filter((name) =>
    [name, nameInFile(name)].some((each) => !isDeepStrictEqual(file?.members[each], members[each])),
  )
  const said = Object.fromEntries(
    names.map((name) => [
      name,
      kind === "campaigns" && name === "variants"
        ? withVariantIds(forApi[name], answered[name])
        : forApi[name],
    ]),
  )
  return asRequest({ do: change, id, [one]: { ...said, revision } })
}

const nameInFile = (name: string) => (name === "number_id" ? "number" : name)

const withoutDefaults = (kind: Kind, members: Members): Members =>
  Object.fromEntries(
    Object.entries(members).filter(
      ([name, value]) => !isDeepStrictEqual(value, kindsOfFiles[kind].defaults[name]),
    ),
  )

function missingIn(
  value: unknown,
  references: References,
  path: Path = [],
): { id: string; path: Path; what: Missing }[] {
  if (typeof value === "string") {
    const what = references.missing(value)
    return what === undefined ? [] : [{ id: value, path, what }]
  }
  if (Array.isArray(value))
    return value.flatMap((inner, place) => missingIn(inner, references, [...path, place]))
  if (!isMembers(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => missingIn(inner, references, [...path, name]))
}

function missingWords({ kind, name, isAmbiguous }: Missing): string {
  const [called, language] = name.split("\n")
  const title = language === undefined ? `“${called}”` : `“${called}” in ${language}`
  if (kind === "file") return fileWords(title, isAmbiguous)
  if (isAmbiguous)
    return `There are several of the ${kind} ${title} in the workspace: give the id as \`${kind}_id\`.`
  const help =
    kind === "number" || kind === "group" ? " `--map` gives it another name in this workspace." : ""
  return `There is no ${kind} ${title} in the workspace, nor in the files.${help}`
}

const fileWords = (title: string, isAmbiguous: boolean): string =>
  isAmbiguous
    ? `There are several files ${title} in the media library: give the id, as \`library:0198…\`.`
    : `There is no file ${title} in the media library of the workspace. Upload it first, or use \`--map\` to give another name.`

const replaced = (members: Members, ids: ReadonlyMap<string, string>): Members => {
  const value: unknown = JSON.parse(JSON.stringify(members), (_, inner) =>
    typeof inner === "string" ? (ids.get(inner) ?? inner) : inner,
  )
  return isMembers(value) ? value : {}
}

const blocksIn = (text: string): string[] =>
  Array.from(text.matchAll(/content_blocks\.\$\{([^{}]*)\}/g), ([, name = ""]) => name.trim())

/** What names something new comes after it. In a circle, which canvases may make, somebody is first. */
function inOrder<T extends { pair: Pair }>(
  all: readonly T[],
  needs: ReadonlyMap<Pair, ReadonlySet<Pair>>,
): T[] {
  const done = new Set<Pair>()
  const ordered: T[] = []
  const byPair = new Map(all.map((one) => [one.pair, one]))
  const visit = (one: T): void => {
    if (done.has(one.pair)) return
    done.add(one.pair)
    for (const need of needs.get(one.pair) ?? []) {
      const other = byPair.get(need)
      if (other !== undefined) visit(other)
    }
    ordered.push(one)
  }
  for (const one of all.toSorted((a, b) => rank(a.pair.kind) - rank(b.pair.kind))) visit(one)
  return ordered
}
