import { z } from "zod"
import { ByteBudget } from "../platform/byte-budget.ts"
import type { Tx } from "../platform/database/index.ts"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { refuseMissing } from "./check-filter.ts"
import { readHistory, segmentHistory } from "./count-segments.ts"
import { explainContact, explainRequest, explanation } from "./explain.ts"
import { liveState, readLiveState } from "./live/live-segments.ts"
import { member, membersOf, membersRequest } from "./members.ts"
import { preview, previewFilter, previewRequest } from "./preview.ts"
import {
  asSegment,
  changeSegment,
  createSegment,
  deleteSegment,
  getSegment,
  newSegment,
  segment,
  segmentChange,
  segmentUse,
  selectSegments,
  usesOfSegment,
} from "./segments.ts"

const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    name: { column: "name", kind: "text" },
    updated: { column: "updated_at", kind: "instant" },
    people: { column: "people", kind: "number", isNullable: true },
  },
  usual: { sort: "created", order: "desc" },
})

const flag = z.enum(["true", "false"]).transform((value) => value === "true")
const listQuery = sortedPaging(sorting).extend({
  search: z.string().trim().min(1).max(200).optional().describe("In names and tags"),
  archived: flag.default(false),
  suppression: flag.optional().describe("Only suppression lists, or only others"),
})
const longestWaitMs = 20_000
const ofContact = z.object({ id: fields.id, contact_id: fields.id })

