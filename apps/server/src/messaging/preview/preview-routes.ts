import { messageContent } from "@parley/model"
import { z } from "zod"
import { longestBlock } from "../../content-blocks/index.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { preview } from "../../templates/index.ts"
import { checkPermission, permissionsOf } from "../../workspaces/index.ts"
import { queuedMessage } from "../sources/queued-message.ts"
import { variables } from "../variables.ts"
import { madeUpContact, nobody } from "./made-up-contact.ts"
import { previewBlock, previewFor } from "./personal-preview.ts"
import { sendTest } from "./test-send.ts"

const tags = ["Messages"]

const previewRequest = z
  .strictObject({
    content: messageContent,
    contact_id: fields.id.optional(),
    contact: madeUpContact.optional(),
    variables: variables.optional(),
  })
  .refine(
    ({ contact_id, contact }) => (contact_id === undefined) !== (contact === undefined),
    "give one of contact_id and contact",
  )
  .meta({ id: "MessagePreviewRequest" })

const blockPreviewRequest = z
  .strictObject({
    content: z.string().max(longestBlock).describe("Liquid, which may name other blocks"),
    contact_id: fields.id,
    variables: variables.optional(),
  })
  .meta({ id: "ContentBlockPreviewRequest" })

const blockPreview = z.object({ text: z.string() }).meta({ id: "ContentBlockPreview" })

const messagePreview = z
  .object({
    template_id: fields.id.nullable().describe("null: it is free-form"),
    language: z.string().nullable().describe("Of the template"),
    preview: preview.nullable().describe("Of a template: how it looks"),
    message: z
      .unknown()
      .describe("Of what is free-form: the message, as WhatsApp takes it; null for a template"),
    issues: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .describe("What Meta would refuse of a free-form message, filled in"),
  })
  .meta({ id: "MessagePreview" })

const testMessage = z
  .strictObject({
    number_id: fields.id,
    to: z.string().trim().min(5).max(40).describe("A phone number with its country code"),
    content: messageContent,
    contact_id: fields.id
      .optional()
      .describe("The contact whose attributes fill Liquid; no contact's when absent"),
  })
  .meta({ id: "TestMessage" })

/** Seeing a message before anyone gets it. */
export const trialRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const permissions = permissionsOf(platform.rooms)
    app.post(
      "/messages/preview",
      {
        config: { permission: "contacts:read", idempotencyKey: false },
        schema: {
          summary: "Preview a message for one contact",
          description:
            "With its Liquid rendered, and in the contact's language where the content lets it choose. The contact is one of the " +
            "workspace, or made up for it; nobody is asked by `connected_content`.",
          tags,
          body: previewRequest,
          response: {
            200: messagePreview,
            ...fields.problems,
          },
        },
      },
      ({ body: { content, contact_id, contact, variables = {} }, caller }) =>
        previewFor(platform, caller, { content, as: contact_id ?? contact ?? nobody, variables }),
    )

    app.post(
      "/content-blocks/preview",
      {
        config: { permission: "contacts:read", idempotencyKey: false },
        schema: {
          summary: "Preview the text of a content block for one contact",
          tags: ["Content blocks"],
          body: blockPreviewRequest,
          response: { 200: blockPreview, ...fields.problems },
        },
      },
      ({ body, caller }) =>
        previewBlock(platform, caller, {
          content: body.content,
          contactId: body.contact_id,
          variables: body.variables ?? {},
        }),
    )

    app.post(
      "/messages/test",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Send a message to a phone of your own",
          description:
            "It is accepted when it is in the outbox, and goes before most other messages, within ten minutes or not at all; " +
            "GET /v1/messages/{id} tells what happened to it, and Meta's error. It is not a message to a contact: it needs no " +
            "subscription and is not counted. What is not a template reaches only a phone that wrote to the number in the last 24 " +
            "hours. Send it to people who know about it only.",
          tags,
          body: testMessage,
          response: {
            202: queuedMessage,
            ...fields.problems,
          },
        },
      },
      async ({ body, caller }, reply) => {
        // The phone may be anyone's, and shows what is known of the contact.
        if (body.contact_id !== undefined) checkPermission(caller, "contacts:read", permissions)
        const queued = await sendTest(platform, {
          workspaceId: caller.workspaceId,
          numberId: body.number_id,
          to: body.to,
          content: body.content,
          contactId: body.contact_id,
        })
        return reply.status(202).send(queued)
      },
    )
  }
