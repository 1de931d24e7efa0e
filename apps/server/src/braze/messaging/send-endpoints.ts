import type { Endpoint } from "../frame/endpoint.ts"
import { broadcastLimit } from "./broadcast-limit.ts"
import { readSend, sendMessage } from "./message-send.ts"
import { findRecipients } from "./recipients.ts"
import { newDispatch, requireBroadcast } from "./trigger-endpoints.ts"

const sendMessages: Endpoint = {
  method: "POST",
  path: "/messages/send",
  permission: "messages:send",
  limit: "usual",
  alsoCountedIn: broadcastLimit,
  answer: async (asked) => {
    const { platform, caller, input, now } = asked
    const { workspaceId } = caller
    const { send, given } = readSend(input)
    if (send.isBroadcast) requireBroadcast(asked)
    const sendId = await platform.db.workspace(workspaceId, async (tx) =>
      sendMessage(tx, workspaceId, send, await findRecipients(tx, workspaceId, given), { now }),
    )
    return {
      body: {
        dispatch_id: newDispatch(),
        ...(sendId !== undefined && { send_id: sendId }),
        message: "success",
      },
    }
  },
}

export const sendEndpoints: readonly Endpoint[] = [sendMessages]
