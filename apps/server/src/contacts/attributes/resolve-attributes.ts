import {
  type AttributeData,
  type AttributeFault,
  type AttributeType,
  attributeLimits,
  attributeName,
} from "@parley/model"
import { storableText, type Tx } from "../../platform/database/index.ts"
import { define, hasRoomFor, mostDefinitions, typesOf } from "./definitions.ts"
import { applyOperation, readOperation } from "./operation.ts"

/** In which workspace, when, and whether what is given are texts that people wrote (a file, a form) or JSON. */
export interface AttributeScope {
  workspaceId: string
  now: Date
  from: "text" | "json"
}

/** What is to become of the attributes of one contact. */
export interface WantedAttributes {
  /**
   * By name: a value, null (removes), `{ inc: 2 }`, `{ add: […], remove: […] }` of an array, or `{ $add, $update, $remove }` of an
   * array of objects, as Braze writes them.
   */
  attributes: Readonly<Record<string, unknown>>
  /** Objects are merged into those that are there, instead of replacing them. */
  mergeObjects?: boolean | undefined
}

/** Why one attribute of a change was left as it was. */
export interface AttributeError {
  /** Of the change, from 0. */
  index: number
  /** Of the attribute. */
  name: string
  code: AttributeFault | "contact_unknown"
  message: string
}

/** What attributes become by name; null: it goes. What becomes nothing else is left out. */
export type AttributePatch = Record<string, AttributeData | null>

export interface Resolved {
  /** In the order of the changes. */
  patches: AttributePatch[]
  errors: AttributeError[]
}

/**
 * What attributes become, by the catalogue, which learns of new ones. Three statements at most, and none where nothing is given.
 * @param items.current what the contact has now, locked where it matters; changes of one contact share it, and see each other
 */
export async function resolveAttributes(
  tx: Tx,
  scope: AttributeScope,
  items: readonly (WantedAttributes & { current?: Map<string, unknown> | undefined })[],
): Promise<Resolved> {
  const names = new Set(items.flatMap(({ attributes }) => Object.keys(attributes)).map(storableText))
  if (names.size === 0) return { patches: items.map(() => ({})), errors: [] }
  const known = await typesOf(tx, scope, [...names])
  const { isNew, ...resolved } = resolve(scope.from, items, known)
  if (!(await hasRoomFor(tx, scope.workspaceId, isNew.size))) {
    const { patches, errors } = resolve(scope.from, items, known, true)
    return { ...keep(items, patches), errors }
  }
  if (await define(tx, scope, isNew)) return { ...keep(items, resolved.patches), errors: resolved.errors }
  // Another transaction was first with one of them, and may have given it another type.
  const { isNew: _, ...again } = resolve(scope.from, items, await typesOf(tx, scope, [...names]))
  return { ...keep(items, again.patches), errors: again.errors }
}

export const tooManyAttributes = {
  code: "attributes_too_many",
  message: `A contact has at most ${attributeLimits.ofContact.toLocaleString("en")} attributes; remove one first.`,
} as const

type Item = WantedAttributes & { current?: Map<string, unknown> | undefined }

/** Pure: `current` is written by `keep`, once the types are certain. */
function resolve(
  from: "text" | "json",
  items: readonly Item[],
  known: ReadonlyMap<string, AttributeType>,
  isFull = false,
) {
  const isNew = new Map<string, AttributeType>()
  const errors: AttributeError[] = []
  const written = new Map<Map<string, unknown>, Map<string, unknown>>()
  /** How many attributes a contact has by then. */
  const sizes = new Map<Map<string, unknown>, number>()
  const patches = items.map(({ attributes, mergeObjects = false, current }, index): AttributePatch => {
    const patch: [string, AttributeData | null][] = []
    const seen = current && (written.get(current) ?? new Map<string, unknown>())
    if (current && seen) written.set(current, seen)
    for (const [given, value] of Object.entries(attributes)) {
      const name = storableText(given)
      const type = known.get(name) ?? isNew.get(name)
      if (type === undefined && !attributeName.safeParse(name).success) {
        const message = "An attribute has a name of 1 to 255 characters, without $ in front."
        errors.push({ index, name, code: "attribute_name_invalid", message })
        continue
      }
      if (type === undefined && isFull && value !== null) {
        const message = `There are ${mostDefinitions.toLocaleString("en")} attributes already; use one of those.`
        errors.push({ index, name, code: "attribute_name_invalid", message })
        continue
      }
      const before = seen?.has(name) ? seen.get(name) : current?.get(name)
      const changed = applyOperation(before, readOperation(value, mergeObjects), { from, type })
      if (!changed.ok) {
        errors.push({ index, name, code: changed.code, message: changed.message })
        continue
      }
      if (current) {
        const size = sizes.get(current) ?? current.size
        const more = Number(changed.value !== undefined) - Number(before !== undefined)
        if (more > 0 && size >= attributeLimits.ofContact) {
          errors.push({ index, name, ...tooManyAttributes })
          continue
        }
        sizes.set(current, size + more)
      }
      if (type === undefined && changed.value !== undefined && changed.type !== undefined)
        isNew.set(name, changed.type)
      patch.push([name, changed.value ?? null])
      seen?.set(name, changed.value)
    }
    return Object.fromEntries(patch)
  })
  return { isNew, patches, errors }
}

function keep(items: readonly Item[], patches: AttributePatch[]) {
  for (const [index, patch] of patches.entries()) {
    const current = items[index]?.current
    for (const [name, value] of current ? Object.entries(patch) : []) {
      if (value === null) current?.delete(name)
      else current?.set(name, value)
    }
  }
  return { patches }
}
