import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { requireGroup } from "./keywords.ts"
import { changeReply, consentReplies, consentReply, occasion, repliesOf, replyChange } from "./replies.ts"

/** What a group answers by itself to STOP, START, HELP and a wish to subscribe. */
export const replyRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
    const tags = ["Subscriptions"]
    const { problems } = fields

    app.get(
      "/subscription-groups/:id/replies",
      {
        config: { permission: "subscriptions:read" },
        schema: {
          summary: "List what a group answers to STOP, START and HELP",
          tags,
          params: fields.byId,
          response: { 200: consentReplies, ...problems },
        },
      },
      ({ caller, params }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          await requireGroup(tx, params.id)
          return { data: await repliesOf(tx, params.id) }
        }),
    )

    app.put(
      "/subscription-groups/:id/replies/:occasion",
      {
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "Change what a group answers on one occasion",
          description:
            "A reply is sent once, within ten minutes of what it answers or not at all, also to someone who has just unsubscribed.",
          tags,
          params: z.object({ id: fields.id, occasion }),
          body: replyChange,
          response: { 200: consentReply, ...problems },
        },
      },
      ({ caller: { workspaceId }, params, body: change }) =>
        db.workspace(workspaceId, (tx) =>
          changeReply(tx, platform.rooms, {
            workspaceId,
            groupId: params.id,
            occasion: params.occasion,
            change,
            now: clock.now(),
          }),
        ),
    )
  }
