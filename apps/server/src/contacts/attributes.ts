import { z } from "zod"
import { sql } from "../platform/database/index.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"

/** So many contacts are looked at, the newest: what all of a million have took 2 s to find, these 4 ms. */
const lookedAt = 1_000
const mostAttributes = 200

const attribute = z
  .object({
    name: z.string(),
    type: z.enum(["text", "number", "boolean"]).describe("What most of them hold"),
  })
  .meta({ id: "ContactAttribute" })

const attributes = z.object({ data: z.array(attribute) }).meta({ id: "ContactAttributes" })

/** Which attributes contacts have, for those who choose one. */
export const attributesRoutes =
  ({ db }: Platform): Routes =>
  async (app) => {
    app.get(
      "/contact-attributes",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "List the attributes that contacts have",
          description: `Those of the newest ${lookedAt.toLocaleString("en")} contacts, the most frequent first.`,
          tags: ["Contacts"],
          response: { 200: attributes, ...fields.problems },
        },
      },
      async ({ caller }) => {
        const { rows } = await db.workspace(caller.workspaceId, (tx) =>
          sql<z.input<typeof attribute>>`
            SELECT key AS name, replace(mode() WITHIN GROUP (ORDER BY jsonb_typeof(value)), 'string', 'text') AS type
            FROM (SELECT attributes FROM contacts ORDER BY id DESC LIMIT ${lookedAt}) AS newest, jsonb_each(attributes)
            WHERE jsonb_typeof(value) IN ('string', 'number', 'boolean')
            GROUP BY key ORDER BY count(*) DESC, key LIMIT ${mostAttributes}
          `.execute(tx),
        )
        return { data: rows }
      },
    )
  }
