import { personOfPhone } from "@parley/whatsapp/phone"
import { Fatal, type ObjectError } from "../../frame/fatal.ts"
import type { Input } from "../../frame/read-input.ts"
import { isObject, readUserKey, type UserKey } from "../user-key.ts"
import { whyNotStorable } from "./object-check.ts"

/** An object of a request that is about somebody. */
export interface Addressed {
  index: number
  key: UserKey
  /** Whether the user is created where there is none. */
  mayCreate: boolean
  fields: Readonly<Record<string, unknown>>
}

export const arrays = ["attributes", "events", "purchases"] as const
export type ArrayName = (typeof arrays)[number]

export interface Objects extends Record<ArrayName, Addressed[]> {
  errors: ObjectError[]
  /** How many were sent of each; undefined: none were. */
  sent: Record<ArrayName, number | undefined>
}

/** What a request may have: of each array, and of all together. */
export interface Most {
  ofEach: number
  inAll: number
  ofOneUser: number
}

/**
 * The objects of a request, each judged on its own.
 * @throws Fatal 400 when there are too many, or an array is none
 */
export function readObjects({ input, isBroken }: Input, most: Most): Objects {
  const objects: Objects = {
    attributes: [],
    events: [],
    purchases: [],
    errors: [],
    sent: { attributes: undefined, events: undefined, purchases: undefined },
  }
  for (const name of arrays) {
    const list = input[name]
    if (list === undefined || list === null) continue
    if (!Array.isArray(list)) throw new Fatal(`'${name}' must be an array of objects`)
    if (list.length > most.ofEach) throw new Fatal("Max Input Length Exceeded")
    objects.sent[name] = list.length
    list.forEach((object: unknown, index) => {
      const problem = readObject(object, { name, index, isBroken }, objects[name])
      if (problem !== undefined) objects.errors.push({ type: problem, input_array: name, index })
    })
  }
  const sent = arrays.reduce((sum, name) => sum + (objects.sent[name] ?? 0), 0)
  if (sent > most.inAll) throw new Fatal("Max Input Length Exceeded")
  if (Number.isFinite(most.ofOneUser)) refuseTooManyOfOne(objects, most.ofOneUser)
  return objects
}

/** @returns what is wrong with it; else it is added to `good` */
function readObject(
  object: unknown,
  { name, index, isBroken }: { name: ArrayName; index: number; isBroken: boolean },
  good: Addressed[],
): string | undefined {
  if (!isObject(object)) return `'${name}' must be an array of objects`
  const fault = whyNotStorable(object, { isBroken })
  if (fault !== undefined) return fault
  const reading = readUserKey(object)
  if (!reading.ok) return reading.problem
  const { key } = reading
  const mayCreate = mayBeCreated(key, name, object._update_existing_only)
  good.push({ index, key, mayCreate, fields: object })
  return undefined
}

/** After "Update existing profiles only": users that have but an alias are created by attributes that say so. */
function mayBeCreated(key: UserKey, name: ArrayName, updateOnly: unknown): boolean {
  if (key.kind === "braze_id") return false
  if (key.kind === "alias") return name === "attributes" && updateOnly === false
  return updateOnly !== true
}

/** What tells one key from another within a request; a phone in any form in which a country writes it is the same. */
export const nameOfKey = (key: UserKey): string => {
  if (key.kind === "alias") return JSON.stringify([key.kind, key.label, key.name])
  return JSON.stringify([key.kind, key.kind === "phone" ? personOfPhone(key.value) : key.value])
}

function refuseTooManyOfOne(objects: Objects, most: number): void {
  const ofUser = new Map<string, number>()
  for (const { key } of arrays.flatMap((name) => objects[name])) {
    const name = nameOfKey(key)
    const count = (ofUser.get(name) ?? 0) + 1
    if (count > most) throw new Fatal(`A request has at most ${most} objects about one user`)
    ofUser.set(name, count)
  }
}
