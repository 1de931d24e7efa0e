import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { checkPermission, permissionsOf } from "../../workspaces/index.ts"
import { followDelivery } from "../schedule/recurrences.ts"
import {
  campaign,
  campaignChange,
  campaignDraft,
  changeCampaign,
  createCampaign,
  duplicateCampaign,
  readCampaign,
} from "./campaigns.ts"
import { campaignPage, campaignQuery, listCampaigns } from "./list-campaigns.ts"
import { campaignVersion, listVersions } from "./versions.ts"

const tags = ["Campaigns"]

export const campaignsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
    const permissions = permissionsOf(platform.rooms)
    app.post(
      "/campaigns",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Create a campaign",
          tags,
          body: campaignDraft,
          response: { 201: campaign, ...fields.problems },
        },
      },
      async ({ body, caller: { workspaceId } }, reply) => {
        const created = await db.workspace(workspaceId, (tx) =>
          createCampaign(tx, { workspaceId, now: clock.now() }, body),
        )
        return reply.status(201).send(created)
      },
    )

    app.get(
      "/campaigns",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "List campaigns",
          description: "The oldest first.",
          tags,
          querystring: campaignQuery,
          response: { 200: campaignPage, ...fields.problems },
        },
      },
      ({ query, caller }) => db.workspace(caller.workspaceId, (tx) => listCampaigns(tx, query)),
    )

    app.get(
      "/campaigns/:id",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "One campaign",
          tags,
          params: fields.byId,
          response: { 200: campaign, ...fields.problems },
        },
      },
      ({ params, caller }) => db.workspace(caller.workspaceId, (tx) => readCampaign(tx, params.id)),
    )

    app.patch(
      "/campaigns/:id",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Change a campaign",
          description:
            "Changes what is launched next. What is launched already keeps what it says, and the tags by which suppression lists let " +
            "it through. A list such as `variants` is replaced as a whole.",
          tags,
          params: fields.byId,
          body: campaignChange,
          response: { 200: campaign, ...fields.problems },
        },
      },
      ({ params, caller, body }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const scope = { workspaceId: caller.workspaceId, id: params.id, now: clock.now() }
          const refuseToPublish = () => checkPermission(caller, "campaigns:launch", permissions)
          const changed = await changeCampaign(tx, { ...scope, refuseToPublish }, body)
          if (body.delivery !== undefined) await followDelivery(tx, params.id, scope.now)
          return changed
        }),
    )

    app.post(
      "/campaigns/:id/duplicate",
      {
        config: { permission: "campaigns:write" },
        schema: {
          summary: "Copy a campaign, as a draft",
          tags,
          params: fields.byId,
          response: { 201: campaign, ...fields.problems },
        },
      },
      async ({ params, caller }, reply) => {
        const copy = await db.workspace(caller.workspaceId, (tx) =>
          duplicateCampaign(tx, { id: params.id, now: clock.now() }),
        )
        return reply.status(201).send(copy)
      },
    )

    app.get(
      "/campaigns/:id/versions",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "What a campaign was at its launches",
          description: "The newest first, 100 at most.",
          tags,
          params: fields.byId,
          response: { 200: z.object({ data: z.array(campaignVersion) }), ...fields.problems },
        },
      },
      async ({ params, caller }) => ({
        data: await db.workspace(caller.workspaceId, (tx) => listVersions(tx, params.id)),
      }),
    )
  }
