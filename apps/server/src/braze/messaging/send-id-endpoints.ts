import { v7 } from "uuid"
import { createSend } from "../../campaigns/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readSendId } from "./send-id.ts"
import { readCampaignId } from "./trigger-send.ts"

const createSendId: Endpoint = {
  method: "POST",
  path: "/sends/id/create",
  permission: "campaigns:trigger",
  limit: "send_ids",
  answer: async ({ platform, caller: { workspaceId }, input, now }) => {
    const campaignId = readCampaignId(input.campaign_id)
    const sendId = readSendId(input.send_id) ?? v7().replaceAll("-", "")
    await platform.db.workspace(workspaceId, async (tx) => {
      try {
        await createSend(tx, { workspaceId, campaignId, sendId }, now)
      } catch (error) {
        if (error instanceof Problem && error.code === "not_found") throw new Fatal("Invalid Campaign ID")
        throw error
      }
    })
    return { body: { message: "success", send_id: sendId } }
  },
}

export const sendIdEndpoints: readonly Endpoint[] = [createSendId]
