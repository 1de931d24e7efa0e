import type { GraphClient } from "@parley/whatsapp/graph"
import { graphClient } from "../../connect/index.ts"
import { readAuthorization } from "../../content-blocks/index.ts"
import { LinkTracking } from "../../links/index.ts"
import type { Platform } from "../../platform/index.ts"
import { type LeasedWorker, startLeasedWork } from "../../platform/leased-work/index.ts"
import { ContentCache } from "../content/content-cache.ts"
import { OutsideContent } from "../content/outside/ask-outside.ts"
import { keptAnswers } from "../content/outside/kept-answers.ts"
import { Breakers } from "../faults/breakers.ts"
import { numbersWithWork, readLaneNumber } from "../lane-number.ts"
import { outboxChannel } from "../outbox/enqueue.ts"
import { Lane, type Post } from "./lane.ts"
import { PairPace } from "./pace.ts"
import { databaseStore } from "./store.ts"
import { Ways } from "./ways.ts"

/** How long a stop waits for the outcomes of posts: with a database that is away they would never be written. */
const outcomeGraceMs = 7_000

/** Runs the lanes of this process: one for each number with work whose lease it could get. */
export function startDispatcher(platform: Platform): LeasedWorker {
  const contents = new ContentCache(platform.db, new LinkTracking(platform))
  const breakers = new Breakers()
  const outside = new OutsideContent({
    ...platform,
    kept: keptAnswers(platform),
    authorization: (workspaceId, credential) =>
      platform.db.workspace(workspaceId, (tx) =>
        readAuthorization(tx, { ...platform, workspaceId }, credential),
      ),
  })
  /** The limit of a pair outlives the lane that ran out of work. */
  const pairs = new Map<string, PairPace>()
  /** By account: what Meta refused for its way is known to all numbers of it. */
  const ways = new Map<string, Ways>()
  const lanes = new Map<string, Lane>()
  const cutoff = new AbortController()
  const work = startLeasedWork(platform, {
    name: "lane",
    pollMs: 1_000,
    channel: outboxChannel,
    due: async () => (await numbersWithWork(platform, platform.clock.now())).map((id) => ({ id })),
    heard(numberId) {
      const lane = lanes.get(numberId)
      lane?.wake()
      return lane !== undefined
    },
    async run({ id }, signal) {
      const number = await readLaneNumber(platform, id)
      if (!number) return
      const { clock, logger, metrics } = platform
      const ofNumber = pairs.get(id) ?? new PairPace()
      pairs.set(id, ofNumber)
      const ofAccount = ways.get(number.account.waba_id) ?? new Ways()
      ways.set(number.account.waba_id, ofAccount)
      const lane = new Lane({
        clock,
        logger,
        metrics,
        store: databaseStore(platform, contents, number),
        post: postsOf(platform),
        number,
        breakers,
        outside,
        pairs: ofNumber,
        ways: ofAccount,
        signal,
        cutoff: cutoff.signal,
      })
      lanes.set(id, lane)
      platform.metrics.lanes.inc()
      try {
        await lane.run()
      } finally {
        platform.metrics.lanes.dec()
        lanes.delete(id)
      }
    },
  })
  return {
    sinceLookMs: () => work.sinceLookMs(),
    async stop() {
      const cut = setTimeout(() => cutoff.abort(), outcomeGraceMs)
      await work.stop().finally(() => clearTimeout(cut))
    },
  }
}

/** Posts with the access that the number has at the moment. */
function postsOf(platform: Platform): Post {
  let token: Buffer | undefined
  let client: GraphClient | undefined
  return async ({ phoneNumberId, account }, body, how) => {
    if (client === undefined || !token?.equals(account.sealed_token)) {
      token = account.sealed_token
      client = graphClient(platform, account)
    }
    return client.sendMessage(phoneNumberId, body, how)
  }
}
