import { filterSchema } from "@parley/model"
import { z } from "zod"
import { variables } from "../../messaging/index.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { campaign } from "../definition/campaigns.ts"
import { startCampaign, stopCampaign } from "../definition/start.ts"
import { launchReport, reportLaunch } from "../launches/launches.ts"
import { launchBroadcast } from "./broadcast.ts"
import { findRecipients, isNamedOnce, namedOnce, recipientKey } from "./find-recipients.ts"
import { planFor, skipReasons, triggerFor } from "./trigger-campaign.ts"
import { openTrigger } from "./triggers.ts"

const tags = ["Campaigns"]

const properties = variables.describe("For Liquid, as {{ api_trigger_properties.name }}")

const recipient = z
  .strictObject({
    ...recipientKey,
    trigger_properties: properties.optional().describe("Of this person alone; they go before those of all"),
  })
  .refine(isNamedOnce, namedOnce)

/** How many people one request may name. */
const mostRecipients = 500

const campaignTrigger = z
  .strictObject({
    recipients: z.array(recipient).min(1).max(mostRecipients),
    trigger_properties: properties.default({}),
    send_at: fields.instant
      .optional()
      .describe("Now, where it is absent or past. Who is in the audience then gets it"),
  })
  .meta({ id: "CampaignTrigger" })

const campaignBroadcast = z
  .strictObject({
    audience: filterSchema.optional().describe("Only those of the campaign's audience who match it as well"),
    trigger_properties: properties.default({}),
    send_at: fields.instant.optional().describe("Now, where it is absent or past"),
  })
  .meta({ id: "CampaignBroadcast" })

const place = z.int().describe("The person's place in `recipients`, from 0")

const triggeredCampaign = z
  .object({
    messages: z
      .array(z.object({ recipient: place, id: fields.id }))
      .describe("What is in the outbox now; GET /v1/messages/{id} tells what happens to each"),
    planned: z.array(z.object({ recipient: place })).describe("Who gets it at `send_at`"),
    skipped: z
      .array(z.object({ recipient: place, reason: z.enum(skipReasons) }))
      .describe("Who gets nothing"),
  })
  .meta({ id: "TriggeredCampaign" })

export const triggersRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
    for (const [action, act, summary, description] of [
      [
        "start",
        startCampaign,
        "Start a campaign, as it is now",
        "One that is started already goes on as it is now. What waits of before still goes, and says what it said.",
      ],
      [
        "stop",
        stopCampaign,
        "Stop a campaign",
        "Nothing of it is sent any more: what waits is dropped. Of one that recurs the launches that are there go on.",
      ],
    ] as const) {
      app.post(
        `/campaigns/:id/${action}`,
        {
          config: { permission: "campaigns:launch" },
          schema: {
            summary,
            description,
            tags,
            params: fields.byId,
            response: { 200: campaign, ...fields.problems },
          },
        },
        ({ params, caller: { workspaceId } }) =>
          db.workspace(workspaceId, (tx) =>
            act(tx, { campaignId: params.id, workspaceId, now: clock.now() }),
          ),
      )
    }

    app.post(
      "/campaigns/:id/trigger",
      {
        config: { permission: "campaigns:trigger" },
        schema: {
          summary: "Send a campaign to people, one by one",
          description:
            "A campaign whose delivery is `api`, once it is started. Who is not in its audience at this moment gets nothing. Each " +
            "request sends another message; repeat one with the same `Idempotency-Key` where its answer was lost.",
          tags,
          params: fields.byId,
          body: campaignTrigger,
          response: { 202: triggeredCampaign, ...fields.problems },
        },
      },
      async ({ params, body, caller: { workspaceId } }, reply) => {
        const now = clock.now()
        const triggered = await db.workspace(workspaceId, async (tx) => {
          const trigger = await openTrigger(tx, params.id, "api")
          const found = await findRecipients(tx, workspaceId, body.recipients)
          const recipients = body.recipients.map(({ trigger_properties }, index) => {
            const contactId = found[index]
            return (
              contactId && { contactId, properties: { ...body.trigger_properties, ...trigger_properties } }
            )
          })
          const those = recipients.map((each) => each || undefined)
          const { send_at: dueAt } = body
          return dueAt && dueAt > now
            ? planFor(tx, trigger, those, { dueAt, now })
            : triggerFor(tx, trigger, those, { now })
        })
        return reply.status(202).send(triggered)
      },
    )

    app.post(
      "/campaigns/:id/broadcast",
      {
        config: { permission: "campaigns:launch" },
        schema: {
          summary: "Send a campaign that the API delivers to its whole audience",
          description:
            "A launch of what is started, with properties for Liquid. Everybody of the audience gets it.",
          tags,
          params: fields.byId,
          body: campaignBroadcast.default({ trigger_properties: {} }),
          response: { 202: launchReport, ...fields.problems },
        },
      },
      async ({ params, body, caller: { workspaceId } }, reply) => {
        const now = clock.now()
        const report = await db.workspace(workspaceId, async (tx) => {
          const trigger = await openTrigger(tx, params.id, "api")
          const launchId = await launchBroadcast(tx, trigger, {
            audience: body.audience,
            variables: { api_trigger_properties: body.trigger_properties },
            at: body.send_at ?? now,
            now,
          })
          return reportLaunch(platform, tx, launchId)
        })
        return reply.status(202).send(report)
      },
    )
  }
