import { passkey } from "@better-auth/passkey"
import { type BetterAuthOptions, betterAuth } from "better-auth"
import { APIError, createAuthMiddleware, isAPIError } from "better-auth/api"
import { twoFactor } from "better-auth/plugins"
import { z } from "zod"
import { troubleOf } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { createMailer } from "../../platform/mail.ts"
import { oneTimeCodes } from "../one-time-codes.ts"
import { forgetUnprovenCredentials } from "../unproven-credentials.ts"
import * as tables from "./authentication-tables.ts"
import { countFailure, forgetFailures, lockedUntil } from "./lockout.ts"
import { resetMail } from "./mails.ts"
import { isOwnOrigin } from "./own-origin.ts"
import { isSetupCode, setupCode, setupHeader } from "./setup-code.ts"
import { invitationHeader, makeFirstOwner, type SignUpRefusal, signUpRefusal } from "./sign-up.ts"
import { singleSignOn } from "./single-sign-on.ts"

/** Where better-auth listens. */
export const authPath = "/auth"

/** Set by us on every request that reaches better-auth, whatever the client sent. */
export const addressHeader = "x-parley-client-address"

type Needs = Pick<Platform, "config" | "clock" | "db" | "secrets" | "logger">

const withEmail = z.object({ email: z.string() })
/** What better-auth calls a password among the ways to sign in. */
const passwordProvider = "credential"
const passwordSignIn = "/sign-in/email"
const passwordChange = "/change-password"
const passwordSignUp = "/sign-up/email"
/** As much of a name as is kept; as PATCH /v1/me allows. */
const mostOfName = 100

const refusals: Record<SignUpRefusal, string> = {
  setup_code_wrong: "The first to sign up shows the setup code, which is in the server's log.",
  sign_up_closed: "Ask a colleague for an invitation, and open its link to sign up.",
}

/**
 * Proves who a member is: passwords, sessions, second factors, passkeys and single sign-on, all by better-auth, in our
 * tables. What a member may do is decided elsewhere. Runs on the machine's own time, but for invitations and memberships: a
 * clock moved for a test must sign nobody out.
 */
