import type { ParleyApi } from "../api/client.ts"
import type { Context } from "../commands/context.ts"
import { Failure } from "../failure.ts"
import { openApi, readInstallation } from "../installation.ts"
import { type Comparison, compare } from "./compare.ts"
import { type Base, readBases, readFolder } from "./folder.ts"
import { type Kind, kinds } from "./kinds.ts"
import { readWorkspace, type Workspace } from "./workspace.ts"

export interface Chosen {
  /** What of it; everything where it is left out. */
  only?: Kind[]
  /** `from=to`: what a name in the files is in this workspace. */
  map?: string[]
}

/** A folder beside a workspace, both read. */
export interface Opened extends Comparison {
  api: ParleyApi
  folder: string
  workspace: Workspace
  bases: Map<string, Base>
}

/** @throws Failure, Unreachable, ApiError */
export async function openFiles({ environment }: Context, folder: string, options: Chosen): Promise<Opened> {
  const api = await openApi(readInstallation(environment), { keepsTexts: true })
  const wanted = options.only ?? kinds
  // A campaign's file may be about a segment's: those are read, too.
  const texts = await readFolder(folder, kinds)
  const workspace = await readWorkspace(api, {
    kinds: wanted,
    texts: texts.map(({ text }) => text).join("\n"),
    renamed: readMap(options.map ?? []),
  })
  const bases = await readBases(folder, workspace.id)
  const chosen = texts.filter(({ kind }) => wanted.includes(kind))
  return { api, folder, workspace, bases, ...compare(chosen, workspace, bases, wanted) }
}

function readMap(given: readonly string[]): Map<string, string> {
  return new Map(
    given.map((each) => {
      const at = each.indexOf("=")
      const [from, to] = [each.slice(0, at), each.slice(at + 1)]
      if (at > 0 && to !== "") return [from, to]
      throw new Failure(
        `--map ${each} does not say what a name becomes.`,
        "Write it as +4915112345678=+15551234567: first the name in the files, then that in the workspace.",
      )
    }),
  )
}
