import { formatPhone } from "@parley/whatsapp/phone"
import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { subscription, subscriptionsOf } from "../subscriptions/index.ts"
import { attributesRoutes } from "./attributes/routes.ts"
import { bulkRoutes } from "./bulk/bulk-routes.ts"
import { consentReportRoutes } from "./consent-report/report-routes.ts"
import { contact, contactPatch } from "./contact.ts"
import { changeContact, deleteContact, getContact, upsertContact } from "./contacts.ts"
import { exportContact } from "./erasure/export-contact.ts"
import { identityRoutes } from "./identity/identity-routes.ts"
import { listRoutes } from "./list/list-routes.ts"
import { afterRaces } from "./retry-on-conflict.ts"
import { tagOfContact, tagRoutes } from "./tags/tag-routes.ts"
import { tagsOfContacts } from "./tags/tags.ts"
import { timelineRoutes } from "./timeline/timeline-routes.ts"
import { toldEventsRoutes } from "./told-events/routes.ts"

const contactDetails = contact
  .extend({
    phone_formatted: z.string().nullable().describe("The phone as people write it, such as +49 1511 2345678"),
    subscriptions: z.array(subscription),
    tags: z.array(tagOfContact),
  })
  .meta({ id: "ContactDetails" })

const contactExport = z
  .looseObject({
    contact,
    missing_permissions: z
      .array(z.string())
      .describe("Permissions without which parts were left out; empty: this is everything"),
  })
  .meta({
    id: "EverythingAboutContact",
    description: "What else there is depends on what the installation keeps",
  })

const contactChange = contactPatch.extend({ revision: fields.revisionRead }).meta({ id: "ContactChange" })

/** Contacts. Mounted under /v1. */
export const contactsRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const tags = ["Contacts"]
    await app.register(attributesRoutes(platform))
    await app.register(toldEventsRoutes(platform))
    const { problems } = fields

    await app.register(listRoutes(platform))
    await app.register(tagRoutes(platform))
    await app.register(bulkRoutes(platform))
    await app.register(consentReportRoutes(platform))
    await app.register(identityRoutes(platform))
    await app.register(timelineRoutes(platform))

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
            tags: (await tagsOfContacts(tx, [params.id])).get(params.id) ?? [],
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
            "One object with a list or an object for each kind of thing, for the person themselves. What the caller may not read " +
            "elsewhere is left out, and `missing_permissions` says so. Codes to sign in with are hidden from all.",
          tags,
          params: fields.byId,
          response: { 200: contactExport, ...problems },
        },
      },
      ({ caller: { workspaceId, permissions }, params }) =>
        platform.db.workspace(workspaceId, async (tx) => ({
          contact: await getContact(tx, params.id),
          ...(await exportContact(tx, { workspaceId, rooms: platform.rooms, permissions }, params.id)),
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
