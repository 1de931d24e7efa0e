/**
 * The client of `track` as a process of its own, so that what it costs is not counted as the server's. Bodies are made before anything
 * is measured. Asked by messages, one after the other: a `Prepare`, then any number of `Post`.
 */
import { Pool } from "undici"

const names = 50

export interface Keyed {
  secret: string
  /** Contacts of its workspace, `u0` and so on. */
  contacts: number
}

export interface Prepare {
  url: string
  keys: readonly Keyed[]
  said: "events" | "attributes"
  requests: number
  /** Of each request. */
  objects: number
}

/** So many of the requests that were prepared, the next ones. */
export interface Post {
  requests: number
  /** How many are under way at once; or how often one comes, whatever became of those before it. */
  pace: { inFlight: number } | { everyMs: number }
}

interface Prepared {
  key: Keyed
  body: Buffer
}

let pool: Pool | undefined
let prepared: Prepared[] = []

process.on("message", async (asked: Prepare | Post) => {
  const tookMs = "keys" in asked ? prepare(asked) : await post(asked)
  process.send?.(tookMs)
})

function prepare({ url, keys, said, requests, objects }: Prepare): number[] {
  pool ??= new Pool(url, { connections: 64 })
  const say = said === "events" ? event : attributes
  prepared = Array.from({ length: requests }, (_, number) => {
    const key = keys[number % keys.length] ?? { secret: "", contacts: 0 }
    const those = Array.from({ length: objects }, (_, n) => objectOf(number * objects + n, key.contacts, say))
    return { key, body: Buffer.from(JSON.stringify({ [said]: those })) }
  })
  return []
}

/** @returns how long each took, by when it was due */
async function post({ requests, pace }: Post): Promise<number[]> {
  const those = prepared.splice(0, requests)
  const tookMs: number[] = []
  const beganMs = performance.now()
  if ("everyMs" in pace) {
    const underWay: Promise<void>[] = []
    for (const [n, one] of those.entries()) {
      const dueMs = beganMs + n * pace.everyMs
      const waitMs = dueMs - performance.now()
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      underWay.push(send(one).then(() => void tookMs.push(performance.now() - dueMs)))
    }
    await Promise.all(underWay)
    return tookMs
  }
  const next = those.values()
  await Promise.all(
    Array.from({ length: pace.inFlight }, async () => {
      for (const one of next) {
        const dueMs = performance.now()
        await send(one)
        tookMs.push(performance.now() - dueMs)
      }
    }),
  )
  return tookMs
}

async function send({ key, body }: Prepared): Promise<void> {
  if (!pool) throw new Error("Nothing is prepared.")
  const answer = await pool.request({
    method: "POST",
    path: "/users/track",
    headers: { authorization: `Bearer ${key.secret}`, "content-type": "application/json" },
    body,
  })
  const text = await answer.body.text()
  if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${text.slice(0, 500)}`)
}

/** One in ten of all people does half of everything, and one name is half of all events. */
function objectOf(number: number, contacts: number, say: (spread: number) => object): object {
  const spread = (number * 2_654_435_761) % 2 ** 32
  const among = spread % 2 ? Math.ceil(contacts / 10) : contacts
  return { external_id: `u${(spread >>> 1) % among}`, ...say(spread) }
}

const event = (spread: number) => ({
  name: `event_${spread % 3 ? spread % names : 0}`,
  time: new Date(Date.now() - (spread % 600) * 1000).toISOString(),
  properties: { page: `/products/${spread % 1000}`, price: (spread % 10_000) / 100, source: "web" },
})

const attributes = (spread: number) => ({
  visits: { inc: 1 },
  plan: `plan ${spread % 7}`,
  [`attribute_${spread % names}`]: spread % 100,
})
