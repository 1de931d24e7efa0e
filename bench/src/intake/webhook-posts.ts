/** Webhooks of single events as Meta sends them, at a pace that does not wait for answers. */
import { createHmac } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { Pool } from "undici"

/** A POST, ready to go. */
export interface Webhook {
  body: Buffer
  signature: string
}

export interface Acknowledgement {
  /** From the instant at which it was due, however late it was posted, until the answer was there. */
  milliseconds: number
  /** Of those, until it was posted: what the benchmark itself is late by. */
  postedAfterMs: number
  isOk: boolean
}

interface SentMessage {
  id: string
  wamid: string
  phone: string
  phone_number_id: string
  display_phone_number: string
  waba_id: string
}

/**
 * Of each message of a launch that it is read, and in turn an answer of its reader's to it: twice as many webhooks as messages.
 * A message is answered half a round after it is read.
 */
export async function composeWebhooks(
  { databaseUrl, appSecret }: { databaseUrl: string; appSecret: string },
  launchId: string,
): Promise<Webhook[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<SentMessage>(sentMessages, [launchId])
    const timestamp = String(Math.floor(Date.now() / 1000))
    const answered = [...rows.slice(rows.length / 2), ...rows.slice(0, rows.length / 2)]
    return rows.flatMap((message, n) => {
      const events = [told(message, timestamp), answer(answered[n] ?? message, timestamp)]
      return events.map((event) => signed(JSON.stringify(event), appSecret))
    })
  } finally {
    await client.end()
  }
}

const sentMessages = `
  SELECT messages.id, wamid, phone, phone_number_id, display_phone_number, waba_id
  FROM messages JOIN contacts ON contacts.id = contact_id JOIN numbers ON numbers.id = number_id
    JOIN business_accounts ON business_accounts.id = business_account_id
  WHERE source_id = $1 ORDER BY messages.id`

function told(message: SentMessage, timestamp: string): object {
  const waId = message.phone.slice(1)
  const { wamid, id } = message
  const status = { id: wamid, status: "read", timestamp, recipient_id: waId, biz_opaque_callback_data: id }
  return webhook(message, { statuses: [status] })
}

function answer(message: SentMessage, timestamp: string): object {
  const from = message.phone.slice(1)
  const context = { from: message.display_phone_number.replaceAll(/\D/g, ""), id: message.wamid }
  const id = `wamid.${Buffer.from(`answer to ${message.id}`).toString("base64")}`
  const text = { body: "Is the blue one still there, in a size larger?" }
  return webhook(message, {
    contacts: [{ profile: { name: "Ana Lima" }, wa_id: from }],
    messages: [{ context, from, id, timestamp, type: "text", text }],
  })
}

function webhook({ waba_id, phone_number_id, display_phone_number }: SentMessage, event: object): object {
  const metadata = { display_phone_number: display_phone_number.replaceAll(/\D/g, ""), phone_number_id }
  const value = { messaging_product: "whatsapp", metadata, ...event }
  return {
    object: "whatsapp_business_account",
    entry: [{ id: waba_id, changes: [{ value, field: "messages" }] }],
  }
}

function signed(text: string, appSecret: string): Webhook {
  const body = Buffer.from(text)
  return { body, signature: `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}` }
}

/**
 * Posts webhook `n` at `n / perSecond` seconds, whether or not earlier ones have been answered: an intake that stands still
 * for a second has kept everything of that second waiting, and not only what one client had under way.
 * @returns in the order of the webhooks
 */
export async function postOnSchedule(
  url: string,
  webhooks: readonly Webhook[],
  perSecond: number,
): Promise<Acknowledgement[]> {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections: 512 })
  const post = async ({ body, signature }: Webhook, dueMs: number): Promise<Acknowledgement> => {
    const postedAfterMs = performance.now() - dueMs
    const headers = { "content-type": "application/json", "x-hub-signature-256": signature }
    const isOk = await pool.request({ method: "POST", path: pathname, headers, body }).then(
      async (answer) => {
        await answer.body.dump()
        return answer.statusCode === 200
      },
      () => false,
    )
    return { milliseconds: performance.now() - dueMs, postedAfterMs, isOk }
  }
  const start = performance.now()
  const dueMs = (n: number) => start + (n * 1000) / perSecond
  const posts: Promise<Acknowledgement>[] = []
  for (const webhook of webhooks) {
    while (dueMs(posts.length) > performance.now()) await sleep(1)
    posts.push(post(webhook, dueMs(posts.length)))
  }
  const acknowledgements = await Promise.all(posts)
  await pool.close()
  return acknowledgements
}
