import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { canvasRunHistory, listRuns, readRun, runPage, runsQuery } from "./runs.ts"
import { canvasCounts, countSteps, countsQuery } from "./steps.ts"

const tags = ["Canvases"]

export const historyRoutes =
  ({ db }: Platform): Routes =>
  async (app) => {
    app.get(
      "/canvases/:id/counts",
      {
        config: { permission: "canvases:read" },
        schema: {
          summary: "How many people came to each step, and where they went",
          tags,
          params: fields.byId,
          querystring: countsQuery,
          response: { 200: canvasCounts, ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, (tx) => countSteps(tx, params.id, query)),
    )

    app.get(
      "/canvases/:id/runs",
      {
        config: { permission: "canvases:read" },
        schema: {
          summary: "Who is in a canvas, or was",
          description: "Who entered first comes first.",
          tags,
          params: fields.byId,
          querystring: runsQuery,
          response: { 200: runPage, ...fields.problems },
        },
      },
      ({ params, query, caller }) => db.workspace(caller.workspaceId, (tx) => listRuns(tx, params.id, query)),
    )

    app.get(
      "/canvas-runs/:id",
      {
        config: { permission: "canvases:read" },
        schema: {
          summary: "One person's way through a canvas, and why",
          tags,
          params: fields.byId,
          response: { 200: canvasRunHistory, ...fields.problems },
        },
      },
      ({ params, caller }) => db.workspace(caller.workspaceId, (tx) => readRun(tx, params.id)),
    )
  }