/** Segments, and what a filter would select. Mounted under /v1. */
export const segmentsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Segments"]
    const { problems } = fields
    const read = { permission: "segments:read" } as const
    const write = { permission: "segments:write" } as const
    /** They show people, or count them by any condition, which tells as much of one: it takes the right to read contacts. */
    const readPeople = { permission: "contacts:read" } as const
    // What walks through all contacts may take seconds: the rest of the API keeps half of the connections.
    const { connections } = platform.db
    const budget = new ByteBudget({
      bytes: Math.ceil(connections / 2),
      bytesOfOne: Math.ceil(connections / 3),
      waitMs: longestWaitMs,
    })
    const reading = <T>(workspaceId: string, work: (tx: Tx) => Promise<T>) =>
      budget.hold(1, () => platform.db.reading(work), workspaceId)
    const readerOf = (workspaceId: string) => ({
      workspaceId,
      rooms: platform.rooms,
      now: platform.clock.now(),
    })

    app.get(
      "/segments",
      {
        config: read,
        schema: {
          summary: "List segments",
          tags,
          querystring: listQuery,
          response: { 200: sortedPageOf(segment), ...problems },
        },
      },
      ({ caller, query }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => {
          const { search, archived, suppression, ...paging } = query
          const list = selectSegments({ search, archived, is_suppression: suppression })
          const page = await readSortedPage(tx, list, sorting, paging)
          return { ...page, data: page.data.map(asSegment) }
        }),
    )

    app.post(
      "/segments",
      {
        config: write,
        schema: {
          summary: "Create a segment",
          description: "Attributes, events, lists and segments that the filter names must be known.",
          tags,
          body: newSegment,
          response: { 201: segment, ...problems },
        },
      },
      async ({ caller, body }, reply) => {
        const created = await platform.db.workspace(caller.workspaceId, (tx) =>
          createSegment(tx, readerOf(caller.workspaceId), body),
        )
        return reply.status(201).send(created)
      },
    )

    app.get(
      "/segments/:id",
      {
        config: read,
        schema: {
          summary: "Read a segment",
          tags,
          params: fields.byId,
          response: { 200: segment, ...problems },
        },
      },
      ({ caller, params }) => platform.db.workspace(caller.workspaceId, (tx) => getSegment(tx, params.id)),
    )

    app.patch(
      "/segments/:id",
      {
        config: write,
        schema: {
          summary: "Change a segment, or archive it",
          tags,
          params: fields.byId,
          body: segmentChange,
          response: { 200: segment, ...problems },
        },
      },
      ({ caller, params, body }) =>
        platform.db.workspace(caller.workspaceId, (tx) =>
          changeSegment(tx, { ...readerOf(caller.workspaceId), id: params.id }, body),
        ),
    )

    app.delete(
      "/segments/:id",
      {
        config: write,
        schema: {
          summary: "Delete a segment",
          description: "Refused while something uses it; `uses` names what.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ caller, params }, reply) => {
        await platform.db.workspace(caller.workspaceId, (tx) =>
          deleteSegment(tx, platform.rooms, { workspaceId: caller.workspaceId, id: params.id }),
        )
        return reply.status(204).send(null)
      },
    )

    app.get(
      "/segments/:id/uses",
      {
        config: read,
        schema: {
          summary: "Read what uses a segment",
          tags,
          params: fields.byId,
          response: { 200: z.object({ data: z.array(segmentUse) }).meta({ id: "SegmentUses" }), ...problems },
        },
      },
      ({ caller, params }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => ({
          data: await usesOfSegment(tx, platform.rooms, params.id),
        })),
    )

    app.get(
      "/segments/:id/live",
      {
        config: read,
        schema: {
          summary: "Read whether a segment is live, and what it drives",
          tags,
          params: fields.byId,
          response: { 200: liveState, ...problems },
        },
      },
      ({ caller, params }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => {
          await getSegment(tx, params.id)
          return readLiveState(tx, platform.rooms, params.id)
        }),
    )

    app.get(
      "/segments/:id/history",
      {
        config: read,
        schema: {
          summary: "Read how many members a segment had, day by day",
          tags,
          params: fields.byId,
          querystring: z.object({ days: z.coerce.number().int().min(1).max(400).default(90) }),
          response: { 200: segmentHistory, ...problems },
        },
      },
      ({ caller, params, query }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => {
          await getSegment(tx, params.id)
          return readHistory(tx, params.id, query.days)
        }),
    )

    app.post(
      "/segments/preview",
      {
        config: { ...readPeople, idempotencyKey: false },
        schema: {
          summary: "Count the contacts that a filter selects",
          description:
            "Exact: in all, after each condition, and how many of them the number of a subscription group reaches. Reads only.",
          tags,
          body: previewRequest,
          response: { 200: preview, ...problems },
        },
      },
      ({ caller, body }) =>
        reading(caller.workspaceId, async (tx) => {
          await refuseMissing(tx, caller.workspaceId, body.filter)
          return previewFilter(tx, readerOf(caller.workspaceId), body)
        }),
    )

    app.post(
      "/segments/preview/members",
      {
        config: { ...readPeople, idempotencyKey: false },
        schema: {
          summary: "List the contacts that a filter selects",
          tags,
          body: membersRequest,
          response: { 200: fields.pageOf(member), ...problems },
        },
      },
      async ({ caller, body }) =>
        fields.toPage(
          await reading(caller.workspaceId, async (tx) => {
            await refuseMissing(tx, caller.workspaceId, body.filter)
            return membersOf(tx, readerOf(caller.workspaceId), body)
          }),
          body.limit,
        ),
    )

    app.post(
      "/segments/preview/explain",
      {
        config: { ...readPeople, idempotencyKey: false },
        schema: {
          summary: "Explain why a filter selects a contact, or does not",
          tags,
          body: explainRequest,
          response: { 200: explanation, ...problems },
        },
      },
      ({ caller, body }) =>
        reading(caller.workspaceId, async (tx) => {
          await refuseMissing(tx, caller.workspaceId, body.filter)
          return explainContact(tx, readerOf(caller.workspaceId), body)
        }),
    )

    app.get(
      "/segments/:id/members",
      {
        config: readPeople,
        schema: {
          summary: "List the members of a segment",
          tags,
          params: fields.byId,
          querystring: fields.paging,
          response: { 200: fields.pageOf(member), ...problems },
        },
      },
      async ({ caller, params, query }) => {
        const { filter } = await platform.db.workspace(caller.workspaceId, (tx) => getSegment(tx, params.id))
        const members = await reading(caller.workspaceId, (tx) =>
          membersOf(tx, readerOf(caller.workspaceId), { filter, ...query }),
        )
        return fields.toPage(members, query.limit)
      },
    )

    app.get(
      "/segments/:id/explain/:contact_id",
      {
        config: readPeople,
        schema: {
          summary: "Explain why a contact is in a segment, or is not",
          tags,
          params: ofContact,
          response: { 200: explanation, ...problems },
        },
      },
      async ({ caller, params }) => {
        const { filter } = await platform.db.workspace(caller.workspaceId, (tx) => getSegment(tx, params.id))
        return reading(caller.workspaceId, (tx) =>
          explainContact(tx, readerOf(caller.workspaceId), { filter, contact_id: params.contact_id }),
        )
      },
    )
  }
