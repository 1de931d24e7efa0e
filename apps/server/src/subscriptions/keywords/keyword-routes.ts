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
import { addKeyword, deleteKeyword, keyword, newKeyword, selectKeywords } from "./keywords.ts"

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" }, word: { column: "word", kind: "text" } },
  usual: { sort: "created", order: "asc" },
})
const query = sortedPaging(sorting).extend({
  subscription_group_id: fields.id.optional().describe("Those of this group, and those of every group"),
})

/** Words by which people unsubscribe, subscribe and ask for help, beside those that Parley knows. */
export const keywordRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    const tags = ["Subscriptions"]
    const { problems } = fields

    app.get(
      "/consent-keywords",
      {
        config: { permission: "subscriptions:read" },
        schema: {
          summary: "List the keywords that the workspace added",
          description:
            "STOP, START, HELP and their like in other languages are always understood and not listed.",
          tags,
          querystring: query,
          response: { 200: sortedPageOf(keyword), ...problems },
        },
      },
      ({ caller, query: { subscription_group_id: groupId, ...page } }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          let list = selectKeywords(tx)
          if (groupId)
            list = list.where((is) =>
              is.or([is("subscription_group_id", "=", groupId), is("subscription_group_id", "is", null)]),
            )
          const { data, ...rest } = await readSortedPage(tx, list, sorting, page)
          return { ...rest, data: data.map((row) => keyword.parse(row)) }
        }),
    )

    app.post(
      "/consent-keywords",
      {
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "Add a keyword",
          description:
            "A word counts where it is the whole message. A word of a group goes before one of every group, and both before those that Parley knows; STOP and UNSUBSCRIBE always unsubscribe.",
          tags,
          body: newKeyword,
          response: { 201: keyword, ...problems },
        },
      },
      async ({ caller: { workspaceId }, body }, reply) => {
        const now = clock.now()
        const added = await db.workspace(workspaceId, (tx) =>
          addKeyword(tx, { workspaceId, keyword: body, now }),
        )
        return reply.status(201).send(added)
      },
    )

    app.delete(
      "/consent-keywords/:id",
      {
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "Delete a keyword",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ caller, params }, reply) => {
        await db.workspace(caller.workspaceId, (tx) => deleteKeyword(tx, params.id))
        return reply.status(204).send(null)
      },
    )
  }
