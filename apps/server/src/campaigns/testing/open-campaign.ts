import { v7 } from "uuid"
import { claimDue } from "../../messaging/outbox/claim.ts"
import { clearOutbox } from "../../messaging/outbox/expiry.ts"
import { settle } from "../../messaging/outbox/settle.ts"
import { classes, endSources } from "../../messaging/sources/sources.ts"
import { accepted } from "../../messaging/testing/open-outbox.ts"
import { steppedClock } from "../../platform/clock.ts"
import type { Tx } from "../../platform/database/index.ts"
import { startServer } from "../../server.ts"
import { call, type Method } from "../../testing/call.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../../testing/seed.ts"
import { expandDue } from "../launches/expand.ts"
import { makeDueLaunches } from "../schedule/recurrences.ts"
import { insertCampaign } from "./campaign.ts"

/** A server that only answers, and a campaign to subscribers: what its worker would do, a test does by hand. */
export async function openCampaign({ people = 3 }: { people?: number } = {}) {
  const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
  const platform = await testPlatform({ clock, environment: { ROLES: "api" } })
  const seeded = await seedNumber(platform)
  await seedSubscribers(platform, seeded.groupId, people)
  const { workspaceId, db } = platform
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => db.workspace(workspaceId, work)
  const campaignId = await inWorkspace((tx) =>
    insertCampaign(tx, { workspaceId, ...seeded, now: clock.now() }),
  )
  const server = await startServer(platform)
  const api = (method: Method, path: string, body?: unknown) =>
    call(method, `${server.url}/v1/${path}`, body, { authorization: `Bearer ${platform.apiKey}` })
  const claimIn = (tx: Tx, limit = 100) =>
    claimDue(tx, {
      numberId: seeded.numberId,
      claim: v7(),
      now: clock.now(),
      limit,
      upToClass: classes.marketing,
    })
  const claim = (limit?: number) => inWorkspace((tx) => claimIn(tx, limit))
  return {
    platform,
    url: server.url,
    clock,
    ...seeded,
    campaignId,
    inWorkspace,
    api,
    /** A launch of the campaign. @returns its id */
    async launch(body: object = {}): Promise<string> {
      const answer = await api("POST", `campaigns/${campaignId}/launches`, body)
      if (answer.status !== 202) throw new Error(JSON.stringify(answer.body))
      return answer.body.id
    },
    report: async (id: string) => (await api("GET", `launches/${id}`)).body,
    expand: () => expandDue(platform),
    /** As a worker does that comes back after a while. */
    expandAfterDowntime: () => expandDue(platform, undefined, false),
    recur: () => makeDueLaunches(platform),
    claim,
    claimIn,
    /** Meta takes the next messages. */
    async send(limit = 100): Promise<void> {
      const rows = await claim(limit)
      await inWorkspace((tx) => settle(tx, rows.map(accepted), clock.now()))
    },
    /** What a worker does every second. */
    async tidy(): Promise<void> {
      while (await clearOutbox(db, clock.now()));
      await endSources(db, clock.now())
    },
    /** Empties the outbox, as if nothing had been in it. */
    clear: () => db.system((tx) => tx.deleteFrom("outbox").execute()),
    /** Ends every launch that there is, as if it had never been. */
    endAll: () =>
      db.system(async (tx) => {
        await tx.deleteFrom("outbox").execute()
        const now = clock.now()
        await tx.updateTable("sources").set({ state: "canceled", filled_at: now, ended_at: now }).execute()
      }),
    async close() {
      await server.close()
      await platform.close()
    },
  }
}
