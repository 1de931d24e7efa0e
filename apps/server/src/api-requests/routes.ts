import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import { found } from "../platform/errors.ts"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"

const tags = ["API keys"]
const permission = "api_keys:manage"

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" } },
  usual: { sort: "created", order: "desc" },
})

const requestRow = z
  .object({
    id: fields.id,
    at: fields.timestamp,
    method: z.string(),
    path: z.string(),
    status: z.int(),
    duration_ms: z.int(),
    error_code: z.string().nullable(),
  })
  .meta({ id: "ApiRequest" })

const requestDetail = requestRow
  .extend({
    api_key_id: fields.id,
    route: z.string().describe("The path as it is documented"),
    body: z.string().nullable().describe("The first 4,000 characters of JSON, without secrets"),
    answer: z.string().nullable().describe("The same of the answer"),
    is_erased: z.boolean().describe("It was about a contact who was deleted since; bodies and path are gone"),
  })
  .meta({ id: "ApiRequestDetail" })

const selectRequests = (tx: Tx) =>
  tx.selectFrom("api_requests").select(["id", "at", "method", "path", "status", "duration_ms", "error_code"])

/** What was asked with API keys. */
export const apiRequestRoutes =
  ({ db }: Platform): Routes =>
  async (app) => {
    app.get(
      "/api-keys/:id/requests",
      {
        config: { permission },
        schema: {
          summary: "List what was asked with an API key",
          description: "The newest first. It is kept for 7 days, and a request is there within seconds.",
          tags,
          params: fields.byId,
          querystring: sortedPaging(sorting).extend({
            outcome: z
              .enum(["failed"])
              .optional()
              .describe("failed: only what was answered with an error, a status of 400 or more"),
          }),
          response: { 200: sortedPageOf(requestRow), ...fields.problems },
        },
      },
      ({ caller, params, query }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const key = await tx
            .selectFrom("api_keys")
            .select("id")
            .where("id", "=", params.id)
            .executeTakeFirst()
          found(key, "API key")
          const list = selectRequests(tx)
            .where("api_key_id", "=", params.id)
            .$if(query.outcome === "failed", (all) => all.where("status", ">=", 400))
          return readSortedPage(tx, list, sorting, query)
        }),
    )

    app.get(
      "/api-requests/:id",
      {
        config: { permission },
        schema: {
          summary: "Read a request with its bodies",
          tags,
          params: fields.byId,
          response: { 200: requestDetail, ...fields.problems },
        },
      },
      ({ caller, params }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const row = await selectRequests(tx)
            .select(["api_key_id", "route", "body", "answer", "is_erased"])
            .where("id", "=", params.id)
            .executeTakeFirst()
          return found(row, "request")
        }),
    )
  }
