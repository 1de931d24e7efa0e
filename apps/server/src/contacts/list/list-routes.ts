import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { defineSorting, fields, type Routes, sortedPageOf, sortedPaging } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { saidToGroup, statesInGroup, statesOfContacts } from "../../subscriptions/index.ts"
import { contact } from "../contact.ts"
import type { Contact } from "../contacts.ts"
import { tagOfContact } from "../tags/tag-routes.ts"
import { tagsOfContacts } from "../tags/tags.ts"
import { countContacts, listContacts } from "./list-contacts.ts"
import { listFilters, stateHasGroup } from "./list-filters.ts"
import { contactReach, reachOfContacts } from "./reach.ts"

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" } },
  usual: { sort: "created", order: "asc" },
})
const included = ["tags", "subscriptions", "reach"] as const
const query = sortedPaging(sorting)
  .extend({
    ...listFilters,
    include: fields
      .someOf(included)
      .optional()
      .describe("What to give of each contact besides, commas between"),
  })
  .refine(...stateHasGroup)

const listedContact = contact
  .extend({
    subscription: saidToGroup
      .optional()
      .describe("What they said to the group; only where subscription_group_id names one"),
    tags: z.array(tagOfContact).optional().describe("Where it is included"),
    subscriptions: z
      .array(z.object({ subscription_group_id: fields.id, state: saidToGroup.shape.state }))
      .optional()
      .describe("Where it is included: what they said to each group; a group that is not there is unknown"),
    reach: contactReach.optional().describe("Where it is included"),
  })
  .meta({ id: "ListedContact" })

type Included = (typeof included)[number]

/** Contacts with what was asked to be given of each. */
async function withDetails(
  tx: Tx,
  contacts: readonly Contact[],
  { groupId, include }: { groupId: string | undefined; include: readonly Included[] },
): Promise<z.input<typeof listedContact>[]> {
  const ids = contacts.map(({ id }) => id)
  const of = async <T>(what: Included, read: () => Promise<ReadonlyMap<string, T>>) =>
    include.includes(what) ? await read() : undefined
  const said = groupId === undefined ? undefined : await statesInGroup(tx, groupId, ids)
  const tags = await of("tags", () => tagsOfContacts(tx, ids))
  const subscriptions = await of("subscriptions", () => statesOfContacts(tx, ids))
  return contacts.map((one) => ({
    ...one,
    ...(said && { subscription: said.get(one.id) }),
    ...(tags && { tags: tags.get(one.id) ?? [] }),
    ...(subscriptions && { subscriptions: subscriptions.get(one.id) ?? [] }),
  }))
}

/** The list of contacts. */
export const listRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.get(
      "/contacts",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List and search contacts",
          tags: ["Contacts"],
          querystring: query,
          response: { 200: sortedPageOf(listedContact), ...fields.problems },
        },
      },
      async ({ caller: { workspaceId }, query }) => {
        const { after, order, limit, total, sort: _, include = [], ...filters } = query
        const page = await platform.db.workspace(workspaceId, async (tx) => {
          const found = await listContacts(tx, workspaceId, { ...filters, after: after?.id, order, limit })
          const { data, next } = fields.toPage(found, limit)
          const groupId = filters.subscription_group_id
          return {
            data: await withDetails(tx, data, { groupId, include }),
            next,
            ...(total ? { total: await countContacts(tx, workspaceId, filters) } : {}),
          }
        })
        if (!include.includes("reach")) return page
        const ids = page.data.map(({ id }) => id)
        const reach = await reachOfContacts(platform, workspaceId, ids)
        return { ...page, data: page.data.map((one) => ({ ...one, reach: reach.get(one.id) })) }
      },
    )
  }
