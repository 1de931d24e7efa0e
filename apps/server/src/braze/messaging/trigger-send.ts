/** A campaign that is sent as a request asks: now, or when its time has come. */
import type { Filter } from "@parley/model"
import { type LocalTime, launchBroadcast, openTrigger, triggerFor } from "../../campaigns/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Asked } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readConnectedAudience } from "./connected-audience.ts"
import { type GivenRecipient, readBroadcast, readProperties, readRecipients } from "./recipients.ts"
import { checkSendId, countForSend, readSendId } from "./send-id.ts"

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws Fatal 400 */
export function readCampaignId(value: unknown): string {
  if (typeof value === "string" && uuid.test(value)) return value.toLowerCase()
  throw new Fatal("Invalid Campaign ID")
}

/** The campaign that a request sends. @throws Fatal 400 */
export async function triggerOf(tx: Tx, campaignId: string) {
  try {
    return await openTrigger(tx, campaignId, "api")
  } catch (error) {
    if (error instanceof Problem && error.code === "not_found") throw new Fatal("Invalid Campaign ID")
    if (error instanceof Problem && error.code === "conflict")
      throw new Fatal("Invalid Campaign ID: the campaign is not API-triggered, or it is not started.")
    throw error
  }
}

/** What is kept of a request, if it is for later. */
export interface TriggerSend {
  campaignId: string
  isBroadcast: boolean
  shared: Record<string, unknown>
  audience: Filter | null
  /** Of a broadcast: under which identifier it counts. */
  sendId?: string | undefined
}

/** @throws Fatal 400 */
export function readTriggerSend(input: Asked["input"]): { send: TriggerSend; given: GivenRecipient[] } {
  const given = readRecipients(input.recipients)
  const send = {
    campaignId: readCampaignId(input.campaign_id),
    shared: readProperties(input.trigger_properties),
    isBroadcast: readBroadcast(input.broadcast, given.length),
    audience: input.audience === undefined ? null : readConnectedAudience(input.audience),
    sendId: readSendId(input.send_id),
  }
  return { send, given }
}

export interface SendTime {
  now: Date
  /** Of a broadcast: by the clock of each contact. */
  local?: LocalTime | undefined
}

export interface FoundRecipient {
  contactId: string
  properties: Record<string, unknown>
}

/**
 * @returns of a broadcast, by what its series is asked for
 * @throws Fatal 400 when the campaign is not started, or has no such send; Problem
 */
export async function sendTrigger(
  tx: Tx,
  { campaignId, isBroadcast, shared, audience, sendId }: TriggerSend,
  found: readonly FoundRecipient[],
  { now, local }: SendTime,
): Promise<string | undefined> {
  const trigger = await triggerOf(tx, campaignId)
  const { workspaceId } = trigger
  await checkSendId(tx, workspaceId, { campaignId, sendId })
  if (isBroadcast) {
    const variables = { api_trigger_properties: shared }
    const among = { audience: audience ?? undefined, variables, at: now, local, now }
    const launchId = await launchBroadcast(tx, trigger, among)
    return countForSend(tx, workspaceId, { campaignId, sendId }, launchId)
  }
  const recipients = found.map(({ contactId, properties }) => ({
    contactId,
    properties: { ...shared, ...properties },
  }))
  await triggerFor(tx, trigger, recipients, { now, ...(audience && { among: audience }) })
  return undefined
}
