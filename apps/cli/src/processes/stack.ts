import type { Child } from "./child.ts"
import { fallen, type Place, startSandbox, startServer } from "./programs.ts"

/** The programs of one installation, running. */
export interface Stack {
  children: readonly Child[]
  /** Resolves with the first child that went by itself; never when all are stopped in order. */
  firstFall: Promise<{ child: Child; how: string }>
  /** Stops what runs, the server before the sandbox that it talks to. */
  stop(): Promise<void>
}

export interface StackOptions extends Omit<Place, "onStarted"> {
  /** Undefined: no sandbox; the environment names the Meta app. */
  sandboxPort: number | undefined
  /** Undefined: the sandbox alone. */
  port: number | undefined
  /** Hears what is being started, and which processes live. */
  onStage: (stage: "sandbox" | "server") => void
  onStarted?: (child: Child) => void
}

/**
 * Starts the programs, each when the one before answers. It is not broken off half-way: a server that is stopped before
 * it is ready would leave its database running.
 * @throws Failure when a program does not come up; the others are stopped by then
 */
export async function startStack({
  sandboxPort,
  port,
  onStage,
  onStarted,
  ...place
}: StackOptions): Promise<Stack> {
  const children: Child[] = []
  let isStopping = false
  const stop = async () => {
    isStopping = true
    for (const child of children.toReversed()) if (child.isAlive()) await child.stop()
  }
  const whole: Place = {
    ...place,
    // A server that is going complains of connections that go before it; its log keeps that.
    onLine: (child, line) => {
      if (!isStopping) place.onLine(child, line)
    },
    onStarted: (child) => {
      children.push(child)
      onStarted?.(child)
    },
  }
  try {
    if (sandboxPort !== undefined) {
      onStage("sandbox")
      await startSandbox(whole, sandboxPort)
    }
    if (port !== undefined) {
      onStage("server")
      await startServer(
        whole,
        port,
        sandboxPort === undefined ? undefined : `http://localhost:${sandboxPort}`,
      )
    }
  } catch (error) {
    await stop()
    throw error
  }
  const firstFall = Promise.race(
    children.map(async (child) => {
      const how = await child.gone
      if (isStopping) await new Promise<never>(() => undefined)
      return { child, how }
    }),
  )
  return { children, firstFall, stop }
}

/** Waits until a child goes by itself, stops the others and tells of it. */
export async function guard(stack: Stack): Promise<never> {
  const { child, how } = await stack.firstFall
  await stack.stop()
  throw fallen(child, how)
}
