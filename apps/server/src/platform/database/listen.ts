import type pg from "pg"
import { createClient } from "./connection.ts"

const retryMs = 1_000
/** A connection that only hears notices nothing when it is dead: it is asked so often, and may take so long to answer. */
const beatMs = 10_000
const answerMs = 5_000

/**
 * Calls `heard` with the payload of every NOTIFY on `channel`, and once with "" after each (re)connection, as what was
 * said meanwhile is gone. Reconnects until it is stopped.
 */
export function listen(
  url: string,
  channel: string,
  heard: (payload: string) => void,
): { stop(): Promise<void> } {
  let stopped = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let beat: NodeJS.Timeout | undefined

  const connect = async () => {
    const next = createClient(url, { name: `hears ${channel}`, statementMs: answerMs })
    client = next
    let lost = false
    const again = () => {
      if (lost || stopped) return
      lost = true
      clearInterval(beat)
      void next.end().catch(() => undefined)
      retry = setTimeout(connect, retryMs)
    }
    next.on("error", again)
    next.on("end", again)
    next.on("notification", ({ payload }) => heard(payload ?? ""))
    try {
      await next.connect()
      await next.query(`LISTEN ${next.escapeIdentifier(channel)}`)
      heard("")
      if (!stopped && !lost) beat = setInterval(() => next.query("SELECT").catch(again), beatMs)
    } catch {
      again()
    }
  }
  void connect()

  return {
    async stop() {
      stopped = true
      clearTimeout(retry)
      clearInterval(beat)
      await client?.end().catch(() => undefined)
    },
  }
}
