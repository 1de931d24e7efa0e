import { type ChildProcess, spawn } from "node:child_process"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { request } from "undici"

const root = new URL("../../../", import.meta.url)
const readyWithinMs = 150_000

/** A program of ours as a process of its own. */
export interface Program {
  url: string
  pid: number
  /** What it printed last, for a failure's message. */
  output(): string
  /** Ends it without a chance to tidy up. */
  kill(): Promise<void>
  /** Asks it to end, and waits until it has. @returns its exit code */
  stop(): Promise<number | null>
}

/** What every program under test has of our environment: where programs are, and what was compiled of ours before. */
export function programEnvironment(): Record<string, string> {
  const { PATH = "", NODE_COMPILE_CACHE } = process.env
  return { PATH, ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }) }
}

/** Starts a program and waits until `health` answers 200. @throws Error with its output when it does not */
export async function startProgram(
  script: string,
  options: {
    url: string
    health: string
    environment: Record<string, string>
    nodeOptions?: string[]
    /** What it is told behind its name. */
    words?: string[]
  },
): Promise<Program> {
  const child = spawn(
    process.execPath,
    [...(options.nodeOptions ?? []), fileURLToPath(new URL(script, root)), ...(options.words ?? [])],
    {
      env: { ...programEnvironment(), ...options.environment },
      stdio: ["ignore", "pipe", "pipe"],
    },
  )
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      lines.push(chunk.toString())
      if (lines.length > 200) lines.shift()
    })
  }
  const ended = new Promise<number | null>((exit) => child.once("exit", exit))
  const output = () => lines.join("")
  await untilHealthy(child, `${options.url}${options.health}`, output)
  return {
    url: options.url,
    pid: child.pid ?? 0,
    output,
    async kill() {
      child.kill("SIGKILL")
      await ended
    },
    stop() {
      child.kill("SIGTERM")
      return ended
    },
  }
}

async function untilHealthy(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = performance.now() + readyWithinMs
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The program ended at its start:\n${output()}`)
    const status = await request(url).then(
      async ({ statusCode, body }) => {
        await body.dump()
        return statusCode
      },
      () => 0,
    )
    if (status === 200) return
    await sleep(50)
  }
  child.kill("SIGKILL")
  throw new Error(`The program was not ready after ${readyWithinMs / 1000} s:\n${output()}`)
}
