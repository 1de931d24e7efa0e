import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { contact } from "../contact.ts"
import { getContact, hasContact } from "../contacts.ts"
import { afterRaces } from "../retry-on-conflict.ts"
import { type Alias, addAliases, ownerOfAlias, removeAlias } from "./aliases.ts"
import { identitiesOf, identity } from "./identities.ts"
import { mergeContacts } from "./merge-contacts.ts"

const name = z.string().trim().min(1, "must not be empty").max(255, "must have at most 255 characters")
const alias = z
  .strictObject({
    label: name.describe("What the name is of, such as the shop"),
    name: name.describe("Under its label it belongs to one contact"),
  })
  .meta({ id: "ContactAlias" })
const identities = z.object({ data: z.array(identity) }).meta({ id: "ContactIdentities" })
const merge = z
  .strictObject({
    from: fields.id.describe("The contact that is to be gone"),
    into: fields.id.describe("The contact that stays; what is known of it stays"),
  })
  .meta({ id: "ContactMerge" })

/** What contacts are known by, and contacts that are one person. */
export const identityRoutes =
  ({ db, clock, rooms }: Pick<Platform, "db" | "clock" | "rooms">): Routes =>
  async (app) => {
    const tags = ["Contacts"]
    const { problems } = fields

    app.get(
      "/contacts/:id/identities",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List what a contact is known by, and was",
          tags,
          params: fields.byId,
          response: { 200: identities, ...problems },
        },
      },
      ({ caller, params }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          await requireContact(tx, params.id)
          return { data: await identitiesOf(tx, params.id) }
        }),
    )

    app.post(
      "/contacts/:id/aliases",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Give a contact an alias",
          description: "A contact has any number of them. One that they have already stays.",
          tags,
          params: fields.byId,
          body: alias,
          response: { 200: identities, ...problems },
        },
      },
      ({ caller: { workspaceId }, params: { id }, body }) =>
        afterRaces(() =>
          db.workspace(workspaceId, async (tx) => {
            await requireContact(tx, id)
            await giveAlias(tx, { workspaceId, now: clock.now() }, id, body)
            return { data: await identitiesOf(tx, id) }
          }),
        ),
    )

    app.delete(
      "/contacts/:id/aliases",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Take an alias from a contact",
          tags,
          params: fields.byId,
          // Without the name: a query is described parameter by parameter.
          querystring: z.strictObject(alias.shape),
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ caller: { workspaceId }, params: { id }, query }, reply) => {
        await db.workspace(workspaceId, async (tx) => {
          await requireContact(tx, id)
          const wasThere = await removeAlias(tx, { workspaceId, now: clock.now() }, id, query)
          found(wasThere || undefined, "alias")
        })
        return reply.status(204).send(null)
      },
    )

    app.post(
      "/contacts/merge",
      {
        config: { permission: "contacts:write" },
        schema: {
          summary: "Make one contact of two that are one person",
          description:
            "The contact that stays gets all events, messages, conversations, consent records, tags and identities of the other one, and what is not known of it yet. Of two states in a subscription group the newer counts. It cannot be undone.",
          tags,
          body: merge,
          response: { 200: contact, ...problems },
        },
      },
      ({ caller: { workspaceId }, body: { from, into } }) => {
        if (from === into)
          throw new Problem("invalid_request", "A contact cannot be merged into itself; name two.", {
            field: "into",
          })
        return afterRaces(() =>
          db.workspace(workspaceId, async (tx) => {
            await requireContact(tx, from)
            await requireContact(tx, into)
            await mergeContacts(tx, { workspaceId, now: clock.now(), rooms }, [{ from, into }])
            return getContact(tx, into)
          }),
        )
      },
    )
  }

/** @throws Problem not_found */
async function requireContact(tx: Tx, id: string): Promise<void> {
  found((await hasContact(tx, id)) || undefined, "contact")
}

/** @throws Problem conflict when another contact has it */
async function giveAlias(
  tx: Tx,
  scope: { workspaceId: string; now: Date },
  contactId: string,
  alias: Alias,
): Promise<void> {
  const owner = await ownerOfAlias(tx, scope.workspaceId, alias)
  if (owner === contactId) return
  if (owner !== undefined)
    throw new Problem("conflict", "Another contact has this alias already.", {
      field: "name",
      help: "Take it from that contact first, or merge the two if they are one person.",
      extra: { contact_ids: [owner] },
    })
  await addAliases(tx, scope, [{ ...alias, contactId }])
}
