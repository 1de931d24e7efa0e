import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { requestDisplayName } from "./display-name.ts"
import { asNumber, number } from "./number-answer.ts"
import { changePin, readPin } from "./pin.ts"
import { pinDigits } from "./pin-digits.ts"

const tags = ["Numbers"]
const params = fields.byId
const response = { 200: number, 502: fields.problem, ...fields.problems }

const displayNameChange = z
  .strictObject({
    display_name: z
      .string("the name that people see")
      .trim()
      .min(2, "a name of 2 to 75 characters")
      .max(75, "a name of 2 to 75 characters"),
    revision: fields.revisionRead,
  })
  .meta({ id: "DisplayNameChange" })

const keptPin = z
  .object({
    pin: z.string().nullable().describe("null: Parley does not know it, or there is none"),
  })
  .meta({ id: "KeptPin" })

const pinChange = z.strictObject({ pin: pinDigits }).meta({ id: "PinChange" })

/** What a number is called, and the PIN that proves it to be the business's. */
export const identityRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    app.post(
      "/numbers/:id/display-name",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Ask Meta for another display name",
          description:
            "Meta reviews it; `new_name_status` is the state of the review. Register the number again once it is approved: only " +
            "then do people see it.",
          tags,
          params,
          body: displayNameChange,
          response,
        },
      },
      async ({ params, body, caller }) =>
        asNumber(
          await requestDisplayName(
            platform,
            { workspaceId: caller.workspaceId, numberId: params.id },
            { name: body.display_name, revision: body.revision },
          ),
        ),
    )

    app.get(
      "/numbers/:id/pin",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Read a number's two-step PIN",
          tags,
          params,
          response: {
            200: keptPin,
            ...fields.problems,
          },
        },
      },
      async ({ params, caller }, reply) => {
        reply.header("cache-control", "no-store")
        return { pin: await readPin(platform, { workspaceId: caller.workspaceId, numberId: params.id }) }
      },
    )

    app.put(
      "/numbers/:id/pin",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Set a number's two-step PIN",
          description:
            "At Meta and here; the old PIN is not needed. Only WhatsApp Manager can switch it off.",
          tags,
          params,
          body: pinChange,
          response,
        },
      },
      async ({ params, body, caller }) =>
        asNumber(
          await changePin(platform, { workspaceId: caller.workspaceId, numberId: params.id }, body.pin),
        ),
    )
  }
