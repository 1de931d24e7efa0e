import pg from "pg"

const retryMs = 1_000

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

  const connect = async () => {
    const next = new pg.Client({ connectionString: url, keepAlive: true })
    client = next
    let lost = false
    const again = () => {
      if (lost || stopped) return
      lost = true
      retry = setTimeout(connect, retryMs)
    }
    next.on("error", again)
    next.on("end", again)
    next.on("notification", ({ payload }) => heard(payload ?? ""))
    try {
      await next.connect()
      await next.query(`LISTEN ${next.escapeIdentifier(channel)}`)
      heard("")
    } catch {
      again()
    }
  }
  void connect()

  return {
    async stop() {
      stopped = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
