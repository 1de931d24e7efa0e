import { messageContent } from "@parley/model"
import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { found } from "../platform/errors.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { dayCountsRoutes } from "./counts/day-routes.ts"
import { explainReason, messageReason, reasonOf } from "./explain.ts"
import { type MessageView, messageStatuses, readMessages } from "./find-message.ts"
import { namesOfSources } from "./history/messages-in-timeline.ts"
import { decisionsOf, logGates } from "./log/decisions.ts"
import { readLog } from "./log/read-log.ts"
import { decideDoubts } from "./outbox/doubts.ts"
import { trialRoutes } from "./preview/preview-routes.ts"
import { readDeliveryFacts } from "./reach/delivery-facts.ts"
import { queuedMessage } from "./sources/queued-message.ts"
import { sendSingle } from "./sources/single.ts"
import { sourceKinds } from "./sources/sources.ts"
import { variables } from "./variables.ts"

const tags = ["Messages"]

const message = z
  .object({
    id: fields.id,
    number_id: fields.id,
    contact_id: fields.id.nullable().describe("null: a test, which is for no contact"),
    source: z
      .object({
        id: fields.id,
        kind: z.enum(sourceKinds),
        name: z.string().nullable().describe("Of the campaign; null: it is of none"),
      })
      .describe("What it came from; a launch has the id of its source"),
    contact_name: z
      .string()
      .nullable()
      .describe("Their name or phone, for those who may read contacts; null: not known"),
    status: z.enum(messageStatuses),
    reason: messageReason.nullable().describe("Why it did not arrive, or why it waits"),
    wamid: z.string().nullable(),
    way: z
      .object({
        endpoint: z
          .enum(["messages", "marketing_messages"])
          .describe("marketing_messages: Meta's Marketing Messages API; messages: Cloud API"),
        instead: messageReason
          .nullable()
          .describe("What Meta said of the other way, which it was to go; null: it went as it was to"),
      })
      .nullable()
      .describe("How it went to Meta; null: it has not, or did not"),
    refusals: z.number().int().describe("Posts that Meta surely did not accept"),
    unanswered: z.number().int().describe("Posts that got no answer: each may have arrived"),
    doubts: z.number().int().describe("Times that its worker died, or may have, while it had the message"),
    retry_of: fields.id.nullable().describe("The message that failed later, and goes again as this one"),
    send_after: fields.timestamp.nullable(),
    expires_at: fields.timestamp.nullable().describe("It is not sent after this"),
    decided_at: fields.timestamp.nullable(),
    sent_at: fields.timestamp.nullable(),
    delivered_at: fields.timestamp.nullable(),
    read_at: fields.timestamp.nullable(),
    failed_at: fields.timestamp.nullable(),
    replied_at: fields.timestamp.nullable(),
  })
  .meta({ id: "Message" })

/** With what people call their campaigns and contacts. */
async function present(
  tx: Tx,
  messages: readonly MessageView[],
  { rooms, permissions }: { rooms: readonly Room[]; permissions: ReadonlySet<string> },
): Promise<z.output<typeof message>[]> {
  const campaigns = await namesOfSources(tx, messages, rooms)
  const contacts = permissions.has("contacts:read") ? await namesOfContacts(tx, messages) : new Map()
  return messages.map(
    ({ reason, error_detail, source_id, source_kind, endpoint, other_way_for, ...row }) => ({
      ...row,
      source: { id: source_id, kind: source_kind, name: campaigns.get(source_id) ?? null },
      way:
        row.wamid === null
          ? null
          : { endpoint: endpoint ?? ("messages" as const), instead: insteadOf(other_way_for) },
      contact_name: contacts.get(row.contact_id) ?? null,
      reason: reasonOf({ ...row, reason, error_detail }),
    }),
  )
}

