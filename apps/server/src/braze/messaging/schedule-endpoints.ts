import { localTime } from "../../campaigns/index.ts"
import { sql } from "../../platform/database/index.ts"
import type { Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readTime } from "../users/track/time.ts"
import { isObject } from "../users/user-key.ts"
import { broadcastLimit } from "./broadcast-limit.ts"
import { readSend } from "./message-send.ts"
import { findRecipients, readFlag, writeAttributesFirst } from "./recipients.ts"
import { type Request, reschedule, schedule, unschedule, type When } from "./schedules.ts"
import { newDispatch, requireBroadcast } from "./trigger-endpoints.ts"
import { readCampaignId, readTriggerSend, triggerOf } from "./trigger-send.ts"
import { contentOf, readWhatsApp } from "./whats-app-object.ts"

/** @throws Fatal 400 */
function readSchedule(value: unknown, now: Date): When {
  const given = isObject(value) ? value : {}
  if (readFlag(given.at_optimal_time))
    throw new Fatal("'at_optimal_time' is not supported: nobody's optimal time is known here.")
  const noTime = "Bad Request: 'schedule' must have a 'time' in ISO 8601."
  if (readFlag(given.in_local_time)) {
    if (typeof given.time !== "string" || !readTime(given.time)) throw new Fatal(noTime)
    const local = localTime.safeParse(
      given.time
        .trim()
        .replace(" ", "T")
        .replace(/(:\d\d):\d\d(\.\d+)?$/, "$1"),
    )
    if (local.success) return { local: local.data }
    throw new Fatal("Bad Request: with 'in_local_time' the 'time' has no time zone designator.")
  }
  const time = readTime(given.time)
  if (!time) throw new Fatal(noTime)
  if (time <= now) throw new Fatal("Bad Request: the 'time' of the schedule has passed.")
  return { dueAt: time }
}

type Kind = Request["kind"]
const paths: Readonly<Record<Kind, string>> = { campaign: "/campaigns/trigger", message: "/messages" }
const permissions = { campaign: "campaigns:trigger", message: "messages:send" } as const

const endpoint = (kind: Kind, action: string, answer: Endpoint["answer"]): Endpoint => ({
  method: "POST",
  path: `${paths[kind]}/schedule/${action}` as `/${string}`,
  permission: permissions[kind],
  limit: "usual",
  ...(kind === "campaign" && action === "create" && { alsoCountedIn: broadcastLimit }),
  answer,
})

const createOfCampaign = endpoint("campaign", "create", async (asked) => {
  const { platform, caller, input, now } = asked
  const { workspaceId } = caller
  const { send, given } = readTriggerSend(input)
  const when = readSchedule(input.schedule, now)
  if (send.isBroadcast) requireBroadcast(asked)
  await platform.db.workspace(workspaceId, (tx) => triggerOf(tx, send.campaignId))
  await writeAttributesFirst(asked, given)
  const schedule_id = await platform.db.workspace(workspaceId, async (tx) => {
    const found = await findRecipients(tx, workspaceId, given)
    return schedule(tx, { workspaceId, request: { kind: "campaign", send }, found, when, now })
  })
  return { body: { dispatch_id: newDispatch(), schedule_id, message: "success" } }
})

const createOfMessage = endpoint("message", "create", async (asked) => {
  const { platform, caller, input, now } = asked
  const { workspaceId } = caller
  const { send, given } = readSend(input)
  const when = readSchedule(input.schedule, now)
  if (send.isBroadcast) requireBroadcast(asked)
  const schedule_id = await platform.db.workspace(workspaceId, async (tx) => {
    await contentOf(tx, send.message)
    if (send.campaignId !== undefined) await triggerOf(tx, send.campaignId)
    const found = await findRecipients(tx, workspaceId, given)
    return schedule(tx, { workspaceId, request: { kind: "message", send }, found, when, now })
  })
  return { body: { dispatch_id: newDispatch(), schedule_id, message: "success" } }
})

const updateOf = (kind: Kind) =>
  endpoint(kind, "update", async (asked) => {
    const { platform, caller, input, now } = asked
    const message =
      kind === "message" && input.messages !== undefined ? readWhatsApp(input.messages) : undefined
    if (input.schedule === undefined && message === undefined)
      throw new Fatal(
        kind === "message" ? "'schedule' or 'messages' is required." : "'schedule' is required.",
      )
    const when = input.schedule === undefined ? undefined : readSchedule(input.schedule, now)
    await platform.db.workspace(caller.workspaceId, async (tx) => {
      if (message) await contentOf(tx, message)
      const { isBroadcast } = await reschedule(tx, whichOf(kind, input), { when, message, now })
      if (isBroadcast) requireBroadcast(asked)
    })
    return { body: { message: "success" } }
  })

const deleteOf = (kind: Kind) =>
  endpoint(kind, "delete", async (asked) => {
    const { platform, caller, input } = asked
    await platform.db.workspace(caller.workspaceId, async (tx) => {
      const { isBroadcast } = await unschedule(tx, whichOf(kind, input))
      if (isBroadcast) requireBroadcast(asked)
    })
    return { body: { message: "success" } }
  })

const whichOf = (kind: Kind, { schedule_id, campaign_id }: Readonly<Record<string, unknown>>) => ({
  id: schedule_id,
  kind,
  ...(kind === "campaign" && { campaignId: readCampaignId(campaign_id) }),
})

interface Broadcast {
  name: string
  id: string
  tags: string[]
  at: Date
  time_zone: string | null
  is_local: boolean
}

/** Launches that are planned, and broadcasts that were scheduled here. */
const scheduledBroadcasts: Endpoint = {
  method: "GET",
  path: "/messages/scheduled_broadcasts",
  permission: "campaigns:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input, now }) => {
    const end = readTime(input.end_time)
    if (!end) throw new Fatal("'end_time' must be a datetime in ISO 8601")
    const { rows } = await platform.db.workspace(workspaceId, (tx) =>
      sql<Broadcast>`
        SELECT c.name, c.id, c.tags, planned.at, w.time_zone, planned.is_local FROM (
          SELECT l.campaign_id, l.scheduled_at AS at, l.local_at IS NOT NULL AS is_local FROM launches AS l JOIN sources AS s ON s.id = l.id
          WHERE l.workspace_id = ${workspaceId} AND s.state = 'active' AND s.filled_at IS NULL
          UNION ALL
          SELECT campaign_id, due_at, local_at IS NOT NULL FROM scheduled_sends
          WHERE workspace_id = ${workspaceId} AND request ->> 'isBroadcast' = 'true'
        ) AS planned JOIN campaigns AS c ON c.id = planned.campaign_id JOIN workspaces AS w ON w.id = c.workspace_id
        WHERE planned.at > ${now} AND planned.at <= ${end} ORDER BY planned.at, c.id LIMIT 1000`.execute(tx),
    )
    const scheduled_broadcasts = rows.map(({ name, id, tags, at, time_zone, is_local }) => ({
      name,
      id,
      type: "Campaign",
      tags,
      next_send_time: at.toISOString(),
      schedule_type: is_local ? "local_time_zones" : (time_zone ?? "UTC"),
    }))
    return { body: { scheduled_broadcasts } }
  },
}

export const scheduleEndpoints: readonly Endpoint[] = [
  createOfCampaign,
  updateOf("campaign"),
  deleteOf("campaign"),
  createOfMessage,
  updateOf("message"),
  deleteOf("message"),
  scheduledBroadcasts,
]
