import { eraseContacts } from "../../contacts/index.ts"
import type { Asked, Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readList } from "../frame/lists.ts"
import { findUsers } from "./find-users.ts"
import { type Priority, prioritize, readPrioritization } from "./prioritize.ts"
import {
  isObject,
  type KeyReading,
  readAlias,
  readBrazeId,
  readEmailKey,
  readExternalId,
  readPhoneKey,
  type UserKey,
} from "./user-key.ts"

interface Meant {
  key: UserKey
  /** Undefined: everyone of that name, who is one. */
  by: Priority[] | undefined
}

/** An address or a phone, and which of its users is meant; as a text alone it means the only one who has it. */
function readPrioritized(
  value: unknown,
  name: "email" | "phone",
  read: (value: unknown) => KeyReading,
): Meant | string {
  const reading = read(isObject(value) ? value[name] : value)
  if (!reading.ok) return reading.problem
  const by = isObject(value) ? readPrioritization(value.prioritization) : []
  return by === undefined ? `'prioritization' of an '${name}' is not valid` : { key: reading.key, by }
}

/** What a client may still have from Braze's own servers: nobody here has it, and others are deleted all the same. */
const isForeignBrazeId = (value: unknown) => typeof value === "string" && /^[0-9a-f]{24}$/i.test(value)

/** @throws Fatal 400 */
function readMeant(input: Asked["input"]): Meant[] {
  const simple = (read: (value: unknown) => KeyReading) => (value: unknown) => {
    const reading = read(value)
    return reading.ok ? { key: reading.key, by: undefined } : reading.problem
  }
  const meant = [
    ...readList(input.external_ids).map(simple(readExternalId)),
    ...readList(input.user_aliases).map(simple(readAlias)),
    ...readList(input.braze_ids).map((value) =>
      isForeignBrazeId(value) ? null : simple(readBrazeId)(value),
    ),
    ...readList(input.email_addresses).map((value) => readPrioritized(value, "email", readEmailKey)),
    ...readList(input.phone_numbers).map((value) => readPrioritized(value, "phone", readPhoneKey)),
  ]
  if (meant.length === 0)
    throw new Fatal(
      "'external_ids', 'user_aliases', 'braze_ids', 'email_addresses' or 'phone_numbers' must be provided",
    )
  return meant.flatMap((one) => {
    if (typeof one === "string") throw new Fatal(one)
    return one === null ? [] : [one]
  })
}

/** Deletes at once what Braze deletes some minutes later, and erases what is personal in all rooms. */
const deleteUsers: Endpoint = {
  method: "POST",
  path: "/users/delete",
  permission: "contacts:write",
  limit: "users",
  answer: async ({ platform, caller: { workspaceId }, now, input }) => {
    const meant = readMeant(input)
    const deleted = await platform.db.workspace(workspaceId, async (tx) => {
      const keys = meant.map(({ key }) => key)
      const found = await findUsers(tx, workspaceId, keys)
      const ids = meant.flatMap(({ by }, index) => {
        const users = found[index] ?? []
        return by === undefined ? users : (prioritize(users, by) ?? [])
      })
      const everyone = [...new Set(ids.map(({ id }) => id))]
      return eraseContacts(tx, { workspaceId, now, rooms: platform.rooms }, everyone)
    })
    return { body: { deleted: deleted.length, message: "success" } }
  },
}

export const deleteEndpoints: readonly Endpoint[] = [deleteUsers]
