import { z } from "zod"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { createMailer } from "../../platform/mail.ts"
import { invitationLink, invitationMail } from "../authentication/mails.ts"
import type { Caller } from "../caller.ts"
import { permissionsOf, type Role, roleNames } from "../permissions.ts"
import {
  acceptInvitation,
  type Invitation,
  invite,
  openInvitation,
  readInvitations,
  selectInvitations,
  withdrawInvitation,
} from "./invitations.ts"
import { requireGrantable } from "./members.ts"

const tags = ["Members"]

const invitation = z
  .object({
    id: fields.id,
    email: z.string(),
    role: z.enum(roleNames),
    expires_at: fields.timestamp,
    link: z
      .string()
      .nullable()
      .describe(
        "Where the invited person signs up or in; null: it would create an owner, and you are not one",
      ),
  })
  .meta({ id: "Invitation" })

const email = z
  .string("must be an e-mail address")
  .trim()
  .toLowerCase()
  .pipe(z.email("must be an e-mail address").max(254, "must be an e-mail address"))
const token = z.string().min(20, "the token in the invitation's link").max(100)

const newInvitation = z.object({ email, role: z.enum(roleNames) }).meta({ id: "NewInvitation" })

const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    email: { column: "email", kind: "text" },
    role: { column: "role", kind: "text" },
    expires: { column: "expires_at", kind: "instant" },
  },
  usual: { sort: "created", order: "asc" },
})

const sentInvitation = invitation
  .extend({
    link: z.string(),
    emailed: z.boolean().describe("Whether an email was sent"),
  })
  .meta({ id: "SentInvitation" })

const shownInvitation = invitation
  .omit({ id: true, link: true })
  .extend({
    workspace_name: z.string(),
    invited_by_name: z
      .string()
      .nullable()
      .describe("The member who sent it; null: an API key, or a member who is gone"),
  })
  .meta({ id: "ShownInvitation" })

const acceptance = z.object({ token }).meta({ id: "InvitationAcceptance" })

const acceptedInvitation = z.object({ workspace_id: fields.id }).meta({ id: "AcceptedInvitation" })

const isBeyond = (caller: Caller, { role }: { role: Role }) => role === "owner" && caller.role !== "owner"

/** Inviting people, and what they do with the invitation. */
export const invitationRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, config, secrets, logger, rooms } = platform
    const permissions = permissionsOf(rooms)
    const mailer = createMailer(config.mail, logger)
    const asAnswer = ({ token, ...row }: Invitation) => ({
      ...row,
      link: invitationLink(config.publicUrl, token),
    })

    app.get(
      "/invitations",
      {
        config: { permission: "members:manage" },
        schema: {
          summary: "List pending invitations",
          tags,
          querystring: sortedPaging(sorting),
          response: { 200: sortedPageOf(invitation), ...fields.problems },
        },
      },
      ({ caller, query }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const page = await readSortedPage(tx, selectInvitations(tx), sorting, query)
          // Anyone who has the link can sign up with it, so it is shown only to those who could have created it.
          const shown = readInvitations(page.data, secrets)
            .map(asAnswer)
            .map((one) => (isBeyond(caller, one) ? { ...one, link: null } : one))
          return { ...page, data: shown }
        }),
    )

    app.post(
      "/invitations",
      {
        config: { permission: "members:manage" },
        schema: {
          summary: "Invite a member",
          description:
            "Sends an email if SMTP is configured; `link` works either way. Inviting an address again renews the invitation.",
          tags,
          body: newInvitation,
          response: {
            201: sentInvitation,
            ...fields.problems,
          },
        },
      },
      async ({ caller, body }, reply) => {
        requireGrantable(caller, body.role, permissions)
        const { invited, workspaceName } = await db.workspace(caller.workspaceId, async (tx) => ({
          invited: asAnswer(
            await invite(tx, secrets, {
              workspaceId: caller.workspaceId,
              ...body,
              actor: caller.actor,
              now: clock.now(),
            }),
          ),
          workspaceName: (await tx.selectFrom("workspaces").select("name").executeTakeFirstOrThrow()).name,
        }))
        const emailed = mailer.delivers && (await mail(invited, workspaceName))
        return reply.status(201).send({ ...invited, emailed })
      },
    )

    /** A mail server that is away does not undo the invitation: its link can be copied. */
    async function mail(invited: { email: string; role: string; link: string }, workspaceName: string) {
      try {
        await mailer.send(invitationMail(invited.link, { ...invited, workspaceName }))
        return true
      } catch (error) {
        logger.warn({ err: error }, "an invitation could not be emailed")
        return false
      }
    }

    app.delete(
      "/invitations/:id",
      {
        config: { permission: "members:manage" },
        schema: {
          summary: "Withdraw an invitation",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...fields.problems },
        },
      },
      async ({ caller, params }, reply) => {
        await db.workspace(caller.workspaceId, (tx) => withdrawInvitation(tx, params.id))
        return reply.status(204).send(null)
      },
    )

    app.get(
      "/invitations/token/:token",
      {
        config: { permission: "public" },
        schema: {
          summary: "Read the invitation of a link",
          tags,
          security: [],
          params: z.object({ token }),
          response: {
            200: shownInvitation,
            ...fields.problems,
          },
        },
      },
      ({ params }) =>
        db.system(async (tx) => {
          const { workspace_name, invited_by_name, email, role, expires_at } = await openInvitation(
            tx,
            params.token,
            clock.now(),
          )
          return { workspace_name, invited_by_name, email, role, expires_at }
        }),
    )

    app.post(
      "/invitations/accept",
      {
        config: { permission: "session" },
        schema: {
          summary: "Accept the invitation of a link",
          tags,
          body: acceptance,
          response: { 200: acceptedInvitation, ...fields.problems },
        },
      },
      async ({ member, body }) => ({
        workspace_id: await db.system((tx) =>
          acceptInvitation(tx, { token: body.token, member, now: clock.now() }),
        ),
      }),
    )
  }
