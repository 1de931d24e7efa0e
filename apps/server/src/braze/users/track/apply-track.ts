import { type GivenEvent, recordEvents } from "../../../events/index.ts"
import type { Tx } from "../../../platform/database/index.ts"
import { Fatal, type ObjectError } from "../../frame/fatal.ts"
import {
  type AttributesOfUser,
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
 * Does what a request says: users are found and created, then attributes, events and purchases in this order. A number of statements
 * that does not grow with the objects.
 * @throws Fatal when none of it can be done
 */
export async function applyTrack(tx: Tx, readings: Readings, writer: Writer): Promise<Tracked> {
  const users = await findOrCreate(tx, draftsOf(readings), writer)
  await writeFields(tx, users.values(), writer.now)
  const ofContacts = <Reading>(said: readonly Said<Reading>[]) =>
    said.flatMap(({ index, key, reading }) => {
      const user = users.get(nameOfKey(key))
      return user ? [{ index, contactId: user.contactId, reading }] : []
    })
  const attributes: AttributesOfUser[] = ofContacts(readings.attributes)
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
  const count = (name: ArrayName) =>
    readings[name].length - refused.filter(({ input_array }) => input_array === name).length
  const processed = {
    attributes: count("attributes"),
    events: count("events"),
    purchases: count("purchases"),
  }
  const all = [...readings.errors, ...errors, ...refused]
  if (arrays.every((name) => processed[name] === 0)) throw nothingValid(all)
  return { processed, errors: all }
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
function draftsOf({ attributes, events, purchases }: Readings): Map<string, UserDraft> {
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
