import { z } from "zod"
import { found, Problem } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { changeSubscriptions } from "../../subscriptions/index.ts"
import { lengths } from "../contact.ts"
import { eraseContacts } from "../erasure/erase-contacts.ts"
import { addMembers, removeMembers, requireList } from "../static-lists/members.ts"
import { tagChanges } from "../tags/tag-routes.ts"
import { changeTags } from "../tags/tags.ts"
import { chosen, chosenContacts, oneWay, progress } from "./bulk.ts"

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
    subscription_group_id: fields.id,
    state: z.enum(["subscribed", "unsubscribed"], "subscribed or unsubscribed"),
    source: z
      .string()
      .trim()
      .min(1)
      .max(lengths.source)
      .describe("Where they said so, such as a web form: it is in every consent record"),
    evidence: z
      .string()
      .trim()
      .max(lengths.evidence)
      .nullable()
      .default(null)
      .describe("What proves it, such as a link"),
    given_at: fields.instant.optional().describe("When they said so; now if left out"),
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

const changed = { changed: z.int().describe("How many of them are in another state than before") }
const done = z.object({ ...progress, ...changed }).meta({ id: "BulkProgress" })
const subscriptionsDone = z
  .object({
    ...progress,
    ...changed,
    objections_kept: z.int().describe("How many stay unsubscribed, as they objected later than this"),
  })
  .meta({ id: "BulkSubscriptionProgress" })

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
          const { subscription_group_id: groupId, state, source, evidence, given_at, ...which } = body
          const now = clock.now()
          const givenAt = given_at ?? now
          if (givenAt > now)
            throw new Problem(
              "invalid_request",
              "given_at is in the future; consent is recorded once it was given.",
              {
                field: "given_at",
              },
            )
          const group = tx.selectFrom("subscription_groups").select("id").where("id", "=", groupId)
          found(await group.executeTakeFirst(), "subscription group")
          const { ids, next } = await chosenContacts(tx, workspaceId, which)
          const changes = ids.map((contactId) => ({ contactId, state, source, evidence, givenAt }))
          const outcome = await changeSubscriptions(tx, { workspaceId, groupId, changes, actor, now })
          return {
            contacts: ids.length,
            changed: outcome.changed,
            objections_kept: outcome.objectionsKept.length,
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
