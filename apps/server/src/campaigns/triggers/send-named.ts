import type { Filter, ReEligibility } from "@parley/model"
import {
  classes,
  enqueueNamed,
  lifetimeMs,
  type PriorityClass,
  type QueuedNamed,
} from "../../messaging/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { drawnBefore, whoMayReceive } from "../controls/re-eligibility.ts"
import { filterAudience } from "../launches/launch-audience.ts"
import type { Trigger } from "./triggers.ts"

export interface Named {
  contactId: string
  variables: Record<string, unknown>
}

export interface SentNamed {
  queued: QueuedNamed[]
  /** The places of those who had one, and get no other. */
  had: number[]
}

/**
 * Brings the message of a campaign that is started into the outbox, for each of these people who may get one: as usual, another
 * request of the API brings another, and something that happens does so once for a person.
 * @param among only to those who match it; default: everybody of them
 */
export async function sendNamed(
  tx: Tx,
  { sourceId, campaignId, workspaceId, numberId, definition, ...trigger }: Trigger,
  people: readonly Named[],
  { among, now }: { among?: Filter; now: Date },
): Promise<SentNamed> {
  if (people.length === 0) return { queued: [], had: [] }
  const rule: ReEligibility = definition.controls.re_eligibility ?? {
    kind: definition.delivery.kind === "action" ? "never" : "always",
  }
  const ids = people.map(({ contactId }) => contactId)
  const may = await whoMayReceive(tx, campaignId, ids, { rule, now })
  const drawn = definition.control_share > 0 ? await drawnBefore(tx, campaignId) : {}
  const open = people.flatMap((person, place) => (may.has(person.contactId) ? [{ ...person, place }] : []))
  const queued = await enqueueNamed(
    tx,
    { id: sourceId, workspaceId, numberId },
    open.map(({ contactId, variables }) => ({ contactId, variables })),
    {
      ...(among && { audience: await filterAudience(tx, { workspaceId, now }, among) }),
      isOnePerPerson: rule.kind !== "always",
      assignment: {
        seed: campaignId,
        weights: definition.variants.map(({ weight }) => weight),
        controlShare: definition.control_share,
        ...drawn,
      },
      sendAfter: now,
      expiresAt: new Date(now.getTime() + lifetimeOf(trigger.class)),
      now,
    },
  )
  return {
    queued: queued.map(({ id, place }) => ({ id, place: open[place]?.place ?? place })),
    had: people.flatMap(({ contactId }, place) => (may.has(contactId) ? [] : [place])),
  }
}

/** How long what a campaign of that class sends is worth sending. */
export const lifetimeOf = (priorityClass: PriorityClass): number =>
  ({
    [classes.reply]: lifetimeMs.service,
    [classes.authentication]: lifetimeMs.authentication,
    [classes.utility]: lifetimeMs.utility,
    [classes.marketing]: lifetimeMs.marketing,
  })[priorityClass]
