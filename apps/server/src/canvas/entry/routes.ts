import { mostContextBytes } from "@parley/model"
import { z } from "zod"
import { findRecipients, isNamedOnce, namedOnce, recipientKey } from "../../campaigns/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { contextFor, enterByApi, readApiEntrance } from "./by-api.ts"
import type { OpenCanvas } from "./enter.ts"

const tags = ["Canvases"]
const mostRecipients = 500

const context = z
  .record(z.string().min(1).max(100), z.unknown())
  .refine((given) => Buffer.byteLength(JSON.stringify(given)) <= mostContextBytes, "at most 50 KB as JSON")
  .describe("What the run begins with, for Liquid and conditions: {{ context.name }}")

const canvasTrigger = z
  .strictObject({
    recipients: z
      .array(
        z
          .strictObject({
            ...recipientKey,
            context: context.optional().describe("Of this person alone; goes before that of all"),
          })
          .refine(isNamedOnce, namedOnce),
      )
      .min(1)
      .max(mostRecipients),
    context: context.default({}),
  })
  .meta({ id: "CanvasTrigger" })

const place = z.int().describe("The person's place in `recipients`, from 0")

const triggeredCanvas = z
  .object({
    entered: z.array(z.object({ recipient: place })),
    skipped: z
      .array(z.object({ recipient: place, reason: z.enum(["unknown_contact", "not_entered"]) }))
      .describe("not_entered: not in the audience, in it already, or no room is left"),
  })
  .meta({ id: "TriggeredCanvas" })

export const entryRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.post(
      "/canvases/:id/trigger",
      {
        config: { permission: "canvases:trigger" },
        schema: {
          summary: "Have people enter a canvas",
          description: "A canvas whose entry is `api`, while it is active.",
          tags,
          params: fields.byId,
          body: canvasTrigger,
          response: { 202: triggeredCanvas, ...fields.problems },
        },
      },
      async ({ params, body, caller: { workspaceId } }, reply) => {
        const now = clock.now()
        const answer = await db.workspace(workspaceId, (tx) =>
          letEnter(tx, { id: params.id, workspaceId, now }, body),
        )
        return reply.status(202).send(answer)
      },
    )
  }

async function letEnter(
  tx: Tx,
  { id, workspaceId, now }: { id: string; workspaceId: string; now: Date },
  { recipients, context: ofAll }: z.output<typeof canvasTrigger>,
): Promise<z.output<typeof triggeredCanvas>> {
  const canvas = await requireOpen(tx, { id, workspaceId, now })
  const contexts = recipients.map(({ context: own }, index) =>
    contextFor(canvas, {
      ofAll,
      own,
      field: own === undefined ? "context" : `recipients.${index}.context`,
    }),
  )
  const contactIds = await findRecipients(tx, workspaceId, recipients)
  const known = contactIds.flatMap((contactId, recipient) =>
    contactId === undefined ? [] : [{ contactId, recipient, context: contexts[recipient] ?? {} }],
  )
  const entered = await enterByApi(tx, canvas, known, { now })
  const inside = new Set(entered.map((index) => known[index]?.recipient))
  return {
    entered: recipients.flatMap((_, recipient) => (inside.has(recipient) ? [{ recipient }] : [])),
    skipped: recipients.flatMap((_, recipient) =>
      inside.has(recipient)
        ? []
        : [
            {
              recipient,
              reason:
                contactIds[recipient] === undefined ? ("unknown_contact" as const) : ("not_entered" as const),
            },
          ],
    ),
  }
}

/** @throws Problem not_found; conflict */
async function requireOpen(
  tx: Tx,
  scope: { id: string; workspaceId: string; now: Date },
): Promise<OpenCanvas> {
  const entrance = await readApiEntrance(tx, scope)
  if (entrance.kind === "open") return entrance.canvas
  if (entrance.kind === "closed")
    throw new Problem("conflict", "Nobody enters the canvas now.", {
      help: "See `entry.from` and `entry.until`.",
    })
  throw new Problem(
    "conflict",
    entrance.kind === "inactive" ? "The canvas is not active." : "The canvas is not entered by the API.",
    {
      help: 'Have it entered by the API, `entry: { kind: "api" }`, and publish it: `POST /v1/canvases/{id}/publish`.',
    },
  )
}
