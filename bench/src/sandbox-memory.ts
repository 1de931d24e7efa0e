import { setTimeout as sleep } from "node:timers/promises"
import { ledger } from "@parley/e2e"
import { report } from "./measuring/report.ts"
import { startSandboxProgram } from "./sandbox/sandbox-program.ts"
import { postTemplates, residentMegabytes } from "./sandbox/template-posts.ts"

const people = 100_000
const messages = 1_000_000

/** The sandbox's largest resident memory while a million messages are sent to a hundred thousand people. */
export async function benchSandboxMemory(): Promise<boolean> {
  const { program, control, account, stop } = await startSandboxProgram()
  try {
    let peak = 0
    const watching = new AbortController()
    const watch = (async () => {
      while (!watching.signal.aborted) {
        peak = Math.max(peak, await residentMegabytes(program.pid))
        await sleep(100)
      }
    })()
    await postTemplates(program.url, account, { from: 0, to: messages, people })
    const counted = await control.get(`/_sandbox/numbers/${account.phoneNumberId}/ledger`, ledger)
    watching.abort()
    await watch
    if (counted.accepted !== messages || counted.recipients !== people)
      throw new Error(`The sandbox holds ${counted.accepted} messages to ${counted.recipients} people.`)
    return await report("sandbox-memory", [
      { name: "messages held", value: counted.accepted, unit: "" },
      { name: "people written to", value: counted.recipients, unit: "" },
      { name: "peak", value: peak, unit: "MB", bound: { atMost: 1024 } },
    ])
  } finally {
    await stop()
  }
}
