import { messageContent } from "@parley/model"
import { z } from "zod"
import { found } from "../platform/errors.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { createContent } from "./content/contents.ts"
import { explainReason } from "./explain.ts"
import { type MessageView, readMessages } from "./find-message.ts"
import { enqueue, priorities } from "./outbox.ts"
import { trialRoutes } from "./preview/preview-routes.ts"
import { variables } from "./variables.ts"

const tags = ["Messages"]

const message = z
  .object({
    id: fields.id,
    number_id: fields.id,
    contact_id: fields.id,
    launch_id: fields.id.nullable(),
    status: z
      .string()
      .describe("queued, in_doubt, dropped, accepted, sent, delivered, read, played or failed"),
    reason: z
      .object({
        code: z.string(),
        title: z.string(),
        advice: z.string().nullable(),
        detail: z.string().nullable(),
      })
      .nullable()
      .describe("Why it did not arrive, or why it waits"),
    wamid: z.string().nullable(),
    attempts: z.number().int(),
    send_after: fields.timestamp.nullable(),
    decided_at: fields.timestamp.nullable(),
    sent_at: fields.timestamp.nullable(),
    delivered_at: fields.timestamp.nullable(),
    read_at: fields.timestamp.nullable(),
    failed_at: fields.timestamp.nullable(),
    replied_at: fields.timestamp.nullable(),
  })
  .meta({ id: "Message" })

function present({ reason, error_detail, ...row }: MessageView): z.output<typeof message> {
  return { ...row, reason: reason === null ? null : { ...explainReason(reason), detail: error_detail } }
}

const newMessage = z
  .strictObject({
    number_id: fields.id,
    contact_id: fields.id,
    content: messageContent,
    variables: variables.optional().describe("For Liquid, as {{ variables.name }}"),
    send_at: fields.instant.optional(),
  })
  .meta({ id: "NewMessage" })

const queuedMessage = z.object({ id: fields.id }).meta({ id: "QueuedMessage" })

export const messagesRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
    await app.register(trialRoutes(platform))

    app.post(
      "/messages",
      {
        config: { permission: "campaigns:launch" },
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
        const id = await db.workspace(workspaceId, async (tx) => {
          found(
            await tx.selectFrom("contacts").select("id").where("id", "=", body.contact_id).executeTakeFirst(),
            "contact",
          )
          const contentId = await createContent(tx, {
            workspaceId,
            numberId: body.number_id,
            content: body.content,
            now,
          })
          return enqueue(tx, {
            workspaceId,
            numberId: body.number_id,
            contactId: body.contact_id,
            contentId,
            ...(body.variables && { variables: body.variables }),
            priority: priorities.single,
            sendAfter: body.send_at ?? now,
          })
        })
        return reply.status(202).send({ id })
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
        const [row] = await db.workspace(caller.workspaceId, (tx) =>
          readMessages(tx, { id: params.id, limit: 1 }),
        )
        return present(found(row, "message"))
      },
    )

    app.get(
      "/messages",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "Messages of a launch or a contact",
          tags,
          querystring: fields.paging.extend({
            launch_id: fields.id.optional(),
            contact_id: fields.id.optional(),
            status: z.string().optional(),
          }),
          response: { 200: fields.pageOf(message), ...fields.problems },
        },
      },
      async ({ query, caller }) => {
        const rows = await db.workspace(caller.workspaceId, (tx) => readMessages(tx, query))
        return fields.toPage(rows.map(present), query.limit)
      },
    )
  }
