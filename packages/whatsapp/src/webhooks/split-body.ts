import { asList, asRecord, type JsonRecord } from "../json.ts"

/** The lists of a change's value whose items are events of their own. */
const eventLists = ["statuses", "messages", "message_echoes", "user_preferences"] as const

/**
 * Divides a webhook's body into two that tell the same together, in the same order, each with about half of its events:
 * by entries, else by changes, else by the statuses, messages and preferences of the one change. What is beside
 * those (`metadata`, `contacts`) is in both. Undefined when there is only one event, or none.
 *
 * For finding the one event that cannot be handled, without losing the others of its body.
 *
 * @param json the parsed body, as for `parseWebhook`
 * @example
 * const halves = halveWebhook(readJson('{"object":"whatsapp_business_account","entry":[{"id":"1"},{"id":"2"}]}'))
 * halves?.length // 2
 */
export function halveWebhook(json: unknown): [unknown, unknown] | undefined {
  const body = asRecord(json)
  if (body === undefined) return undefined
  const entries = asList(body.entry)
  if (entries.length > 1) return both(halve(entries), (entry) => ({ ...body, entry }))
  const entry = asRecord(entries[0])
  const changes = asList(entry?.changes)
  const withChanges = (part: readonly unknown[]) => ({ ...body, entry: [{ ...entry, changes: part }] })
  if (changes.length > 1) return both(halve(changes), withChanges)
  const change = asRecord(changes[0])
  const value = asRecord(change?.value)
  if (value === undefined) return undefined
  const events = eventLists.flatMap((list) => asList(value[list]).map((item) => ({ list, item })))
  if (events.length < 2) return undefined
  return both(halve(events), (part) => withChanges([{ ...change, value: withEvents(value, part) }]))
}

function halve<T>(items: readonly T[]): [readonly T[], readonly T[]] {
  const middle = items.length >> 1
  return [items.slice(0, middle), items.slice(middle)]
}

const both = <T, U>([one, other]: [T, T], make: (part: T) => U): [U, U] => [make(one), make(other)]

function withEvents(value: JsonRecord, events: readonly { list: string; item: unknown }[]): JsonRecord {
  const besides = Object.entries(value).filter(([name]) => !eventLists.some((list) => list === name))
  const lists = Map.groupBy(events, ({ list }) => list)
  return {
    ...Object.fromEntries(besides),
    ...Object.fromEntries([...lists].map(([list, items]) => [list, items.map(({ item }) => item)])),
  }
}
