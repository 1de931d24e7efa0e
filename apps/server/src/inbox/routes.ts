import { forwarded, inboundError, referral, referredProduct } from "@parley/model"
import { z } from "zod"
import { conversationMedia } from "../conversations/index.ts"
import { numberWait } from "../messaging/index.ts"
import { found } from "../platform/errors.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { replyWithText } from "./reply.ts"
import { readConversations, readThread } from "./threads.ts"

const tags = ["Conversations"]

const conversation = z
  .object({
    id: fields.id,
    number_id: fields.id,
    contact_id: fields.id,
    contact: z.object({
      phone: z.string().nullable(),
      wa_id: z.string().nullable().describe("The digits that they wrote from, at which they are answered"),
      bsuid: z.string().nullable(),
      first_name: z.string().nullable(),
      last_name: z.string().nullable(),
    }),
    last_inbound_at: fields.timestamp.nullable(),
    window_closes_at: fields.timestamp.nullable(),
    window_open: z.boolean().describe("Whether free-form messages may be sent now"),
  })
  .meta({ id: "Conversation" })

const entry = z
  .object({
    id: fields.id,
    direction: z.enum(["inbound", "outbound"]),
    origin: z
      .enum(["contact", "parley", "phone_app"])
      .describe("Who wrote it; `phone_app`: the business, in the WhatsApp app on its phone"),
    at: fields.timestamp,
    type: z.string(),
    content: z.unknown(),
    status: z.string().nullable(),
    wamid: z.string().nullable(),
    quoted_wamid: z.string().nullable().describe("WhatsApp's id of the message that it answers"),
    group_id: z
      .string()
      .nullable()
      .describe("The group it was written to, which opens no window; null: to the number"),
    forwarded: forwarded.nullable(),
    referral: referral.nullable(),
    referred_product: referredProduct.nullable(),
    errors: z
      .array(inboundError)
      .describe("Why WhatsApp does not pass on what was written, with type `unsupported`"),
    media: conversationMedia.nullable().describe("The file of the message"),
  })
  .meta({ id: "ThreadEntry" })

const newReply = z.strictObject({ text: z.string().trim().min(1).max(4096) }).meta({ id: "NewReply" })

const queuedReply = z.object({ message_id: fields.id, waits: numberWait }).meta({ id: "QueuedReply" })

export const inboxRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.get(
      "/conversations",
      {
        config: { permission: "conversations:read" },
        schema: {
          summary: "List conversations",
          tags,
          querystring: fields.paging.extend({
            number_id: fields.id.optional(),
            contact_id: fields.id.optional(),
          }),
          response: { 200: fields.pageOf(conversation), ...fields.problems },
        },
      },
      async ({ query, caller }) => {
        const rows = await db.workspace(caller.workspaceId, (tx) => readConversations(tx, query, clock.now()))
        return fields.toPage(rows, query.limit)
      },
    )

    app.get(
      "/conversations/:id",
      {
        config: { permission: "conversations:read" },
        schema: {
          summary: "One conversation and its window",
          tags,
          params: fields.byId,
          response: { 200: conversation, ...fields.problems },
        },
      },
      async ({ params, caller }) => {
        const [row] = await db.workspace(caller.workspaceId, (tx) =>
          readConversations(tx, { id: params.id, limit: 1 }, clock.now()),
        )
        return found(row, "conversation")
      },
    )

    app.get(
      "/conversations/:id/messages",
      {
        config: { permission: "conversations:read" },
        schema: {
          summary: "Newest first",
          tags,
          params: fields.byId,
          querystring: z.object({
            before: fields.instant.optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: { 200: z.object({ data: z.array(entry) }), ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const now = clock.now()
          const [row] = await readConversations(tx, { id: params.id, limit: 1 }, now)
          const before = query.before ?? new Date(now.getTime() + 60_000)
          return { data: await readThread(tx, found(row, "conversation"), { before, limit: query.limit }) }
        }),
    )

    app.post(
      "/conversations/:id/replies",
      {
        config: { permission: "conversations:reply" },
        schema: {
          summary: "Answer with free text inside the customer service window",
          tags,
          params: fields.byId,
          body: newReply,
          response: { 202: queuedReply, ...fields.problems },
        },
      },
      async ({ params, body, caller: { workspaceId } }, reply) => {
        const now = clock.now()
        const { id, waits } = await db.workspace(workspaceId, async (tx) => {
          const [row] = await readConversations(tx, { id: params.id, limit: 1 }, now)
          return replyWithText(tx, {
            workspaceId,
            conversation: found(row, "conversation"),
            text: body.text,
            now,
          })
        })
        return reply.status(202).send({ message_id: id, waits })
      },
    )
  }
