import type { Endpoint } from "../frame/endpoint.ts"
import { broadcastLimit } from "../messaging/broadcast-limit.ts"
import { findRecipients, writeAttributesFirst } from "../messaging/recipients.ts"
import { newDispatch, requireBroadcast } from "../messaging/trigger-endpoints.ts"
import { checkContexts, entranceOf, readCanvasSend, sendCanvas } from "./canvas-send.ts"

const triggerSend: Endpoint = {
  method: "POST",
  path: "/canvas/trigger/send",
  permission: "canvases:trigger",
  limit: "usual",
  alsoCountedIn: broadcastLimit,
  answer: async (asked) => {
    const { platform, caller, input, now } = asked
    const { workspaceId } = caller
    const { send, given } = readCanvasSend(input)
    if (send.isBroadcast) requireBroadcast(asked, "canvases:launch")
    const scope = { workspaceId, canvasId: send.canvasId, now }
    const done = { dispatch_id: newDispatch(), message: "success" }
    // Nothing is written of anybody for a canvas that nobody enters.
    const { canvas, notice } = await platform.db.workspace(workspaceId, (tx) => entranceOf(tx, scope))
    if (canvas === undefined) return { body: { notice, ...done } }
    checkContexts(canvas, send, given)
    await writeAttributesFirst(asked, given)
    const late = await platform.db.workspace(workspaceId, async (tx) => {
      const entrance = await entranceOf(tx, scope)
      if (entrance.canvas === undefined) return entrance
      await sendCanvas(tx, entrance.canvas, send, await findRecipients(tx, workspaceId, given), { now })
      return {}
    })
    return { body: { ...late, ...done } }
  },
}

export const canvasTriggerEndpoints: readonly Endpoint[] = [triggerSend]
