import { spawn } from "node:child_process"
import { text } from "node:stream/consumers"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { request } from "undici"
import { Failure } from "../failure.ts"
import { SandboxControl } from "../sandbox-control.ts"
import { type Child, startChild } from "./child.ts"
import type { LogLine } from "./log-line.ts"

/** Where the programs of Parley are beside this one. */
const programOf = (app: string, name = "main") =>
  fileURLToPath(new URL(`../../../${app}/src/${name}.ts`, import.meta.url))

/**
 * In MB. What a batch leaves behind fits, and is gone before it is taken for lasting: with Node's 16 the server spends a quarter
 * more processor time on each message.
 */
export const serverNodeOptions: readonly string[] = ["--max-semi-space-size=32"]

const pollMs = 100
/** Making a database on a slow disk takes its time; a child that dies is noticed at once. */
const readyTimeoutMs = 180_000

/** What both programs are started with. */
export interface Place {
  dataDir: string
  environment: Record<string, string | undefined>
  /** Hears every line of a child's log. */
  onLine: (child: string, line: LogLine) => void
  /** Hears of a child as soon as it lives, so that it can be stopped before it is ready. */
  onStarted: (child: Child) => void
}

/** Starts the sandbox and waits until it answers. @throws Failure with its last lines when it does not come up */
export async function startSandbox(place: Place, port: number): Promise<Child> {
  const child = await startChild({
    name: "sandbox",
    script: programOf("sandbox"),
    environment: {
      ...place.environment,
      SANDBOX_PORT: String(port),
      SANDBOX_DATA: place.environment.SANDBOX_DATA || `${place.dataDir}/sandbox`,
    },
    logFile: `${place.dataDir}/logs/sandbox.log`,
    onLine: (line) => place.onLine("sandbox", line),
  })
  place.onStarted(child)
  await untilAnswers(child, `http://localhost:${port}/_sandbox/clock`)
  return child
}

/** Starts the server and waits until it can serve. With a sandbox it takes that one's app, API and clock for Meta's. */
export async function startServer(
  place: Place,
  port: number,
  sandboxUrl: string | undefined,
): Promise<Child> {
  const meta = sandboxUrl === undefined ? {} : await metaVariables(sandboxUrl)
  const child = await startChild({
    name: "server",
    script: programOf("server"),
    nodeOptions: serverNodeOptions,
    environment: {
      PUBLIC_URL: `http://localhost:${port}`,
      ...place.environment,
      ...meta,
      PORT: String(port),
      DATA_DIR: place.dataDir,
    },
    logFile: `${place.dataDir}/logs/server.log`,
    onLine: (line) => place.onLine("server", line),
  })
  place.onStarted(child)
  await untilAnswers(child, `http://localhost:${port}/ready`)
  return child
}

/**
 * Runs what saves and restores an installation, on this machine, until it has ended.
 * @returns what it printed @throws Failure with its reason where it had one
 */
export async function runBackup(
  words: readonly string[],
  environment: Record<string, string | undefined>,
): Promise<string> {
  const child = spawn(process.execPath, [programOf("server", "backup"), ...words], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  })
  const code = new Promise<number | null>((ended, failed) => {
    child.once("error", failed)
    child.once("close", ended)
  })
  const [printed, reason] = await Promise.all([text(child.stdout), text(child.stderr)])
  if ((await code) === 0) return printed
  throw new Failure(reason.trim() || "It ended without a word.")
}

/** The app that stands for Parley in the sandbox; asking again gives the same one. */
export const sandboxAppName = "Parley"

async function metaVariables(sandboxUrl: string): Promise<Record<string, string>> {
  const { app_id, app_secret } = await new SandboxControl(sandboxUrl).app(sandboxAppName)
  return {
    META_APP_ID: app_id,
    META_APP_SECRET: app_secret,
    META_GRAPH_URL: sandboxUrl,
    META_DIALOG_URL: sandboxUrl,
    META_SDK_URL: `${sandboxUrl}/en_US/sdk.js`,
    META_LOGIN_CONFIG_ID: "1",
    // A receiver of webhooks that is being developed is on this machine as well.
    OUTGOING_ALLOWED_NETWORKS: "127.0.0.0/8,::1/128",
    CLOCK_URL: `${sandboxUrl}/_sandbox/clock`,
  }
}

async function untilAnswers(child: Child, url: string): Promise<void> {
  const giveUpMs = performance.now() + readyTimeoutMs
  while (performance.now() < giveUpMs) {
    if (!child.isAlive()) throw fallen(child, await child.gone)
    if (await answers(url)) return
    await sleep(pollMs)
  }
  throw new Failure(`The ${child.name} does not answer at ${url}.`, `See its log: ${child.logFile}`)
}

/** Whether something answers 200 there within two seconds. */
export async function answers(url: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(2_000) })
    await body.dump()
    return statusCode === 200
  } catch {
    return false
  }
}

/** A child that went although nobody asked it to, with what it said last unless that was shown as trouble already. */
export function fallen(child: Child, how: string): Failure {
  const last = child.lastLines()
  const said = last.some((line) => line.severity !== "quiet") ? [] : last.map((line) => `  ${line.text}`)
  return new Failure(
    [`The ${child.name} stopped by itself (${how}).`, ...said].join("\n"),
    `Its whole log is in ${child.logFile}`,
  )
}
