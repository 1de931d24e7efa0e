import { z } from "zod"
import { found } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { suppressedContacts } from "../outbox/suppressed.ts"
import { reachability, readReachability } from "./reachability.ts"

const contactReachability = z.object({ data: z.array(reachability) }).meta({ id: "ContactReachability" })

/** Who can be written to, before anyone writes. */
export const reachabilityRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, config } = platform
    app.get(
      "/contacts/:id/reachability",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "Read whether a contact can be written to now, and why not",
          description:
            "From each number, by the category of a template and with free text. A message meets the same rules when it goes " +
            "out; a template that is not approved and a messaging limit may still hold it.",
          tags: ["Messages"],
          params: fields.byId,
          response: { 200: contactReachability, ...fields.problems },
        },
      },
      async ({ params, caller }) => {
        const suppressed = await suppressedContacts(platform, caller.workspaceId, [params.id])
        return db.workspace(caller.workspaceId, async (tx) => {
          const contact = tx.selectFrom("contacts").select("id").where("id", "=", params.id)
          found(await contact.executeTakeFirst(), "contact")
          const { appMode } = config.meta
          const isSuppressed = suppressed.has(params.id)
          return { data: await readReachability(tx, params.id, { appMode, now: clock.now(), isSuppressed }) }
        })
      },
    )
  }
