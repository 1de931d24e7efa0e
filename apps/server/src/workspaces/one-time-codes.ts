import { createOTP } from "@better-auth/utils/otp"
import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth"
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api"
import { symmetricDecrypt } from "better-auth/crypto"
import { z } from "zod"
import type { Platform } from "../platform/index.ts"

const stepMs = 30_000
/** Of the steps around now better-auth takes one before and one after; one more, as time passes until it looks. */
const offsets = [-2, -1, 0, 1, 2]

const withCode = z.object({ code: z.string() })
const factor = z.object({ id: z.string(), secret: z.string() })

/**
 * Lets a code of an authenticator app be used once (RFC 6238, 5.2), where better-auth takes it for as long as it is shown
 * and half a minute after: who looks over a shoulder could sign in with it as well. Looked at before better-auth judges the
 * code, so that a member whose code was used can continue with the next.
 */
export const oneTimeCodes = ({ db }: Pick<Platform, "db">): BetterAuthPlugin => ({
  id: "one-time-codes",
  hooks: {
    before: [
      {
        matcher: ({ path }) => path === "/two-factor/verify-totp",
        handler: createAuthMiddleware(async (ctx) => {
          const code = withCode.safeParse(ctx.body).data?.code
          const found = code === undefined ? undefined : await factorOf(ctx)
          if (code === undefined || found === undefined) return
          const key = await symmetricDecrypt({ key: ctx.context.secretConfig, data: found.secret })
          const step = await stepOf(key, code)
          if (step === undefined) return
          const used = await db.system((tx) =>
            tx
              .updateTable("second_factors")
              .set({ last_step: step })
              .where("id", "=", found.id)
              .where((where) => where.or([where("last_step", "is", null), where("last_step", "<", step)]))
              .returning("id")
              .executeTakeFirst(),
          )
          if (used === undefined) {
            throw new APIError("UNAUTHORIZED", {
              code: "CODE_USED",
              message: "This code was used before. Wait for the next one.",
            })
          }
        }),
      },
    ],
  },
})

/** The second factor of the person who proves it: the member who is signed in, or who gave their password a moment ago. */
async function factorOf(ctx: GenericEndpointContext) {
  const memberId = (await getSessionFromCtx(ctx))?.user.id ?? (await challenged(ctx))
  if (memberId === undefined) return undefined
  const where = [{ field: "userId", value: memberId }]
  return factor.safeParse(await ctx.context.adapter.findOne({ model: "twoFactor", where })).data
}

async function challenged({ context, getSignedCookie }: GenericEndpointContext): Promise<string | undefined> {
  const challenge = await getSignedCookie(context.createAuthCookie("two_factor").name, context.secret)
  if (!challenge) return undefined
  return (await context.internalAdapter.findVerificationValue(challenge))?.value
}

async function stepOf(key: string, code: string): Promise<number | undefined> {
  const now = Math.floor(Date.now() / stepMs)
  const steps = await Promise.all(
    offsets.map(async (offset) => ({ step: now + offset, code: await createOTP(key).hotp(now + offset) })),
  )
  return steps.find((each) => each.code === code)?.step
}
