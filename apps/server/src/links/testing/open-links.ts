import { expect } from "vitest"
import { openCampaign } from "../../campaigns/testing/open-campaign.ts"
import { ContentCache } from "../../messaging/content/content-cache.ts"
import type { ClaimedRow } from "../../messaging/outbox/claim.ts"
import { settle } from "../../messaging/outbox/settle.ts"
import { accepted } from "../../messaging/testing/open-outbox.ts"
import { sql } from "../../platform/database/index.ts"
import { unpack } from "../../platform/log/packing.ts"
import { applyClicks } from "../clicks/apply-clicks.ts"
import { clickTopic, readEntry } from "../clicks/topic.ts"
import { keepTargets, LinkTracking } from "../tracking.ts"

/** What a phone's browser says of itself. */
export const phone = {
  "user-agent":
    "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
}

export type OpenLinks = Awaited<ReturnType<typeof openLinks>>

/** A campaign whose links are tracked: a lane's part, the phone's and the consumer's, by hand. */
export async function openLinks({ people = 3 }: { people?: number } = {}) {
  const opened = await openCampaign({ people })
  const { platform, inWorkspace, clock } = opened
  const { workspaceId, db } = platform
  const contents = new ContentCache(db, new LinkTracking(platform))

  /** Composes as a lane does, and keeps what it does. @returns the payload, as text */
  async function compose(row: ClaimedRow): Promise<string> {
    const ready = (await contents.read(workspaceId, [row.content_id])).get(row.content_id)?.(null)
    if (ready === undefined || ready.compiled instanceof Error)
      throw ready?.compiled ?? new Error("no content")
    if (row.contact === null) throw new Error("no contact")
    const composed = ready.compiled.compose({
      contact: row.contact,
      variables: row.variables ?? {},
      message_id: row.id,
    })
    if (!composed?.ok) throw new Error(JSON.stringify(composed))
    const targets = (composed.targets ?? []).map((one) => ({
      ...one,
      messageId: row.id,
      contactId: row.contact_id,
    }))
    await inWorkspace((tx) => keepTargets(tx, workspaceId, targets))
    return composed.content
  }

  let taps = 0
  /** Takes out of the log what was tapped, once all of it is there. */
  async function takeClicks(): Promise<string[]> {
    const payloads: string[] = []
    const read = async () => {
      const entries = await db.system(async (tx) => {
        const { rows } = await sql<{ payload: Buffer }>`
          DELETE FROM log_entries WHERE topic = ${clickTopic.name} RETURNING payload`.execute(tx)
        return rows
      })
      payloads.push(...entries.map(({ payload }) => unpack(payload)))
      return payloads.reduce((sum, payload) => sum + readEntry(payload).clicks.length, 0)
    }
    await expect.poll(read, { timeout: 15_000, interval: 50 }).toBe(taps)
    taps = 0
    return payloads
  }

  return {
    ...opened,
    contents,
    compose,
    /** The campaign says this. */
    async says(content: object): Promise<void> {
      const changed = await opened.api("PATCH", `campaigns/${opened.campaignId}`, {
        variants: [{ name: "A", content }],
      })
      if (changed.status !== 200) throw new Error(JSON.stringify(changed.body))
    },
    /** Launches, and Meta takes everything. @returns what was sent, in the order of the contacts */
    async sendAll(): Promise<
      { id: string; contactId: string; sourceId: string; text: string; links: string[] }[]
    > {
      const launchId = await opened.launch()
      while (await opened.expand());
      const claimed = await opened.claim(1_000)
      const rows = claimed.filter(({ source_id }) => source_id === launchId)
      const sent = []
      for (const row of rows) {
        const text = await compose(row)
        sent.push({
          id: row.id,
          contactId: row.contact_id ?? "",
          sourceId: row.source_id,
          text,
          links: [...text.matchAll(/\/l\/([0-9A-Za-z]{22})/g)].map(([, id = ""]) => id),
        })
      }
      await inWorkspace((tx) => settle(tx, rows.map(accepted), clock.now()))
      return sent.toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1))
    },
    /** Asks for a link. */
    async tap(id: string, headers: Record<string, string> = phone, method = "GET") {
      const answer = await fetch(`${opened.url}/l/${id}`, { method, headers, redirect: "manual" })
      if (answer.status === 302) taps++
      return answer
    },
    takeClicks,
    /** What the consumer of the topic does with all that was tapped. */
    async applyClicks(times = 1): Promise<void> {
      const payloads = await takeClicks()
      for (let time = 0; time < times; time++) await applyClicks(platform).apply(payloads)
    },
    /** What happened to contacts since it was asked last. */
    async occurrences(): Promise<{ kind: string; [member: string]: unknown }[]> {
      const entries = await db.system(async (tx) => {
        const { rows } = await sql<{ payload: Buffer }>`
          DELETE FROM log_entries WHERE topic = 'contacts' RETURNING payload`.execute(tx)
        return rows
      })
      return entries.flatMap(({ payload }) => JSON.parse(unpack(payload)))
    },
    counts: () =>
      inWorkspace((tx) =>
        tx
          .selectFrom("link_counts as c")
          .innerJoin("links as l", "l.id", "c.link_id")
          .select(["l.url", "c.people", "c.clicks", "c.previews"])
          .orderBy("l.url")
          .execute(),
      ),
  }
}
