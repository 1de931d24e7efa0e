import { formatPhone } from "@parley/whatsapp/phone"
import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import { defineSorting, fields, type Routes, sortedPageOf, sortedPaging } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { saidToGroup, statesInGroup, subscription, subscriptionsOf } from "../subscriptions/index.ts"
import { attributesRoutes } from "./attributes/routes.ts"
import { contact, contactPatch } from "./contact.ts"
import {
  type Contact,
  changeContact,
  countContacts,
  deleteContact,
  getContact,
  listContacts,
  upsertContact,
} from "./contacts.ts"
import { exportContact } from "./erasure/export-contact.ts"
import { afterRaces } from "./retry-on-conflict.ts"

const search = z.string().trim().min(1).max(200)
const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" } },
  usual: { sort: "created", order: "asc" },
})
const query = sortedPaging(sorting)
  .extend({
    search: search.optional().describe("The start of a phone, an external id, a first or a last name"),
    phone: search.optional().describe("E.164, exactly"),
    external_id: search.optional().describe("Exactly"),
    bsuid: search.optional().describe("Exactly"),
    subscription_group_id: fields.id.optional().describe("Only those who said something to this group"),
    subscription_state: saidToGroup.shape.state
      .optional()
      .describe("Only those who said this to the group; with subscription_group_id"),
  })
  .refine(
    ({ subscription_group_id, subscription_state }) =>
      subscription_state === undefined || subscription_group_id !== undefined,
    { path: ["subscription_group_id"], error: "is missing: the group that subscription_state is of" },
  )

const listedContact = contact
  .extend({
    subscription: saidToGroup
      .optional()
      .describe("What they said to the group; only where subscription_group_id names one"),
  })
  .meta({ id: "ListedContact" })

const contactDetails = contact
  .extend({
    phone_formatted: z.string().nullable().describe("The phone as people write it, such as +49 1511 2345678"),
    subscriptions: z.array(subscription),
  })
  .meta({ id: "ContactDetails" })

const contactExport = z
  .looseObject({ contact })
  .meta({ id: "ContactExport", description: "What else there is depends on what the installation keeps" })

const contactChange = contactPatch.extend({ revision: fields.revisionRead }).meta({ id: "ContactChange" })

/** Contacts with what each said to a group. */
async function withSubscription(tx: Tx, groupId: string, contacts: readonly Contact[]) {
  const ids = contacts.map(({ id }) => id)
  const said = await statesInGroup(tx, groupId, ids)
  return contacts.map((one) => ({ ...one, subscription: said.get(one.id) }))
}

/** Contacts. Mounted under /v1. */
export const contactsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Contacts"]
    await app.register(attributesRoutes(platform))
    const { problems } = fields

    app.get(
      "/contacts",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List and search contacts",
          tags,
          querystring: query,
          response: { 200: sortedPageOf(listedContact), ...problems },
        },
      },
      ({ caller, query }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => {
          const {
            after,
            order,
            limit,
            total,
            sort: _,
            subscription_group_id,
            subscription_state,
            ...search
          } = query
          const group = subscription_group_id && { groupId: subscription_group_id, state: subscription_state }
          const wanted = group ? { ...search, group } : search
          const asked = { ...wanted, after: after?.id, order, limit }
          const { data, next } = fields.toPage(await listContacts(tx, caller.workspaceId, asked), limit)
          return {
            data: group ? await withSubscription(tx, group.groupId, data) : data,
            next,
            ...(total ? { total: await countContacts(tx, caller.workspaceId, wanted) } : {}),
          }
        }),
    )

    app.post(
      "/contacts",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Create or update a contact",
          description:
            "The contact is the one that has the bsuid, else the phone, else the external_id; if there is none, a new one is created.",
          tags,
          body: contactPatch,
          response: { 200: contact, 201: contact, ...problems },
        },
      },
      async ({ caller: { workspaceId }, body: patch }, reply) => {
        const now = platform.clock.now()
        const written = await afterRaces(() =>
          platform.db.workspace(workspaceId, (tx) => upsertContact(tx, { workspaceId, patch, now })),
        )
        return reply.status(written.created ? 201 : 200).send(written.contact)
      },
    )

    app.get(
      "/contacts/:id",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "Read a contact with their subscriptions",
          tags,
          params: fields.byId,
          response: { 200: contactDetails, ...problems },
        },
      },
      ({ caller, params }) =>
        platform.db.workspace(caller.workspaceId, async (tx) => {
          const contact = await getContact(tx, params.id)
          return {
            ...contact,
            phone_formatted: contact.phone && formatPhone(contact.phone),
            subscriptions: await subscriptionsOf(tx, params.id),
          }
        }),
    )

    app.patch(
      "/contacts/:id",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Change a contact",
          description: "A field left out stays as it is, null removes it; attributes are merged one by one.",
          tags,
          params: fields.byId,
          body: contactChange,
          response: { 200: contact, ...problems },
        },
      },
      ({ caller, params, body: { revision, ...patch } }) => {
        const now = platform.clock.now()
        return afterRaces(() =>
          platform.db.workspace(caller.workspaceId, (tx) =>
            changeContact(tx, params.id, { patch, revision, now }),
          ),
        )
      },
    )

    app.get(
      "/contacts/:id/export",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "Export everything that is kept about a contact",
          description:
            "One object with a list or an object for each kind of thing, for the person themselves.",
          tags,
          params: fields.byId,
          response: { 200: contactExport, ...problems },
        },
      },
      ({ caller: { workspaceId }, params }) =>
        platform.db.workspace(workspaceId, async (tx) => ({
          contact: await getContact(tx, params.id),
          ...(await exportContact(tx, { workspaceId, rooms: platform.rooms }, params.id)),
        })),
    )

    app.delete(
      "/contacts/:id",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Erase a contact with everything personal that is kept about them",
          description:
            "Counts of what was sent stay, and no message, conversation, event or consent record. What waits to be sent is dropped.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ caller, params }, reply) => {
        await platform.db.workspace(caller.workspaceId, (tx) =>
          deleteContact(
            tx,
            { workspaceId: caller.workspaceId, now: platform.clock.now(), rooms: platform.rooms },
            params.id,
          ),
        )
        return reply.status(204).send(null)
      },
    )
  }
