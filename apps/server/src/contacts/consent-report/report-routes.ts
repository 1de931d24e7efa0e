import { found } from "../../platform/errors.ts"
import { fields, type Routes, readSortedPage, sortedPageOf } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { reportedConsent, reportOf, reportQuery, reportSorting } from "./consent-report.ts"

export const consentReportRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.get(
      "/subscription-groups/:id/report",
      {
        // It has names and phones.
        config: { permission: "contacts:read" },
        schema: {
          summary: "Read who was subscribed at any time, and what proves it",
          description:
            "Every contact with the consent record that counted then. Who has none is `unknown` and gets no marketing.",
          tags: ["Subscriptions"],
          params: fields.byId,
          querystring: reportQuery,
          response: { 200: sortedPageOf(reportedConsent), ...fields.problems },
        },
      },
      ({ caller, params, query: { at, state, ...page } }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const group = tx.selectFrom("subscription_groups").select("id").where("id", "=", params.id)
          found(await group.executeTakeFirst(), "subscription group")
          return readSortedPage(
            tx,
            reportOf(params.id, { at: at ?? clock.now(), state }),
            reportSorting,
            page,
          )
        }),
    )
  }
