import { z } from "zod"
import { found, Problem } from "../platform/errors.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { workspacesOf } from "./memberships.ts"
import { passkeyOrigin } from "./passkey-origin.ts"
import { permissions, roleNames, roles } from "./permissions.ts"
import { isExposed } from "./setup-code.ts"
import { needsFirstMember } from "./sign-up.ts"
import { createWorkspace, renameWorkspace } from "./workspace.ts"

const tags = ["Members"]
const name = (what: string) => z.string(what).trim().min(1, what).max(100, what)

const timeZone = z
  .string()
  .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", {
    error: "an IANA time zone such as America/Lima",
  })

const signedIn = z.object({
  member: z.object({
    id: fields.id,
    name: z.string(),
    email: z.string(),
    time_zone: z.string().nullable(),
    two_factor_enabled: z.boolean(),
  }),
  workspaces: z.array(
    z.object({
      id: fields.id,
      name: z.string(),
      revision: fields.revision,
      role: z.enum(roleNames),
      permissions: z.array(z.enum(permissions)),
    }),
  ),
})

const workspace = z.object({ id: fields.id, name: z.string(), revision: fields.revision })

/** How to sign in here, who one is, and the workspaces themselves. */
export const meRoutes =
  ({ db, clock, config }: Platform): Routes =>
  async (app) => {
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
            200: z.object({
              needs_first_member: z.boolean().describe("Whoever signs up now becomes the owner"),
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
              email: z.boolean().describe("Whether mails are delivered; if not, links are shown to copy"),
            }),
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

    const readMe = (memberId: string) =>
      db.system(async (tx) => {
        const member = await tx
          .selectFrom("members")
          .select(["id", "name", "email", "time_zone", "two_factor_enabled"])
          .where("id", "=", memberId)
          .executeTakeFirst()
        const workspaces = await workspacesOf(tx, memberId)
        const { two_factor_enabled, ...known } = found(member, "member")
        return {
          member: { ...known, two_factor_enabled: two_factor_enabled ?? false },
          workspaces: workspaces.map((one) => ({ ...one, permissions: [...roles[one.role].permissions] })),
        }
      })

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
      ({ member }) => readMe(member.id),
    )

    app.patch(
      "/me",
      {
        config: { permission: "session" },
        schema: {
          summary: "Change your name or time zone",
          tags,
          body: z.object({
            name: name("a name of 1 to 100 characters").optional(),
            time_zone: timeZone.optional(),
          }),
          response: { 200: signedIn, ...fields.problems },
        },
      },
      async ({ member, body }) => {
        await db.system((tx) =>
          tx
            .updateTable("members")
            .set({ ...body, updated_at: clock.now() })
            .where("id", "=", member.id)
            .execute(),
        )
        return readMe(member.id)
      },
    )

    app.post(
      "/workspaces",
      {
        config: { permission: "session" },
        schema: {
          summary: "Create a workspace; you become its owner",
          description: "Open to whoever is an owner or admin of a workspace already.",
          tags,
          body: z.object({ name: name("a name of 1 to 100 characters") }),
          response: { 201: workspace, ...fields.problems },
        },
      },
      async ({ member, body }, reply) => {
        const created = await db.system(async (tx) => {
          const mine = await workspacesOf(tx, member.id)
          if (!mine.some(({ role }) => role === "owner" || role === "admin")) {
            throw new Problem("forbidden", "Only an owner or admin of a workspace can create another.")
          }
          const workspace = await createWorkspace(tx, body.name, clock.now())
          await tx
            .insertInto("memberships")
            .values({
              workspace_id: workspace.id,
              member_id: member.id,
              role: "owner",
              created_at: clock.now(),
            })
            .execute()
          return workspace
        })
        return reply.status(201).send(created)
      },
    )

    app.patch(
      "/workspace",
      {
        config: { permission: "workspace:manage" },
        schema: {
          summary: "Rename the workspace",
          tags,
          body: z.object({ name: name("a name of 1 to 100 characters"), revision: fields.revisionRead }),
          response: { 200: workspace, ...fields.problems },
        },
      },
      ({ caller, body }) =>
        db.workspace(caller.workspaceId, (tx) => renameWorkspace(tx, caller.workspaceId, body)),
    )

    app.get(
      "/roles",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "The roles, and what each may do",
          tags,
          response: {
            200: z.array(
              z.object({
                name: z.enum(roleNames),
                description: z.string(),
                permissions: z.array(z.enum(permissions)),
              }),
            ),
            ...fields.problems,
          },
        },
      },
      async () =>
        roleNames.map((role) => ({
          name: role,
          description: roles[role].description,
          permissions: [...roles[role].permissions],
        })),
    )
  }
