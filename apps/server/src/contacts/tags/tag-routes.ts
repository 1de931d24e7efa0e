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
import { requireContact } from "../contacts.ts"
import {
  changeTags,
  contactTag,
  createTag,
  deleteTag,
  renameTag,
  selectTags,
  tagsOfContacts,
} from "./tags.ts"

const sorting = defineSorting({
  keys: { name: { column: "name", kind: "text" }, created: { column: "id", kind: "id" } },
  usual: { sort: "name", order: "asc" },
})
const counted = contactTag
  .extend({ contacts: z.int().describe("How many have it") })
  .meta({ id: "CountedTag" })
const newTag = z.strictObject({ name: fields.name }).meta({ id: "NewContactTag" })
const tagChange = z
  .strictObject({ name: fields.name, revision: fields.revisionRead })
  .meta({ id: "ContactTagChange" })

/** Of one contact. */
export const tagOfContact = z.object({ id: fields.id, name: z.string() }).meta({ id: "TagOfContact" })
const tagsOfContact = z.object({ data: z.array(tagOfContact) }).meta({ id: "TagsOfContact" })

/** At once; more are several requests. */
const mostTags = 50
export const tagChanges = {
  add: z.array(fields.id).max(mostTags).default([]).describe("Ids of tags"),
  remove: z.array(fields.id).max(mostTags).default([]).describe("Ids of tags"),
}
const tagsChange = z.strictObject(tagChanges).meta({ id: "TagsOfContactChange" })

export const tagRoutes =
  ({ db, clock, rooms }: Platform): Routes =>
  async (app) => {
    const tags = ["Contacts"]
    const { problems } = fields

    app.get(
      "/contact-tags",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List tags of contacts",
          tags,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(counted), ...problems },
        },
      },
      ({ caller, query }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const page = await readSortedPage(tx, selectTags(tx), sorting, query)
          return {
            ...page,
            data: page.data.map(({ contacts, ...tag }) => ({ ...tag, contacts: contacts ?? 0 })),
          }
        }),
    )

    app.post(
      "/contact-tags",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Create a tag",
          description: "Answers 200 with the tag of that name, in any case, where there is one.",
          tags,
          body: newTag,
          response: { 200: contactTag, 201: contactTag, ...problems },
        },
      },
      async ({ caller: { workspaceId }, body: { name } }, reply) => {
        const { tag, created } = await db.workspace(workspaceId, (tx) =>
          createTag(tx, { workspaceId, name, now: clock.now() }),
        )
        return reply.status(created ? 201 : 200).send(tag)
      },
    )

    app.patch(
      "/contact-tags/:id",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Rename a tag",
          tags,
          params: fields.byId,
          body: tagChange,
          response: { 200: contactTag, ...problems },
        },
      },
      ({ caller, params, body: { name, revision } }) =>
        db.workspace(caller.workspaceId, (tx) => renameTag(tx, params.id, { name, revision })),
    )

    app.delete(
      "/contact-tags/:id",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Delete a tag; its contacts stay",
          description: "Refused while a segment or a launch selects by it; `uses` names what.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ caller, params }, reply) => {
        await db.workspace(caller.workspaceId, (tx) => deleteTag(tx, rooms, params.id, clock.now()))
        return reply.status(204).send(null)
      },
    )

    app.patch(
      "/contacts/:id/tags",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Change the tags of a contact",
          tags,
          params: fields.byId,
          body: tagsChange,
          response: { 200: tagsOfContact, ...problems },
        },
      },
      ({ caller: { workspaceId }, params: { id }, body }) =>
        db.workspace(workspaceId, async (tx) => {
          await requireContact(tx, id)
          await changeTags(tx, { workspaceId, contactIds: [id], ...body, now: clock.now() })
          return { data: (await tagsOfContacts(tx, [id])).get(id) ?? [] }
        }),
    )
  }
