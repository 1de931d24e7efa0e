import { dialledParts } from "@parley/whatsapp/phone"
import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { examineWorkspace } from "../doctor/runs.ts"
import { moveNumber } from "./move.ts"
import { asNumber, number } from "./number-answer.ts"
import { type NumberRow, selectNumbers, setRate } from "./numbers.ts"
import { pinDigits } from "./pin-digits.ts"
import { addToAccount, refresh, register, requestVerification, verify } from "./registration.ts"

const tags = ["Numbers"]
const response = { 200: number, 502: fields.problem, ...fields.problems }
const params = fields.byId

const language = z
  .string()
  .regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, "a language code such as en_US")
  .default("en_US")

/** What a person may write around the digits of a code. */
const code = z
  .string("must be the six digits that the number received")
  .transform((written) => written.replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "must be the six digits that the number received"))

const newNumber = z
  .object({
    cc: z.string().regex(/^[1-9]\d{0,2}$/, "must be the calling code in digits, such as 49"),
    phone_number: z
      .string()
      .transform((written) => written.replace(/[\s()./-]/g, ""))
      .pipe(z.string().regex(/^\d{4,14}$/, "must be the number in digits, without the calling code")),
    verified_name: z
      .string("the name that people see")
      .trim()
      .min(2, "must have 2 to 75 characters")
      .max(75, "must have 2 to 75 characters"),
  })
  .meta({ id: "NewNumber" })

/** Without the zero that people dial at home: `070 555 12 34` of Sweden is `705551234`. */
function nationalNumber({ cc, phone_number }: z.output<typeof newNumber>): string {
  const dialled = dialledParts(`+${cc}${phone_number}`)
  return dialled?.countryCode === cc ? dialled.national : phone_number
}

const numberChange = z
  .object({
    rate_per_second: z
      .number("messages a second, or null for what Meta's throughput level allows")
      .int("must be a whole number")
      .min(1, "at least 1")
      .max(100_000, "at most 100,000")
      .nullable(),
  })
  .meta({ id: "NumberChange" })

const codeRequest = z
  .object({ method: z.enum(["SMS", "VOICE"], "SMS or VOICE"), language })
  .meta({ id: "CodeRequest" })

const codeConfirmation = z.object({ code }).meta({ id: "CodeConfirmation" })

const registration = z
  .object({
    pin: pinDigits.optional(),
  })
  .meta({ id: "Registration" })

const numberMove = z.strictObject({ business_account_id: fields.id }).meta({ id: "NumberMove" })

export const numberRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock } = platform
    /** What the doctor found before no longer holds. */
    const examined = async (workspaceId: string, changed: NumberRow) => {
      await examineWorkspace(platform, workspaceId, "changed")
      return asNumber(changed)
    }

    app.post(
      "/business-accounts/:id/numbers",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Add a phone number to a business account",
          tags,
          params,
          body: newNumber,
          response: { 201: number, 502: fields.problem, ...fields.problems },
        },
      },
      async ({ params, body, caller }, reply) => {
        const added = await addToAccount(
          platform,
          { workspaceId: caller.workspaceId, businessAccountId: params.id },
          { countryCode: body.cc, phoneNumber: nationalNumber(body), verifiedName: body.verified_name },
        )
        return reply.code(201).send(asNumber(added))
      },
    )

    app.get(
      "/numbers",
      {
        config: { permission: "connection:read" },
        schema: {
          summary: "List numbers",
          tags,
          querystring: fields.paging,
          response: { 200: fields.pageOf(number), ...fields.problems },
        },
      },
      async ({ query, caller }) => {
        const rows = await db.workspace(caller.workspaceId, (tx) =>
          selectNumbers(tx)
            .$if(query.after !== undefined, (numbers) => numbers.where("numbers.id", ">", query.after ?? ""))
            .limit(query.limit + 1)
            .execute(),
        )
        return fields.toPage(rows.map(asNumber), query.limit)
      },
    )

    app.patch(
      "/numbers/:id",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Set a number's sending rate",
          tags,
          params,
          body: numberChange,
          response,
        },
      },
      async ({ params, body, caller }) =>
        asNumber(
          await db.workspace(caller.workspaceId, (tx) =>
            setRate(tx, params.id, body.rate_per_second, clock.now()),
          ),
        ),
    )

    app.post(
      "/numbers/:id/request-code",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Have Meta send a verification code to the number",
          tags,
          params,
          body: codeRequest,
          response,
        },
      },
      async ({ params, body, caller }) =>
        asNumber(
          await requestVerification(platform, { workspaceId: caller.workspaceId, numberId: params.id }, body),
        ),
    )

    app.post(
      "/numbers/:id/verify",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Confirm the verification code",
          tags,
          params,
          body: codeConfirmation,
          response,
        },
      },
      async ({ params, body, caller }) =>
        asNumber(await verify(platform, { workspaceId: caller.workspaceId, numberId: params.id }, body.code)),
    )

    app.post(
      "/numbers/:id/register",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Register a verified number",
          description:
            "The first registration sets the number's two-step PIN, later ones must repeat it. Without `pin` the kept one is used, " +
            "or a new one made. The number gets a subscription group if it has none.",
          tags,
          params,
          body: registration.nullish(),
          response,
        },
      },
      async ({ params, body, caller }) =>
        examined(
          caller.workspaceId,
          await register(platform, { workspaceId: caller.workspaceId, numberId: params.id }, body?.pin),
        ),
    )

    app.post(
      "/numbers/:id/move",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Move a number to another business account",
          description:
            "Two-step verification must be off. Meta has the number verified and registered again: go on with request_code. " +
            "Its subscription group and its conversations stay.",
          tags,
          params,
          body: numberMove,
          response,
        },
      },
      async ({ params, body, caller }) =>
        examined(
          caller.workspaceId,
          await moveNumber(
            platform,
            { workspaceId: caller.workspaceId, numberId: params.id },
            body.business_account_id,
          ),
        ),
    )

    app.post(
      "/numbers/:id/refresh",
      {
        config: { permission: "connection:manage" },
        schema: { summary: "Refresh a number from Meta", tags, params, response },
      },
      async ({ params, caller }) =>
        asNumber(await refresh(platform, { workspaceId: caller.workspaceId, numberId: params.id })),
    )
  }
