import { canvasDefinition } from "@parley/model"
import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import {
  canvas,
  canvasChange,
  canvasDraft,
  changeCanvas,
  createCanvas,
  duplicateCanvas,
  readCanvas,
} from "./canvases.ts"
import { canvasPage, canvasQuery, listCanvases } from "./list-canvases.ts"
import { listVersions } from "./versions.ts"

const tags = ["Canvases"]

const canvasVersion = z
  .object({
    version: z.int(),
    definition: canvasDefinition,
    made_at: fields.timestamp,
    under_way: z.int().describe("People who are in it"),
  })
  .meta({ id: "CanvasVersion" })

export const canvasesRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.post(
      "/canvases",
      {
        config: { permission: "canvases:write" },
        schema: {
          summary: "Create a canvas",
          tags,
          body: canvasDraft,
          response: { 201: canvas, ...fields.problems },
        },
      },
      async ({ body, caller: { workspaceId } }, reply) => {
        const created = await db.workspace(workspaceId, (tx) =>
          createCanvas(tx, { workspaceId, now: clock.now() }, body),
        )
        return reply.status(201).send(created)
      },
    )

    app.get(
      "/canvases",
      {
        config: { permission: "canvases:read" },
        schema: {
          summary: "List canvases",
          description: "The oldest first.",
          tags,
          querystring: canvasQuery,
          response: { 200: canvasPage, ...fields.problems },
        },
      },
      ({ query, caller }) => db.workspace(caller.workspaceId, (tx) => listCanvases(tx, query)),
    )

    app.get(
      "/canvases/:id",
      {
        config: { permission: "canvases:read" },
        schema: {
          summary: "One canvas",
          tags,
          params: fields.byId,
          response: { 200: canvas, ...fields.problems },
        },
      },
      ({ params, caller }) => db.workspace(caller.workspaceId, (tx) => readCanvas(tx, params.id)),
    )

    app.patch(
      "/canvases/:id",
      {
        config: { permission: "canvases:write" },
        schema: {
          summary: "Change a canvas",
          description:
            "Changes what is published next: people enter the version that is published, and go on by the one that they entered. A list " +
            "such as `steps` is replaced as a whole.",
          tags,
          params: fields.byId,
          body: canvasChange,
          response: { 200: canvas, ...fields.problems },
        },
      },
      ({ params, caller: { workspaceId }, body }) =>
        db.workspace(workspaceId, (tx) =>
          changeCanvas(tx, { workspaceId, id: params.id, now: clock.now() }, body),
        ),
    )

    app.post(
      "/canvases/:id/duplicate",
      {
        config: { permission: "canvases:write" },
        schema: {
          summary: "Copy a canvas, as a draft",
          tags,
          params: fields.byId,
          response: { 201: canvas, ...fields.problems },
        },
      },
      async ({ params, caller }, reply) => {
        const copy = await db.workspace(caller.workspaceId, (tx) =>
          duplicateCanvas(tx, { id: params.id, now: clock.now() }),
        )
        return reply.status(201).send(copy)
      },
    )

    app.get(
      "/canvases/:id/versions",
      {
        config: { permission: "canvases:read" },
        schema: {
          summary: "What a canvas was each time that it was published",
          description: "The newest first, 100 at most.",
          tags,
          params: fields.byId,
          response: { 200: z.object({ data: z.array(canvasVersion) }), ...fields.problems },
        },
      },
      async ({ params, caller }) => ({
        data: await db.workspace(caller.workspaceId, (tx) => listVersions(tx, params.id)),
      }),
    )
  }
