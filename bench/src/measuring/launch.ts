import { setTimeout as sleep } from "node:timers/promises"
import { type ConnectedNumber, type Installation, type LaunchReport, launchReport } from "@parley/e2e"

/** A look costs server and PostgreSQL some milliseconds, which count as sending does. */
const lookEveryMs = 500

/** A number with an approved template and `contacts` subscribers. */
export interface Prepared {
  number: ConnectedNumber
  templateId: string
  importSeconds: number
}

export async function prepare(
  installation: Installation,
  { throughput, contacts }: { throughput: "HIGH" | "UNLIMITED"; contacts: number },
): Promise<Prepared> {
  const number = await installation.connectNumber(throughput)
  const templateId = await installation.approveTemplate(number.accountId)
  const start = performance.now()
  await installation.importSubscribers(number.groupId, contacts)
  return { number, templateId, importSeconds: (performance.now() - start) / 1000 }
}

export interface Launched {
  id: string
  startedAtMs: number
}

/** Launches to everyone. */
export async function launch(
  installation: Installation,
  { number, templateId }: Pick<Prepared, "number" | "templateId">,
): Promise<Launched> {
  const startedAtMs = performance.now()
  return { id: await installation.launchToEverybody(number, templateId), startedAtMs }
}

export const reportOf = ({ api }: Installation, { id }: Launched): Promise<LaunchReport> =>
  api.get(`/v1/launches/${id}`, launchReport)

/**
 * Waits until `holds`, looking twice a second. @returns seconds from the launch
 * @throws Error when a message failed or was not sent
 */
export async function secondsUntil(
  installation: Installation,
  launched: Launched,
  holds: (report: LaunchReport) => boolean,
): Promise<number> {
  for (;;) {
    const report = await reportOf(installation, launched)
    const { failed, suppressed } = report
    if (failed.total + suppressed.total > 0)
      throw new Error(`Not everyone gets the message: ${JSON.stringify({ failed, suppressed })}`)
    if (holds(report)) return (performance.now() - launched.startedAtMs) / 1000
    await sleep(lookEveryMs)
  }
}
