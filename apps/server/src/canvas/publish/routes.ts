import { readCanvasDefinition } from "@parley/model"
import { found } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { canvas } from "../definition/canvases.ts"
import { canvasProblems, findProblems } from "./problems.ts"
import { publishCanvas, stopCanvas } from "./publish.ts"

const tags = ["Canvases"]

export const publishRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.post(
      "/canvases/:id/check",
      {
        config: { permission: "canvases:read", idempotencyKey: false },
        schema: {
          summary: "What is wrong with a canvas",
          description: "Over all of its paths, as it is now. Errors keep it from being published.",
          tags,
          params: fields.byId,
          response: { 200: canvasProblems, ...fields.problems },
        },
      },
      async ({ params, caller: { workspaceId } }) => ({
        problems: await db.workspace(workspaceId, async (tx) => {
          const row = await tx
            .selectFrom("canvases")
            .select("definition")
            .where("id", "=", params.id)
            .executeTakeFirst()
          return findProblems(
            tx,
            { workspaceId, now: clock.now() },
            readCanvasDefinition(found(row, "canvas").definition),
          )
        }),
      }),
    )

    for (const [action, act, summary, description] of [
      [
        "publish",
        publishCanvas,
        "Publish a canvas, as it is now",
        "From then on people enter this version. Those who are in another go on by that. One that was stopped is active again.",
      ],
      [
        "stop",
        stopCanvas,
        "Stop a canvas",
        "Nobody enters any more, and nothing of it is sent. People stay where they are, and leave when their step is over.",
      ],
    ] as const) {
      app.post(
        `/canvases/:id/${action}`,
        {
          config: { permission: "canvases:launch" },
          schema: {
            summary,
            description,
            tags,
            params: fields.byId,
            response: { 200: canvas, ...fields.problems },
          },
        },
        ({ params, caller: { workspaceId } }) =>
          db.workspace(workspaceId, (tx) => act(tx, { canvasId: params.id, workspaceId, now: clock.now() })),
      )
    }
  }
