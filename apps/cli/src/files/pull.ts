import type { Context } from "../commands/context.ts"
import { digest, type Pair } from "./compare.ts"
import { type Base, fileName, keepBases, removeFile, writeText } from "./folder.ts"
import { type Chosen, type Opened, openFiles } from "./open.ts"
import { pathOf, printChange, printFaults } from "./print.ts"
import type { WorkspaceObject } from "./workspace.ts"
import { updateYaml, writeYaml } from "./yaml-file.ts"

export interface PullOptions extends Chosen {
  overwrite?: boolean
}

/**
 * `parley pull`: writes what the workspace has into files. A file in which nothing changed stays as it is, byte for byte; one that was changed
 * here is left alone.
 * @returns 1 where a file could not be written for that
 */
export async function pull(context: Context, folder: string, options: PullOptions): Promise<number> {
  const { out } = context
  const opened = await openFiles(context, folder, options)
  const { pairs, faults, bases, workspace } = opened
  printFaults(context.err, faults)
  // Also of files that cannot be read: nothing is written over them.
  const names = new Set([...pairs, ...faults].flatMap(({ path }) => path ?? []))
  const known = new Map(bases)
  const counts = { written: 0, removed: 0, kept: 0 }
  for (const pair of [...pairs].sort(byName)) {
    const { object, difference } = pair
    if (difference === "same" && object) {
      known.set(pathOf(pair), baseOf(object))
      continue
    }
    const does = whatPulls(pair, options)
    if (does === "keep") {
      counts.kept += difference === "conflict" ? 1 : 0
      const words = whyKept[difference]
      if (words) printChange(out, difference === "conflict" ? "!" : "=", pair, words)
      continue
    }
    if (does === "remove") {
      await removeFile(folder, pathOf(pair))
      known.delete(pathOf(pair))
      counts.removed++
      printChange(out, "-", pair, "is in the workspace no longer")
      continue
    }
    if (object === undefined) continue
    const path = pair.path ?? newPath(object, names)
    names.add(path)
    await writeText(folder, path, textFor(pair, object))
    known.set(path, baseOf(object))
    counts.written++
    printChange(out, pair.file ? "~" : "+", { ...pair, path }, "")
  }
  for (const path of known.keys()) if (!names.has(path) && isWanted(path, options)) known.delete(path)
  await keepBases(folder, workspace.id, known)
  out.line(
    `${out.paint("green", "✓")} ${workspace.name}: ${counts.written} written, ${counts.removed} removed, ` +
      `${pairs.filter(({ difference }) => difference === "same").length} unchanged.`,
  )
  if (counts.kept > 0)
    context.err.line(
      `${counts.kept} changed both here and in the workspace, and stay as they are here. \`parley diff\` shows how; ` +
        "`parley pull --overwrite` takes those of the workspace, `parley push --overwrite` yours.",
    )
  return counts.kept > 0 || faults.length > 0 ? 1 : 0
}

const isWanted = (path: string, { only }: PullOptions) =>
  only === undefined || only.some((kind) => path.startsWith(`${kind}/`))

const byName = (a: Pair, b: Pair) => {
  const [one, other] = [a, b].map(({ path, object }) => path ?? `${object?.key}\n${object?.id}`)
  return (one ?? "") < (other ?? "") ? -1 : 1
}

const whyKept: Partial<Record<Pair["difference"], string>> = {
  changed_here: "changed here; `parley push` brings it to the workspace",
  new_here: "only here; `parley push` brings it to the workspace",
  conflict: "changed here and in the workspace",
  gone_here: "its file was deleted; `parley push --delete` deletes it in the workspace, too",
  gone_there: "changed here, and in the workspace no longer",
}

function whatPulls(
  { difference, file, base, kind }: Pair,
  { overwrite }: PullOptions,
): "write" | "keep" | "remove" {
  switch (difference) {
    case "new_there":
    case "changed_there":
      return "write"
    case "gone_there": {
      const isAsPulled = file !== undefined && base?.digest === digest(kind, file.members)
      return isAsPulled || overwrite ? "remove" : "keep"
    }
    case "conflict":
    case "changed_here":
    case "gone_here":
      return overwrite ? "write" : "keep"
    default:
      return "keep"
  }
}

const textFor = ({ file }: Pair, { members }: WorkspaceObject): string =>
  file === undefined ? writeYaml(members) : updateYaml(file.text, members)

/** A name of its own, also on a disk to which upper and lower case are one. */
function newPath({ kind, members, name }: WorkspaceObject, taken: ReadonlySet<string>): string {
  const { language, account } = members
  const parts = kind === "templates" ? [name, language, account] : [name]
  const wanted = parts.filter((part) => typeof part === "string").map((part) => fileName(String(part)))
  const lower = new Set([...taken].map((path) => path.toLowerCase()))
  for (let count = 1; ; count++) {
    const path = `${kind}/${wanted.join(".")}${count === 1 ? "" : `-${count}`}.yaml`
    if (!lower.has(path.toLowerCase())) return path
  }
}

const baseOf = ({ id, revision, kind, members }: WorkspaceObject): Base => ({
  id,
  revision,
  digest: digest(kind, members),
})

/** What is the same on both sides is known to be so from now on. */
export function sameBases({ bases, pairs }: Pick<Opened, "bases" | "pairs">): Map<string, Base> {
  const known = new Map(bases)
  for (const pair of pairs)
    if (pair.difference === "same" && pair.object) known.set(pathOf(pair), baseOf(pair.object))
  return known
}
