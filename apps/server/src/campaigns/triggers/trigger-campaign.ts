/** One request to a campaign that is delivered by the API: who gets it, and what it says of each. */
import type { Filter } from "@parley/model"
import { classes, enqueueNamed, lifetimeMs, type PriorityClass } from "../../messaging/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { whoMayReceive } from "../controls/re-eligibility.ts"
import { filterAudience } from "../launches/launch-audience.ts"
import type { Trigger } from "./triggers.ts"

/** Somebody who is to get the message. */
export interface TriggerRecipient {
  contactId: string
  /** For Liquid, as `api_trigger_properties`. */
  properties: Record<string, unknown>
}

export const skipReasons = ["unknown_contact", "repeated", "already_received", "not_in_audience"] as const
export type SkipReason = (typeof skipReasons)[number]

export interface Triggered {
  messages: { recipient: number; id: string }[]
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
  const { sourceId, workspaceId, numberId, campaignId, definition } = trigger
  const skipped: Triggered["skipped"] = []
  const asked = new Map<string, { place: number; recipient: TriggerRecipient }>()
  for (const [place, recipient] of recipients.entries()) {
    if (recipient === undefined) skipped.push({ recipient: place, reason: "unknown_contact" })
    else if (asked.has(recipient.contactId)) skipped.push({ recipient: place, reason: "repeated" })
    else asked.set(recipient.contactId, { place, recipient })
  }
  const may = await whoMayReceive(tx, campaignId, [...asked.keys()], {
    rule: definition.controls.re_eligibility ?? { kind: "always" },
    now,
  })
  for (const [id, { place }] of asked)
    if (!may.has(id)) skipped.push({ recipient: place, reason: "already_received" })
  const named = [...asked.values()].filter(({ recipient }) => may.has(recipient.contactId))
  const queued = await enqueueNamed(
    tx,
    { id: sourceId, workspaceId, numberId },
    named.map(({ recipient: { contactId, properties } }) => ({
      contactId,
      variables: { api_trigger_properties: properties },
    })),
    {
      audience: await filterAudience(
        tx,
        { workspaceId, now },
        among ? { all: [definition.audience, among] } : definition.audience,
      ),
      assignment: {
        seed: campaignId,
        weights: definition.variants.map(({ weight }) => weight),
        controlShare: definition.control_share,
      },
      sendAfter: now,
      expiresAt: new Date(now.getTime() + lifetimeOf(trigger.class)),
      now,
    },
  )
  const ids = new Map(queued.map(({ place, id }) => [place, id]))
  const messages: Triggered["messages"] = []
  for (const [index, { place }] of named.entries()) {
    const id = ids.get(index)
    if (id === undefined) skipped.push({ recipient: place, reason: "not_in_audience" })
    else messages.push({ recipient: place, id })
  }
  return { messages, skipped: skipped.sort((a, b) => a.recipient - b.recipient) }
}

/** How long what a campaign of that class sends is worth sending. */
export const lifetimeOf = (priorityClass: PriorityClass): number =>
  ({
    [classes.reply]: lifetimeMs.service,
    [classes.authentication]: lifetimeMs.authentication,
    [classes.utility]: lifetimeMs.utility,
    [classes.marketing]: lifetimeMs.marketing,
  })[priorityClass]
