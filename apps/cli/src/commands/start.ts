import { apiKeyFile, type Installation, readInstallation, readSetupCode } from "../installation.ts"
import type { Screen } from "../print/screen.ts"
import { claimInstallation, noteChildren, releaseInstallation } from "../processes/installation-lock.ts"
import type { LogLine } from "../processes/log-line.ts"
import { requireFreePort } from "../processes/ports.ts"
import { guard, type Stack, startStack } from "../processes/stack.ts"
import type { Context } from "./context.ts"

/** `parley start`: the sandbox (unless a Meta app is configured) and the server, until told to stop. */
export async function start(context: Context): Promise<void> {
  const installation = readInstallation(context.environment)
  const { port, sandboxPort, usesMeta, dataDir } = installation
  await run(context, dataDir, `http://localhost:${port}`, async (begin) => {
    if (!usesMeta) await requireFreePort(sandboxPort, "SANDBOX_PORT", "the sandbox")
    await requireFreePort(port, "PORT", "the server")
    await begin({ sandboxPort: usesMeta ? undefined : sandboxPort, port })
    prepareDashboard(`http://localhost:${port}`)
    const code = await readSetupCode(installation)
    tellWhereItIs(context, installation, code)
  })
}

/** `parley sandbox`: only the stand-in for Meta. */
export async function startSandboxAlone(context: Context): Promise<void> {
  const { sandboxPort, dataDir } = readInstallation(context.environment)
  const url = `http://localhost:${sandboxPort}`
  await run(context, dataDir, url, async (begin) => {
    await requireFreePort(sandboxPort, "SANDBOX_PORT", "the sandbox")
    await begin({ sandboxPort, port: undefined })
    const { out } = context
    out.line()
    out.line(`${out.paint("green", "✓")} The sandbox stands in for Meta at ${out.paint("bold", url)}`)
    out.line()
    out.line("  An account that is ready to send, with its token:")
    out.line(`    curl -X POST ${url}/_sandbox/quickstart`)
    out.line()
    out.line(out.paint("dim", "  Ctrl-C stops it."))
  })
}

type Begin = (ports: { sandboxPort: number | undefined; port: number | undefined }) => Promise<void>

/** Claims the installation, lets `body` begin the programs, and keeps them until one falls or the person stops them. */
async function run(
  { err, out, environment, takeSignals }: Context,
  dataDir: string,
  url: string,
  body: (begin: Begin) => Promise<void>,
) {
  const orphans = await claimInstallation(dataDir, url)
  if (orphans.length > 0)
    err.line(err.paint("dim", `Ended what an earlier start had left running (${orphans.join(", ")}).`))
  const stop = takeSignals()
  stop.addEventListener("abort", () => err.line("\nStopping …"), { once: true })
  let stack: Stack | undefined
  try {
    const pids: number[] = []
    await body(async (ports) => {
      stack = await startStack({
        ...ports,
        dataDir,
        environment,
        onStage: (stage) => err.line(err.paint("dim", `Starting the ${stage} …`)),
        onLine: (child, line) => showTrouble(err, child, line),
        onStarted: (child) => {
          pids.push(child.pid)
          void noteChildren(dataDir, url, pids)
        },
      })
      stop.throwIfAborted()
    })
    if (stack) await Promise.race([guard(stack), aborted(stop)])
  } catch (error) {
    if (!stop.aborted) throw error
  } finally {
    await stack?.stop()
    await releaseInstallation(dataDir)
  }
  out.line("Stopped.")
}

/** The server builds its pages when someone first asks for one: asked for now, they are there when a person comes. */
function prepareDashboard(url: string): void {
  fetch(url, { headers: { accept: "text/html" } }).catch(() => undefined)
}

function tellWhereItIs(
  { out, environment }: Context,
  { port, sandboxPort, usesMeta, dataDir }: Installation,
  code: string | undefined,
): void {
  const url = `http://localhost:${port}`
  out.line()
  out.line(`${out.paint("green", "✓")} Parley is ready at ${out.paint("bold", url)}`)
  out.line()
  if (code === undefined) out.line(`  Dashboard           ${url} (the first person to sign up owns it)`)
  else {
    out.line(`  Dashboard           ${new URL(`/sign-up?setup=${code}`, environment.PUBLIC_URL || url).href}`)
    out.line("                      (the first person to open this link becomes the owner)")
  }
  out.line(`  API documentation   ${url}/docs`)
  out.line(`  API key             ${apiKeyFile(dataDir)}`)
  out.line(`  Logs                ${dataDir}/logs`)
  if (usesMeta) out.line("  Meta                the app of META_APP_ID")
  else
    out.line(
      `  Sandbox             http://localhost:${sandboxPort} (stands in for Meta; set META_APP_ID to use your own app)`,
    )
  out.line()
  const chosen = chosenSettings(environment)
  if (usesMeta) {
    out.line(`  Next: ${chosen}npx parley doctor   checks everything between here and WhatsApp`)
  } else {
    out.line("  Next, in another terminal:")
    out.line(
      `    ${chosen}npm run demo            from Login with Facebook to answered messages, in a minute`,
    )
    out.line(`    ${chosen}npx parley doctor       checks everything between here and WhatsApp`)
  }
  out.line()
  out.line(out.paint("dim", "  Ctrl-C stops it."))
}

/** What finds this installation from another terminal, such as `PORT=3500 `; empty where it is at its usual place. */
function chosenSettings(environment: Context["environment"]): string {
  return (["PORT", "SANDBOX_PORT", "DATA_DIR"] as const)
    .flatMap((name) => (environment[name] ? [`${name}=${environment[name]} `] : []))
    .join("")
}

/** Warnings and errors of a child, with its name in front; the rest is in its log. */
export function showTrouble(screen: Screen, child: string, line: LogLine): void {
  if (line.severity === "quiet") return
  const colour = line.severity === "error" ? "red" : "yellow"
  screen.line(`${screen.paint("dim", child.padEnd(7))} ${screen.paint(colour, line.text)}`)
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }))
}
