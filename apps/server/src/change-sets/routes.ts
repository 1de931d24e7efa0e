import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { type Caller, checkPermission, permissionsOf } from "../workspaces/index.ts"
import { changeSet, madeChanges, makeChanges, permissionFor, tryChanges } from "./changes.ts"

const tags = ["Change sets"]
const possible = z.object({ possible: z.literal(true) }).meta({ id: "PossibleChanges" })

/** Many changes as one. Mounted under /v1. */
export const changeSetsRoutes =
  ({ db, clock, rooms }: Platform): Routes =>
  async (app) => {
    const permissions = permissionsOf(rooms)
    const check = (caller: Caller, { changes }: z.output<typeof changeSet>) => {
      for (const permission of new Set(changes.map(permissionFor)))
        checkPermission(caller, permission, permissions)
    }
    const scopeOf = (caller: Caller) => ({
      ...{ workspaceId: caller.workspaceId, rooms, now: clock.now() },
      refuseToPublish: () => checkPermission(caller, "campaigns:launch", permissions),
    })

    app.post(
      "/change-sets",
      {
        config: { permission: "workspace" },
        schema: {
          summary: "Change content blocks, segments, campaigns and canvases together, or not at all",
          description:
            "Each change takes the permission of its kind, and one of a campaign that recurs and is started `campaigns:launch`. All that is wrong is under `issues`. Nothing is launched or published by it, and " +
            "launches that are there keep what they say.",
          tags,
          body: changeSet,
          response: { 200: madeChanges, ...fields.problems },
        },
      },
      async ({ body, caller }) => {
        check(caller, body)
        return {
          changes: await db.workspace(caller.workspaceId, (tx) =>
            makeChanges(tx, scopeOf(caller), body.changes),
          ),
        }
      },
    )

    app.post(
      "/change-sets/check",
      {
        config: { permission: "workspace", idempotencyKey: false },
        schema: {
          summary: "Say whether a set of changes could be made",
          description: "With the answers of `POST /v1/change-sets`, of which nothing is done.",
          tags,
          body: changeSet,
          response: { 200: possible, ...fields.problems },
        },
      },
      async ({ body, caller }) => {
        check(caller, body)
        await db.workspace(caller.workspaceId, (tx) => tryChanges(tx, scopeOf(caller), body.changes))
        return { possible: true as const }
      },
    )
  }
