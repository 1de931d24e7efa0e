/** A message that a request says itself, now or when its time has come. */
import type { Filter } from "@parley/model"
import {
  campaignDraft,
  createCampaign,
  createLaunch,
  filterAudience,
  launchBroadcast,
  type Trigger,
} from "../../campaigns/index.ts"
import { classOf, createContent, enqueueNamed, lifetimeMs, standingSource } from "../../messaging/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import type { Asked } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { mostOfOneKind, readList } from "../frame/lists.ts"
import { findSegment, readSegmentId } from "../segments/segment-endpoints.ts"
import { type KeyReading, readAlias, readExternalId } from "../users/user-key.ts"
import { readConnectedAudience } from "./connected-audience.ts"
import { type GivenRecipient, readBroadcast } from "./recipients.ts"
import { checkSendId, countForSend, readSendId } from "./send-id.ts"
import { type FoundRecipient, readCampaignId, type SendTime, triggerOf } from "./trigger-send.ts"
import { contentOf, type ReadyMessage, readWhatsApp, type WhatsAppMessage } from "./whats-app-object.ts"

/** What is kept of a request, if it is for later. */
export interface MessageSend {
  isBroadcast: boolean
  segmentId?: string | undefined
  audience?: Filter | undefined
  campaignId?: string | undefined
  /** Of a broadcast of a campaign: under which identifier it counts. */
  sendId?: string | undefined
  /** Also those who never subscribed, as far as our own rules let a message through. */
  toAll: boolean
  message: WhatsAppMessage
}

/** @throws Fatal 400 */
export function readSend(input: Asked["input"]): { send: MessageSend; given: GivenRecipient[] } {
  const ids = readList(input.external_user_ids).map(readExternalId)
  const aliases = readList(input.user_aliases).map(readAlias)
  if (ids.length + aliases.length > mostOfOneKind)
    throw new Fatal("The max number of external_ids and aliases per request was exceeded")
  const given = [...ids, ...aliases].map(asRecipient)
  const segmentId = input.segment_id === undefined ? undefined : readSegmentId(input.segment_id)
  const audience = input.audience === undefined ? undefined : readConnectedAudience(input.audience)
  const isBroadcast = readBroadcast(input.broadcast, given.length)
  if (isBroadcast && segmentId === undefined && audience === undefined) throw new Fatal("No Recipients")
  const send = {
    isBroadcast,
    segmentId,
    audience,
    campaignId: input.campaign_id === undefined ? undefined : readCampaignId(input.campaign_id),
    sendId: readSendId(input.send_id),
    toAll: input.recipient_subscription_state === "all",
    message: readWhatsApp(input.messages),
  }
  return { send, given }
}

function asRecipient(reading: KeyReading): GivenRecipient {
  if (!reading.ok) throw new Fatal(reading.problem.replace("'external_id'", "'external_user_ids'"))
  return { key: reading.key, by: [], properties: {}, attributes: undefined, mayCreate: false }
}

/** Who of those may get it: they are in the segment and the audience, and subscribed unless the request says `all`. */
async function filterOf(tx: Tx, workspaceId: string, send: MessageSend): Promise<Filter> {
  if (send.segmentId !== undefined) await findSegment(tx, workspaceId, send.segmentId)
  const subscribed: Filter = { on: "subscription", op: "subscribed", group_id: send.message.groupId }
  const ofSegment: Filter[] =
    send.segmentId === undefined ? [] : [{ on: "segment", op: "in", segment_id: send.segmentId }]
  return {
    all: [...ofSegment, ...(send.audience ? [send.audience] : []), ...(send.toAll ? [] : [subscribed])],
  }
}

interface Sending {
  send: MessageSend
  found: readonly FoundRecipient[]
  message: ReadyMessage
  filter: Filter
  workspaceId: string
  now: Date
  local: SendTime["local"]
}

/** To people who are named: by itself, or counted by the variant of a campaign. */
async function sendToNamed(
  tx: Tx,
  { send, found, message, filter, workspaceId, now }: Sending,
): Promise<void> {
  const { numberId, content } = message
  const { id: contentId, intent } = await createContent(tx, {
    workspaceId,
    numberId,
    content,
    now,
    isSingle: true,
  })
  const tracked = send.campaignId === undefined ? undefined : await triggerOf(tx, send.campaignId)
  const variant = tracked && variantOf(tracked, numberId, send.message.variationId)
  const sourceId =
    tracked?.sourceId ??
    (await standingSource(tx, { workspaceId, numberId, kind: "api", class: classOf(intent), now }))
  await enqueueNamed(
    tx,
    { id: sourceId, workspaceId, numberId },
    found.map(({ contactId }) => ({ contactId, contentId, ...(variant !== undefined && { variant }) })),
    {
      audience: await filterAudience(tx, { workspaceId, now }, filter),
      sendAfter: now,
      expiresAt: new Date(now.getTime() + lifetimeMs[intent]),
      isCounted: tracked !== undefined,
      now,
    },
  )
}

/** @throws Fatal 400 */
function variantOf({ definition, numberId }: Trigger, sender: string, variationId: string | undefined) {
  if (variationId === undefined) throw new Fatal("Message Variant Unspecified")
  const variant = definition.variants.findIndex(({ id }) => id === variationId)
  if (variant === -1) throw new Fatal("Invalid Message Variant")
  if (numberId !== sender) throw new Fatal("Invalid subscription group ID: the campaign has another one.")
  return variant
}

/** To all of a segment or an audience: a launch. What no campaign counts is one of its own. */
async function sendToAll(
  tx: Tx,
  { send, message, filter, workspaceId, now, local }: Sending,
): Promise<string | undefined> {
  const { numberId, content } = message
  if (send.campaignId !== undefined) {
    const tracked = await triggerOf(tx, send.campaignId)
    variantOf(tracked, numberId, send.message.variationId)
    const { id } = await createContent(tx, { workspaceId, numberId, content, now })
    const contentIds = tracked.contentIds.map(() => id)
    const among = { audience: filter, variables: {}, at: now, local, now }
    const launchId = await launchBroadcast(tx, { ...tracked, contentIds }, among)
    return countForSend(tx, workspaceId, { campaignId: send.campaignId, sendId: send.sendId }, launchId)
  }
  const { id } = await createCampaign(
    tx,
    { workspaceId, now },
    campaignDraft.parse({
      name: `Sent by the API, ${now.toISOString().slice(0, 16).replace("T", " ")}`,
      number_id: numberId,
      variants: [{ name: "Variant A", content, weight: 1 }],
      audience: filter,
    }),
  )
  await createLaunch(tx, id, { at: now, inLocalTime: local, now, evenIfIncomplete: true })
  return undefined
}

/**
 * Sends to the people a request names, as far as they are subscribed, and in the segment and the audience that it names.
 * @returns of a broadcast of a campaign, by what its series is asked for
 * @throws Fatal 400; Problem
 */
export async function sendMessage(
  tx: Tx,
  workspaceId: string,
  send: MessageSend,
  found: readonly FoundRecipient[],
  { now, local }: SendTime,
): Promise<string | undefined> {
  if (send.campaignId !== undefined)
    await checkSendId(tx, workspaceId, { campaignId: send.campaignId, sendId: send.sendId })
  const message = await contentOf(tx, send.message)
  const filter = await filterOf(tx, workspaceId, send)
  const sending = { send, found, message, filter, workspaceId, now, local }
  if (send.isBroadcast) return sendToAll(tx, sending)
  await sendToNamed(tx, sending)
  return undefined
}
