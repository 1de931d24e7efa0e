import { forwarded, inboundError, referral, referredProduct } from "@parley/model"
import { z } from "zod"
import { conversationMedia } from "../conversations/index.ts"
import { messageReason, messageStatuses, numberWait, shownMessage } from "../messaging/index.ts"
import { fields, type Routes, sortedPageOf } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { replyWithText } from "./reply.ts"
import { reviewStop } from "./review-stop.ts"
import {
  conversationBetween,
  conversationQuery,
  listConversations,
  readConversation,
  readThread,
} from "./threads.ts"

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
    maybe_stop_at: fields.timestamp
      .nullable()
      .describe(
        "When they wrote what may be an opt-out, in words of their own, and nobody has said whether it is",
      ),
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
    content: z
      .unknown()
      .describe(
        "What was written; of our messages the content they were composed from, without codes to sign in with",
      ),
    shown: shownMessage
      .nullable()
      .describe("Of our messages: how it looks; null where the text was forgotten or the template is gone"),
    consent_word: z
      .enum(["stop", "start", "help", "maybe_stop"])
      .nullable()
      .describe(
        "Of inbound messages: what the whole message was understood as; maybe_stop: a person has to read it",
      ),
    status: z.enum(messageStatuses).nullable().describe("Of our messages"),
    reason: messageReason.nullable().describe("Of our messages: why it did not arrive, or why it waits"),
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

const threadPage = z.object({
  before: fields.instant.optional(),
  before_id: fields.id
    .optional()
    .describe(
      "Of the entries at `before` only those before this one: `at` and `id` of the last entry of a page lead to the next",
    ),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const thread = z.object({ data: z.array(entry) }).meta({ id: "Thread" })

const stopReview = z
  .strictObject({ outcome: z.enum(["unsubscribed", "dismissed"]) })
  .meta({ id: "StopReview" })

const newReply = z.strictObject({ text: z.string().trim().min(1).max(4096) }).meta({ id: "NewReply" })

const queuedReply = z.object({ message_id: fields.id, waits: numberWait }).meta({ id: "QueuedReply" })

/** What is due within the next minute is shown, too: clocks differ. */
const pageOf = (query: z.output<typeof threadPage>, now: Date) => ({
  before: query.before ?? new Date(now.getTime() + 60_000),
  beforeId: query.before_id,
  limit: query.limit,
})

export const inboxRoutes =
  ({ db, clock, rooms }: Platform): Routes =>
  async (app) => {
    app.get(
      "/conversations",
      {
        config: { permission: "conversations:read" },
        schema: {
          summary: "List conversations, such as those in which somebody wrote within 24 hours",
          description:
            "The one in which the contact wrote last comes first. One whose contact never wrote has the place of when it began.",
          tags,
          querystring: conversationQuery,
          response: { 200: sortedPageOf(conversation), ...fields.problems },
        },
      },
      ({ query, caller }) =>
        db.workspace(caller.workspaceId, (tx) => listConversations(tx, query, clock.now())),
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
      ({ params, caller }) =>
        db.workspace(caller.workspaceId, (tx) => readConversation(tx, params.id, clock.now())),
    )

    app.get(
      "/conversations/:id/messages",
      {
        config: { permission: "conversations:read" },
        schema: {
          summary: "Newest first",
          tags,
          params: fields.byId,
          querystring: threadPage,
          response: { 200: thread, ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const now = clock.now()
          const conversation = await readConversation(tx, params.id, now)
          return { data: await readThread(tx, conversation, pageOf(query, now)) }
        }),
    )

    app.get(
      "/contacts/:id/threads/:number_id",
      {
        config: { permission: "conversations:read" },
        schema: {
          summary: "What a contact and a number wrote to each other, newest first",
          description: "Also where the contact never wrote, and there is no conversation yet.",
          tags,
          params: z.object({ id: fields.id, number_id: fields.id }),
          querystring: threadPage,
          response: { 200: thread, ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const of = { contact_id: params.id, number_id: params.number_id }
          const id = await conversationBetween(tx, of)
          return { data: await readThread(tx, { id, ...of }, pageOf(query, clock.now())) }
        }),
    )

    app.post(
      "/conversations/:id/stop-review",
      {
        config: { permission: "conversations:reply" },
        schema: {
          summary: "Say whether a message was an opt-out",
          description:
            "`unsubscribed` unsubscribes the contact from the number's group, with the member's word as evidence; `dismissed` changes nothing. Either way nobody has to read it any more.",
          tags,
          params: fields.byId,
          body: stopReview,
          response: { 200: conversation, ...fields.problems },
        },
      },
      ({ params, body, caller: { workspaceId, actor } }) =>
        db.workspace(workspaceId, (tx) =>
          reviewStop(tx, { workspaceId, conversationId: params.id, ...body, actor, now: clock.now(), rooms }),
        ),
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
          const conversation = await readConversation(tx, params.id, now)
          return replyWithText(tx, { workspaceId, conversation, text: body.text, now })
        })
        return reply.status(202).send({ message_id: id, waits })
      },
    )
  }
