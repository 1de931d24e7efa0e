import { parsePhone } from "@parley/whatsapp/phone"
import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { findNumber } from "./numbers.ts"
import { listTestRecipients, restrictionOf, setTestRecipients } from "./test-recipients.ts"

const tags = ["Numbers"]
const params = fields.byId

const reach = z
  .object({
    restriction: z
      .enum(["test_number", "app_in_development"])
      .nullable()
      .describe("Why only test recipients can be reached; null: everyone can"),
    test_recipients: z.array(z.string()).describe("In E.164, as the App Dashboard lists them"),
  })
  .meta({ id: "Reach" })

const phone = z.string("a phone number with its country code").transform((written, context) => {
  const parsed = parsePhone(written)
  if (parsed.ok) return parsed.e164
  context.addIssue({
    code: "custom",
    message: "a phone number with its country code, such as +49 1512 3456789",
  })
  return z.NEVER
})

const testRecipients = z.strictObject({ test_recipients: z.array(phone) }).meta({ id: "TestRecipients" })

/** Who a number can reach while it is a test number or the app is in development. */
export const reachRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, config } = platform

    app.get(
      "/numbers/:id/reach",
      {
        config: { permission: "connection:read" },
        schema: {
          summary: "Read who a number can reach",
          tags,
          params,
          response: { 200: reach, ...fields.problems },
        },
      },
      ({ params, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => ({
          restriction: restrictionOf(await findNumber(tx, params.id), config.meta.appMode),
          test_recipients: await listTestRecipients(tx, params.id),
        })),
    )

    app.put(
      "/numbers/:id/reach",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Set a number's test recipients",
          description:
            "Meta keeps the list in the App Dashboard and does not tell it, so it is repeated here. " +
            "While the number is restricted, messages to anyone else are dropped as `not_a_test_recipient`.",
          tags,
          params,
          body: testRecipients,
          response: { 200: reach, ...fields.problems },
        },
      },
      ({ params, body, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const number = { workspaceId: caller.workspaceId, numberId: params.id }
          const test_recipients = await setTestRecipients(tx, number, body.test_recipients, clock.now())
          return {
            restriction: restrictionOf(await findNumber(tx, params.id), config.meta.appMode),
            test_recipients,
          }
        }),
    )
  }
