import {
  addAliases,
  afterRaces,
  aliasesOf,
  createContacts,
  removeExternalIds as endExternalIds,
  renameExternalIds as giveExternalIds,
  renameAliases,
} from "../../../contacts/index.ts"
import type { Tx } from "../../../platform/database/index.ts"
import type { Asked, Endpoint } from "../../frame/endpoint.ts"
import { Fatal } from "../../frame/fatal.ts"
import { mostOfOneKind } from "../../frame/lists.ts"
import { findUsers } from "../find-users.ts"
import { isObject, readAlias, readExternalId, textOf, type UserKey } from "../user-key.ts"

/** @throws Fatal 400 */
function readObjects(input: Asked["input"], name: string): Record<string, unknown>[] {
  const list = input[name]
  if (!Array.isArray(list) || list.length === 0 || !list.every(isObject))
    throw new Fatal(`'${name}' must be an array of objects`)
  if (list.length > mostOfOneKind)
    throw new Fatal(`'${name}' has at most ${mostOfOneKind} objects in one request`)
  return list
}

type AliasKey = Extract<UserKey, { kind: "alias" }>

interface NewAlias {
  alias: AliasKey
  externalId: UserKey | undefined
}

/** @throws Fatal 400 */
function readAliasOf(label: unknown, name: unknown): AliasKey {
  const reading = readAlias({ alias_label: label, alias_name: name })
  if (!reading.ok) throw new Fatal(reading.problem)
  if (reading.key.kind !== "alias") throw new Error("An alias was read as something else.")
  return reading.key
}

function readNewAlias({ alias_name, alias_label, external_id }: Record<string, unknown>): NewAlias {
  const alias = readAliasOf(alias_label, alias_name)
  if (external_id === undefined || external_id === null) return { alias, externalId: undefined }
  const external = readExternalId(external_id)
  if (!external.ok) throw new Fatal(external.problem)
  return { alias, externalId: external.key }
}

const labelled = (contactId: string, label: string) => JSON.stringify([contactId, label])

/** Gives aliases that nobody has: to the user with the external id, or to a new one. A user has one of each label. */
async function addNewAliases(
  tx: Tx,
  aliases: readonly NewAlias[],
  { workspaceId, now }: { workspaceId: string; now: Date },
): Promise<void> {
  const keys = aliases.flatMap(({ alias, externalId }) => [alias, externalId ?? alias])
  const found = await findUsers(tx, workspaceId, keys)
  const owners = aliases.map((_, index) => found[2 * index + 1]?.[0]?.id)
  const had = await aliasesOf(
    tx,
    workspaceId,
    owners.filter((id) => id !== undefined),
  )
  const labels = new Set([...had].flatMap(([id, own]) => own.map(({ label }) => labelled(id, label))))
  const taken = new Set<string>()
  const toUsers: { contactId: string; label: string; name: string }[] = []
  const toNew: { label: string; name: string }[] = []
  aliases.forEach(({ alias: { label, name }, externalId }, index) => {
    const isTaken = (found[2 * index]?.length ?? 0) > 0 || taken.has(labelled(label, name))
    const contactId = owners[index]
    if (isTaken) return
    if (!externalId) toNew.push({ label, name })
    else if (contactId === undefined || labels.has(labelled(contactId, label))) return
    else {
      labels.add(labelled(contactId, label))
      toUsers.push({ contactId, label, name })
    }
    taken.add(labelled(label, name))
  })
  const drafts = toNew.map(() => ({ patch: {}, phoneCountry: undefined }))
  const created = await createContacts(tx, workspaceId, drafts, now)
  const ofNew = created.flatMap((contactId, index) => {
    const alias = toNew[index]
    return alias ? [{ contactId, ...alias }] : []
  })
  await addAliases(tx, { workspaceId, now }, [...toUsers, ...ofNew])
}

const newAliases: Endpoint = {
  method: "POST",
  path: "/users/alias/new",
  permission: "contacts:write",
  limit: "users",
  answer: async ({ platform, caller: { workspaceId }, now, input }) => {
    const aliases = readObjects(input, "user_aliases").map(readNewAlias)
    await afterRaces(() =>
      platform.db.workspace(workspaceId, (tx) => addNewAliases(tx, aliases, { workspaceId, now })),
    )
    return { body: { aliases_processed: aliases.length, message: "success" } }
  },
}

