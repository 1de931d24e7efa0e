import { frequencyCaps, workspaceControl } from "@parley/model"
import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { openWorkspace } from "./members/open-workspace.ts"
import { currency, locale } from "./notation.ts"
import { type Permissions, permissionsOf, roleNames, roles } from "./permissions.ts"
import { quietHours } from "./quiet-hours.ts"
import { changeWorkspace, readWorkspace } from "./workspace.ts"

const tags = ["Members"]

const workspace = z
  .object({
    id: fields.id,
    name: z.string(),
    time_zone: z.string().nullable(),
    locale: z.string().nullable(),
    currency: z.string().nullable(),
    quiet_hours: quietHours.nullable(),
    frequency_caps: frequencyCaps,
    control_group: workspaceControl.nullable(),
    revision: fields.revision,
  })
  .meta({ id: "Workspace" })

const newWorkspace = z.object({ name: fields.name }).meta({ id: "NewWorkspace" })

const workspaceChange = z
  .object({
    name: fields.name.optional(),
    time_zone: fields.timeZone
      .nullable()
      .optional()
      .describe("Of dates and times for members who chose none; null: their browser's"),
    locale: locale.nullable().optional().describe("How they are written, such as de-AT; null: likewise"),
    currency: currency.nullable().optional().describe("Of amounts, such as EUR; null: not chosen"),
    quiet_hours: quietHours
      .nullable()
      .optional()
      .describe(
        "In which no marketing messages are sent, by the clock of the time zone; what waits goes when they end. null: none",
      ),
    frequency_caps: frequencyCaps
      .optional()
      .describe("How many marketing messages a person gets at most: all of the rules have to let it through"),
    control_group: workspaceControl
      .nullable()
      .optional()
      .describe("The share of contacts that gets no marketing of campaigns and journeys. null: none"),
    revision: fields.revisionRead,
  })
  .meta({ id: "WorkspaceChange" })

const describeRole = ({ all }: Permissions) =>
  z
    .object({ name: z.enum(roleNames), description: z.string(), permissions: z.array(z.enum(all)) })
    .meta({ id: "Role" })

/** The workspaces themselves, and what each role may do in them. */
export const workspaceRoutes =
  ({ db, clock, rooms }: Platform): Routes =>
  async (app) => {
    const permissions = permissionsOf(rooms)

    app.post(
      "/workspaces",
      {
        config: { permission: "session" },
        schema: {
          summary: "Create a workspace; you become its owner",
          description: "Open to owners and admins of an existing workspace.",
          tags,
          body: newWorkspace,
          response: { 201: workspace, ...fields.problems },
        },
      },
      async ({ member, body }, reply) => {
        const created = await db.system((tx) => openWorkspace(tx, member.id, body.name, clock.now()))
        return reply.status(201).send(created)
      },
    )

    app.get(
      "/workspace",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Read the workspace that a request is about",
          tags,
          response: { 200: workspace, ...fields.problems },
        },
      },
      ({ caller }) => db.workspace(caller.workspaceId, (tx) => readWorkspace(tx, caller.workspaceId)),
    )

    app.patch(
      "/workspace",
      {
        config: { permission: "workspace:manage" },
        schema: {
          summary:
            "Change the workspace: its name, time zone, locale, currency, quiet hours, frequency caps or control group",
          tags,
          body: workspaceChange,
          response: { 200: workspace, ...fields.problems },
        },
      },
      ({ caller, body }) =>
        db.workspace(caller.workspaceId, (tx) => changeWorkspace(tx, caller.workspaceId, body)),
    )

    app.get(
      "/roles",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "The roles, and what each may do",
          tags,
          response: {
            200: z.array(describeRole(permissions)),
            ...fields.problems,
          },
        },
      },
      async () =>
        roleNames.map((role) => ({
          name: role,
          description: roles[role],
          permissions: [...permissions.of(role)],
        })),
    )
  }
