import { z } from "zod"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { consentHistory, readConsentHistory } from "./consent-history.ts"
import { consentRecord, consentRecordsOf, setSubscription, subscription } from "./contact-subscriptions.ts"
import { keywordRoutes } from "./keywords/keyword-routes.ts"
import { replyRoutes } from "./keywords/reply-routes.ts"
import { linkRoutes } from "./links/link-routes.ts"
import { preferenceLinkRoutes } from "./preferences/link-routes.ts"
import {
  changeSubscriptionGroup,
  createOnlyGroup,
  getSubscriptionGroup,
  selectSubscriptionGroups,
  subscriptionGroup,
} from "./subscription-groups.ts"

const name = z.string().trim().min(1, "must not be empty").max(200, "must have at most 200 characters")
const groupBody = z.strictObject({ number_id: fields.id, name }).meta({ id: "NewSubscriptionGroup" })
const counted = subscriptionGroup
  .extend({ subscribed: z.int(), unsubscribed: z.int() })
  .meta({ id: "CountedSubscriptionGroup" })
const ofContact = z.object({ id: fields.id, group_id: fields.id })
const statement = z
  .strictObject({
    state: z.enum(["subscribed", "unsubscribed"], "subscribed or unsubscribed"),
    source: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .default("api")
      .describe("Where it comes from, such as web_form"),
    evidence: z
      .string()
      .max(2000)
      .nullable()
      .default(null)
      .describe("What proves it, such as an order number or a URL"),
    given_at: fields.instant.optional().describe("When the person said so; now if left out"),
  })
  .meta({ id: "ConsentStatement" })

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" }, name: { column: "name", kind: "text" } },
  usual: { sort: "created", order: "asc" },
})

const groupChange = z
  .strictObject({
    name: name.optional(),
    archived: z.boolean().optional(),
    double_opt_in: z.boolean().optional(),
    answers_unsubscribed: z.boolean().optional(),
    revision: fields.revisionRead,
  })
  .meta({ id: "SubscriptionGroupChange" })

const changedSubscription = subscription.extend({ changed: z.boolean() }).meta({ id: "ChangedSubscription" })

/** Subscription groups, and what contacts said about them. Mounted under /v1. */
export const subscriptionsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Subscriptions"]
    const { problems } = fields
    await app.register(keywordRoutes(platform))
    await app.register(replyRoutes(platform))
    await app.register(linkRoutes(platform))
    await app.register(preferenceLinkRoutes(platform))

    app.get(
      "/subscription-groups",
      {
        config: { permission: "subscriptions:read" },
        schema: {
          summary: "List subscription groups",
          tags,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(subscriptionGroup), ...problems },
        },
      },
      ({ caller, query }) =>
        platform.db.workspace(caller.workspaceId, (tx) =>
          readSortedPage(tx, selectSubscriptionGroups(tx), sorting, query),
        ),
    )

    app.post(
      "/subscription-groups",
      {
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "Create the subscription group of a number",
          tags,
          body: groupBody,
          response: { 201: subscriptionGroup, ...problems },
        },
      },
      async ({ caller, body }, reply) => {
        const now = platform.clock.now()
        const request = { workspaceId: caller.workspaceId, numberId: body.number_id, name: body.name, now }
        const group = await platform.db.workspace(caller.workspaceId, (tx) => createOnlyGroup(tx, request))
        return reply.status(201).send(group)
      },
    )

    app.get(
      "/subscription-groups/:id",
      {
        config: { permission: "subscriptions:read" },
        schema: {
          summary: "Read a subscription group with its counts",
          tags,
          params: fields.byId,
          response: { 200: counted, ...problems },
        },
      },
      ({ caller, params }) =>
        platform.db.workspace(caller.workspaceId, (tx) => getSubscriptionGroup(tx, params.id)),
    )

    app.patch(
      "/subscription-groups/:id",
      {
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "Change or archive a subscription group",
          description:
            "Nobody is subscribed to an archived group. What people said is kept, and comes back with it.",
          tags,
          params: fields.byId,
          body: groupChange,
          response: { 200: subscriptionGroup, ...problems },
        },
      },
      ({ caller, params, body }) =>
        platform.db.workspace(caller.workspaceId, (tx) =>
          changeSubscriptionGroup(tx, params.id, body, platform.clock.now()),
        ),
    )

    app.get(
      "/subscription-groups/:id/history",
      {
        config: { permission: "subscriptions:read" },
        schema: {
          summary: "Read how consent changed, by day and by source",
          tags,
          params: fields.byId,
          querystring: z.object({
            days: z.coerce.number().int().min(1).max(366).default(30),
            time_zone: fields.timeZone
              .optional()
              .describe("In which a day starts, such as America/Lima. Default: the workspace's, or else UTC"),
          }),
          response: { 200: consentHistory, ...problems },
        },
      },
      ({ caller, params, query }) =>
        platform.db.workspace(caller.workspaceId, (tx) =>
          readConsentHistory(tx, params.id, {
            days: query.days,
            zone: query.time_zone,
            now: platform.clock.now(),
          }),
        ),
    )

    app.put(
      "/contacts/:id/subscriptions/:group_id",
      {
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "Record a contact's consent or objection",
          description: "The newest consent wins: an older one changes nothing.",
          tags,
          params: ofContact,
          body: statement,
          response: { 200: changedSubscription, ...problems },
        },
      },
      ({ caller, params, body }) =>
        platform.db.workspace(caller.workspaceId, (tx) =>
          setSubscription(tx, platform.rooms, {
            workspaceId: caller.workspaceId,
            contactId: params.id,
            groupId: params.group_id,
            state: body.state,
            source: body.source,
            evidence: body.evidence,
            givenAt: body.given_at,
            actor: caller.actor,
            now: platform.clock.now(),
          }),
        ),
    )

    app.get(
      "/contacts/:id/consent-records",
      {
        config: { permission: "subscriptions:read" },
        schema: {
          summary: "Read why a contact's subscriptions are what they are",
          tags,
          params: fields.byId,
          querystring: fields.paging,
          response: { 200: fields.pageOf(consentRecord), ...problems },
        },
      },
      ({ caller, params, query }) =>
        platform.db.workspace(caller.workspaceId, async (tx) =>
          fields.toPage(await consentRecordsOf(tx, platform.rooms, params.id, query), query.limit),
        ),
    )
  }
