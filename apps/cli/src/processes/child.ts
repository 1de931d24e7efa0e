import { type ChildProcess, spawn } from "node:child_process"
import { createWriteStream, type WriteStream } from "node:fs"
import { chmod, mkdir, rename } from "node:fs/promises"
import { dirname } from "node:path"
import { createInterface } from "node:readline"
import type { Readable } from "node:stream"
import { type LogLine, readLogLine } from "./log-line.ts"

interface ChildOptions {
  name: string
  /** The file that Node runs. */
  script: string
  /** Options of Node's own. */
  nodeOptions?: readonly string[]
  environment: Record<string, string | undefined>
  /** Everything the child says; what an earlier run said is kept beside it as `….1`. */
  logFile: string
  onLine: (line: LogLine) => void
}

/** A process that this command started and answers for. */
export interface Child {
  name: string
  pid: number
  logFile: string
  /** Resolves when the process is gone, with how it went: `exit 1`, `SIGKILL`. */
  gone: Promise<string>
  isAlive(): boolean
  /** What it said last. */
  lastLines(): readonly LogLine[]
  /** Asks it to stop, once however often this is called, and waits until it has; kills it after 20 s. */
  stop(): Promise<void>
}

const lastLineCount = 12
/** Above the 10 s within which a server ends whatever hangs, and the last checkpoint of its PostgreSQL. */
const stopTimeoutMs = 20_000

/**
 * Starts a program under the Node that runs this one, in a process group of its own: a Ctrl-C in the terminal is for
 * the parent alone, which stops its children in the order that loses nothing.
 */
export async function startChild({
  name,
  script,
  nodeOptions = [],
  environment,
  logFile,
  onLine,
}: ChildOptions): Promise<Child> {
  const log = await openLog(logFile)
  const child = spawn(process.execPath, [...nodeOptions, script], {
    env: environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  })
  const last: LogLine[] = []
  const follow = (stream: Readable, source: "stdout" | "stderr") =>
    createInterface({ input: stream }).on("line", (line) => {
      log.write(`${line}\n`)
      const read = readLogLine(line, source)
      last.push(read)
      if (last.length > lastLineCount) last.shift()
      onLine(read)
    })
  follow(child.stdout, "stdout")
  follow(child.stderr, "stderr")

  const gone = untilGone(child).finally(() => log.end())
  let stopped: Promise<void> | undefined
  const stop = async () => {
    child.kill("SIGTERM")
    const impatience = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs)
    await gone
    clearTimeout(impatience)
  }
  return {
    name,
    pid: child.pid ?? 0,
    logFile,
    gone,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    lastLines: () => last,
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}

/** For its owner alone, as are the logs of earlier runs: it may hold the links to a new password and to the first sign-up. */
async function openLog(file: string): Promise<WriteStream> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await chmod(dirname(file), 0o700)
  await chmod(file, 0o600).catch(() => undefined)
  await rename(file, `${file}.1`).catch(() => undefined)
  return createWriteStream(file, { mode: 0o600 })
}

/** `close` comes after the last line was read; `exit` may come before. */
function untilGone(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message))
    child.once("close", (code, signal) => resolve(signal ?? `exit ${code}`))
  })
}
