import { type Program, startProgram } from "@parley/e2e"
import { Pool } from "undici"
import { freePort } from "../../../apps/server/src/platform/free-port.ts"
import { processorSeconds } from "../measuring/processor-time.ts"

const concurrency = 64

export interface BareLoop {
  seconds: number
  /** Of processor time a message, of both ends together: what this machine is to be judged by. */
  microseconds: number
}

/** The server of `bare-server.ts` as a process of its own. */
export async function startBareServer(): Promise<Program> {
  const port = await freePort()
  return startProgram("bench/src/dispatch/bare-server.ts", {
    url: `http://127.0.0.1:${port}`,
    health: "/",
    environment: { PORT: String(port) },
  })
}

/**
 * Posts `count` template messages, the same bytes that the platform sends, as fast as undici can and doing nothing else:
 * what any sender on this machine is bounded by.
 */
export async function postBare({ url, pid }: Program, count: number): Promise<BareLoop> {
  const pool = new Pool(url, { connections: concurrency })
  const headers = { authorization: `Bearer ${"EAAB".padEnd(180, "0")}`, "content-type": "application/json" }
  let next = 0
  const loop = async () => {
    while (next < count) {
      const body = payload(next++)
      const answer = await pool.request({ method: "POST", path: "/v23.0/1/messages", headers, body })
      const text = await answer.body.text()
      if (answer.statusCode !== 200) throw new Error(`A message was answered ${answer.statusCode}: ${text}`)
    }
  }
  const [receiverBefore, before, start] = [await processorSeconds(pid), process.cpuUsage(), performance.now()]
  await Promise.all(Array.from({ length: concurrency }, loop))
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  const receiver = (await processorSeconds(pid)) - receiverBefore
  await pool.close()
  return { seconds, microseconds: (user + system + receiver * 1e6) / count }
}

function payload(n: number): string {
  const id = `0199d1de-0000-7000-8000-${String(n).padStart(12, "0")}`
  return `{"messaging_product":"whatsapp","to":"+49151${10_000_000 + n}","biz_opaque_callback_data":"${id}","type":"template","template":{"name":"summer_sale","language":{"code":"en_US"},"components":[{"type":"body","parameters":[{"type":"text","text":"Ana ${n}","parameter_name":"first_name"},{"type":"text","text":"Lima","parameter_name":"city"}]}]}}`
}
