import { localTime } from "../../campaigns/index.ts"
import { checkContexts, entranceOf, readCanvasId, readCanvasSend } from "../canvas/canvas-send.ts"
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
const paths: Readonly<Record<Kind, string>> = {
  campaign: "/campaigns/trigger",
  message: "/messages",
  canvas: "/canvas/trigger",
}
const permissions = {
  campaign: "campaigns:trigger",
  message: "messages:send",
  canvas: "canvases:trigger",
} as const
const permissionToAll = {
  campaign: "campaigns:launch",
  message: "campaigns:launch",
  canvas: "canvases:launch",
} as const

const endpoint = (kind: Kind, action: string, answer: Endpoint["answer"]): Endpoint => ({
  method: "POST",
  path: `${paths[kind]}/schedule/${action}` as `/${string}`,
  permission: permissions[kind],
  limit: "usual",
  ...(kind !== "message" && action === "create" && { alsoCountedIn: broadcastLimit }),
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

const createOfCanvas = endpoint("canvas", "create", async (asked) => {
  const { platform, caller, input, now } = asked
  const { workspaceId } = caller
  const { send, given } = readCanvasSend(input)
  const when = readSchedule(input.schedule, now)
  if (send.isBroadcast) requireBroadcast(asked, permissionToAll.canvas)
  const scope = { workspaceId, canvasId: send.canvasId, now }
  // Whether people enter is asked again at that time.
  const { canvas, notice } = await platform.db.workspace(workspaceId, (tx) => entranceOf(tx, scope))
  if (canvas) checkContexts(canvas, send, given)
  await writeAttributesFirst(asked, given)
  const schedule_id = await platform.db.workspace(workspaceId, async (tx) => {
    const found = await findRecipients(tx, workspaceId, given)
    return schedule(tx, { workspaceId, request: { kind: "canvas", send }, found, when, now })
  })
  return {
    body: {
      ...(notice !== undefined && { notice }),
      dispatch_id: newDispatch(),
      schedule_id,
      message: "success",
    },
  }
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
      if (isBroadcast) requireBroadcast(asked, permissionToAll[kind])
    })
    return { body: { message: "success" } }
  })

const deleteOf = (kind: Kind) =>
  endpoint(kind, "delete", async (asked) => {
    const { platform, caller, input } = asked
    await platform.db.workspace(caller.workspaceId, async (tx) => {
      const { isBroadcast } = await unschedule(tx, whichOf(kind, input))
      if (isBroadcast) requireBroadcast(asked, permissionToAll[kind])
    })
    return { body: { message: "success" } }
  })

const whichOf = (kind: Kind, { schedule_id, campaign_id, canvas_id }: Readonly<Record<string, unknown>>) => ({
  id: schedule_id,
  kind,
  ...(kind === "campaign" && { campaignId: readCampaignId(campaign_id) }),
  ...(kind === "canvas" && { canvasId: readCanvasId(canvas_id) }),
})

export const scheduleEndpoints: readonly Endpoint[] = [
  createOfCampaign,
  updateOf("campaign"),
  deleteOf("campaign"),
  createOfMessage,
  updateOf("message"),
  deleteOf("message"),
  createOfCanvas,
  updateOf("canvas"),
  deleteOf("canvas"),
]
