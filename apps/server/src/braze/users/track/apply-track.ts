import { type GivenEvent, recordEvents } from "../../../events/index.ts"
import type { Tx } from "../../../platform/database/index.ts"
import { Fatal, type ObjectError } from "../../frame/fatal.ts"
import {
  type AttributesOfUser,
  lockUsers,
  type Writer,
  writeCustom,
  writeFields,
  writeGroups,
} from "./apply-attributes.ts"
import { emptyDraft, findOrCreate, type UserDraft } from "./find-or-create.ts"
import { type AttributesReading, readAttributes } from "./read-attributes.ts"
import { type EventReading, type PurchaseReading, readEvent, readPurchase } from "./read-events.ts"
import { type Addressed, type ArrayName, arrays, nameOfKey, type Objects } from "./read-objects.ts"

/** An object that says something, and the user it is about. */
interface Said<Reading> extends Addressed {
  reading: Reading
}

export interface Readings {
  attributes: Said<AttributesReading>[]
  events: Said<EventReading>[]
  purchases: Said<PurchaseReading>[]
  errors: ObjectError[]
}

/** What the objects of a request say; those that say nothing that makes sense are among the errors. Pure. */
export function readAll(objects: Objects, now: Date): Readings {
  const errors = [...objects.errors]
  function read<Reading extends object>(
    name: ArrayName,
    reader: (fields: Addressed["fields"]) => Reading | string,
  ): Said<Reading>[] {
    return objects[name].flatMap((object) => {
      const reading = reader(object.fields)
      if (typeof reading !== "string") return [{ ...object, reading }]
      errors.push({ type: reading, input_array: name, index: object.index })
      return []
    })
  }
  const attributes = read("attributes", readAttributes)
  for (const { index, reading } of attributes)
    for (const type of reading.problems) errors.push({ type, input_array: "attributes", index })
  return {
    attributes,
    events: read("events", (fields) => readEvent(fields, now)),
    purchases: read("purchases", (fields) => readPurchase(fields, now)),
    errors,
  }
}

export interface Tracked {
  processed: Record<ArrayName, number>
  errors: ObjectError[]
}

/** @returns what Braze says where there is nothing in a request that can be done */
export const nothingValid = (errors: readonly ObjectError[]) =>
  new Fatal("Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.", { errors })

/**
 * Does what requests say, of each as if it had come alone: users are found and created, then attributes, events and purchases in this
 * order. A number of statements that does not grow with the objects, in which all requests share.
 * @returns what came of each request
 * @throws Fatal when nothing of one of them can be done
 */
export async function applyTrack(tx: Tx, requests: readonly Readings[], writer: Writer): Promise<Tracked[]> {
  const { readings, sourceOf } = joined(requests)
  const users = await findOrCreate(tx, draftsOf(readings), writer)
  const ofContacts = <Reading>(said: readonly Said<Reading>[]) =>
    said.flatMap(({ index, key, reading }) => {
      const user = users.get(nameOfKey(key))
      return user ? [{ index, contactId: user.contactId, reading }] : []
    })
  const attributes: AttributesOfUser[] = ofContacts(readings.attributes)
  await lockUsers(tx, attributes, writer)
  await writeFields(tx, users.values(), writer.now)
  const errors = [
    ...(await writeCustom(tx, attributes, writer)),
    ...(await writeGroups(tx, attributes, writer)),
  ]

  const happened: { name: ArrayName; index: number; event: GivenEvent }[] = [
    ...ofContacts(readings.events).map(({ index, contactId, reading }) => {
      const event: GivenEvent = { kind: "event", contactId, ...reading }
      return { name: "events" as const, index, event }
    }),
    ...ofContacts(readings.purchases).map(({ index, contactId, reading }) => {
      const event: GivenEvent = { kind: "purchase", contactId, ...reading }
      return { name: "purchases" as const, index, event }
    }),
  ]
  const refused = await recordAll(tx, happened, writer)
  const found = Map.groupBy([...errors, ...refused].map(sourceOf), ({ request }) => request)
  return requests.map((request, number) => {
    const own = found.get(number)?.map(({ error }) => error) ?? []
    return outcomeOf(request, own)
  })
}

/** @throws Fatal when nothing of it was done */
function outcomeOf(request: Readings, errors: readonly ObjectError[]): Tracked {
  const count = (name: "events" | "purchases") =>
    request[name].length - errors.filter(({ input_array }) => input_array === name).length
  const processed = {
    attributes: request.attributes.length,
    events: count("events"),
    purchases: count("purchases"),
  }
  const all = [...request.errors, ...errors]
  if (arrays.every((name) => processed[name] === 0)) throw nothingValid(all)
  return { processed, errors: all }
}

/** The objects of all requests as those of one, each under a number of its own, and by that the request it came with. */
function joined(requests: readonly Readings[]) {
  const readings: Omit<Readings, "errors"> = { attributes: [], events: [], purchases: [] }
  const sources: Record<ArrayName, { request: number; index: number }[]> = {
    attributes: [],
    events: [],
    purchases: [],
  }
  function join<Reading>(name: ArrayName, request: number, from: Said<Reading>[], into: Said<Reading>[]) {
    for (const object of from) {
      into.push({ ...object, index: sources[name].length })
      sources[name].push({ request, index: object.index })
    }
  }
  for (const [number, request] of requests.entries()) {
    join("attributes", number, request.attributes, readings.attributes)
    join("events", number, request.events, readings.events)
    join("purchases", number, request.purchases, readings.purchases)
  }
  const sourceOf = (error: ObjectError) => {
    const { request, index } = sources[error.input_array as ArrayName][error.index] ?? {
      request: 0,
      index: error.index,
    }
    return { request, error: { ...error, index } }
  }
  return { readings, sourceOf }
}

async function recordAll(
  tx: Tx,
  happened: readonly { name: ArrayName; index: number; event: GivenEvent }[],
  { workspaceId, now }: Writer,
): Promise<ObjectError[]> {
  if (happened.length === 0) return []
  const { errors } = await recordEvents(
    tx,
    { workspaceId, now },
    happened.map(({ event }) => event),
  )
  return errors.flatMap(({ index, field, message }) => {
    const of = happened[index]
    if (!of) return []
    const type = field === undefined ? message : `'${field}' is not valid: ${message}`
    return [{ type, input_array: of.name, index: of.index }]
  })
}

/** What is said of each user, the objects of one user together: the last word on each field counts. */
function draftsOf({ attributes, events, purchases }: Omit<Readings, "errors">): Map<string, UserDraft> {
  const drafts = new Map<string, UserDraft>()
  for (const object of [...attributes, ...events, ...purchases]) {
    const name = nameOfKey(object.key)
    const draft = drafts.get(name)
    if (!draft) drafts.set(name, emptyDraft(object))
    else draft.mayCreate ||= object.mayCreate
  }
  for (const { key, reading } of attributes) {
    const draft = drafts.get(nameOfKey(key))
    if (!draft) continue
    const { [key.kind === "phone" || key.kind === "email" ? key.kind : "external_id"]: _, ...patch } =
      reading.patch
    Object.assign(draft.patch, patch)
    draft.phoneCountry = reading.phoneCountry ?? draft.phoneCountry
    draft.invalidPhone = reading.invalidPhone ?? (reading.patch.phone ? undefined : draft.invalidPhone)
  }
  return drafts
}
