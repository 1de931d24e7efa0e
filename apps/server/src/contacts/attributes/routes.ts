import { attributeTypes } from "@parley/model"
import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"

const tags = ["Contacts"]

const sorting = defineSorting({
  keys: {
    name: { column: "name", kind: "text" },
    created: { column: "created_at", kind: "instant" },
    last_used: { column: "last_used_at", kind: "instant", isNullable: true },
  },
  usual: { sort: "last_used", order: "desc" },
})

const description = z
  .string()
  .trim()
  .max(500, "must have at most 500 characters")
  .transform((text) => (text === "" ? null : text))
  .nullable()

const definition = z
  .object({
    id: fields.id,
    name: z.string(),
    type: z.enum(attributeTypes),
    description: z.string().nullable(),
    created_at: fields.timestamp,
    last_used_at: fields.timestamp
      .nullable()
      .describe("The day, in UTC, on which a contact was last given a value"),
  })
  .meta({ id: "AttributeDefinition" })
type Definition = z.output<typeof definition>

const change = z
  .strictObject({ description: description.describe("What it means, for members. null: nothing") })
  .meta({ id: "AttributeDefinitionChange" })

const selectDefinitions = (workspaceId: string, search: string | undefined) => sql<Definition>`
  SELECT public_id AS id, name, type, description, created_at, last_used_on::timestamp AT TIME ZONE 'UTC' AS last_used_at
  FROM attribute_definitions
  WHERE workspace_id = ${workspaceId} AND (${search ?? null}::text IS NULL
    OR strpos(lower(name), lower(${search ?? ""})) > 0 OR strpos(lower(description), lower(${search ?? ""})) > 0)`

/** The catalogue of attributes. */
export const attributesRoutes =
  ({ db }: Platform): Routes =>
  async (app) => {
    app.get(
      "/attribute-definitions",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List the attributes that contacts have",
          description:
            "The first value of an attribute, from whichever source, decides its type. What is of another type later is reported to who gave it.",
          tags,
          querystring: sortedPaging(sorting).extend({
            search: z.string().trim().min(1).max(200).optional().describe("In names and descriptions"),
          }),
          response: { 200: sortedPageOf(definition), ...fields.problems },
        },
      },
      ({ caller, query }) =>
        db.workspace(caller.workspaceId, (tx) =>
          readSortedPage(tx, selectDefinitions(caller.workspaceId, query.search), sorting, query),
        ),
    )

    app.patch(
      "/attribute-definitions/:id",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Describe an attribute",
          tags,
          params: fields.byId,
          body: change,
          response: { 200: definition, ...fields.problems },
        },
      },
      ({ caller, params, body }) =>
        db.workspace(caller.workspaceId, (tx) =>
          describe(tx, caller.workspaceId, params.id, body.description),
        ),
    )
  }

async function describe(
  tx: Tx,
  workspaceId: string,
  id: string,
  description: string | null,
): Promise<Definition> {
  await tx
    .updateTable("attribute_definitions")
    .set({ description })
    .where("workspace_id", "=", workspaceId)
    .where("public_id", "=", id)
    .execute()
  const { rows } = await sql<Definition>`
    SELECT * FROM (${selectDefinitions(workspaceId, undefined)}) AS listed WHERE id = ${id}`.execute(tx)
  return found(rows[0], "attribute")
}
