import { timelineEntry } from "@parley/model"
import { z } from "zod"
import type { TimelinePlace } from "../../events/index.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { requireContact } from "../contacts.ts"
import { readTimeline } from "./timeline.ts"

const entry = timelineEntry.meta({ id: "TimelineEntry" })
const place = z.string().transform((text, context): TimelinePlace => {
  const [at = "", id, ...rest] = text.split("_")
  const known = { at: new Date(at), id: fields.id.safeParse(id).data }
  // JavaScript knows years that PostgreSQL does not.
  const isInstant = /^\d{4}-/.test(at) && !Number.isNaN(known.at.getTime())
  if (known.id !== undefined && rest.length === 0 && isInstant) return { at: known.at, id: known.id }
  context.addIssue({ code: "custom", message: "the `next` of the page before" })
  return z.NEVER
})
const timeline = z
  .object({
    data: z.array(entry),
    next: z.string().nullable().describe("`before` of the next page; null on the last"),
  })
  .meta({ id: "Timeline" })

/** What happened to a contact. */
export const timelineRoutes =
  ({ db, rooms }: Platform): Routes =>
  async (app) => {
    app.get(
      "/contacts/:id/timeline",
      {
        config: { permission: "contacts:read" },
        schema: {
          summary: "Read what happened to a contact, the newest first",
          description:
            "Events and purchases, messages with what became of them, what the contact wrote, and changes of consent. What messages " +
            "say needs conversations:read, and codes to sign in with are hidden from all.",
          tags: ["Contacts"],
          params: fields.byId,
          querystring: z.object({
            before: place.optional().describe("The `next` of the page before"),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: { 200: timeline, ...fields.problems },
        },
      },
      ({ caller: { workspaceId, permissions }, params: { id }, query: { before, limit } }) =>
        db.workspace(workspaceId, async (tx) => {
          await requireContact(tx, id)
          const mayReadTexts = permissions.has("conversations:read")
          const page = { workspaceId, contactId: id, before, limit, mayReadTexts }
          const entries = await readTimeline(tx, page, rooms)
          const data = entries.slice(0, limit)
          const last = entries.length > limit ? data.at(-1) : undefined
          return { data, next: last === undefined ? null : `${last.at.toISOString()}_${last.id}` }
        }),
    )
  }