export function createAuthentication({ config, clock, db, secrets, logger }: Needs) {
  const mailer = createMailer(config.mail, logger)
  const code = setupCode(config, secrets)
  const machineTime = () => new Date()
  const refusalOf = (email: string, addressProven: boolean, headers: Headers | undefined) =>
    db.system((tx) =>
      signUpRefusal(tx, {
        email,
        addressProven,
        invitation: headers?.get(invitationHeader) ?? undefined,
        hasSetupCode: code === undefined || isSetupCode(headers?.get(setupHeader) ?? "", code),
        now: clock.now(),
      }),
    )
  const options = {
    appName: "Parley",
    baseURL: config.publicUrl,
    basePath: authPath,
    disabledPaths: ["/update-user"], // PATCH /v1/me is the way, which looks at what it is given
    secret: secrets.derive("sessions"),
    database: { db: db.systemQueries, type: "postgres", transaction: true },
    trustedOrigins: (request) => {
      const origin = request?.headers.get("origin")
      const host = request?.headers.get("host") ?? undefined
      return origin && isOwnOrigin(origin, { publicUrl: config.publicUrl, host }) ? [origin] : []
    },
    user: {
      ...tables.memberTable,
      additionalFields: {
        timeZone: { type: "string", required: false, input: false, fieldName: "time_zone" },
      },
      async validateUserInfo({ user, source }, context) {
        if (source.action !== "create-user") return
        const addressProven = source.method === "oauth" && user.emailVerified === true
        const refusal = await refusalOf(user.email ?? "", addressProven, context.headers)
        if (refusal !== undefined) return { error: refusal, errorDescription: refusals[refusal] }
      },
    },
    session: { ...tables.sessionTable, expiresIn: 14 * 24 * 60 * 60, updateAge: 24 * 60 * 60 },
    account: {
      ...tables.credentialTable,
      encryptOAuthTokens: true,
      // Nobody is here who was not invited by address, so an address the provider vouches for is the same person's. It is
      // none of the trusted providers: their word is taken for addresses as well that they say nobody has verified.
      accountLinking: { requireLocalEmailVerified: false },
    },
    verification: { ...tables.verificationTable, storeIdentifier: "hashed" },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      revokeSessionsOnPasswordReset: true,
      // Not waited for: how long the answer takes would tell who is a member.
      sendResetPassword: async ({ user, token }) => {
        mailer
          .send(resetMail(config.publicUrl, user, token))
          .catch((error) => logger.warn({ err: error }, "a link to a new password could not be emailed"))
      },
      onPasswordReset: ({ user }) => db.system((tx) => forgetFailures(tx, user.email)),
    },
    rateLimit: {
      ...tables.rateLimitTable,
      enabled: true,
      storage: "database",
      window: 10,
      max: 100,
      customRules: {
        "/sign-in/*": { window: 60, max: 40 },
        "/sign-up/*": { window: 60, max: 20 },
        "/request-password-reset": { window: 60, max: 5 },
      },
    },
    advanced: {
      cookiePrefix: "parley",
      database: { generateId: false },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Said outright, as better-auth lets its guard down where NODE_ENV is `test`.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
    },
    plugins: [
      twoFactor({ issuer: "Parley", schema: tables.secondFactorSchema }),
      oneTimeCodes({ db }),
      passkey({
        rpID: new URL(config.publicUrl).hostname,
        rpName: "Parley",
        origin: new URL(config.publicUrl).origin,
        schema: tables.passkeySchema,
      }),
      ...(config.oidc ? [singleSignOn(config.oidc)] : []),
    ],
    databaseHooks: {
      user: {
        create: {
          // A provider of single sign-on need not tell a name.
          before: async (user) => ({
            data: { ...user, name: (user.name || user.email).trim().slice(0, mostOfName) },
          }),
          after: ({ id }) => db.system((tx) => makeFirstOwner(tx, id, clock.now())),
        },
      },
      account: {
        create: {
          before: async ({ providerId, userId }) => {
            if (providerId === passwordProvider) return
            await db.system((tx) => forgetUnprovenCredentials(tx, userId, machineTime()))
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async ({ path, body, headers }) => {
        // Asked before better-auth looks whether the address is taken, which is nobody's business who holds no invitation.
        const newcomer = path === passwordSignUp ? withEmail.safeParse(body).data : undefined
        const refusal = newcomer && (await refusalOf(newcomer.email, false, headers))
        if (refusal) throw new APIError("FORBIDDEN", { code: refusal, message: refusals[refusal] })
        const attempt = path === passwordSignIn ? withEmail.safeParse(body).data : undefined
        const until = attempt && (await db.system((tx) => lockedUntil(tx, attempt.email, machineTime())))
        if (until) {
          throw new APIError("TOO_MANY_REQUESTS", {
            code: "LOCKED",
            message: "Too many wrong passwords. Try again in a quarter of an hour, or set a new password.",
          })
        }
        // A changed password ends every other session, whatever the client asks for.
        if (path === passwordChange) return { context: { body: { ...body, revokeOtherSessions: true } } }
      }),
      after: createAuthMiddleware(async ({ path, body, context }) => {
        const attempt = path === passwordSignIn ? withEmail.safeParse(body).data : undefined
        if (!attempt) return
        const answer = context.returned
        if (!isAPIError(answer)) await db.system((tx) => forgetFailures(tx, attempt.email))
        else if (answer instanceof APIError && answer.status === "UNAUTHORIZED")
          await db.system((tx) => countFailure(tx, attempt.email, machineTime()))
      }),
    },
    telemetry: { enabled: false },
    onAPIError: {
      errorURL: `${config.publicUrl}/sign-in`,
      onError(error) {
        if (troubleOf(error) === "passing") throw error // answered as everywhere: try again soon
        const ours = !isAPIError(error) || error.statusCode >= 500
        if (ours) logger.error({ err: error }, "authentication failed for an internal reason")
      },
    },
    logger: {
      level: "warn",
      log: (level, message, ...more) => logger[level]({ more }, `authentication: ${message}`),
    },
  } satisfies BetterAuthOptions
  return betterAuth(options)
}

export type Authentication = ReturnType<typeof createAuthentication>
