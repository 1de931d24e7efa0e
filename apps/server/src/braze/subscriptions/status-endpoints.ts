import { parsePhone } from "@parley/whatsapp/phone"
import { afterRaces, createContacts } from "../../contacts/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Answer, Asked, Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readList } from "../frame/lists.ts"
import { findUsers } from "../users/find-users.ts"
import { isObject, type UserKey } from "../users/user-key.ts"
import { type GroupChange, readGroupId, readState, readUsers } from "./read-change.ts"
import { knownGroups, setStates } from "./set-states.ts"

/** As Braze answers them; `unknown` in lower case is what their servers say, whatever their pages print. */
const words: Readonly<Record<string, string>> = { subscribed: "Subscribed", unsubscribed: "Unsubscribed" }
const wordOf = (state: string | undefined) => words[state ?? ""] ?? "unknown"

const mostGroups = 50
/** Whose state one request sets: everybody who shares an address, after "all users that share the email address are updated". */
const mostSet = 10_000

/** Makes contacts of phones that nobody has, so that what is said to a group of them is kept. @returns the ids by the phone */
async function createByPhone(
  tx: Tx,
  keys: readonly UserKey[],
  { workspaceId, now }: { workspaceId: string; now: Date },
): Promise<Map<string, string>> {
  const phones = [...new Set(keys.flatMap((key) => (key.kind === "phone" ? [key.value] : [])))]
  const drafts = phones.map((phone) => {
    const parsed = parsePhone(phone)
    return { patch: { phone }, phoneCountry: parsed.ok ? parsed.country : undefined }
  })
  const ids = await createContacts(tx, workspaceId, drafts, now)
  return new Map(phones.flatMap((phone, index) => (ids[index] === undefined ? [] : [[phone, ids[index]]])))
}

async function setStatuses(asked: Asked, changes: readonly GroupChange[]): Promise<Answer> {
  const { platform, caller, now } = asked
  const { workspaceId, actor } = caller
  const problems = changes.flatMap((change) => change.problems)
  if (changes.every(({ keys }) => keys.length === 0))
    throw new Fatal(problems[0] ?? "Bad Request", { errors: problems })
  await afterRaces(() =>
    platform.db.workspace(workspaceId, async (tx) => {
      const groups = await knownGroups(
        tx,
        workspaceId,
        changes.map(({ groupId }) => groupId),
      )
      if (changes.some(({ groupId }) => !groups.has(groupId)))
        throw new Fatal("Invalid subscription group ID")
      const said = changes.flatMap(({ groupId, state, keys }) => keys.map((key) => ({ groupId, state, key })))
      const keys = said.map(({ key }) => key)
      const users = await findUsers(tx, workspaceId, keys, mostSet + 1)
      const created = await createByPhone(
        tx,
        keys.filter((_, index) => users[index]?.length === 0),
        { workspaceId, now },
      )
      const states = said.flatMap(({ groupId, state, key }, index) => {
        const known = (users[index] ?? []).map(({ id }) => id)
        const made = key.kind === "phone" ? (created.get(key.value) ?? []) : []
        return [known, made].flat().map((contactId) => ({ groupId, state, contactId }))
      })
      if (states.length > mostSet)
        throw new Fatal(
          `More than ${mostSet} users share these addresses. Name fewer, or the users by external_id`,
        )
      await setStates(tx, states, {
        workspaceId,
        actor,
        evidence: "subscription/status/set",
        now,
        rooms: platform.rooms,
      })
    }),
  )
  return { body: { message: "success", ...(problems.length > 0 ? { errors: problems } : {}) } }
}

const setStatus: Endpoint = {
  method: "POST",
  path: "/subscription/status/set",
  permission: "subscriptions:write",
  limit: "set_status",
  answer: (asked) => {
    const { subscription_group_id, subscription_state, external_id, email, phone } = asked.input
    const groupId = readGroupId(subscription_group_id)
    const state = readState(subscription_state)
    const users = readUsers({ ids: external_id, emails: email, phones: phone })
    return setStatuses(asked, [{ groupId, state, ...users }])
  },
}

