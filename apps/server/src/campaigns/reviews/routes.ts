import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import {
  comment,
  commentChange,
  commentList,
  createReview,
  listComments,
  listReviews,
  newReview,
  resolveComment,
  review,
  reviewList,
  revokeReview,
} from "./reviews.ts"

const tags = ["Campaigns"]

export const reviewsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
    app.get(
      "/campaigns/:id/reviews",
      {
        // Who has a link can comment by it: it is a secret.
        config: { permission: "campaigns:write" },
        compress: false,
        schema: {
          summary: "List the review links of a campaign",
          description: "Those that are open, then the others, the newest first; 100 at most.",
          tags,
          params: fields.byId,
          response: { 200: reviewList, ...fields.problems },
        },
      },
      async ({ params, caller: { workspaceId } }) => ({
        data: await db.workspace(workspaceId, (tx) =>
          listReviews(platform, tx, { workspaceId, campaignId: params.id, now: clock.now() }),
        ),
      }),
    )

    app.post(
      "/campaigns/:id/reviews",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Make a link by which somebody without an account can look at a campaign",
          description:
            "They see each variant in each language with the data of nobody, how many people get it and when, and can comment.",
          tags,
          params: fields.byId,
          body: newReview,
          response: { 201: review, ...fields.problems },
        },
      },
      async ({ params, body, caller: { workspaceId, actor } }, reply) => {
        const scope = { workspaceId, campaignId: params.id, actor, now: clock.now() }
        const made = await db.workspace(workspaceId, (tx) => createReview(platform, tx, scope, body))
        return reply.status(201).send(made)
      },
    )

    app.post(
      "/campaigns/:id/reviews/:review_id/revoke",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Revoke a review link: it opens nothing any more",
          tags,
          params: z.object({ id: fields.id, review_id: fields.id }),
          response: { 200: review, ...fields.problems },
        },
      },
      ({ params, caller: { workspaceId } }) =>
        db.workspace(workspaceId, (tx) =>
          revokeReview(platform, tx, {
            ...{ workspaceId, campaignId: params.id, reviewId: params.review_id },
            now: clock.now(),
          }),
        ),
    )

    app.get(
      "/campaigns/:id/review-comments",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "List what people said by the review links of a campaign",
          description: "The newest first, 500 at most.",
          tags,
          params: fields.byId,
          response: { 200: commentList, ...fields.problems },
        },
      },
      async ({ params, caller }) => ({
        data: await db.workspace(caller.workspaceId, (tx) => listComments(tx, params.id)),
      }),
    )

    app.patch(
      "/campaigns/:id/review-comments/:comment_id",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Mark a comment as resolved, or as open",
          tags,
          params: z.object({ id: fields.id, comment_id: fields.id }),
          body: commentChange,
          response: { 200: comment, ...fields.problems },
        },
      },
      ({ params, body, caller }) =>
        db.workspace(caller.workspaceId, (tx) =>
          resolveComment(tx, { campaignId: params.id, commentId: params.comment_id, now: clock.now() }, body),
        ),
    )
  }
