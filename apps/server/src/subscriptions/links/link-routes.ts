import { z } from "zod"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { requireGroup } from "../keywords/keywords.ts"
import {
  asLink,
  changeLink,
  createLink,
  newOptInLink,
  optInLink,
  optInLinkChange,
  qrCode,
  readLink,
  selectLinks,
} from "./links.ts"

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" }, name: { column: "name", kind: "text" } },
  usual: { sort: "created", order: "desc" },
})
const byId = z.object({ id: fields.id, link_id: fields.id })

/** Links and QR codes by which people subscribe to a group. */
export const linkRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    const tags = ["Subscriptions"]
    const { problems } = fields

    app.get(
      "/subscription-groups/:id/opt-in-links",
      {
        config: { permission: "subscriptions:read" },
        schema: {
          summary: "List the opt-in links of a group",
          tags,
          params: fields.byId,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(optInLink), ...problems },
        },
      },
      ({ caller, params, query }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          await requireGroup(tx, params.id)
          const { data, ...rest } = await readSortedPage(tx, selectLinks(tx, params.id), sorting, query)
          return { ...rest, data: data.map(asLink) }
        }),
    )

    app.post(
      "/subscription-groups/:id/opt-in-links",
      {
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "Create an opt-in link",
          description:
            "Who follows it writes its message to the number, and is subscribed by that: the message is the evidence.",
          tags,
          params: fields.byId,
          body: newOptInLink,
          response: { 201: optInLink, ...problems },
        },
      },
      async ({ caller: { workspaceId }, params, body: link }, reply) => {
        const request = { workspaceId, groupId: params.id, link, now: clock.now() }
        return reply.status(201).send(await db.workspace(workspaceId, (tx) => createLink(tx, request)))
      },
    )

    app.patch(
      "/subscription-groups/:id/opt-in-links/:link_id",
      {
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "Rename or archive an opt-in link",
          tags,
          params: byId,
          body: optInLinkChange,
          response: { 200: optInLink, ...problems },
        },
      },
      ({ caller, params, body: change }) =>
        db.workspace(caller.workspaceId, (tx) =>
          changeLink(tx, { groupId: params.id, id: params.link_id, change, now: clock.now() }),
        ),
    )

    app.get(
      "/subscription-groups/:id/opt-in-links/:link_id/qr-code",
      {
        config: { permission: "subscriptions:read" },
        schema: {
          summary: "The QR code of an opt-in link, as SVG",
          tags,
          params: byId,
          response: { 200: z.string().describe("image/svg+xml"), ...problems },
        },
      },
      async ({ caller, params }, reply) => {
        const { url } = await db.workspace(caller.workspaceId, (tx) =>
          readLink(tx, params.id, params.link_id),
        )
        return reply.type("image/svg+xml").send(qrCode(url))
      },
    )
  }
