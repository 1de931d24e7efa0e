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

const tags = ["Contacts"]

const sorting = defineSorting({
  keys: {
    name: { column: "name", kind: "text" },
    created: { column: "created_at", kind: "instant" },
    last_used: { column: "last_used_at", kind: "instant", isNullable: true },
  },
  usual: { sort: "last_used", order: "desc" },
})

const eventName = z
  .object({
    id: fields.id,
    kind: z.enum(["event", "purchase"]).describe("`purchase` is one name of all purchases"),
    name: z.string(),
    description: z.string().nullable(),
    created_at: fields.timestamp,
    last_used_at: fields.timestamp.nullable().describe("The day, in UTC, on which one was last recorded"),
  })
  .meta({ id: "EventName" })
type EventName = z.output<typeof eventName>

const change = z
  .strictObject({
    description: z
      .string()
      .trim()
      .max(500, "must have at most 500 characters")
      .transform((text) => (text === "" ? null : text))
      .nullable()
      .describe("What it means, for members. null: nothing"),
  })
  .meta({ id: "EventNameChange" })

const selectNames = (workspaceId: string, search: string | undefined) => sql<EventName>`
  SELECT public_id AS id, kind, name, description, created_at, last_used_on::timestamp AT TIME ZONE 'UTC' AS last_used_at
  FROM event_names
  WHERE workspace_id = ${workspaceId} AND (${search ?? null}::text IS NULL
    OR strpos(lower(name), lower(${search ?? ""})) > 0 OR strpos(lower(description), lower(${search ?? ""})) > 0)`

const bySort = defineSorting({
  keys: { at: { column: "at", kind: "instant" } },
  usual: { sort: "at", order: "desc" },
})

const contactEvent = z
  .object({
    id: fields.id,
    kind: z.enum(["event", "purchase"]),
    name: z.string(),
    at: fields.timestamp,
    value: z.number().nullable().describe("Of a purchase: price times quantity"),
    properties: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: "ContactEvent" })
type ContactEvent = z.output<typeof contactEvent>

/** The catalogue of events, and what one contact did. */
export const eventsRoutes =
  ({ db, rooms }: Platform): Routes =>
  async (app) => {
    app.get(
      "/event-names",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List the events that contacts had",
          tags,
          querystring: sortedPaging(sorting).extend({
            search: z.string().trim().min(1).max(200).optional().describe("In names and descriptions"),
          }),
          response: { 200: sortedPageOf(eventName), ...fields.problems },
        },
      },
      ({ caller, query }) =>
        db.workspace(caller.workspaceId, (tx) =>
          readSortedPage(tx, selectNames(caller.workspaceId, query.search), sorting, query),
        ),
    )

    app.patch(
      "/event-names/:id",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Describe an event",
          tags,
          params: fields.byId,
          body: change,
          response: { 200: eventName, ...fields.problems },
        },
      },
      ({ caller, params, body }) =>
        db.workspace(caller.workspaceId, (tx) =>
          describe(tx, caller.workspaceId, params.id, body.description),
        ),
    )

    app.get(
      "/contacts/:id/events",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List what a contact did",
          description: "Events and purchases, the latest first.",
          tags,
          params: fields.byId,
          querystring: sortedPaging(bySort),
          response: { 200: sortedPageOf(contactEvent), ...fields.problems },
        },
      },
      ({ caller, params, query }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          await requireContact(tx, rooms, params.id)
          return readSortedPage(tx, selectEvents(params.id), bySort, query)
        }),
    )
  }

/** @throws Problem not_found */
async function requireContact(tx: Tx, rooms: Platform["rooms"], id: string): Promise<void> {
  for (const room of rooms) if (await room.hasContact?.(tx, id)) return
  found(undefined, "contact")
}

const selectEvents = (contactId: string) => sql<ContactEvent>`
  SELECT e.id, n.kind, n.name, e.at, e.value, e.properties
  FROM events e JOIN event_names n ON n.id = e.name_id WHERE e.contact_id = ${contactId}`

async function describe(
  tx: Tx,
  workspaceId: string,
  id: string,
  description: string | null,
): Promise<EventName> {
  await tx
    .updateTable("event_names")
    .set({ description })
    .where("workspace_id", "=", workspaceId)
    .where("public_id", "=", id)
    .execute()
  const { rows } = await sql<EventName>`
    SELECT * FROM (${selectNames(workspaceId, undefined)}) AS listed WHERE id = ${id}`.execute(tx)
  return found(rows[0], "event")
}
