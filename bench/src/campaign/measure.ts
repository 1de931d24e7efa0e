/** What one launch costs, from before it until its last message is read. */
import { setTimeout as sleep } from "node:timers/promises"
import { launchReport } from "@parley/e2e"
import { z } from "zod"
import type { BenchInstallation, ProcessorTime } from "../measuring/installation.ts"
import { residentMegabytes } from "../sandbox/template-posts.ts"

/** A look costs server and PostgreSQL some milliseconds, which count as sending does. */
const lookEveryMs = 500
const withId = z.object({ id: z.string() })

export interface Cost {
  /** Messages that were sent and read; who is left out for comparison is not among them. */
  messages: number
  seconds: number
  /** Microseconds of processor time for each of them. */
  microseconds: ProcessorTime & { both: number }
  peakMegabytes: number
}

export async function startLaunch({ api }: BenchInstallation, campaignId: string): Promise<string> {
  return (await api.post(`/v1/campaigns/${campaignId}/launches`, {}, withId)).id
}

/**
 * @param launch starts it, and gives its id
 * @param people of its audience
 * @throws Error when somebody got nothing other than for comparison
 */
export async function costOf(
  installation: BenchInstallation,
  people: number,
  launch: () => Promise<string>,
): Promise<Cost> {
  const before = await installation.processorTime()
  const startedMs = performance.now()
  const id = await launch()
  let peakMegabytes = 0
  let messages = 0
  for (;;) {
    await sleep(lookEveryMs)
    peakMegabytes = Math.max(peakMegabytes, await residentMegabytes(installation.server.pid))
    const report = await installation.api.get(`/v1/launches/${id}`, launchReport)
    const { failed, suppressed, read, state } = report
    const others = suppressed.reasons.filter(({ code }) => code !== "control")
    if (failed.total > 0 || others.length > 0)
      throw new Error(`Not everyone gets the message: ${JSON.stringify({ failed, suppressed })}`)
    messages = read
    if (state === "completed" && read + suppressed.total === people) break
  }
  const seconds = (performance.now() - startedMs) / 1000
  const after = await installation.processorTime()
  const aMessage = (program: keyof ProcessorTime) => ((after[program] - before[program]) * 1e6) / messages
  const [server, postgres, sandbox] = [aMessage("server"), aMessage("postgres"), aMessage("sandbox")]
  return {
    ...{ messages, seconds, peakMegabytes },
    microseconds: { server, postgres, sandbox, both: server + postgres },
  }
}
