import { frequencyCaps, workspaceControl } from "@parley/model"
import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { type Permissions, roleNames } from "../permissions.ts"
import { quietHours } from "../quiet-hours.ts"
import { workspacesOf } from "./memberships.ts"

/** A member as they see themselves, with the workspaces that they may enter. */
export function describeSignedIn({ all }: Permissions) {
  const workspace = z
    .object({
      id: fields.id,
      name: z.string(),
      time_zone: z.string().nullable().describe("Of members who chose none; null: their browser's"),
      locale: z.string().nullable().describe("Likewise"),
      currency: z.string().nullable(),
      quiet_hours: quietHours
        .nullable()
        .describe("In which no marketing messages are sent, by the clock of its time zone"),
      frequency_caps: frequencyCaps.describe("How many marketing messages a person gets at most"),
      control_group: workspaceControl
        .nullable()
        .describe("Contacts that get no marketing of campaigns and journeys"),
      approval_above: z
        .int()
        .nullable()
        .describe("Campaigns to more people than this need the approval of a second member; null: none does"),
      revision: fields.revision,
      role: z.enum(roleNames),
      permissions: z.array(z.enum(all)),
    })
    .meta({ id: "MyWorkspace" })
  return z
    .object({
      member: z.object({
        id: fields.id,
        name: z.string(),
        email: z.string(),
        time_zone: z.string().nullable(),
        locale: z.string().nullable(),
        two_factor_enabled: z.boolean(),
      }),
      workspaces: z.array(workspace),
    })
    .meta({ id: "Me" })
}

type SignedIn = z.output<ReturnType<typeof describeSignedIn>>

/** Runs in the system's scope. @throws Problem not_found */
export async function readMe(tx: Tx, memberId: string, permissions: Permissions): Promise<SignedIn> {
  const member = await tx
    .selectFrom("members")
    .select(["id", "name", "email", "time_zone", "locale", "two_factor_enabled"])
    .where("id", "=", memberId)
    .executeTakeFirst()
  const { two_factor_enabled, ...known } = found(member, "member")
  const workspaces = await workspacesOf(tx, memberId)
  return {
    member: { ...known, two_factor_enabled: two_factor_enabled ?? false },
    workspaces: workspaces.map((one) => ({ ...one, permissions: [...permissions.of(one.role)] })),
  }
}

/** Runs in the system's scope. @returns the member as they are now */
export async function changeMe(
  tx: Tx,
  memberId: string,
  change: {
    name?: string | undefined
    time_zone?: string | null | undefined
    locale?: string | null | undefined
  },
  permissions: Permissions,
  now: Date,
): Promise<SignedIn> {
  await tx
    .updateTable("members")
    .set({ ...change, updated_at: now })
    .where("id", "=", memberId)
    .execute()
  return readMe(tx, memberId, permissions)
}
