import type { Context } from "../commands/context.ts"
import type { Pair } from "./compare.ts"
import { compared } from "./kinds.ts"
import { type Chosen, openFiles } from "./open.ts"
import { printChange, printFaults, printMembers } from "./print.ts"

/** `parley diff`: what is different between the files and the workspace. @returns 1 where anything is */
export async function diff(context: Context, folder: string, options: Chosen): Promise<number> {
  const { out } = context
  const { pairs, faults, workspace } = await openFiles(context, folder, options)
  printFaults(out, faults)
  const different = pairs.filter(({ difference }) => difference !== "same")
  for (const pair of different) {
    printChange(out, signOf(pair), pair, words[pair.difference])
    const { kind, file, object } = pair
    if (file && object) printMembers(out, compared(kind, object.members), compared(kind, file.members))
  }
  if (different.length + faults.length > 0) return 1
  out.line(`${out.paint("green", "✓")} ${workspace.name} has all of ${pairs.length} as the files say.`)
  return 0
}

const signOf = ({ file, object, difference }: Pair) =>
  difference === "conflict" ? "!" : file === undefined ? "-" : object === undefined ? "+" : "~"

const words: Record<Pair["difference"], string> = {
  same: "",
  new_here: "only in the files",
  new_there: "only in the workspace",
  changed_here: "changed in the file",
  changed_there: "changed in the workspace",
  conflict: "changed in both, or never pulled",
  gone_here: "its file was deleted",
  gone_there: "in the workspace no longer",
}