const setStatusV2: Endpoint = {
  method: "POST",
  path: "/v2/subscription/status/set",
  permission: "subscriptions:write",
  limit: "set_status",
  answer: (asked) => {
    const { subscription_groups: groups } = asked.input
    if (!Array.isArray(groups) || groups.length === 0)
      throw new Fatal("'subscription_groups' must be an array of objects")
    if (groups.length > mostGroups)
      throw new Fatal(`'subscription_groups' has at most ${mostGroups} objects in one request`)
    const changes = groups.map((group: unknown) => {
      if (!isObject(group)) throw new Fatal("'subscription_groups' must be an array of objects")
      const groupId = readGroupId(group.subscription_group_id)
      const state = readState(group.subscription_state)
      const users = readUsers({ ids: group.external_ids, emails: group.emails, phones: group.phones })
      return { groupId, state, ...users }
    })
    return setStatuses(asked, changes)
  },
}

/** External ids before all else, after "When both an external_id and email/phone are submitted". */
function readAsked({ external_id, email, phone }: Asked["input"]): UserKey[] {
  const byId = readList(external_id).length > 0
  const { keys } = readUsers(
    byId
      ? { ids: external_id, emails: undefined, phones: undefined }
      : { ids: undefined, emails: email, phones: phone },
  )
  return keys
}

const textOfKey = (key: UserKey) => (key.kind === "alias" ? key.name : key.value)

/** What users said to a group, of each the last word. */
async function statesIn(
  tx: Tx,
  groupId: string,
  contactIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ contact_id: string; state: string }>`
    SELECT contact_id, state FROM subscriptions
    WHERE subscription_group_id = ${groupId} AND contact_id = ANY (${contactIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ contact_id, state }) => [contact_id, state]))
}

const getStatus: Endpoint = {
  method: "GET",
  path: "/subscription/status/get",
  permission: "subscriptions:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const groupId = readGroupId(input.subscription_group_id)
    const keys = readAsked(input)
    return platform.db.workspace(workspaceId, async (tx) => {
      const groups = await knownGroups(tx, workspaceId, [groupId])
      if (!groups.has(groupId)) throw new Fatal("Invalid subscription group ID")
      const users = await findUsers(tx, workspaceId, keys)
      const states = await statesIn(
        tx,
        groupId,
        users.flat().map(({ id }) => id),
      )
      const status = keys.map((key, index): [string, string] => {
        const said = (users[index] ?? []).map(({ id }) => states.get(id))
        return [textOfKey(key), wordOf(said.find((state) => state !== undefined))]
      })
      return { body: { status: Object.fromEntries(status), message: "success" } }
    })
  },
}

const mostUsers = 100

function readNumber(
  value: unknown,
  { usual, most, name }: { usual: number; most: number; name: string },
): number {
  if (value === undefined) return usual
  const number = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (!(number <= most)) throw new Fatal(`'${name}' is not valid`)
  return number
}

const getGroupsOfUsers: Endpoint = {
  method: "GET",
  path: "/subscription/user/status",
  permission: "subscriptions:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const limit = readNumber(input.limit, { usual: mostUsers, most: mostUsers, name: "limit" })
    const offset = readNumber(input.offset, { usual: 0, most: 999_999_999, name: "offset" })
    const { external_id: ids, email: emails, phone: phones } = input
    const byId = readList(ids).length > 0
    const { keys } = readUsers({
      ids,
      ...(byId ? { emails: undefined, phones: undefined } : { emails, phones }),
    })
    return platform.db.workspace(workspaceId, async (tx) => {
      const found = (await findUsers(tx, workspaceId, keys)).flat().map(({ id }) => id)
      const everyone = [...new Set(found)]
      const { rows } = await sql<{
        email: string | null
        phone: string | null
        external_id: string | null
        groups: { id: string; name: string; state: string }[]
      }>`
        SELECT c.email, c.phone, c.external_id, coalesce((
            SELECT json_agg(json_build_object('id', g.id, 'name', g.name, 'state', s.state) ORDER BY g.id)
            FROM subscriptions s JOIN subscription_groups g ON g.id = s.subscription_group_id
            WHERE s.contact_id = c.id), '[]') AS groups
        FROM unnest(${everyone.slice(offset, offset + limit)}::uuid[]) WITH ORDINALITY AS t (id, position)
        JOIN contacts c ON c.id = t.id ORDER BY t.position`.execute(tx)
      const users = rows.map(({ groups, ...user }) => ({
        ...user,
        subscription_groups: groups.map(({ state, ...group }) => ({
          ...group,
          channel: "whatsapp",
          status: wordOf(state),
        })),
      }))
      return { body: { users, total_count: everyone.length, message: "success" } }
    })
  },
}

export const statusEndpoints: readonly Endpoint[] = [setStatus, setStatusV2, getStatus, getGroupsOfUsers]
