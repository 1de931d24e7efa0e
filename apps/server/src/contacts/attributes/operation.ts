/** What a client may want of one attribute, as Braze writes it, and what becomes of its value. Pure. */
import {
  type AttributeData,
  type AttributeFault,
  type AttributeSource,
  type AttributeType,
  attributeLimits,
  isObject,
  isScalar,
  readAttributeValue,
} from "@parley/model"

export type Operation =
  | { op: "set"; value: unknown }
  | { op: "remove" }
  | { op: "increment"; by: number }
  | { op: "change_array"; add: readonly unknown[]; remove: readonly unknown[] }
  | { op: "merge"; value: Record<string, unknown> }
  | { op: "change_objects"; add: unknown; remove: unknown; update: unknown; merges: boolean }

const hasOnly = (given: object, names: readonly string[]) => {
  const keys = Object.keys(given)
  return keys.length > 0 && keys.every((key) => names.includes(key))
}
const isList = (given: unknown): given is readonly unknown[] | undefined =>
  given === undefined || Array.isArray(given)

/**
 * What is given for an attribute: a value, null, `{ inc: 2 }`, `{ add: ["a"], remove: ["b"] }`, or `{ $add, $remove, $update }`.
 * @param mergesObjects objects are merged into those that are there (`_merge_objects`)
 */
export function readOperation(given: unknown, mergesObjects: boolean): Operation {
  if (given === null) return { op: "remove" }
  if (!isObject(given)) return { op: "set", value: given }
  if (hasOnly(given, ["inc"]) && typeof given.inc === "number") return { op: "increment", by: given.inc }
  if (hasOnly(given, ["add", "remove"]) && isList(given.add) && isList(given.remove))
    return { op: "change_array", add: given.add ?? [], remove: given.remove ?? [] }
  if (hasOnly(given, ["$add", "$remove", "$update"]))
    return {
      op: "change_objects",
      add: given.$add,
      remove: given.$remove,
      update: given.$update,
      merges: mergesObjects,
    }
  return mergesObjects ? { op: "merge", value: given } : { op: "set", value: given }
}

export type Changed =
  /** value undefined: the attribute is gone */
  | { ok: true; type: AttributeType | undefined; value: AttributeData | undefined }
  | { ok: false; code: AttributeFault; message: string }

/** What a value becomes. `source.type` is that of the definition. */
export function applyOperation(current: unknown, operation: Operation, source: AttributeSource): Changed {
  const json = (type: AttributeType, value: unknown) =>
    mismatch(source.type, type) ?? readAttributeValue(value, { from: "json", type })
  switch (operation.op) {
    case "remove":
      return { ok: true, type: source.type, value: undefined }
    case "set":
      return readAttributeValue(operation.value, source)
    case "increment":
      return json("number", (typeof current === "number" ? current : 0) + operation.by)
    case "change_array": {
      // What is added stands at the end, also where it was there before.
      const added = new Set(operation.add)
      const there = Array.isArray(current) ? current.filter((item) => !added.has(item)) : []
      const gone = new Set(operation.remove)
      return json(
        "array",
        [...there, ...operation.add].filter((item) => !gone.has(item)),
      )
    }
    case "merge":
      return json("object", merged(isObject(current) ? current : {}, operation.value))
    case "change_objects": {
      const objects = changedObjects(Array.isArray(current) ? current.filter(isObject) : [], operation)
      return typeof objects === "string"
        ? { ok: false, code: "attribute_value_invalid", message: objects }
        : json("array_of_objects", objects)
    }
  }
}

const words: Partial<Record<AttributeType, string>> = {
  number: "Only a number can be increased",
  array: "Only an array has members to add and remove",
  object: "Only an object can be merged into",
  array_of_objects: "Only an array of objects has objects to add, update and remove",
}

function mismatch(defined: AttributeType | undefined, needed: AttributeType): Changed | undefined {
  if (defined === undefined || defined === needed) return undefined
  return {
    ok: false,
    code: "attribute_type_conflict",
    message: `${words[needed]}; this attribute holds ${defined.replaceAll("_", " ")}.`,
  }
}

/** At all levels; null takes a member away. */
function merged(there: Record<string, unknown>, given: Record<string, unknown>): Record<string, unknown> {
  const result = new Map(Object.entries(there))
  for (const [name, value] of Object.entries(given)) {
    const known = result.get(name)
    if (value === null) result.delete(name)
    else
      result.set(
        name,
        isObject(value) && isObject(known) && !("$time" in value) ? merged(known, value) : value,
      )
  }
  return Object.fromEntries(result)
}

interface Named {
  key: string
  value: string | number | boolean
}

const named = (given: unknown): Named | undefined =>
  isObject(given) && typeof given.$identifier_key === "string" && isScalar(given.$identifier_value)
    ? { key: given.$identifier_key, value: given.$identifier_value }
    : undefined

/** In Braze's order: what is added may be removed and updated by the same change. A text says what is wrong. */
function changedObjects(
  there: readonly Record<string, unknown>[],
  { add, remove, update, merges }: Operation & { op: "change_objects" },
): Record<string, unknown>[] | string {
  let objects = [...there]
  const added = add === undefined ? [] : Array.isArray(add) ? add : [add]
  if (!added.every(isObject)) return "$add has objects, nothing else."
  if (!isList(remove) || !isList(update)) return "$remove and $update are arrays."
  if ([added, remove ?? [], update ?? []].some((list) => list.length > attributeLimits.items))
    return `$add, $remove and $update have at most ${attributeLimits.items} objects each.`
  objects.push(...added)
  for (const each of remove ?? []) {
    const which = named(each)
    if (!which) return "Each of $remove has an $identifier_key and an $identifier_value."
    objects = objects.filter((object) => object[which.key] !== which.value)
  }
  for (const each of update ?? []) {
    const which = named(each)
    const changed = isObject(each) && isObject(each.$new_object) ? each.$new_object : undefined
    if (!which || !changed)
      return "Each of $update has an $identifier_key, an $identifier_value and a $new_object."
    objects = objects.map((object) => {
      if (object[which.key] !== which.value) return object
      return merges ? merged(object, changed) : changed
    })
  }
  return objects
}
