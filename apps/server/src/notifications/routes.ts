import { notificationKinds } from "@parley/model"
import { z } from "zod"
import { Problem } from "../platform/errors.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { chooseKinds, chosenKinds } from "./choices.ts"
import { kindRules, severity, visibleKinds } from "./kinds.ts"
import { countUnread, listNotifications, markRead, notification } from "./notifications.ts"

const tags = ["Notifications"]

const kind = z.enum(notificationKinds)

const query = fields.paging.extend({
  unread: z.stringbool().default(false).describe("Only those that you have not read"),
})

const count = z.object({ unread: z.int().describe("At most 100") }).meta({ id: "NotificationCount" })

const read = z
  .union([
    z.strictObject({ ids: z.array(fields.id).min(1).max(500) }),
    z.strictObject({ up_to: fields.id.describe("This one and all before") }),
  ])
  .meta({ id: "NotificationsRead" })

const choices = z
  .object({
    delivers: z.boolean().describe("Whether this installation sends e-mails"),
    kinds: z.array(z.object({ kind, severity, emailed: z.boolean() })),
  })
  .meta({ id: "NotificationChoices" })

const newChoices = z
  .object({ emailed: z.array(kind).max(notificationKinds.length) })
  .meta({ id: "NewNotificationChoices" })

/** @throws Problem forbidden for an API key */
function memberOf(memberId: string | undefined): string {
  if (memberId !== undefined) return memberId
  throw new Problem("forbidden", "Only a member reads notifications and chooses which come by e-mail.", {
    help: "Sign in. An API key can list notifications.",
  })
}

/** What members are told of. Each sees what their permissions are about. */
export const notificationsRoutes =
  ({ db, clock, config }: Platform): Routes =>
  async (app) => {
    app.get(
      "/notifications",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "List notifications, the newest first",
          tags,
          querystring: query,
          response: { 200: fields.pageOf(notification), ...fields.problems },
        },
      },
      ({ caller, query }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const reader = { memberId: caller.memberId ?? null, kinds: visibleKinds(caller.permissions) }
          return fields.toPage(await listNotifications(tx, reader, query), query.limit)
        }),
    )

    app.get(
      "/notifications/count",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Count the notifications that you have not read",
          tags,
          response: { 200: count, ...fields.problems },
        },
      },
      async ({ caller }) => ({
        unread: await db.workspace(caller.workspaceId, (tx) =>
          countUnread(tx, { memberId: caller.memberId ?? null, kinds: visibleKinds(caller.permissions) }),
        ),
      }),
    )

    app.post(
      "/notifications/read",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Mark notifications as read",
          description: "For the member who asks. Others still have them to read.",
          tags,
          body: read,
          response: { 204: z.null(), ...fields.problems },
        },
      },
      async ({ caller, body }, reply) => {
        const { workspaceId, permissions } = caller
        const reader = { workspaceId, memberId: memberOf(caller.memberId), kinds: visibleKinds(permissions) }
        await db.workspace(workspaceId, (tx) => markRead(tx, reader, body, clock.now()))
        return reply.status(204).send(null)
      },
    )

    const choicesOf = async (
      caller: { workspaceId: string; permissions: ReadonlySet<string> },
      memberId: string,
    ) => {
      const chosen = await db.workspace(caller.workspaceId, (tx) =>
        chosenKinds(tx, { workspaceId: caller.workspaceId, memberId }),
      )
      return {
        delivers: config.mail.smtpUrl !== undefined,
        kinds: visibleKinds(caller.permissions).map((kind) => ({
          kind,
          severity: kindRules[kind].severity,
          emailed: chosen.has(kind),
        })),
      }
    }

    app.get(
      "/notifications/choices",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Which notifications you get by e-mail",
          tags,
          response: { 200: choices, ...fields.problems },
        },
      },
      ({ caller }) => choicesOf(caller, memberOf(caller.memberId)),
    )

    app.put(
      "/notifications/choices",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Choose which notifications you get by e-mail",
          description: "In this workspace. Kinds that your role is not told of are kept out of the mails.",
          tags,
          body: newChoices,
          response: { 200: choices, ...fields.problems },
        },
      },
      async ({ caller, body }) => {
        const { workspaceId } = caller
        const memberId = memberOf(caller.memberId)
        await db.workspace(workspaceId, (tx) =>
          chooseKinds(tx, { workspaceId, memberId }, [...new Set(body.emailed)], clock.now()),
        )
        return choicesOf(caller, memberId)
      },
    )
  }
