/** One thing a webhook tells, and how several are put into one POST body. */
import { z } from "zod"

export const updateSchema = z.object({
  /** The business account, or the partner's portfolio for account events. */
  entry_id: z.string(),
  field: z.string(),
  /** The phone number whose metadata goes with it; empty for fields that know none. */
  number_id: z.string(),
  /** Where the JSON text belongs: an item of this list of the `value`, or the whole `value`. */
  slot: z.enum(["statuses", "messages", "message_echoes", "user_preferences", "value"]),
  /** ASCII JSON text. */
  json: z.string(),
  /** The person's item of `contacts`, as ASCII JSON text. */
  contact: z.string().nullable(),
  at_ms: z.number(),
})
export type UpdateContent = z.infer<typeof updateSchema>

export interface Update extends UpdateContent {
  id: number
  /** In the state file. */
  isStored: boolean
  /** Nothing more is to be done for it. */
  isSettled: boolean
}

/** `{"display_phone_number":…,"phone_number_id":…}` of a number. */
export type MetadataOf = (numberId: string) => string

declare global {
  // In Node since 22, and not in TypeScript's library yet.
  interface JSON {
    rawJSON(text: string): object
  }
}

/** Digits that are to be a number in JSON, with more of them than a number of JavaScript can have. */
export function jsonNumber(digits: string): object {
  return JSON.rawJSON(digits)
}

/** JSON text with everything beyond ASCII as `\uXXXX` in lower case, as Meta writes webhooks. */
export function asciiJson(value: unknown): string {
  const json = JSON.stringify(value)
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
}

/** The body of one POST: one entry for each account, statuses and messages of a number side by side in one change. */
export function composeBody(updates: readonly UpdateContent[], metadataOf: MetadataOf): string {
  const byEntry = groupBy(updates, (update) => update.entry_id)
  const entries = [...byEntry].map(([entryId, inEntry]) => {
    const isMessages = inEntry[0]?.field === "messages"
    const time = isMessages ? "" : `"time":${Math.floor((inEntry[0]?.at_ms ?? 0) / 1000)},`
    return `{"id":"${entryId}",${time}"changes":[${changesOf(inEntry, metadataOf)}]}`
  })
  return `{"object":"whatsapp_business_account","entry":[${entries.join(",")}]}`
}

function changesOf(updates: readonly UpdateContent[], metadataOf: MetadataOf): string {
  const changes: string[] = []
  const together = updates.filter((update) => update.slot !== "value")
  for (const [, group] of groupBy(
    together,
    (update) => `${update.field} ${update.number_id} ${update.slot}`,
  )) {
    const first = group[0]
    if (first === undefined) continue
    const contacts = new Set(group.flatMap((update) => update.contact ?? []))
    const contactList = contacts.size === 0 ? "" : `"contacts":[${[...contacts].join(",")}],`
    const items = group.map((update) => update.json).join(",")
    changes.push(
      `{"value":{"messaging_product":"whatsapp","metadata":${metadataOf(first.number_id)},${contactList}"${first.slot}":[${items}]},"field":"${first.field}"}`,
    )
  }
  for (const update of updates) {
    if (update.slot === "value") changes.push(`{"value":${update.json},"field":"${update.field}"}`)
  }
  return changes.join(",")
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
