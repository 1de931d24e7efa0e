import { setTimeout as sleep } from "node:timers/promises"
import { type ConnectedNumber, type Installation, type LaunchReport, launchReport } from "@parley/e2e"
import { z } from "zod"

/** Phones that receive and read at once, and never answer. */
async function everybodyReads({ sandbox }: Installation): Promise<void> {
  const population = {
    sent_ms: [0, 0],
    delivered_share: 1,
    delivered_ms: [0, 0],
    read_share: 1,
    read_ms: [0, 0],
    reply_share: 0,
    block_share: 0,
    unreachable_share: 0,
    marketing_capped_share: 0,
  }
  const settings = { population, webhooks: { max_batch: 1000 } }
  await sandbox.send("PATCH", "/_sandbox/settings", settings, z.unknown())
}

/** A number with an approved template and `contacts` subscribers. @returns also the seconds that the import took */
export async function prepare(
  installation: Installation,
  { throughput, contacts }: { throughput: "HIGH" | "UNLIMITED"; contacts: number },
): Promise<{ number: ConnectedNumber; templateId: string; importSeconds: number }> {
  const number = await installation.connectNumber(throughput)
  await everybodyReads(installation)
  const templateId = await installation.approveTemplate(number.accountId)
  const start = performance.now()
  await installation.importSubscribers(number.groupId, contacts)
  return { number, templateId, importSeconds: (performance.now() - start) / 1000 }
}

/** Launches to everyone and waits until `done`. @returns seconds from the launch */
export async function launchUntil(
  installation: Installation,
  { number, templateId }: { number: ConnectedNumber; templateId: string },
  done: (report: LaunchReport) => boolean,
): Promise<number> {
  const start = performance.now()
  const launch = await installation.launchToEverybody(number, templateId)
  for (;;) {
    await sleep(100)
    const report = await installation.api.get(`/v1/launches/${launch}`, launchReport)
    if (done(report)) return (performance.now() - start) / 1000
  }
}
