import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { isSandbox } from "../costs/imaginary-card.ts"
import { breakdown, breakdownQuery, readBreakdown } from "./breakdown.ts"
import { campaignInsights, insightsQuery, readInsights } from "./insights.ts"
import { campaignPerson, peopleQuery, readPeople } from "./people.ts"
import { campaignResults, readResults, resultsQuery } from "./results.ts"

const tags = ["Campaigns"]

export const resultsRoutes =
  ({ db, config }: Platform): Routes =>
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
          tags,
          params: fields.byId,
          querystring: resultsQuery,
          response: { 200: campaignResults, ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, (tx) =>
          readResults(tx, params.id, query, { isSandbox: isSandbox(config) }),
        ),
    )

    app.get(
      "/campaigns/:id/insights",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "Read what else a campaign did",
          description:
            "Opt-outs that it caused, how soon people answered, the hours of the day, and quality before and after.",
          tags,
          params: fields.byId,
          querystring: insightsQuery,
          response: { 200: campaignInsights, ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, (tx) => readInsights(tx, params.id, query)),
    )

    app.get(
      "/campaigns/:id/breakdown",
      {
        config: { permission: "campaigns:read" },
        schema: {
          summary: "Count a campaign's messages by language or country",
          description: "From its latest messages, 50,000 at most. Tests are not counted.",
          tags,
          params: fields.byId,
          querystring: breakdownQuery,
          response: { 200: breakdown, ...fields.problems },
        },
      },
      ({ params, query, caller }) =>
        db.workspace(caller.workspaceId, (tx) => readBreakdown(tx, params.id, query)),
    )

    app.get(
      "/campaigns/:id/people",
      {
        // It has names and phones.
        config: { permission: "contacts:read" },
        schema: {
          summary: "List the people behind a figure of a campaign",
          description: "By what became of their message, such as `failed` with a code of Meta's.",
          tags,
          params: fields.byId,
          querystring: peopleQuery,
          response: { 200: fields.pageOf(campaignPerson), ...fields.problems },
        },
      },
      async ({ params, query, caller }) => {
        const people = await db.workspace(caller.workspaceId, (tx) => readPeople(tx, params.id, query))
        return fields.toPage(people, query.limit)
      },
    )
  }
