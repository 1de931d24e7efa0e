/** Campaigns that run by themselves from a start until a stop; how, says each kind of delivery. */
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { startRecurrence, stopRecurrence } from "../schedule/recurrences.ts"
import { startTrigger, stopTrigger } from "../triggers/triggers.ts"
import { type Campaign, readCampaign } from "./campaigns.ts"

interface Starting {
  campaignId: string
  workspaceId: string
  now: Date
}

type Kind = Campaign["delivery"]["kind"]

const starters: Readonly<Record<Exclude<Kind, "once">, (tx: Tx, starting: Starting) => Promise<void>>> = {
  recurring: startRecurrence,
  api: startTrigger,
  action: startTrigger,
}

/**
 * Starts a campaign as it is now, or has one that is started go on as it is now.
 * @throws Problem not_found; conflict when it is one that is launched; what starting its kind throws
 */
export async function startCampaign(tx: Tx, starting: Starting): Promise<Campaign> {
  const { delivery } = await readCampaign(tx, starting.campaignId)
  if (delivery.kind === "once") {
    throw new Problem("conflict", "The campaign is sent once, by a launch.", {
      help: "Launch it, or change its `delivery`.",
      extra: { kind: delivery.kind },
    })
  }
  // What it was started as before ends, where that was another kind.
  if (delivery.kind === "recurring") await stopTrigger(tx, starting.campaignId, starting.now)
  else await stopRecurrence(tx, starting.campaignId)
  await starters[delivery.kind](tx, starting)
  return readCampaign(tx, starting.campaignId)
}

/**
 * Nothing of the campaign is sent any more, whatever kind it was started as; its launches have their own end.
 * @throws Problem not_found; conflict when it is not started
 */
export async function stopCampaign(tx: Tx, { campaignId, now }: Starting): Promise<Campaign> {
  const { delivery } = await readCampaign(tx, campaignId)
  const stopped = [await stopRecurrence(tx, campaignId), await stopTrigger(tx, campaignId, now)]
  if (!stopped.includes(true)) {
    throw new Problem("conflict", "The campaign is not started.", {
      help: delivery.kind === "once" ? "Cancel its launches instead." : "Nothing of it is sent.",
    })
  }
  await tx.updateTable("campaigns").set({ state: "stopped" }).where("id", "=", campaignId).execute()
  return readCampaign(tx, campaignId)
}
