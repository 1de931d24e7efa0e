import { setTimeout as sleep } from "node:timers/promises"

interface Keeping<Server> {
  /** The server that runs. */
  first: Server
  isAlive(server: Server): boolean
  /** Starts it again. @throws when that fails, as it does until what the crash left has gone */
  start(): Promise<Server>
  restartWithinMs: number
  onRestart?: (event: "stopped" | "running") => void
  onLost?: (error: Error) => void
}

interface Kept<Server> {
  isRunning(): boolean
  /** Watches it no more. @returns the server as it is now, or as it was last */
  letGo(): Promise<Server>
}

/** How often it is looked whether the server is there; not only its parent must notice, so nobody is told. */
const lookEveryMs = 500

/** Watches a server that has to run, and starts it again when it has gone by itself. */
export function keepRunning<Server>({
  first,
  isAlive,
  start,
  restartWithinMs,
  onRestart,
  onLost,
}: Keeping<Server>): Kept<Server> {
  const letGo = new AbortController()
  const { signal } = letGo
  let server = first
  let isRunning = true

  const startAgain = async (): Promise<Error | undefined> => {
    const giveUpMs = performance.now() + restartWithinMs
    let last = new Error("It was not tried.")
    while (!signal.aborted && performance.now() < giveUpMs) {
      try {
        server = await start()
        return undefined
      } catch (error) {
        last = error instanceof Error ? error : new Error(String(error))
      }
      await pause(signal)
    }
    return last
  }

  const watching = (async () => {
    while (await pause(signal)) {
      if (isAlive(server)) continue
      isRunning = false
      onRestart?.("stopped")
      const failure = await startAgain()
      if (failure && !signal.aborted) return onLost?.(failure)
      if (failure) return
      isRunning = true
      onRestart?.("running")
    }
  })()

  return {
    isRunning: () => isRunning,
    async letGo() {
      letGo.abort()
      await watching
      return server
    },
  }
}

/** @returns false as soon as the signal is aborted; keeps no process alive */
const pause = (signal: AbortSignal) => sleep(lookEveryMs, true, { signal, ref: false }).catch(() => false)