async function namesOfContacts(
  tx: Tx,
  messages: readonly MessageView[],
): Promise<ReadonlyMap<string | null, string | null>> {
  const ids = [...new Set(messages.flatMap(({ contact_id }) => contact_id ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom("contacts")
    .select(["id", "first_name", "last_name", "phone", "external_id"])
    .where("id", "in", ids)
    .execute()
  return new Map(
    rows.map(({ id, first_name, last_name, phone, external_id }) => [
      id,
      [first_name, last_name].filter(Boolean).join(" ") || phone || external_id,
    ]),
  )
}

const messageLog = z
  .object({
    message,
    decisions: z
      .array(z.object({ gate: z.enum(logGates), verdict: z.enum(["passed", "stopped", "waits", "open"]) }))
      .describe("What each gate said of it, in the order in which they are asked"),
    payload: z
      .unknown()
      .describe(
        "As it was posted to Meta; null: it was not, or that is not kept, as of tests, codes, and what is older",
      ),
    webhooks: z
      .array(z.object({ received_at: fields.timestamp, body: z.unknown() }))
      .describe("What Meta told of it, in the order in which it came"),
    kept_days: z.number().int().describe("How long payload and webhooks are kept: MESSAGE_LOG_DAYS"),
  })
  .meta({ id: "MessageLog" })

const insteadOf = (code: number | null) =>
  code === null ? null : { ...explainReason(String(code)), detail: null }

const newMessage = z
  .strictObject({
    number_id: fields.id,
    contact_id: fields.id,
    content: messageContent,
    variables: variables.optional().describe("For Liquid, as {{ variables.name }}"),
    send_at: fields.instant.optional(),
  })
  .meta({ id: "NewMessage" })

const doubtDecision = z
  .strictObject({
    message_ids: z.array(fields.id).min(1).max(1_000).optional(),
    source_id: fields.id.optional(),
    number_id: fields.id.optional(),
    decision: z
      .enum(["send_again", "leave"])
      .describe(
        "send_again: they may reach somebody twice. leave: they end as failed, until a status says otherwise",
      ),
  })
  .refine(
    ({ message_ids, source_id, number_id }) => message_ids ?? source_id ?? number_id,
    "name messages, a source or a number",
  )
  .meta({ id: "DoubtDecision" })

const decidedDoubts = z
  .object({ decided: z.number().int().describe("Messages whose grace period was over") })
  .meta({ id: "DecidedDoubts" })

const deliveryFacts = z
  .object({
    data: z.array(
      z.object({
        code: z.string().describe("Meta's"),
        title: z.string(),
        advice: z.string().nullable(),
        first_at: fields.timestamp,
        last_at: fields.timestamp,
        times: z.number().int(),
      }),
    ),
  })
  .meta({ id: "DeliveryFacts" })

/** @throws Problem not_found */
async function requireContact(tx: Tx, id: string): Promise<void> {
  found(await tx.selectFrom("contacts").select("id").where("id", "=", id).executeTakeFirst(), "contact")
}

export const messagesRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, config, rooms } = platform
    await app.register(trialRoutes(platform))
    await app.register(dayCountsRoutes(platform))

    app.post(
      "/messages",
      {
        config: { permission: "messages:send" },
        schema: {
          summary: "Send one message to one contact",
          description:
            "It is accepted when it is in the outbox; GET /v1/messages/{id} tells what happened to it.",
          tags,
          body: newMessage,
          response: { 202: queuedMessage, ...fields.problems },
        },
      },
      async ({ body, caller: { workspaceId } }, reply) => {
        const now = clock.now()
        const queued = await db.workspace(workspaceId, async (tx) => {
          await requireContact(tx, body.contact_id)
          return sendSingle(tx, {
            kind: "api",
            workspaceId,
            numberId: body.number_id,
            contactId: body.contact_id,
            content: body.content,
            ...(body.variables && { variables: body.variables }),
            sendAt: body.send_at,
            now,
          })
        })
        return reply.status(202).send(queued)
      },
    )

    app.post(
      "/messages/decide",
      {
        config: { permission: "campaigns:launch" },
        schema: {
          summary: "Decide about messages in doubt",
          description:
            "Of these it is not known whether Meta has them: their post got no answer, or their worker died. Most are settled by a " +
            "status, or sent again once it is sure that they did not arrive. About the others, whose grace period is over, a person " +
            "decides. Name some of them, or all of a source or number.",
          tags,
          body: doubtDecision,
          response: { 200: decidedDoubts, ...fields.problems },
        },
      },
      ({ body, caller: { workspaceId } }) => {
        const { message_ids: messageIds, source_id: sourceId, number_id: numberId, decision } = body
        const { inDoubtGraceMs: graceMs } = config
        return db.workspace(workspaceId, async (tx) => ({
          decided: await decideDoubts(
            tx,
            { messageIds, sourceId, numberId },
            { decision, now: clock.now(), graceMs, rooms },
          ),
        }))
      },
    )

    app.get(
      "/contacts/:id/delivery",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "What Meta's refusals told about a contact",
          description:
            "Such as that the phone is not on WhatsApp, or that they had enough marketing for now; the newest first.",
          tags,
          params: fields.byId,
          response: { 200: deliveryFacts, ...fields.problems },
        },
      },
      async ({ params, caller }) => {
        const facts = await db.workspace(caller.workspaceId, async (tx) => {
          await requireContact(tx, params.id)
          return readDeliveryFacts(tx, params.id)
        })
        return { data: facts.map((fact) => ({ ...fact, ...explainReason(String(fact.code)) })) }
      },
    )

    app.get(
      "/messages/:id",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "One message and what happened to it",
          tags,
          params: fields.byId,
          response: { 200: message, ...fields.problems },
        },
      },
      async ({ params, caller }) => {
        return db.workspace(caller.workspaceId, async (tx) => {
          const [row] = await readMessages(tx, { id: params.id, limit: 1 })
          const [shown] = await present(tx, [found(row, "message")], { rooms, ...caller })
          return found(shown, "message")
        })
      },
    )

    app.get(
      "/messages/:id/log",
      {
        // It says what the message said.
        config: { permission: "conversations:read" },
        schema: {
          summary: "One message word for word",
          description:
            "What each gate decided, the payload as it was posted, and the webhooks that Meta sent about it.",
          tags,
          params: fields.byId,
          response: { 200: messageLog, ...fields.problems },
        },
      },
      ({ params, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const [row] = await readMessages(tx, { id: params.id, limit: 1 })
          const view = found(row, "message")
          const [shown] = await present(tx, [view], { rooms, ...caller })
          return {
            message: found(shown, "message"),
            decisions: decisionsOf(view),
            ...(await readLog(tx, params.id)),
            kept_days: config.messageLogDays,
          }
        }),
    )

    app.get(
      "/messages",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "List messages, such as those of a campaign or contact",
          description: "In the order in which they were made, whatever became of them.",
          tags,
          querystring: fields.paging.extend({
            campaign_id: fields.id.optional(),
            ids: z
              .string()
              .max(4_000)
              .transform((text) => text.split(","))
              .pipe(z.array(fields.id).max(100))
              .optional()
              .describe("Up to 100 ids with commas between them, such as those of a test send"),
            source_id: fields.id.optional().describe("Such as the id of a launch"),
            source_kind: z
              .enum(sourceKinds)
              .optional()
              .describe("Such as `test`: those that members sent to themselves"),
            number_id: fields.id.optional(),
            contact_id: fields.id.optional(),
            status: z.enum(messageStatuses).optional(),
            reason: z
              .string()
              .min(1)
              .max(100)
              .optional()
              .describe("Why it did not go, or the code of Meta's error"),
            from: fields.instant.optional().describe("Made from then on"),
            to: fields.instant.optional().describe("Made before"),
            order: z.enum(["asc", "desc"]).default("asc").describe("`desc`: the latest first"),
          }),
          response: { 200: fields.pageOf(message), ...fields.problems },
        },
      },
      ({ query: { campaign_id, ...query }, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const sourceIds =
            campaign_id === undefined
              ? undefined
              : await sourcesOfCampaign(tx, {
                  workspaceId: caller.workspaceId,
                  campaignId: campaign_id,
                  rooms,
                })
          const rows = await readMessages(tx, { ...query, sourceIds })
          const page = fields.toPage(rows, query.limit)
          return { ...page, data: await present(tx, page.data, { rooms, ...caller }) }
        }),
    )
  }

/** Of a campaign that there is not: none. */
async function sourcesOfCampaign(
  tx: Tx,
  { workspaceId, campaignId, rooms }: { workspaceId: string; campaignId: string; rooms: readonly Room[] },
): Promise<string[]> {
  const named: string[] = []
  for (const room of rooms)
    for (const { source_id } of (await room.sourcesNamed?.(tx, workspaceId, [campaignId], [])) ?? [])
      named.push(source_id)
  return named
}
