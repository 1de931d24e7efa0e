import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { fields } from "../platform/http/index.ts"

declare module "../platform/define-room.ts" {
  interface Room {
    /** What of this room uses a template; what it leaves out, it has none of. */
    usesOfTemplate?(tx: Tx, templateId: string): Promise<Partial<TemplateUses>>
    /** Whether a template may say something else now. @throws Problem */
    refuseTemplateEdit?(tx: Tx, templateId: string): Promise<void>
  }
}

const launch = z
  .object({
    id: fields.id,
    campaign_id: fields.id,
    campaign: z.string().describe("The campaign's name"),
    state: z.string(),
    scheduled_at: fields.timestamp,
    held: z.boolean().describe("It waits because of the template"),
  })
  .meta({ id: "LaunchOfTemplate" })

/** What uses a template. */
export const templateUses = z
  .object({
    campaigns: z
      .array(z.object({ id: fields.id, name: z.string() }))
      .describe("Newest first, at most a hundred; each would need another template"),
    canvases: z
      .array(z.object({ id: fields.id, name: z.string() }))
      .describe("The same of canvases with a step that sends it"),
    launches: z.array(launch).describe("Not finished yet; newest first, at most a hundred"),
    pending_launches: z
      .number()
      .int()
      .describe("Scheduled or in progress; they prevent the template from being deleted"),
    messages_waiting: z.boolean().describe("Messages that use it are in the outbox; they prevent it as well"),
  })
  .meta({ id: "TemplateUses" })

export type TemplateUses = z.input<typeof templateUses>

/** What uses a template, in all rooms. */
export async function readUses(tx: Tx, rooms: readonly Room[], templateId: string): Promise<TemplateUses> {
  const uses: TemplateUses = {
    campaigns: [],
    canvases: [],
    launches: [],
    pending_launches: 0,
    messages_waiting: false,
  }
  for (const room of rooms) {
    // One after the other: they share a transaction, and so a connection.
    const more = await room.usesOfTemplate?.(tx, templateId)
    uses.campaigns.push(...(more?.campaigns ?? []))
    uses.canvases.push(...(more?.canvases ?? []))
    uses.launches.push(...(more?.launches ?? []))
    uses.pending_launches += more?.pending_launches ?? 0
    uses.messages_waiting ||= more?.messages_waiting ?? false
  }
  return uses
}