const updateAliases: Endpoint = {
  method: "POST",
  path: "/users/alias/update",
  permission: "contacts:write",
  limit: "users",
  answer: async ({ platform, caller: { workspaceId }, now, input }) => {
    const updates = readObjects(input, "alias_updates").map(
      ({ alias_label, old_alias_name, new_alias_name }) => ({
        from: readAliasOf(alias_label, old_alias_name),
        to: readAliasOf(alias_label, new_alias_name),
      }),
    )
    // Two cannot get one name: the first has it.
    const byName = new Map(
      updates.toReversed().map((update) => [labelled(update.to.label, update.to.name), update]),
    )
    const renames = [...byName.values()].map(({ from, to }) => ({
      label: to.label,
      from: from.name,
      to: to.name,
    }))
    await afterRaces(() =>
      platform.db.workspace(workspaceId, (tx) => renameAliases(tx, { workspaceId, now }, renames)),
    )
    return { body: { aliases_processed: updates.length, message: "success" } }
  },
}

/** By the index of the object in the request, and what is wrong with it. */
type ErrorAt = [index: number, message: string]

interface Rename {
  index: number
  from: string
  to: string
}

/** @returns the renames that can be tried; of the others, why not */
function readRenames(objects: readonly Record<string, unknown>[]): { renames: Rename[]; errors: ErrorAt[] } {
  const errors: ErrorAt[] = []
  const seen = new Set<string>()
  const renames = objects.flatMap(({ current_external_id, new_external_id }, index): Rename[] => {
    const [current, next] = [readExternalId(current_external_id), readExternalId(new_external_id)]
    const from = current.ok && current.key.kind === "external_id" ? current.key.value : undefined
    const to = next.ok && next.key.kind === "external_id" ? next.key.value : undefined
    const problem =
      from === undefined
        ? "current_external_id is not valid"
        : to === undefined
          ? "new_external_id is not valid"
          : from === to
            ? "current_external_id and new_external_id cannot be the same"
            : seen.has(from) || seen.has(to)
              ? "an external_id is renamed twice in this request"
              : undefined
    if (problem !== undefined || from === undefined || to === undefined) {
      errors.push([index, problem ?? ""])
      return []
    }
    seen.add(from).add(to)
    return [{ index, from, to }]
  })
  return { renames, errors }
}

const external = (value: string): UserKey => ({ kind: "external_id", value })

const renameExternalIds: Endpoint = {
  method: "POST",
  path: "/users/external_ids/rename",
  permission: "contacts:write",
  limit: "rename_external_ids",
  answer: async ({ platform, caller: { workspaceId }, now, input }) => {
    const { renames, errors } = readRenames(readObjects(input, "external_id_renames"))
    const outcome = await afterRaces(() =>
      platform.db.workspace(workspaceId, async (tx) => {
        const found = await findUsers(
          tx,
          workspaceId,
          renames.flatMap(({ from, to }) => [external(from), external(to)]),
        )
        const refused: ErrorAt[] = []
        const done = renames.flatMap(({ index, from, to }, at) => {
          const [user, other] = [found[2 * at]?.[0], found[2 * at + 1]?.[0]]
          const problem = !user
            ? "current_external_id does not exist"
            : user.external_id !== from
              ? "current_external_id is deprecated: name the primary one"
              : other
                ? "new_external_id is already in use"
                : undefined
          if (problem !== undefined || !user) {
            refused.push([index, problem ?? ""])
            return []
          }
          return [{ from, to }]
        })
        await giveExternalIds(tx, { workspaceId, now }, done)
        return { renamed: done.map(({ to }) => to), refused }
      }),
    )
    const all = [...errors, ...outcome.refused].toSorted(([a], [b]) => a - b)
    return { body: { message: "success", external_ids: outcome.renamed, rename_errors: all } }
  },
}

const removeExternalIds: Endpoint = {
  method: "POST",
  path: "/users/external_ids/remove",
  permission: "contacts:write",
  limit: "remove_external_ids",
  answer: async ({ platform, caller: { workspaceId }, now, input }) => {
    const list = input.external_ids
    if (!Array.isArray(list) || list.length === 0)
      throw new Fatal("'external_ids' must be an array of strings")
    if (list.length > mostOfOneKind)
      throw new Fatal(`'external_ids' has at most ${mostOfOneKind} in one request`)
    const ids = list.map((id) => textOf(id)?.trim() ?? "")
    const removed = await platform.db.workspace(workspaceId, (tx) =>
      endExternalIds(tx, { workspaceId, now }, ids),
    )
    const errors = ids.flatMap((_, index): ErrorAt[] =>
      removed.has(index) ? [] : [[index, "external_id is no deprecated one"]],
    )
    return {
      body: {
        message: "success",
        removed_ids: ids.filter((_, index) => removed.has(index)),
        removal_errors: errors,
      },
    }
  },
}

export const aliasEndpoints: readonly Endpoint[] = [
  newAliases,
  updateAliases,
  renameExternalIds,
  removeExternalIds,
]
