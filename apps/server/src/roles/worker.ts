import { startLaunchExpansion } from "../campaigns/index.ts"
import { examineDueWorkspaces, webhookTopic } from "../connect/index.ts"
import { forgetBrokenUploads, startImports } from "../contacts/index.ts"
import { announceChanges, contactTopic } from "../events/index.ts"
import { startDispatcher } from "../messaging/index.ts"
import { prepareMessagePartitions } from "../platform/database/index.ts"
import { forgetExpiredKeys } from "../platform/idempotency/index.ts"
import type { Platform } from "../platform/index.ts"
import { checkTemplates, syncEveryAccount } from "../templates/index.ts"
import { forgetExpired } from "../workspaces/index.ts"
import { applyWebhooks, halvePayload } from "./apply-webhooks.ts"
import { type Chore, startChores } from "./chores.ts"

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

export interface Worker {
  stop(): Promise<void>
  /** How long it has been since numbers with something to send were last looked for. */
  sinceLanesMs(): number
}

/** Everything that happens without anyone asking: launches, lanes, imports, and what webhooks told. */
export function startWorker(platform: Platform): Worker {
  const lanes = startDispatcher(platform)
  const parts = [
    startLaunchExpansion(platform),
    lanes,
    startImports(platform),
    platform.log.consume(webhookTopic, {
      apply: (payloads) => applyWebhooks(platform, payloads),
      halve: halvePayload,
    }),
    platform.log.consume(contactTopic, announceChanges(platform)),
    startChores(platform, choresOf(platform)),
  ]
  return {
    sinceLanesMs: () => lanes.sinceLookMs(),
    async stop() {
      await Promise.all(parts.map((part) => part.stop()))
    },
  }
}

const choresOf = (platform: Platform): Chore[] => [
  {
    what: "preparing the coming months' partitions",
    everyMs: dayMs,
    work: () => prepareMessagePartitions(platform.databaseUrl),
  },
  {
    what: "forgetting expired sessions",
    everyMs: hourMs,
    work: () => forgetExpired(platform, new Date()),
  },
  {
    what: "forgetting answers to repeated requests",
    everyMs: hourMs,
    work: () => platform.db.system((tx) => forgetExpiredKeys(tx, platform.clock.now())),
  },
  { what: "forgetting broken uploads", everyMs: hourMs, work: () => forgetBrokenUploads(platform) },
  { what: "syncing templates", everyMs: hourMs, work: () => syncEveryAccount(platform) },
  {
    what: "examining connections",
    everyMs: hourMs,
    work: () => examineDueWorkspaces(platform, checkTemplates),
  },
]
