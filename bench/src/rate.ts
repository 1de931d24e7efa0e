import { setTimeout as sleep } from "node:timers/promises"
import { type Installation, ledger } from "@parley/e2e"
import { onInstallation } from "./measuring/installation.ts"
import { type Launched, launch, prepare, reportOf, secondsUntil } from "./measuring/launch.ts"
import { asMeta, behave } from "./measuring/meta-behaviour.ts"
import { report } from "./measuring/report.ts"

const seconds = 60
const levelPerSecond = 1_000
/** The first seconds fill the pipeline. */
const warmUpMs = 3_000
/** Until Meta answers a message. */
const latencyMs = 300

/**
 * A number at 1,000 messages a second, as the sandbox, which refuses more than that with 130429, counts them. Meta answers
 * after 300 ms, over TLS, and tells of each status by a webhook of its own, as in `bench dispatch`.
 */
export async function benchRate(): Promise<boolean> {
  return onInstallation({ tls: true }, async (installation) => {
    await behave(installation, { ...asMeta, answers: { latency_ms: [latencyMs, latencyMs] } })
    const contacts = (seconds + 10) * levelPerSecond
    const { number, templateId } = await prepare(installation, { throughput: "HIGH", contacts })
    // Reading it makes the sandbox stand still for a moment, so it is read before and after.
    const count = () => installation.sandbox.get(`/_sandbox/numbers/${number.phoneNumberId}/ledger`, ledger)
    const launched = await launch(installation, { number, templateId })
    await secondsUntil(installation, launched, ({ accepted }) => accepted > 0)
    await sleep(warmUpMs)

    const [before, start] = [await count(), performance.now()]
    const samples = [await sample(installation, launched)]
    for (let second = 0; second < seconds; second++) {
      await sleep(1_000)
      samples.push(await sample(installation, launched))
    }
    const [after, end] = [await count(), performance.now()]
    const mean = ((after.accepted - before.accepted) * 1000) / (end - start)
    const rates = samples.slice(1).map((now, index) => {
      const last = samples[index] ?? now
      return ((now.accepted - last.accepted) * 1000) / (now.at - last.at)
    })
    return report("rate", [
      {
        name: `mean over ${seconds} s at ${latencyMs} ms`,
        value: mean,
        unit: "messages/s",
        bound: { atLeast: 950 },
      },
      { name: "slowest second, as reported", value: Math.min(...rates), unit: "messages/s" },
      { name: "fastest second, as reported", value: Math.max(...rates), unit: "messages/s" },
      {
        name: "refused as too fast (130429)",
        value: after.throttled,
        unit: "",
        bound: { atMost: 0 },
      },
      { name: "of what the number may", value: mean / levelPerSecond, unit: "", bound: { atMost: 1 } },
    ])
  })
}

async function sample(installation: Installation, launched: Launched) {
  const { accepted } = await reportOf(installation, launched)
  return { at: performance.now(), accepted }
}
