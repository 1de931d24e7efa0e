import { startLaunchExpansion } from "../campaigns/index.ts"
import { examineDueWorkspaces, webhookTopic } from "../connect/index.ts"
import { forgetBrokenUploads, startImports } from "../contacts/index.ts"
import { startDispatcher } from "../messaging/index.ts"
import { prepareMessagePartitions } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { checkTemplates, syncEveryAccount } from "../templates/index.ts"
import { forgetExpired } from "../workspaces/index.ts"
import { applyWebhooks } from "./apply-webhooks.ts"

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

/** Everything that happens without anyone asking: launches, lanes, imports, and what webhooks told. */
export function startWorker(platform: Platform): { stop(): Promise<void> } {
  const parts = [
    startLaunchExpansion(platform),
    startDispatcher(platform),
    startImports(platform),
    platform.log.consume(webhookTopic, (payloads) => applyWebhooks(platform, payloads)),
  ]
  const regularly = (everyMs: number, what: string, work: () => Promise<unknown>) =>
    setInterval(() => {
      work().catch((error) => platform.logger.error({ err: error }, `${what} failed; it will be tried again`))
    }, everyMs)
  const chores = [
    regularly(dayMs, "preparing the coming months' partitions", () =>
      prepareMessagePartitions(platform.databaseUrl),
    ),
    regularly(hourMs, "forgetting expired sessions", () => forgetExpired(platform, new Date())),
    regularly(hourMs, "forgetting broken uploads", () => forgetBrokenUploads(platform)),
    regularly(hourMs, "syncing templates", () => syncEveryAccount(platform)),
    regularly(hourMs, "examining connections", () => examineDueWorkspaces(platform, checkTemplates)),
  ]
  return {
    async stop() {
      for (const chore of chores) clearInterval(chore)
      await Promise.all(parts.map((part) => part.stop()))
    },
  }
}
