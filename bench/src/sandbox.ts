import { createServer, type Server } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { startProgram } from "@parley/e2e"
import { freePort } from "../../apps/server/src/platform/free-port.ts"
import { report } from "./report.ts"
import { startSandboxProgram } from "./sandbox-program.ts"
import { postTemplates, processorSeconds } from "./template-posts.ts"

/** V8 and SQLite need as many before the pace is steady. */
const warmUp = 20_000
const sends = 30_000
const statusesOfASend = 3
const nobody = { accessToken: "EAABARE", phoneNumberId: "1" }

interface Pace {
  perSecond: number
  /** By the processor time the program used: what one core does, however busy the others are. */
  perCoreSecond: number
}

/**
 * Sends that the sandbox accepts, against a node:http server that answers a constant to the same posts: without
 * webhooks, and until all three statuses of every send have been told. The ratios are of processor time, because
 * the loop that posts shares the machine.
 */
export async function benchSandbox(): Promise<boolean> {
  const before = await bareServer()
  const quiet = await withoutWebhooks()
  const told = await withWebhooks()
  const after = await bareServer()
  const bare = (before.perCoreSecond + after.perCoreSecond) / 2
  return report("sandbox", [
    { name: "bare node:http, on one core", value: bare, unit: "posts/s" },
    { name: "bare node:http, by the clock", value: before.perSecond, unit: "posts/s" },
    { name: "sandbox without webhooks, on one core", value: quiet.perCoreSecond, unit: "sends/s" },
    { name: "sandbox without webhooks, by the clock", value: quiet.perSecond, unit: "sends/s" },
    { name: "sandbox with three statuses told, on one core", value: told.perCoreSecond, unit: "sends/s" },
    { name: "sandbox with three statuses told, by the clock", value: told.perSecond, unit: "sends/s" },
    {
      name: "ratio without webhooks",
      value: quiet.perCoreSecond / bare,
      unit: "",
      bound: { atLeast: 0.5 },
    },
    { name: "ratio with webhooks", value: told.perCoreSecond / bare, unit: "", bound: { atLeast: 0.3 } },
  ])
}

async function bareServer(): Promise<Pace> {
  const port = await freePort()
  const program = await startProgram("bench/src/bare-server.ts", {
    url: `http://127.0.0.1:${port}`,
    health: "/",
    environment: { PORT: String(port) },
  })
  const post = (from: number, to: number) => postTemplates(program.url, nobody, { from, to, people: to })
  await post(0, warmUp)
  const pace = await measure(program.pid, () => post(warmUp, warmUp + sends))
  await program.stop()
  return pace
}

async function withoutWebhooks(): Promise<Pace> {
  const { program, account, stop } = await startSandboxProgram()
  const post = (from: number, to: number) => postTemplates(program.url, account, { from, to, people: to })
  await post(0, warmUp)
  const pace = await measure(program.pid, () => post(warmUp, warmUp + sends))
  await stop()
  return pace
}

async function withWebhooks(): Promise<Pace> {
  const callback = new StatusCounter()
  const { program, account, stop } = await startSandboxProgram(await callback.open())
  const tell = async (from: number, to: number) => {
    await postTemplates(program.url, account, { from, to, people: to })
    while (callback.statuses < to * statusesOfASend) await sleep(10)
  }
  await tell(0, warmUp)
  const pace = await measure(program.pid, () => tell(warmUp, warmUp + sends))
  await stop()
  callback.close()
  return pace
}

async function measure(pid: number, work: () => Promise<void>): Promise<Pace> {
  const [startedAt, usedBefore] = [performance.now(), await processorSeconds(pid)]
  await work()
  const seconds = (performance.now() - startedAt) / 1000
  const used = (await processorSeconds(pid)) - usedBefore
  return { perSecond: sends / seconds, perCoreSecond: sends / used }
}

/** A callback that only counts the statuses it is told. */
class StatusCounter {
  statuses = 0
  readonly #server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.once("end", () => {
      this.statuses += Buffer.concat(chunks).toString("latin1").split('"status":').length - 1
      response.writeHead(200).end()
    })
  })

  /** @returns its address */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, "127.0.0.1", resolve)
    })
    const address = this.#server.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    return `http://127.0.0.1:${port}/`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
