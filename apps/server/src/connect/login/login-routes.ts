import { z } from "zod"
import { found } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { acknowledge, withAcknowledgements } from "./acknowledgements.ts"
import { loginDialog } from "./login-dialog.ts"
import { prerequisitesOf } from "./prerequisites.ts"

const tags = ["Connection"]

const prerequisite = z
  .object({
    key: z.string().describe("Stable"),
    title: z.string(),
    text: z.string(),
    link: z.string().describe("Where Meta says it"),
    acknowledged_at: fields.timestamp.nullable(),
    acknowledged_by: z.string().nullable().describe("The name of the member who did it last"),
  })
  .meta({ id: "Prerequisite" })
const prerequisites = z.object({ data: z.array(prerequisite) })

const login = z
  .object({
    app_id: z.string(),
    config_id: z
      .string()
      .nullable()
      .describe("null: a plain login, which grants existing accounts and creates none"),
    graph_version: z.string(),
    sdk_url: z.string(),
    dialog_url: z.string().describe("The dialog as a page of its own"),
    redirect_uri: z.string().describe("Must be listed in the app under Valid OAuth Redirect URIs"),
    state: z.string().describe("Returned with the redirect; send it with the code"),
    extras: z.record(z.string(), z.unknown()),
    scope: z.string(),
    app: z.object({
      mode: z.enum(["live", "development"]).describe("In development only test recipients can be reached"),
      access: z
        .enum(["advanced", "standard"])
        .describe(
          "What App Review granted; with standard access only the app owner's own accounts can be used",
        ),
    }),
  })
  .meta({ id: "LoginDialog" })

/** What comes before Login with Facebook: what one must know, and what the browser needs to open it. */
export const loginRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, config } = platform
    const required = prerequisitesOf(config.meta)

    app.get(
      "/connect/prerequisites",
      {
        config: { permission: "connection:read" },
        schema: {
          summary: "List what must be acknowledged before connecting",
          tags,
          response: { 200: prerequisites, ...fields.problems },
        },
      },
      ({ caller }) =>
        db.workspace(caller.workspaceId, async (tx) => ({ data: await withAcknowledgements(tx, required) })),
    )

    app.post(
      "/connect/prerequisites/:key/acknowledgement",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Acknowledge a prerequisite",
          description: "Stored with the member, the time and the wording at that moment.",
          tags,
          params: z.object({ key: z.string() }),
          response: { 200: prerequisites, ...fields.problems },
        },
      },
      ({ params, caller }) => {
        const chosen = found(
          required.find((one) => one.key === params.key),
          "prerequisite",
        )
        const { workspaceId, actor, name } = caller
        return db.workspace(workspaceId, async (tx) => {
          await acknowledge(tx, chosen, { workspaceId, actor, name, now: clock.now() })
          return { data: await withAcknowledgements(tx, required) }
        })
      },
    )

    app.get(
      "/connect/login",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Read how to open Login with Facebook",
          tags,
          response: { 200: login, ...fields.problems },
        },
      },
      ({ caller }) => ({
        ...loginDialog(platform, caller),
        app: { mode: config.meta.appMode, access: config.meta.appAccess },
      }),
    )
  }
