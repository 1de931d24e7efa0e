import { z } from "zod"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { passkeyOrigin } from "../authentication/passkey-origin.ts"
import { isExposed } from "../authentication/setup-code.ts"
import { needsFirstMember } from "../authentication/sign-up.ts"
import { locale } from "../notation.ts"
import { permissionsOf } from "../permissions.ts"
import { changeMe, describeSignedIn, readMe } from "./me.ts"

const tags = ["Members"]

const setup = z
  .object({
    needs_first_member: z.boolean().describe("The next person who signs up becomes the owner"),
    needs_setup_code: z
      .boolean()
      .describe("Whether the first to sign up shows the code from the server's log"),
    sign_in: z.object({
      password: z.boolean(),
      passkey: z
        .object({ origin: z.string() })
        .nullable()
        .describe("On which pages passkeys work; null: on none, as PUBLIC_URL has no name"),
      oidc: z.object({ name: z.string() }).nullable(),
    }),
    email: z.boolean().describe("Whether emails are delivered; if not, links are shown to copy"),
  })
  .meta({ id: "Setup" })

const myChange = z
  .object({
    name: fields.name.optional(),
    time_zone: fields.timeZone.nullable().optional().describe("null: the workspace's, or else the browser's"),
    locale: locale
      .nullable()
      .optional()
      .describe(
        "How dates, times and numbers are written, such as de-AT; null: as the workspace does, or else the browser",
      ),
  })
  .meta({ id: "MyChange" })

/** How to sign in here, and who one is. */
export const meRoutes =
  ({ db, clock, config, rooms }: Platform): Routes =>
  async (app) => {
    const permissions = permissionsOf(rooms)
    const signedIn = describeSignedIn(permissions)
    const origin = passkeyOrigin(config.publicUrl)

    app.get(
      "/setup",
      {
        config: { permission: "public" },
        schema: {
          summary: "How to sign up and in at this installation",
          tags,
          security: [],
          response: {
            200: setup,
            ...fields.problems,
          },
        },
      },
      async () => ({
        needs_first_member: await db.system(needsFirstMember),
        needs_setup_code: isExposed(config),
        sign_in: {
          password: true,
          passkey: origin === undefined ? null : { origin },
          oidc: config.oidc ? { name: config.oidc.name } : null,
        },
        email: config.mail.smtpUrl !== undefined,
      }),
    )

    app.get(
      "/me",
      {
        config: { permission: "session" },
        schema: {
          summary: "The member who is signed in, and their workspaces",
          tags,
          response: { 200: signedIn, ...fields.problems },
        },
      },
      ({ member }) => db.system((tx) => readMe(tx, member.id, permissions)),
    )

    app.patch(
      "/me",
      {
        config: { permission: "session" },
        schema: {
          summary: "Change your name, time zone or locale",
          tags,
          body: myChange,
          response: { 200: signedIn, ...fields.problems },
        },
      },
      ({ member, body }) => db.system((tx) => changeMe(tx, member.id, body, permissions, clock.now())),
    )
  }
