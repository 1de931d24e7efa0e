/** A filter while it is being built: as the API has it, in which conditions may still lack something. Pure. */
import type { ConditionKind, Filter } from "@parley/model"
import type { Shapes } from "../../api/client.ts"

/** A condition that may lack something; what is in it is checked by the server. */
export interface Draft {
  on: ConditionKind
  op?: unknown
  value?: unknown
  [member: string]: unknown
}

export type FilterDraft = { all: FilterDraft[] } | { any: FilterDraft[] } | { not: FilterDraft } | Draft

/** How the parts of a group count: every one, one at least, none, or not all of them. */
export type Join = "all" | "any" | "none" | "not_all"

export interface Group {
  join: Join
  parts: readonly FilterDraft[]
}

/** The group that a filter is; undefined of a condition. What is negated is a group of which none holds. */
export function asGroup(filter: FilterDraft): Group | undefined {
  if ("all" in filter && Array.isArray(filter.all)) return { join: "all", parts: filter.all }
  if ("any" in filter && Array.isArray(filter.any)) return { join: "any", parts: filter.any }
  if (!("not" in filter) || typeof filter.not !== "object" || filter.not === null) return undefined
  const inner = filter.not as FilterDraft
  const group = asGroup(inner)
  if (group?.join === "any") return { join: "none", parts: group.parts }
  if (group?.join === "all") return { join: "not_all", parts: group.parts }
  return { join: "none", parts: [inner] }
}

export function fromGroup({ join, parts }: Group): FilterDraft {
  const list = [...parts]
  if (join === "all") return { all: list }
  if (join === "any") return { any: list }
  return { not: join === "none" ? { any: list } : { all: list } }
}

/** Where a part of a group is in the filter, as the API's paths say it: `all.0.not.any.1`. */
export function pathOfPart(path: string, join: Join, index: number): string {
  const step = { all: "all", any: "any", none: "not.any", not_all: "not.all" }[join]
  return [...(path === "" ? [] : [path]), step, index].join(".")
}

/** The same filter with a group around it all, and each negation as a group: so its paths are those of the screen. */
export function opened(filter: Filter | Shapes["Filter"]): FilterDraft {
  const draft: FilterDraft = JSON.parse(JSON.stringify(filter))
  return asGroup(draft) === undefined ? { all: [draft] } : regrouped(draft)
}

function regrouped(filter: FilterDraft): FilterDraft {
  const group = asGroup(filter)
  return group === undefined ? filter : fromGroup({ ...group, parts: group.parts.map(regrouped) })
}

/** As requests carry it, without what is undefined. */
export const asRequest = (filter: FilterDraft): Shapes["Filter"] => JSON.parse(JSON.stringify(filter))

/** Every condition with its path. */
export function draftsOf(filter: FilterDraft, path = ""): { path: string; draft: Draft }[] {
  const group = asGroup(filter)
  if (group === undefined) return [{ path, draft: filter as Draft }]
  return group.parts.flatMap((part, index) => draftsOf(part, pathOfPart(path, group.join, index)))
}
