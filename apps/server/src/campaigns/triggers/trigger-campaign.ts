/** One request to a campaign that is delivered by the API: who gets it, and what it says of each. */
import type { Filter } from "@parley/model"
import { v7 } from "uuid"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { type Named, sendNamed } from "./send-named.ts"
import type { Trigger } from "./triggers.ts"

/** Somebody who is to get the message. */
export interface TriggerRecipient {
  contactId: string
  /** For Liquid, as `api_trigger_properties`. */
  properties: Record<string, unknown>
}

export const skipReasons = ["unknown_contact", "repeated", "already_received", "not_in_audience"] as const
type SkipReason = (typeof skipReasons)[number]

export interface Triggered {
  messages: { recipient: number; id: string }[]
  /** They go later. */
  planned: { recipient: number }[]
  skipped: { recipient: number; reason: SkipReason }[]
}

/**
 * Brings a message to each of these people into the outbox who is in the campaign's audience at this moment. A person who is named
 * twice gets one; another request brings another, unless the campaign says that it does not.
 * @param recipients undefined in the place of somebody who is not known
 * @param among only to those of them who match it as well
 */
export async function triggerFor(
  tx: Tx,
  trigger: Trigger,
  recipients: readonly (TriggerRecipient | undefined)[],
  { among, now }: { among?: Filter; now: Date },
): Promise<Triggered> {
  const { named, skipped } = eachOnce(recipients)
  const { queued, had } = await sendNamed(
    tx,
    trigger,
    named.map(({ recipient }) => asNamed(recipient)),
    {
      among: among ? { all: [trigger.definition.audience, among] } : trigger.definition.audience,
      now,
    },
  )
  const ids = new Map(queued.map(({ place, id }) => [place, id]))
  const messages: Triggered["messages"] = []
  for (const [index, { place }] of named.entries()) {
    const id = ids.get(index)
    if (had.includes(index)) skipped.push({ recipient: place, reason: "already_received" })
    else if (id === undefined) skipped.push({ recipient: place, reason: "not_in_audience" })
    else messages.push({ recipient: place, id })
  }
  return { messages, planned: [], skipped: skipped.sort((a, b) => a.recipient - b.recipient) }
}

/** Each person once, in the place where they are named first; and who is left out. */
function eachOnce(recipients: readonly (TriggerRecipient | undefined)[]) {
  const skipped: Triggered["skipped"] = []
  const named = new Map<string, { place: number; recipient: TriggerRecipient }>()
  for (const [place, recipient] of recipients.entries()) {
    if (recipient === undefined) skipped.push({ recipient: place, reason: "unknown_contact" })
    else if (named.has(recipient.contactId)) skipped.push({ recipient: place, reason: "repeated" })
    else named.set(recipient.contactId, { place, recipient })
  }
  return { named: [...named.values()], skipped }
}

const asNamed = ({ contactId, properties }: TriggerRecipient): Named => ({
  contactId,
  variables: { api_trigger_properties: properties },
})

/** Has the message go to each of these people at a time, who are in the campaign's audience then. */
export async function planFor(
  tx: Tx,
  { campaignId, workspaceId }: Trigger,
  recipients: readonly (TriggerRecipient | undefined)[],
  { dueAt, now }: { dueAt: Date; now: Date },
): Promise<Triggered> {
  const { named, skipped } = eachOnce(recipients)
  const request = Buffer.from(v7())
  const those = named.map(({ recipient }) => asNamed(recipient))
  await sql`
    INSERT INTO campaign_hits (campaign_id, contact_id, occurrence, workspace_id, hit_at, due_at, variables)
    SELECT ${campaignId}, contact_id, ${request}, ${workspaceId}, ${now}, ${dueAt}, variables
    FROM ${rows("t", those, { contactId: "uuid", variables: "jsonb" })} ORDER BY contact_id`.execute(tx)
  return { messages: [], planned: named.map(({ place }) => ({ recipient: place })), skipped }
}
