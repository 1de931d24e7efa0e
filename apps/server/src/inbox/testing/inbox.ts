import { z } from "zod"
import { steppedClock } from "../../platform/clock.ts"
import type { Platform } from "../../platform/index.ts"
import { startServer } from "../../server.ts"
import { call, type Method } from "../../testing/call.ts"
import { inboundWebhook } from "../../testing/messages-webhook.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"

export type Inbox = Awaited<ReturnType<typeof openInbox>>

const ids = z.object({ data: z.array(z.object({ id: z.string() })) })
const conversations = z.object({
  data: z.array(z.object({ id: z.string(), contact_id: z.string(), window_open: z.boolean() })),
})

/**
 * A server with a number, to which people write, on a clock of its own.
 * @param applyWebhooks connect's, whose inside only a test may enter
 */
export async function openInbox(
  applyWebhooks: (platform: Platform, payloads: readonly string[]) => Promise<void>,
) {
  const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
  const platform = await testPlatform({ clock, environment: { ROLES: "api" } })
  const seeded = await seedNumber(platform)
  const server = await startServer(platform)
  const ask = (method: Method, path: string, body?: unknown) =>
    call(method, `${server.url}/v1${path}`, body, { authorization: `Bearer ${platform.apiKey}` })
  let people = 0
  let messages = 0

  /** A person writes now. */
  const write = (from: string, message: object) =>
    applyWebhooks(platform, [
      inboundWebhook({ from, id: `wamid.in.${messages++}`, at: clock.now(), ...message }),
    ])
  const conversationOf = async (phone: string) => {
    const contact = await ask("GET", `/contacts?phone=${encodeURIComponent(`+${phone}`)}`)
    const [{ id } = { id: "" }] = ids.parse(contact.body).data
    const [conversation] = conversations.parse(
      (await ask("GET", `/conversations?contact_id=${id}`)).body,
    ).data
    if (!conversation) throw new Error(`There is no conversation with ${phone}.`)
    return conversation
  }
  return {
    ...seeded,
    clock,
    platform,
    server,
    ask,
    /** Digits of a phone that nobody has yet. */
    newPhone: () => `1650555${1000 + people++}`,
    write,
    conversationOf,
    thread: async (conversationId: string) =>
      z
        .object({ data: z.array(z.looseObject({ id: z.string() })) })
        .parse((await ask("GET", `/conversations/${conversationId}/messages`)).body).data,
    async close() {
      await server.close()
      await platform.close()
    },
  }
}
