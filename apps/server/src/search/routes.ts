import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { searchEverything, searchesOf } from "./search.ts"

const describeHit = (kinds: readonly string[]) =>
  z
    .object({
      kind: z.enum(kinds),
      id: fields.id,
      title: z.string(),
      detail: z.string().nullable().describe("What tells it from others of its name"),
    })
    .meta({ id: "Hit" })

const query = z.object({
  q: z
    .string("what to look for")
    .trim()
    .min(1, "what to look for")
    .max(200, "at most 200 characters")
    .describe("A name, or the start of one; a phone number as people type it"),
  limit: z.coerce.number().int().min(1).max(20).default(5).describe("Hits of each kind"),
})

/** One search over everything. Mounted under /v1. */
export const searchRoutes =
  ({ db, rooms }: Platform): Routes =>
  async (app) => {
    const searches = searchesOf(rooms)
    const hit = describeHit(searches.map(({ kind }) => kind))

    app.get(
      "/search",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Find anything by name",
          description:
            "Only kinds that the caller may read are looked through. Of each kind the best come first: exact matches, then names that start with it.",
          tags: ["Search"],
          querystring: query,
          response: { 200: z.object({ data: z.array(hit) }), ...fields.problems },
        },
      },
      async ({ caller, query: { q, limit } }) => ({
        data: await db.workspace(caller.workspaceId, (tx) =>
          searchEverything(tx, searches, caller.permissions, { text: q, limit }),
        ),
      }),
    )
  }
