/** A stream of template messages to one address, and what they cost the program behind it. */
import { readFile } from "node:fs/promises"
import { Pool } from "undici"

const connections = 32

/** Posts messages numbered `from` up to `to`, as fast as they are taken. @throws Error when one is refused */
export async function postTemplates(
  url: string,
  account: { accessToken: string; phoneNumberId: string },
  { from, to, people }: { from: number; to: number; people: number },
): Promise<void> {
  const pool = new Pool(url, { connections })
  const headers = { authorization: `Bearer ${account.accessToken}`, "content-type": "application/json" }
  const path = `/v23.0/${account.phoneNumberId}/messages`
  let next = from
  const loop = async () => {
    while (next < to) {
      const body = message(next++, people)
      const answer = await pool.request({ method: "POST", path, headers, body })
      const text = await answer.body.text()
      if (answer.statusCode !== 200) throw new Error(`A message was answered ${answer.statusCode}: ${text}`)
    }
  }
  await Promise.all(Array.from({ length: connections }, loop))
  await pool.close()
}

/** `hello_world` to one of `people` German mobile numbers. */
function message(n: number, people: number): string {
  return `{"messaging_product":"whatsapp","to":"+49151${10_000_000 + (n % people)}","biz_opaque_callback_data":"send-${n}","type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}`
}

export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8")
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}
