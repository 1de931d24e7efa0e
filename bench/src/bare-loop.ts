import { type Installation, summerSale } from "@parley/e2e"
import { Pool } from "undici"
import { z } from "zod"

const concurrency = 64
const quickstart = z.object({ access_token: z.string(), phone_number_id: z.string(), waba_id: z.string() })

/**
 * Posts `count` template messages from a ready number of the sandbox, webhooks off, as fast as undici can and doing
 * nothing else: what any sender on this machine is bounded by. @returns seconds
 */
export async function postBare({ sandbox, sandboxUrl }: Installation, count: number): Promise<number> {
  await sandbox.send("PATCH", "/_sandbox/settings", { webhooks: { enabled: false } }, z.unknown())
  const account = await sandbox.post("/_sandbox/quickstart", {}, quickstart)
  await sandbox.send(
    "PATCH",
    `/_sandbox/numbers/${account.phone_number_id}`,
    { throughput_level: "UNLIMITED" },
    z.unknown(),
  )
  const pool = new Pool(sandboxUrl, { connections: concurrency })
  const headers = { authorization: `Bearer ${account.access_token}`, "content-type": "application/json" }
  const post = async (path: string, body: string) => {
    const answer = await pool.request({ method: "POST", path, headers, body })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`POST ${path} was answered ${answer.statusCode}: ${text}`)
    return text
  }
  const template = await post(`/v23.0/${account.waba_id}/message_templates`, JSON.stringify(summerSale))
  const { id } = z.object({ id: z.string() }).parse(JSON.parse(template))
  await sandbox.post(`/_sandbox/templates/${id}/review`, { decision: "APPROVED" }, z.unknown())

  const path = `/v23.0/${account.phone_number_id}/messages`
  let next = 0
  const loop = async () => {
    while (next < count) await post(path, payload(next++))
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: concurrency }, loop))
  const seconds = (performance.now() - start) / 1000
  await pool.close()
  return seconds
}

/** The same bytes that the platform sends. */
function payload(n: number): string {
  const id = `0199d1de-0000-7000-8000-${String(n).padStart(12, "0")}`
  return `{"messaging_product":"whatsapp","to":"+49151${10_000_000 + n}","biz_opaque_callback_data":"${id}","type":"template","template":{"name":"summer_sale","language":{"code":"en_US"},"components":[{"type":"body","parameters":[{"type":"text","text":"Ana ${n}","parameter_name":"first_name"},{"type":"text","text":"Lima","parameter_name":"city"}]}]}}`
}
