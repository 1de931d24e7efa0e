import { recordEvents } from "../../events/index.ts"
import { settle } from "../../messaging/outbox/settle.ts"
import { applyStatuses } from "../../messaging/statuses.ts"
import { accepted, endedAs, statusOf } from "../../messaging/testing/open-outbox.ts"
import { sql } from "../../platform/database/index.ts"
import { unpack } from "../../platform/log/packing.ts"
import { hearForConversions } from "../conversions/hear.ts"
import type { openCampaign } from "./open-campaign.ts"

type Opened = Awaited<ReturnType<typeof openCampaign>>

interface SentMessage {
  id: string
  contactId: string
  variant: number
  isControl: boolean
}

/** What lanes, webhooks and the contact topic do for a campaign, by hand. */
export function sentCampaign(opened: Opened) {
  const { platform, clock, inWorkspace } = opened
  const { workspaceId, db } = platform
  const hear = hearForConversions(platform)

  return {
    /**
     * Brings the whole audience in. Meta takes all, but for the control group and the people `refused` names.
     * @returns the messages by the order of their contacts
     */
    async sendAll(refused: (contactId: string) => string | undefined = () => undefined) {
      while (await opened.expand());
      const rows = await opened.claim(10_000)
      const settled = rows.map((row) => {
        if (row.is_control) return endedAs(row, "dropped", "control")
        const code = refused(row.contact_id ?? "")
        return code === undefined ? accepted(row) : endedAs(row, "failed", code)
      })
      await inWorkspace((tx) => settle(tx, settled, clock.now()))
      return rows
        .map(
          ({ id, contact_id, variant, is_control }): SentMessage => ({
            id,
            contactId: contact_id ?? "",
            variant,
            isControl: is_control,
          }),
        )
        .toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1))
    },
    status: (
      ids: readonly string[],
      status: Parameters<typeof statusOf>[1],
      more: Parameters<typeof statusOf>[3] = {},
    ) =>
      inWorkspace((tx) =>
        applyStatuses(
          tx,
          ids.map((id) => statusOf(id, status, clock.now(), more)),
          clock.now(),
        ),
      ),
    /** People do something, and the campaigns hear of it, as often as asked. */
    async did(
      contactIds: readonly string[],
      what: { name: string; properties?: Record<string, unknown>; at?: Date },
      times = 1,
    ) {
      const events = contactIds.map((contactId) => ({
        kind: "event" as const,
        contactId,
        at: clock.now(),
        ...what,
      }))
      await inWorkspace((tx) => recordEvents(tx, { workspaceId, now: clock.now() }, events))
      const entries = await db.system(async (tx) => {
        const { rows } = await sql<{ payload: Buffer }>`
          DELETE FROM log_entries WHERE topic = 'contacts' RETURNING payload`.execute(tx)
        return rows
      })
      const occurrences = entries.flatMap(({ payload }) => JSON.parse(unpack(payload)))
      for (let time = 0; time < times; time++) await hear(occurrences)
    },
  }
}
