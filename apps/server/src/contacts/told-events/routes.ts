import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { afterRaces } from "../retry-on-conflict.ts"
import { recordTold } from "./record-told.ts"

const most = 500

const events = z
  .strictObject({
    events: z
      .array(z.unknown())
      .min(1)
      .max(most)
      .describe(
        "Each with `contact_id`, `external_id`, `phone` or `bsuid`, a `name`, and where they are known `at`, `key`, `value` and `properties`; a purchase has `product_id`, `currency`, `price` and `quantity` instead of the name",
      ),
  })
  .meta({ id: "ContactEvents" })

const outcome = z
  .object({
    recorded: z.int(),
    repeated: z.int().describe("Events whose key came before: they count once"),
    errors: z
      .array(
        z.object({
          index: z.int().describe("Of the event, from 0"),
          code: z.string().describe("Stable; build on it"),
          message: z.string(),
          field: z.string().optional(),
        }),
      )
      .describe("Events that were not recorded; all others were"),
  })
  .meta({ id: "ContactEventsRecorded" })

/** What clients tell of what people do. */
export const toldEventsRoutes =
  ({ db, clock }: Platform): Routes =>
  async (app) => {
    app.post(
      "/contact-events",
      {
        config: { permission: "contacts:write", judgesEach: "events" },
        schema: {
          summary: "Record what contacts did",
          description: `Up to ${most} events and purchases, each judged on its own. A person that no contact is becomes one, without consent to anything.`,
          tags: ["Contacts"],
          body: events,
          response: { 200: outcome, ...fields.problems },
        },
      },
      ({ caller: { workspaceId }, body }) => {
        const now = clock.now()
        return afterRaces(() =>
          db.workspace(workspaceId, (tx) => recordTold(tx, { workspaceId, now }, body.events)),
        )
      },
    )
  }
