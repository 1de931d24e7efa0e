/** Files beside what a workspace has: what is the same, and what changed where since it was pulled. Pure. */
import { isDeepStrictEqual } from "node:util"
import { type Base, digestOf, type TextFile } from "./folder.ts"
import { compared, type Kind, kindsOfFiles } from "./kinds.ts"
import { inFile, keyOf, type Workspace, type WorkspaceObject } from "./workspace.ts"
import { type FileFault, type Members, readYaml, type YamlFile } from "./yaml-file.ts"

export interface ReadFile extends TextFile {
  yaml: YamlFile
  /** As the API takes it. */
  forApi: Members
  /** As the file would be if this program had written it. */
  members: Members
}

/**
 * `same`; only on one side (`new_here`, `new_there`); on both, and changed on one of them (`changed_here`, `changed_there`) or since nobody
 * knows when (`conflict`, as where both changed); of what was the same once, `gone_here` and `gone_there`.
 */
type Difference =
  | "same"
  | "new_here"
  | "new_there"
  | "changed_here"
  | "changed_there"
  | "conflict"
  | "gone_here"
  | "gone_there"

export interface Pair {
  kind: Kind
  /** Of the file; undefined: of what no file has been written for. */
  path: string | undefined
  file: ReadFile | undefined
  object: WorkspaceObject | undefined
  base: Base | undefined
  difference: Difference
}

export interface Comparison {
  pairs: Pair[]
  faults: (FileFault & { path: string })[]
}

export function compare(
  texts: readonly TextFile[],
  workspace: Workspace,
  bases: ReadonlyMap<string, Base>,
  wanted: readonly Kind[],
): Comparison {
  const faults: Comparison["faults"] = []
  const files: ReadFile[] = []
  for (const text of texts) {
    const yaml = readYaml(text.text)
    if ("message" in yaml) faults.push({ ...yaml, path: text.path })
    else files.push(readFile(text, yaml, workspace))
  }
  const unread = new Set(faults.map(({ path }) => path))
  const { objectOf, doubles } = match(files, workspace, bases)
  faults.push(...doubles)
  const taken = new Set([...objectOf.values()].map(({ id }) => id))
  const pairs = files.map((file): Pair => {
    const object = objectOf.get(file.path)
    const base = bases.get(file.path)
    const difference = differenceOf(file, object, base)
    return { kind: file.kind, path: file.path, file, object, base, difference }
  })
  const byId = new Map([...bases].map(([path, base]) => [base.id, { path, base }]))
  for (const object of workspace.objects.filter(({ id }) => !taken.has(id))) {
    const known = byId.get(object.id)
    // A file that cannot be read may be its.
    if (known !== undefined && unread.has(known.path)) continue
    pairs.push({
      kind: object.kind,
      path: known?.path,
      file: undefined,
      object,
      base: known?.base,
      difference: known === undefined ? "new_there" : "gone_here",
    })
  }
  return { pairs: pairs.filter(({ kind }) => wanted.includes(kind)), faults }
}

function readFile(text: TextFile, yaml: YamlFile, { references }: Workspace): ReadFile {
  const forApi = kindsOfFiles[text.kind].toApi(yaml.members, references)
  return { ...text, yaml, forApi, members: inFile(text.kind, forApi, references) }
}

/** Which object each file is of: what it was pulled from, so that either may be renamed, or what is called the same. */
function match(files: readonly ReadFile[], { objects }: Workspace, bases: ReadonlyMap<string, Base>) {
  const objectOf = new Map<string, WorkspaceObject>()
  const doubles: Comparison["faults"] = []
  const byId = new Map(objects.map((object) => [object.id, object]))
  const left = new Set(files)
  const takenBy = new Map<string, string>()
  const take = (file: ReadFile, object: WorkspaceObject) => {
    objectOf.set(file.path, object)
    takenBy.set(object.id, file.path)
    left.delete(file)
  }
  for (const file of files) {
    const id = bases.get(file.path)?.id
    const object = id === undefined ? undefined : byId.get(id)
    // A template's name is what it is: another one is another template.
    const isIts = object && (file.kind !== "templates" || object.key === keyOf(file.kind, file.members))
    if (object && isIts && object.kind === file.kind && !takenBy.has(object.id)) take(file, object)
  }
  for (const file of [...left]) {
    const key = keyOf(file.kind, file.members)
    const same = objects.filter((object) => object.kind === file.kind && object.key === key)
    const free = same.filter(({ id }) => !takenBy.has(id))
    const [object] = free
    if (object !== undefined && free.length === 1) take(file, object)
    else if (free.length > 1)
      doubles.push({
        path: file.path,
        line: file.yaml.lineOf(["name"]),
        message: `The workspace has ${free.length} of this name, and nobody knows which one it is: rename them.`,
      })
  }
  const firstOf = new Map<string, string>()
  for (const file of files) {
    const key = `${file.kind} ${keyOf(file.kind, file.members)}`
    const first = firstOf.get(key)
    const isKnown = (file.kind === "campaigns" || file.kind === "canvases") && objectOf.has(file.path)
    if (first !== undefined && !isKnown)
      doubles.push({
        path: file.path,
        line: file.yaml.lineOf(["name"]),
        message: `${first} has this name, too.`,
      })
    firstOf.set(key, first ?? file.path)
  }
  return { objectOf, doubles }
}

export const digest = (kind: Kind, members: Members): string => digestOf(compared(kind, members))

function differenceOf(
  file: ReadFile,
  object: WorkspaceObject | undefined,
  base: Base | undefined,
): Difference {
  if (object === undefined) return base === undefined ? "new_here" : "gone_there"
  const { kind } = file
  if (isDeepStrictEqual(compared(kind, file.members), compared(kind, object.members))) return "same"
  const isChangedHere = base?.id !== object.id || base.digest !== digest(kind, file.members)
  const isChangedThere = base?.id !== object.id || base.digest !== digest(kind, object.members)
  if (isChangedHere && isChangedThere) return "conflict"
  return isChangedHere ? "changed_here" : "changed_there"
}

/** What is different between two, member by member: `variants.0.weight: 1 → 2`. */
export function memberChanges(
  before: Members,
  after: Members,
  at = "",
): { path: string; from: unknown; to: unknown }[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    const path = at === "" ? name : `${at}.${name}`
    const [from, to] = [before[name], after[name]]
    if (isDeepStrictEqual(from, to)) return []
    const [inner, other] = [asMembers(from), asMembers(to)]
    return inner && other ? memberChanges(inner, other, path) : [{ path, from, to }]
  })
}

const asMembers = (value: unknown): Members | undefined =>
  typeof value === "object" && value !== null ? { ...value } : undefined
