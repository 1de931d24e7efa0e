import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { requireContact } from "../contact-subscriptions.ts"
import { lifetimeDays, preferenceLinks } from "./link.ts"

const preferenceLink = z
  .object({ url: z.string(), expires_at: fields.timestamp })
  .meta({ id: "PreferenceLink" })

const dayMs = 24 * 60 * 60_000

export const preferenceLinkRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const links = preferenceLinks(platform)
    app.get(
      "/contacts/:id/preference-link",
      {
        // Who has the link may change what the contact subscribed to.
        config: { permission: "subscriptions:write" },
        schema: {
          summary: "The address of a contact's own preference page",
          description:
            "For that contact alone. Contents name it as {{ contact.preference_link }}, which makes one for each person.",
          tags: ["Subscriptions"],
          params: fields.byId,
          response: { 200: preferenceLink, ...fields.problems },
        },
      },
      ({ caller: { workspaceId }, params }) =>
        platform.db.workspace(workspaceId, async (tx) => {
          await requireContact(tx, platform.rooms, params.id)
          const now = platform.clock.now()
          const day = Math.floor(now.getTime() / dayMs) * dayMs
          return {
            url: links.url(workspaceId, params.id, now),
            expires_at: new Date(day + lifetimeDays * dayMs),
          }
        }),
    )
  }
