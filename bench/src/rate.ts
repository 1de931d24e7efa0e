import { setTimeout as sleep } from "node:timers/promises"
import { ledger, startInstallation } from "@parley/e2e"
import { prepare } from "./launch.ts"
import { report } from "./report.ts"

const seconds = 60
const levelPerSecond = 1_000
/** The first seconds fill the pipeline. */
const warmUpMs = 3_000

/** A number at 1,000 messages a second, as the sandbox, which refuses more than that with 130429, counts them. */
export async function benchRate(): Promise<boolean> {
  const installation = await startInstallation()
  try {
    const contacts = (seconds + 10) * levelPerSecond
    const { number, templateId } = await prepare(installation, { throughput: "HIGH", contacts })
    const count = () => installation.sandbox.get(`/_sandbox/numbers/${number.phoneNumberId}/ledger`, ledger)
    await installation.launchToEverybody(number, templateId)
    while ((await count()).accepted === 0) await sleep(20)
    await sleep(warmUpMs)

    const samples = [{ at: performance.now(), accepted: (await count()).accepted }]
    for (let second = 0; second < seconds; second++) {
      await sleep(1_000)
      const { accepted } = await count()
      samples.push({ at: performance.now(), accepted })
    }
    const rates = samples.slice(1).map((sample, index) => {
      const before = samples[index] ?? sample
      return ((sample.accepted - before.accepted) * 1000) / (sample.at - before.at)
    })
    const [first, last] = [samples[0], samples.at(-1)]
    if (!first || !last) throw new Error("Nothing was measured.")
    const mean = ((last.accepted - first.accepted) * 1000) / (last.at - first.at)
    return await report("rate", [
      { name: `mean over ${seconds} s`, value: mean, unit: "messages/s", bound: { atLeast: 950 } },
      { name: "slowest second", value: Math.min(...rates), unit: "messages/s" },
      { name: "fastest second", value: Math.max(...rates), unit: "messages/s" },
      {
        name: "refused as too fast (130429)",
        value: (await count()).throttled,
        unit: "",
        bound: { atMost: 0 },
      },
      { name: "of what the number may", value: mean / levelPerSecond, unit: "", bound: { atMost: 1 } },
    ])
  } finally {
    await installation.stop()
  }
}
