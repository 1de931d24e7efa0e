/** Canvases in files: steps, paths and variants keep their ids, by which people are at them. */
import { isDeepStrictEqual } from "node:util"
import { canvasMembers, canvasStep, newCanvasDefinition } from "@parley/model"
import type { z } from "zod"
import { contentForApi, contentInFile } from "./content-file.ts"
import { arranged, type KindOfFile, read, texts, trimmed, withDefaults } from "./kind-of-file.ts"
import {
  identifiedIn,
  namedIn,
  numberForApi,
  numberInFile,
  ownMembers,
  type References,
} from "./references.ts"
import { isMembers, type Members } from "./yaml-file.ts"

const canvasDefaults: Members = {
  ...JSON.parse(JSON.stringify(newCanvasDefinition.parse({}))),
  tags: [],
  folder: null,
}
const members = Object.keys(canvasMembers) as (keyof typeof canvasMembers)[]

/** Names for ids, or ids for names. */
interface Renaming {
  /** In something that says what it refers to by members that the API knows. */
  within(value: unknown): unknown
  content(value: unknown): unknown
}

const inFile = (references: References): Renaming => ({
  within: (value) => namedIn(value, references),
  content: (value) => contentInFile(value, references),
})

const forApi = (references: References, numberId: string | undefined): Renaming => ({
  within: (value) => identifiedIn(value, references),
  content: (value) => contentForApi(value, references, numberId),
})

/** Members of a step that refer to something. The others may have members of any name, such as `headers`. */
const referring: Readonly<Record<string, Readonly<Record<string, keyof Renaming>>>> = {
  message: { content: "content", validation: "within" },
  wait_for_reply: { content: "content", fallback: "content" },
  decision: { filter: "within" },
  audience_paths: { paths: "within" },
  action_paths: { paths: "within" },
}

function renamedStep(step: unknown, renaming: Renaming): unknown {
  if (!isMembers(step) || typeof step.kind !== "string") return step
  if (step.kind === "send_to_canvas") return renamedAlone(step, "canvas", renaming)
  if (step.kind === "user_update" && Array.isArray(step.changes))
    return {
      ...step,
      changes: step.changes.map((change: unknown) =>
        isMembers(change) && change.do === "subscription" ? renamedAlone(change, "group", renaming) : change,
      ),
    }
  const ways = referring[step.kind] ?? {}
  return ownMembers(
    Object.entries(step).map(([name, value]) => {
      const way = Object.hasOwn(ways, name) ? ways[name] : undefined
      return [name, way === undefined ? value : renaming[way](value)]
    }),
  )
}

/** What refers to one thing, and has members of any name beside that. */
function renamedAlone(value: Members, what: "canvas" | "group", renaming: Renaming): Members {
  const isOf = (name: string) => name === what || name === `${what}_id`
  return ownMembers(
    Object.entries(value).flatMap(([name, inner]) => {
      const renamed = isOf(name) ? renaming.within({ [name]: inner }) : undefined
      return isMembers(renamed) ? Object.entries(renamed) : [[name, inner] as [string, unknown]]
    }),
  )
}

function renamed(given: Members, renaming: Renaming): Members {
  return ownMembers(
    Object.entries(given).map(([name, value]) => {
      if (name === "steps" && Array.isArray(value))
        return [name, value.map((step) => renamedStep(step, renaming))]
      return [name, ["audience", "entry", "exits"].includes(name) ? renaming.within(value) : value]
    }),
  )
}

/** A step as people read it: what it is, what it says, and where it leads. */
function arrangedStep(step: unknown): unknown {
  const said = lean(canvasStep, step)
  if (!isMembers(said)) return said
  const { next, position, ...rest } = said
  return { ...arranged(rest, {}, ["id", "kind", "name", "note"]), next, position }
}

/** Messages are left as they are said. */
const contents: readonly string[] = ["content", "fallback"]

/** Without members, at any depth, that a schema adds by itself. */
function lean(schema: z.ZodType, value: unknown): unknown {
  const whole = read(schema, value)
  if (!schema.safeParse(value).success) return value
  const readsSame = (other: unknown) => isDeepStrictEqual(read(schema, other), whole)
  const leaner = (inner: unknown, rebuild: (inner: unknown) => unknown): unknown => {
    if (Array.isArray(inner)) {
      let list: unknown[] = inner
      for (const [place, item] of inner.entries())
        list = list.with(
          place,
          leaner(item, (next) => rebuild(list.with(place, next))),
        )
      return list
    }
    if (!isMembers(inner)) return inner
    let kept = inner
    for (const name of Object.keys(inner)) {
      const { [name]: member, ...without } = kept
      if (readsSame(rebuild(without))) kept = without
      else if (!contents.includes(name)) {
        const before = kept
        kept = { ...kept, [name]: leaner(member, (next) => rebuild({ ...before, [name]: next })) }
      }
    }
    return kept
  }
  return leaner(value, (next) => next)
}

export const canvas: KindOfFile = {
  defaults: canvasDefaults,
  toFile(given, references) {
    const said = ownMembers([
      ...Object.entries(given),
      ...members.map((name): [string, unknown] => [name, read(canvasMembers[name], given[name])]),
      ["name", read(trimmed, given.name)],
      ["folder", read(trimmed, given.folder)],
      ["tags", read(texts, given.tags)],
    ])
    const { number_id, ...rest } = arranged(said, canvasDefaults, [])
    const shorter = ownMembers(
      Object.entries(rest).map(([name, value]) => {
        if (name === "steps" && Array.isArray(value)) return [name, value.map(arrangedStep)]
        const isLonger = name === "entry" || name === "exits" || name === "controls" || name === "variants"
        return [name, isLonger ? lean(canvasMembers[name], value) : value]
      }),
    )
    return arranged({ ...renamed(shorter, inFile(references)), ...numberInFile(number_id, references) }, {}, [
      "name",
      "folder",
      "tags",
      "number",
      "number_id",
      "entry",
      "audience",
      "re_entry",
      "entry_limit",
      "exits",
      "context",
      "conversions",
      "controls",
      "control_share",
      "variants",
      "steps",
    ])
  },
  toApi({ number, ...given }, references) {
    const number_id = numberForApi({ ...given, number }, references)
    const ofNumber = typeof number_id === "string" ? number_id : undefined
    return withDefaults(canvasDefaults, {
      ...renamed(given, forApi(references, ofNumber)),
      ...(number_id !== undefined && { number_id }),
    })
  },
}
