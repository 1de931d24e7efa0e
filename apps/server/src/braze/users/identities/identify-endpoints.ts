import { afterRaces, aliasesOf, mergeContacts, updateContacts } from "../../../contacts/index.ts"
import type { Tx } from "../../../platform/database/index.ts"
import type { Asked, Endpoint } from "../../frame/endpoint.ts"
import { Fatal } from "../../frame/fatal.ts"
import { mostOfOneKind } from "../../frame/lists.ts"
import { findUsers, type User } from "../find-users.ts"
import { type Priority, prioritize, readPrioritization } from "../prioritize.ts"
import {
  isObject,
  type KeyReading,
  readAlias,
  readEmailKey,
  readExternalId,
  readPhoneKey,
  type UserKey,
} from "../user-key.ts"

/** A user who is to be known by an external id from now on. */
interface Identification {
  key: UserKey
  by: Priority[] | undefined
  externalId: string
}

const inputs = {
  aliases_to_identify: (object: Record<string, unknown>) => readAlias(object.user_alias),
  emails_to_identify: (object: Record<string, unknown>) => readEmailKey(object.email),
  phone_numbers_to_identify: (object: Record<string, unknown>) => readPhoneKey(object.phone),
} as const satisfies Record<string, (object: Record<string, unknown>) => KeyReading>

/** @throws Fatal 400 */
function readIdentifications(input: Asked["input"]): Identification[] {
  const all = Object.entries(inputs).flatMap(([name, readKey]) => {
    const list = input[name] ?? []
    if (!Array.isArray(list)) throw new Fatal(`'${name}' must be an array of objects`)
    return list.map((object: unknown) => {
      if (!isObject(object)) throw new Fatal(`'${name}' must be an array of objects`)
      const [key, external] = [readKey(object), readExternalId(object.external_id)]
      if (!key.ok) throw new Fatal(key.problem)
      if (!external.ok) throw new Fatal(external.problem)
      const by = name === "aliases_to_identify" ? undefined : readPrioritization(object.prioritization)
      if (name !== "aliases_to_identify" && !by) throw new Fatal("'prioritization' is not valid")
      return { key: key.key, by, externalId: external.key.kind === "external_id" ? external.key.value : "" }
    })
  })
  if (all.length === 0)
    throw new Fatal(
      "'aliases_to_identify', 'emails_to_identify' or 'phone_numbers_to_identify' must be provided",
    )
  if (all.length > mostOfOneKind) throw new Fatal(`A request has at most ${mostOfOneKind} users to identify`)
  return all
}

/**
 * Gives unidentified users their external id. Where somebody has it already they prove to be one person, and are merged; not where
 * both have an alias of one label.
 */
async function identifyUsers(
  tx: Tx,
  identifications: readonly Identification[],
  { platform, caller: { workspaceId }, now }: Asked,
): Promise<void> {
  const externals = identifications.map(
    ({ externalId }): UserKey => ({ kind: "external_id", value: externalId }),
  )
  const found = await findUsers(tx, workspaceId, [...identifications.map(({ key }) => key), ...externals])
  const identified = new Map<string, User>()
  identifications.forEach(({ externalId }, index) => {
    const [user] = found[identifications.length + index] ?? []
    if (user) identified.set(externalId, user)
  })
  const everyone = [...new Set(found.flat().map(({ id }) => id))]
  const labels = new Map(
    [...(await aliasesOf(tx, workspaceId, everyone))].map(([id, aliases]) => [
      id,
      aliases.map(({ label }) => label),
    ]),
  )

  const named = new Map<string, string>()
  const pairs = new Map<string, string>()
  identifications.forEach(({ by, externalId }, index) => {
    const users = found[index] ?? []
    const user = by ? prioritize(users, by) : users[0]
    if (!user || user.external_id !== null || named.has(user.id) || pairs.has(user.id)) return
    const owner = identified.get(externalId)
    if (!owner) {
      named.set(user.id, externalId)
      identified.set(externalId, user)
      return
    }
    const [own, theOthers] = [labels.get(user.id) ?? [], labels.get(owner.id) ?? []]
    if (owner.id === user.id || own.some((label) => theOthers.includes(label))) return
    labels.set(owner.id, [...own, ...theOthers])
    pairs.set(user.id, owner.id)
  })
  await updateContacts(
    tx,
    [...named].map(([contactId, external_id]) => ({
      contactId,
      draft: { patch: { external_id }, phoneCountry: undefined },
    })),
    now,
  )
  const merge = [...pairs].map(([from, into]) => ({ from, into }))
  await mergeContacts(tx, { workspaceId, now, rooms: platform.rooms }, merge)
}

