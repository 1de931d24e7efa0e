import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type DemoReport, play } from "../demo/demo.ts"
import { printReport } from "../demo/report.ts"
import { type Installation, openApi, readInstallation } from "../installation.ts"
import type { Screen } from "../print/screen.ts"
import { freePort } from "../processes/ports.ts"
import { answers } from "../processes/programs.ts"
import { guard, startStack } from "../processes/stack.ts"
import { SandboxControl } from "../sandbox-control.ts"
import type { Context } from "./context.ts"
import { showTrouble } from "./start.ts"

/** What the shell is told of a program that Ctrl-C ended. */
const interrupted = 130

/**
 * `parley demo`: on the Parley that runs here with its sandbox, otherwise on one of its own that leaves no trace.
 * @returns 1 when the figures do not add up
 */
export async function demo(context: Context, options: { json?: boolean }): Promise<number> {
  const { out, err } = context
  const screen = options.json ? err : out
  const installation = readInstallation(context.environment)
  const stop = context.takeSignals()
  try {
    const report = (await isRunningWithSandbox(installation))
      ? await playOn(installation, screen, stop)
      : await playOnOwn(context, screen, stop)
    printReport(screen, report)
    if (options.json) out.line(JSON.stringify(report, null, 2))
    return report.ok ? 0 : 1
  } catch (error) {
    if (!stop.aborted) throw error
    screen.line("\nStopped.")
    return interrupted
  }
}

async function isRunningWithSandbox({ url, sandboxUrl }: Installation): Promise<boolean> {
  const both = await Promise.all([answers(`${url}/health`), answers(`${sandboxUrl}/_sandbox/clock`)])
  return both.every(Boolean)
}

type Where = Pick<Installation, "url" | "sandboxUrl" | "apiKey" | "dataDir">

async function playOn(where: Where, screen: Screen, stop: AbortSignal): Promise<DemoReport> {
  screen.line(screen.paint("dim", `On the Parley at ${where.url} with the sandbox at ${where.sandboxUrl}`))
  return play({ api: await openApi(where), sandbox: new SandboxControl(where.sandboxUrl), screen, stop })
}

async function playOnOwn(context: Context, screen: Screen, stop: AbortSignal): Promise<DemoReport> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-demo-"))
  await chmod(dataDir, 0o711) // PostgreSQL, which does not run as root, must get through to its own folder
  const sandboxPort = await freePort()
  const port = await freePort()
  screen.line(screen.paint("dim", "No Parley with a sandbox runs here, so the demo starts one of its own …"))
  let isWorthKeeping = true
  try {
    const stack = await startStack({
      sandboxPort,
      port,
      dataDir,
      environment: withoutConfiguration(context.environment),
      onStage: () => undefined,
      onLine: (child, line) => showTrouble(context.err, child, line),
    })
    try {
      stop.throwIfAborted()
      const [url, sandboxUrl] = [`http://localhost:${port}`, `http://localhost:${sandboxPort}`]
      const report = await Promise.race([
        playOn({ url, sandboxUrl, apiKey: undefined, dataDir }, screen, stop),
        guard(stack),
      ])
      isWorthKeeping = false
      return report
    } finally {
      await stack.stop()
    }
  } finally {
    if (isWorthKeeping && !stop.aborted) screen.line(`\nThe logs are kept in ${dataDir}/logs`)
    else await rm(dataDir, { recursive: true, force: true })
  }
}

const configuration =
  /^(PORT|HOST|PUBLIC_URL|ROLES|DATA_DIR|DATABASE_URL|DATABASE_POOLS|ENCRYPTION_KEY|API_KEY|META_.*|WEBHOOK_VERIFY_TOKEN|CLOCK_URL|SANDBOX_.*)$/

/** The environment without what configures another installation: the demo must not touch its database or its Meta app. */
function withoutConfiguration(environment: Context["environment"]): Context["environment"] {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !configuration.test(name)))
}
