import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { campaignResults, readResults, resultsQuery } from "./results.ts"

export const resultsRoutes =
  ({ db }: Platform): Routes =>
  async (app) => {
    app.get(
      "/campaigns/:id/results",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "Read what a campaign came to",
          description:
            "The gates that its messages passed, its variants against each other and against the control group, failures, and each stage " +
            "over time: of all of its launches, or of one. Tests are not counted.",
          tags: ["Campaigns"],
          params: fields.byId,
          querystring: resultsQuery,
          response: { 200: campaignResults, ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, (tx) => readResults(tx, params.id, query)),
    )
  }