const identify: Endpoint = {
  method: "POST",
  path: "/users/identify",
  permission: "contacts:write",
  limit: "users",
  answer: async (asked) => {
    const identifications = readIdentifications(asked.input)
    const { platform, caller } = asked
    await afterRaces(() =>
      platform.db.workspace(caller.workspaceId, (tx) => identifyUsers(tx, identifications, asked)),
    )
    return { body: { aliases_processed: identifications.length, message: "success" } }
  },
}

interface MergeUpdate {
  from: { key: UserKey; by: Priority[] | undefined }
  into: { key: UserKey; by: Priority[] | undefined }
}

const noIdentifier =
  "identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string"

/** @throws Fatal 400 */
function readIdentifier(value: unknown): MergeUpdate["from"] {
  if (!isObject(value)) throw new Fatal(noIdentifier)
  const readers = {
    external_id: readExternalId,
    user_alias: readAlias,
    email: readEmailKey,
    phone: readPhoneKey,
  }
  for (const [name, read] of Object.entries(readers)) {
    if (value[name] === undefined) continue
    const reading = read(value[name])
    if (!reading.ok) throw new Fatal(noIdentifier)
    const isShared = name === "email" || name === "phone"
    const by = isShared ? readPrioritization(value.prioritization) : undefined
    if (isShared && !by) throw new Fatal(`'prioritization' is required with '${name}'`)
    return { key: reading.key, by }
  }
  throw new Fatal(noIdentifier)
}

/** @throws Fatal 400, in Braze's words */
function readMergeUpdates(value: unknown): MergeUpdate[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject))
    throw new Fatal("'merge_updates' must be an array of objects")
  if (value.length > mostOfOneKind)
    throw new Fatal(`a single request may not contain more than ${mostOfOneKind} merge updates`)
  return value.map((update) => {
    const names = Object.keys(update)
    if (names.length !== 2 || !("identifier_to_merge" in update) || !("identifier_to_keep" in update))
      throw new Fatal("'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'")
    return {
      from: readIdentifier(update.identifier_to_merge),
      into: readIdentifier(update.identifier_to_keep),
    }
  })
}

/** Which contact becomes which, once all updates were done one after the other: nobody becomes one that is gone itself. Pure. */
export function pairsOf(
  updates: readonly { from: string; into: string }[],
): { from: string; into: string }[] {
  const becomes = new Map<string, string>()
  const now = (id: string): string => {
    const next = becomes.get(id)
    return next === undefined ? id : now(next)
  }
  for (const { from, into } of updates) {
    const [gone, kept] = [now(from), now(into)]
    if (gone !== kept) becomes.set(gone, kept)
  }
  return [...becomes.keys()].map((from) => ({ from, into: now(from) }))
}

const merge: Endpoint = {
  method: "POST",
  path: "/users/merge",
  permission: "contacts:write",
  limit: "users",
  answer: async ({ platform, caller: { workspaceId }, now, input }) => {
    const updates = readMergeUpdates(input.merge_updates)
    await afterRaces(() =>
      platform.db.workspace(workspaceId, async (tx) => {
        const named = updates.flatMap(({ from, into }) => [from, into])
        const found = await findUsers(
          tx,
          workspaceId,
          named.map(({ key }) => key),
        )
        const users = named.map(({ by }, index) => {
          const some = found[index] ?? []
          return by ? prioritize(some, by) : some[0]
        })
        const known = updates.flatMap((_, index) => {
          const [from, into] = [users[2 * index], users[2 * index + 1]]
          return from && into ? [{ from: from.id, into: into.id }] : []
        })
        await mergeContacts(tx, { workspaceId, now, rooms: platform.rooms }, pairsOf(known))
      }),
    )
    return { status: 202, body: { message: "success" } }
  },
}

export const identifyEndpoints: readonly Endpoint[] = [identify, merge]
