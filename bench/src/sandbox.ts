import { createServer, type Server } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { startBareServer } from "./dispatch/bare-loop.ts"
import { processorSeconds } from "./measuring/processor-time.ts"
import { report } from "./measuring/report.ts"
import { startSandboxProgram } from "./sandbox/sandbox-program.ts"
import { postTemplates } from "./sandbox/template-posts.ts"

/** V8 and SQLite need as many before the pace is steady. */
const warmUp = 60_000
const sends = 120_000
const statusesOfASend = 3
/** Each program runs a part at a time in turn, so that what else the machine does strikes all alike. */
const parts = 8
const nobody = { accessToken: "EAABARE", phoneNumberId: "1" }

/** A program that takes messages, and how its messages are numbered. */
interface Taker {
  pid: number
  /** Posts the messages and waits until everything they cause is done. */
  take(from: number, to: number): Promise<void>
  stop(): Promise<unknown>
}

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
  const takers = [await bareServer(), await withoutWebhooks(), await withWebhooks()]
  const [bare, quiet, told] = await measureInTurn(takers)
  for (const taker of takers) await taker.stop()
  if (!bare || !quiet || !told) throw new Error("Nothing was measured.")
  return report("sandbox", [
    { name: "bare node:http, on one core", value: bare.perCoreSecond, unit: "posts/s" },
    { name: "bare node:http, by the clock", value: bare.perSecond, unit: "posts/s" },
    { name: "sandbox without webhooks, on one core", value: quiet.perCoreSecond, unit: "sends/s" },
    { name: "sandbox without webhooks, by the clock", value: quiet.perSecond, unit: "sends/s" },
    { name: "sandbox with three statuses told, on one core", value: told.perCoreSecond, unit: "sends/s" },
    { name: "sandbox with three statuses told, by the clock", value: told.perSecond, unit: "sends/s" },
    {
      name: "ratio without webhooks",
      value: quiet.perCoreSecond / bare.perCoreSecond,
      unit: "",
      bound: { atLeast: 0.5 },
    },
    {
      name: "ratio with webhooks",
      value: told.perCoreSecond / bare.perCoreSecond,
      unit: "",
      bound: { atLeast: 0.3 },
    },
  ])
}

async function measureInTurn(takers: readonly Taker[]): Promise<Pace[]> {
  const spent = takers.map((taker) => ({ taker, seconds: 0, core: 0 }))
  for (const { take } of takers) await take(0, warmUp)
  for (let part = 0; part < parts; part++) {
    const from = warmUp + (part * sends) / parts
    for (const one of spent) {
      const [startedAt, usedBefore] = [performance.now(), await processorSeconds(one.taker.pid)]
      await one.taker.take(from, from + sends / parts)
      one.seconds += (performance.now() - startedAt) / 1000
      one.core += (await processorSeconds(one.taker.pid)) - usedBefore
    }
  }
  return spent.map(({ seconds, core }) => ({ perSecond: sends / seconds, perCoreSecond: sends / core }))
}

async function bareServer(): Promise<Taker> {
  const program = await startBareServer()
  return {
    pid: program.pid,
    take: (from, to) => postTemplates(program.url, nobody, { from, to, people: to }),
    stop: () => program.stop(),
  }
}

async function withoutWebhooks(): Promise<Taker> {
  const { program, account, stop } = await startSandboxProgram()
  return {
    pid: program.pid,
    take: (from, to) => postTemplates(program.url, account, { from, to, people: to }),
    stop,
  }
}

async function withWebhooks(): Promise<Taker> {
  const callback = new StatusCounter()
  const { program, account, stop } = await startSandboxProgram(await callback.open())
  return {
    pid: program.pid,
    async take(from, to) {
      await postTemplates(program.url, account, { from, to, people: to })
      while (callback.statuses < to * statusesOfASend) await sleep(10)
    },
    async stop() {
      await stop()
      callback.close()
    },
  }
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
