import { z } from "zod"
import { fields } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Whether messages reach each of some contacts now, by their ids. */
    reachOfContacts?(
      platform: Platform,
      workspaceId: string,
      contactIds: readonly string[],
    ): Promise<ReadonlyMap<string, ContactReach>>
  }
}

const verdict = z
  .object({
    reachable: z.boolean(),
    reason: z.string().nullable().describe("Why not; null: yes, or there is no number"),
  })
  .meta({ id: "ListedReach" })

/** Whether one contact can be reached from any number of the workspace. */
export const contactReach = z
  .object({
    marketing: verdict.describe("With a template of this category, from any number"),
    utility: verdict.describe("With a template of this category, from any number"),
    window_closes_at: fields.timestamp
      .nullable()
      .describe(
        "Free text may be sent until then, from the number that they wrote to last; null: no window is open",
      ),
  })
  .meta({ id: "ContactReach" })
export type ContactReach = z.output<typeof contactReach>

/** What the rooms that send say of contacts. */
export async function reachOfContacts(
  platform: Platform,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, ContactReach>> {
  for (const room of platform.rooms) {
    const told = await room.reachOfContacts?.(platform, workspaceId, contactIds)
    if (told !== undefined) return told
  }
  return new Map()
}
