import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
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
import type { Caller } from "../workspaces/index.ts"

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

/** What requests and their answers say are contacts and conversations: who may not read those sees that something was asked. */
const mayReadBodies = ({ permissions }: Caller) =>
  permissions.has("contacts:read") && permissions.has("conversations:read")

const selectRequests = (tx: Tx, caller: Caller) =>
  tx
    .selectFrom("api_requests")
    .select(["id", "at", "method", "status", "duration_ms", "error_code"])
    .select(sql.ref<string>(mayReadBodies(caller) ? "path" : "route").as("path"))

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
          const list = selectRequests(tx, caller)
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
          description: "Bodies are shown to those who may read contacts and conversations.",
          tags,
          params: fields.byId,
          response: { 200: requestDetail, ...fields.problems },
        },
      },
      ({ caller, params }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const row = await selectRequests(tx, caller)
            .select(["api_key_id", "route", "body", "answer", "is_erased"])
            .where("id", "=", params.id)
            .executeTakeFirst()
          const request = found(row, "request")
          return mayReadBodies(caller) ? request : { ...request, body: null, answer: null }
        }),
    )
  }
