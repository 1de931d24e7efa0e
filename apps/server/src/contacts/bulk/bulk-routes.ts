import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { eraseContacts } from "../erasure/erase-contacts.ts"
import { addMembers, removeMembers, requireList } from "../static-lists/members.ts"
import { tagChanges } from "../tags/tag-routes.ts"
import { changeTags } from "../tags/tags.ts"
import { changed, chosen, chosenContacts, oneWay, progress } from "./bulk.ts"
import { consentOfMany, recordConsent, subscriptionsDone } from "./bulk-consent.ts"

const tagsBody = z
  .strictObject({ ...chosen, ...tagChanges })
  .refine(...oneWay)
  .refine(({ add, remove }) => add.length + remove.length > 0, {
    path: ["add"],
    error: "name a tag to add or to remove",
  })
  .meta({ id: "BulkTags" })
const subscriptionsBody = z
  .strictObject({
    ...chosen,
    ...consentOfMany,
  })
  .refine(...oneWay)
  .meta({ id: "BulkSubscriptions" })
const listBody = z
  .strictObject({
    ...chosen,
    list_id: fields.id.describe("The static list"),
    action: z.enum(["add", "remove"], "add or remove").default("add"),
  })
  .refine(...oneWay)
  .meta({ id: "BulkListing" })
const deleteBody = z
  .strictObject(chosen)
  .refine(...oneWay)
  .meta({ id: "BulkDeletion" })

const done = z.object({ ...progress, ...changed }).meta({ id: "BulkProgress" })
/** What is done to many contacts at once. */
export const bulkRoutes =
  ({ db, clock, rooms }: Platform): Routes =>
  async (app) => {
    const tags = ["Contacts"]
    const { problems } = fields

    app.post(
      "/contacts/bulk/tags",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Change the tags of many contacts",
          tags,
          body: tagsBody,
          response: { 200: done, ...problems },
        },
      },
      ({ caller: { workspaceId }, body: { add, remove, ...which } }) =>
        db.workspace(workspaceId, async (tx) => {
          const { ids, next } = await chosenContacts(tx, workspaceId, which)
          const now = clock.now()
          const retagged = await changeTags(tx, { workspaceId, contactIds: ids, add, remove, now })
          return { contacts: ids.length, changed: retagged.length, next }
        }),
    )

    app.post(
      "/contacts/bulk/lists",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Put many contacts on a static list, or take them off it",
          tags,
          body: listBody,
          response: { 200: done, ...problems },
        },
      },
      ({ caller: { workspaceId }, body: { list_id: listId, action, ...which } }) =>
        db.workspace(workspaceId, async (tx) => {
          await requireList(tx, listId)
          const { ids, next } = await chosenContacts(tx, workspaceId, which)
          const to = { workspaceId, listId, now: clock.now() }
          const changed = action === "add" ? await addMembers(tx, to, ids) : await removeMembers(tx, to, ids)
          return { contacts: ids.length, changed, next }
        }),
    )

    app.post(
      "/contacts/bulk/subscriptions",
      {
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "Record the consent or the objection of many contacts",
          description: "The newest consent wins, as for one contact; each gets a consent record of its own.",
          tags,
          body: subscriptionsBody,
          response: { 200: subscriptionsDone, ...problems },
        },
      },
      ({ caller: { workspaceId, actor }, body }) =>
        db.workspace(workspaceId, async (tx) => {
          const { contact_ids, matching, after, ...said } = body
          const { ids, next } = await chosenContacts(tx, workspaceId, { contact_ids, matching, after })
          return {
            ...(await recordConsent(tx, { workspaceId, actor, now: clock.now(), rooms }, ids, said)),
            next,
          }
        }),
    )

    app.post(
      "/contacts/bulk/delete",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Delete many contacts with subscriptions, consent records and conversations",
          tags,
          body: deleteBody,
          response: { 200: done, ...problems },
        },
      },
      ({ caller: { workspaceId }, body }) =>
        db.workspace(workspaceId, async (tx) => {
          const { ids, next } = await chosenContacts(tx, workspaceId, body)
          const gone = await eraseContacts(tx, { workspaceId, now: clock.now(), rooms }, ids)
          return { contacts: ids.length, changed: gone.length, next }
        }),
    )
  }
