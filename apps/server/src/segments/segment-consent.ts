import { z } from "zod"
import { consentOfMany, mostAtOnce, recordConsent, subscriptionsDone } from "../contacts/index.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { membersOf } from "./members.ts"
import { getSegment } from "./segments.ts"

const consentOfSegment = z
  .strictObject({
    ...consentOfMany,
    after: fields.id
      .optional()
      .describe("Continue after this contact, the `next` of the request before; with the same `given_at`"),
  })
  .meta({ id: "SegmentSubscriptions" })

/** Subscribes or unsubscribes everyone in a segment, with the evidence for it. */
export const segmentConsentRoutes =
  ({ db, clock, rooms }: Platform): Routes =>
  async (app) => {
    app.post(
      "/segments/:id/subscriptions",
      {
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "Record the consent or the objection of everyone in a segment",
          description: `Of ${mostAtOnce} members in a request, those who are in it then; ask again with \`next\` until it is null. The newest consent wins, and each member gets a consent record of their own.`,
          tags: ["Segments"],
          params: fields.byId,
          body: consentOfSegment,
          response: { 200: subscriptionsDone, ...fields.problems },
        },
      },
      ({ caller: { workspaceId, actor }, params, body: { after, ...said } }) =>
        db.workspace(workspaceId, async (tx) => {
          const { filter } = await getSegment(tx, params.id)
          const now = clock.now()
          const members = await membersOf(
            tx,
            { workspaceId, rooms, now },
            { filter, after, limit: mostAtOnce },
          )
          const ids = members.slice(0, mostAtOnce).map(({ id }) => id)
          const done = await recordConsent(tx, { workspaceId, actor, now, rooms }, ids, said)
          return { ...done, next: members.length > mostAtOnce ? (ids.at(-1) ?? null) : null }
        }),
    )
  }
