import { Readable } from "node:stream"
import { z } from "zod"
import { found } from "../../platform/errors.ts"
import { fields, type Routes, readSortedPage, sortedPageOf } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import {
  type ReportedConsent,
  reportedConsent,
  reportFileQuery,
  reportOf,
  reportQuery,
  reportSorting,
} from "./consent-report.ts"
import { evidenceColumns, personColumns, reportFile } from "./report-file.ts"

export const consentReportRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
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

    app.get(
      "/subscription-groups/:id/report/file",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "The same as CSV, whatever its size",
          tags: ["Subscriptions"],
          params: fields.byId,
          querystring: reportFileQuery,
          produces: ["text/csv"],
          response: { 200: z.unknown().describe("text/csv"), ...fields.problems },
        },
      },
      async ({ caller: { workspaceId }, params: { id }, query: { at = clock.now(), state } }, reply) => {
        const group = await db.workspace(workspaceId, (tx) =>
          tx.selectFrom("subscription_groups").select("id").where("id", "=", id).executeTakeFirst(),
        )
        found(group, "subscription group")
        const file = reportFile<ReportedConsent>(
          platform,
          workspaceId,
          { ...personColumns, ...evidenceColumns },
          (page) => reportOf(id, { at, state, page }),
        )
        return reply
          .type("text/csv; charset=utf-8")
          .header("content-disposition", 'attachment; filename="consent-report.csv"')
          .send(Readable.from(file))
      },
    )
  }
