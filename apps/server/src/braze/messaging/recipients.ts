/** The people a request names, and what it says of each. */
import type { Tx } from "../../platform/database/index.ts"
import type { Asked } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { findUsers } from "../users/find-users.ts"
import { prioritize, readPrioritization } from "../users/prioritize.ts"
import { readAll } from "../users/track/apply-track.ts"
import { readObjects } from "../users/track/read-objects.ts"
import { trackTogether } from "../users/track/track-together.ts"
import {
  isObject,
  type KeyReading,
  readAlias,
  readBrazeId,
  readEmailKey,
  readExternalId,
  type UserKey,
} from "../users/user-key.ts"

/** Of one request. */
const mostRecipients = 50

type Properties = Record<string, unknown>

export interface GivenRecipient {
  key: UserKey
  by: NonNullable<ReturnType<typeof readPrioritization>>
  properties: Properties
  attributes: Properties | undefined
  mayCreate: boolean
}

/** As JSON, of one message. */
const mostCharacters = 32_768

/** @throws Fatal 400 */
export function readProperties(
  value: unknown,
  name = "trigger_properties",
  most = mostCharacters,
): Properties {
  if (value === undefined || value === null || value === "") return {}
  if (!isObject(value)) throw new Fatal(`'${name}' must be an object`)
  if (JSON.stringify(value).length > most)
    throw new Fatal(`'${name}' has at most ${most.toLocaleString("en")} characters as JSON`)
  return value
}

/** What a request, or one recipient of it, says for Liquid. */
type ReadSaid = (given: Properties) => Properties
const readTriggerProperties: ReadSaid = ({ trigger_properties }) => readProperties(trigger_properties)

export const readFlag = (value: unknown): boolean => value === true || value === "true"

/** Whether a request is for named people or for all. @throws Fatal 400 */
export function readBroadcast(broadcast: unknown, named: number): boolean {
  const isBroadcast = readFlag(broadcast)
  if (isBroadcast && named > 0) throw new Fatal("A recipients list cannot be included with 'broadcast'.")
  if (!isBroadcast && named === 0) throw new Fatal("No Recipients")
  return isBroadcast
}

/** @throws Fatal 400 for the first that names nobody, or more than one */
export function readRecipients(value: unknown, readSaid: ReadSaid = readTriggerProperties): GivenRecipient[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new Fatal("'recipients' must be an array of objects")
  if (value.length > mostRecipients)
    throw new Fatal(`The max number of recipients per request was exceeded: ${mostRecipients}`)
  return value.map((given) => readRecipient(given, readSaid))
}

const ways: readonly [name: string, read: (value: unknown) => KeyReading][] = [
  ["external_user_id", readExternalId],
  ["user_alias", readAlias],
  ["braze_id", readBrazeId],
  ["email", readEmailKey],
]

function readRecipient(given: unknown, readSaid: ReadSaid): GivenRecipient {
  if (!isObject(given)) throw new Fatal("'recipients' must be an array of objects")
  const named = ways.filter(([name]) => given[name] !== undefined && given[name] !== null)
  const [way] = named
  if (way === undefined || named.length > 1)
    throw new Fatal("A recipient has exactly one of 'external_user_id', 'user_alias', 'braze_id' and 'email'")
  const reading = way[1](given[way[0]])
  if (!reading.ok) throw new Fatal(reading.problem.replace("'external_id'", "'external_user_id'"))
  const by = readPrioritization(given.prioritization ?? [])
  if (by === undefined || (reading.key.kind === "email" && given.prioritization === undefined))
    throw new Fatal("'prioritization' is required with 'email', as a list of priorities")
  const attributes =
    given.attributes === undefined ? undefined : readProperties(given.attributes, "attributes")
  const mayCreate = given.send_to_existing_only === false || given.send_to_existing_only === "false"
  if (mayCreate && (attributes === undefined || reading.key.kind !== "external_id"))
    throw new Fatal("'send_to_existing_only' is false with an 'external_user_id' and 'attributes' only")
  return { key: reading.key, by, properties: readSaid(given), attributes, mayCreate }
}

/**
 * Writes what a request says of its recipients, before anything is sent: `attributes`, as `/users/track` takes them.
 * @throws Fatal 400, 403
 */
export async function writeAttributesFirst(
  { platform, caller, now, isBroken }: Asked,
  recipients: readonly GivenRecipient[],
): Promise<void> {
  const objects = recipients.flatMap(({ key, attributes, mayCreate }) =>
    attributes === undefined ? [] : [{ ...attributes, ...nameOf(key), _update_existing_only: !mayCreate }],
  )
  if (objects.length === 0) return
  const { permissions, workspaceId, actor } = caller
  if (!permissions.has("contacts:write"))
    throw new Fatal("'attributes' need a key with the permission contacts:write.", { status: 403 })
  const most = {
    ofEach: mostRecipients,
    inAll: mostRecipients,
    ofOneUser: Number.POSITIVE_INFINITY,
  }
  const read = readObjects({ input: { attributes: objects }, isBroken }, most)
  const maySubscribe = permissions.has("subscriptions:write")
  await trackTogether(platform, readAll(read, now), {
    workspaceId,
    actor,
    now,
    maySubscribe,
    rooms: platform.rooms,
  })
}

function nameOf(key: UserKey): Properties {
  if (key.kind === "alias") return { user_alias: { alias_label: key.label, alias_name: key.name } }
  return { [key.kind]: key.value }
}

/** @returns contacts in their order, each once and with what was said of it last; who is not known is left out */
export async function findRecipients(
  tx: Tx,
  workspaceId: string,
  recipients: readonly GivenRecipient[],
): Promise<{ contactId: string; properties: Properties }[]> {
  const found = await findUsers(
    tx,
    workspaceId,
    recipients.map(({ key }) => key),
  )
  const last = new Map<string, Properties>()
  for (const [place, { key, by, properties }] of recipients.entries()) {
    const users = found[place] ?? []
    const user = key.kind === "email" ? prioritize(users, by) : users[0]
    if (user) last.set(user.id, properties)
  }
  return [...last].map(([contactId, properties]) => ({ contactId, properties }))
}
