import { v7 } from "uuid"
import { checkPermission, type Permission, permissionsOf } from "../../workspaces/index.ts"
import type { Asked, Endpoint } from "../frame/endpoint.ts"
import { broadcastLimit } from "./broadcast-limit.ts"
import { findRecipients, writeAttributesFirst } from "./recipients.ts"
import { readTriggerSend, sendTrigger, triggerOf } from "./trigger-send.ts"

/** Only some may send to everybody. @throws Problem forbidden */
export const requireBroadcast = (
  { caller, platform }: Pick<Asked, "caller" | "platform">,
  permission: Permission = "campaigns:launch",
): void => checkPermission(caller, permission, permissionsOf(platform.rooms))

export const newDispatch = (): string => v7().replaceAll("-", "")

const triggerSend: Endpoint = {
  method: "POST",
  path: "/campaigns/trigger/send",
  permission: "campaigns:trigger",
  limit: "usual",
  alsoCountedIn: broadcastLimit,
  answer: async (asked) => {
    const { platform, caller, input, now } = asked
    const { workspaceId } = caller
    const { send, given } = readTriggerSend(input)
    if (send.isBroadcast) requireBroadcast(asked)
    // Nothing is written of anybody for a campaign that cannot be sent.
    await platform.db.workspace(workspaceId, (tx) => triggerOf(tx, send.campaignId))
    await writeAttributesFirst(asked, given)
    const sendId = await platform.db.workspace(workspaceId, async (tx) =>
      sendTrigger(tx, send, await findRecipients(tx, workspaceId, given), { now }),
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

export const triggerEndpoints: readonly Endpoint[] = [triggerSend]
