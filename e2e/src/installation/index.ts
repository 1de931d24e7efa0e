import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { z } from "zod"
import { serverNodeOptions } from "../../../apps/cli/src/processes/programs.ts"
import { selfSignedCertificate } from "../../../apps/sandbox/src/testing/certificate.ts"
import { freePort } from "../../../apps/server/src/platform/free-port.ts"
import { JsonClient } from "./json-client.ts"
import { type Program, startProgram } from "./process.ts"
import { type Steps, stepsOf } from "./steps.ts"

export { HttpError, JsonClient } from "./json-client.ts"
export { type Program, startProgram } from "./process.ts"
export { type LaunchReport, launchReport, ledger } from "./reports.ts"
export { type ConnectedNumber, summerSale } from "./steps.ts"

export interface Installation extends Steps {
  sandbox: JsonClient
  sandboxUrl: string
  sandboxProgram: Program
  /** The public API, through the first server. */
  api: JsonClient
  apiUrl: string
  /** May do everything in the first workspace. */
  apiKey: string
  /** What webhooks are signed with. */
  appSecret: string
  server: Program
  /** The same installation as another workspace has it, whose key it is. */
  asWorkspace(apiKey: string): Installation
  /** One more process on the same database, for example `{ ROLES: "lanes" }`. */
  startServer(environment?: Record<string, string>): Promise<Program>
  stop(): Promise<void>
}

export interface InstallationOptions {
  /** For the server. */
  environment?: Record<string, string>
  /** Node's own options for the first server, for example a profiler's. */
  nodeOptions?: string[]
  sandboxEnvironment?: Record<string, string>
  /** The server speaks TLS to the sandbox's Graph API, as it does to Meta's. */
  tls?: boolean
  /** What browsers call this machine; passkeys need a name. Default: 127.0.0.1 */
  host?: string
}

/** Starts the sandbox and a server as processes of their own, the server's PostgreSQL included unless DATABASE_URL is given. */
export async function startInstallation(options: InstallationOptions = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), "parley-installation-"))
  await chmod(folder, 0o755) // PostgreSQL may run as another account than we do
  const apiKey = `pk_${"installation".padEnd(40, "0")}`
  const [sandboxPort, serverPort] = [await freePort(), await freePort()]
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const serverUrl = `http://${options.host ?? "127.0.0.1"}:${serverPort}`
  const tls = options.tls ? await tlsOf(folder) : undefined
  const sandboxProgram = await startProgram("apps/sandbox/src/main.ts", {
    url: sandboxUrl,
    health: "/_sandbox/clock",
    environment: {
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_DATA: join(folder, "sandbox"),
      ...tls?.sandbox,
      ...options.sandboxEnvironment,
    },
  })
  const programs: Program[] = []
  const stop = async () => {
    await Promise.all(programs.map((program) => program.stop()))
    await sandboxProgram.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const sandbox = new JsonClient(sandboxUrl)
  const app = await sandbox.post(
    "/_sandbox/apps",
    { name: "Parley" },
    z.object({ app_id: z.string(), app_secret: z.string() }),
  )
  const environment = {
    DATA_DIR: join(folder, "parley"),
    API_KEY: apiKey,
    META_APP_ID: app.app_id,
    META_APP_SECRET: app.app_secret,
    META_GRAPH_URL: sandboxUrl,
    META_DIALOG_URL: sandboxUrl,
    META_SDK_URL: `${sandboxUrl}/en_US/sdk.js`,
    META_LOGIN_CONFIG_ID: "1",
    CLOCK_URL: `${sandboxUrl}/_sandbox/clock`,
    PUBLIC_URL: serverUrl,
    WEBHOOK_VERIFY_TOKEN: "installation-verify-token",
    LOG_LEVEL: "warn",
    ...tls?.server,
    ...options.environment,
  }
  const startServer = async (more: Record<string, string> = {}, nodeOptions: string[] = []) => {
    const port = Number(more.PORT ?? (programs.length === 0 ? serverPort : await freePort()))
    const program = await startProgram("apps/server/src/main.ts", {
      url: `http://127.0.0.1:${port}`,
      health: "/ready",
      environment: { ...environment, PORT: String(port), ...more },
      nodeOptions: [...serverNodeOptions, ...nodeOptions],
    })
    programs.push(program)
    return program
  }
  const server = await startServer({}, options.nodeOptions).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const api = new JsonClient(serverUrl, apiKey)

  const installation: Installation = {
    sandbox,
    sandboxUrl,
    sandboxProgram,
    api,
    apiUrl: serverUrl,
    apiKey,
    appSecret: app.app_secret,
    server,
    asWorkspace(apiKey) {
      const api = new JsonClient(serverUrl, apiKey)
      const [firstNumber, businessName] = [serverPort + 5_000, "Jasper's Market"]
      const steps = stepsOf({ api, sandbox, appId: app.app_id, firstNumber, businessName })
      return { ...installation, api, apiKey, ...steps }
    },
    startServer,
    ...stepsOf({ api, sandbox, appId: app.app_id, firstNumber: serverPort }),

    stop,
  }
  return installation
}

/** What sandbox and server are told so that TLS is between them. */
async function tlsOf(folder: string) {
  const [{ cert, key }, port] = await Promise.all([selfSignedCertificate(), freePort()])
  const [certFile, keyFile] = [join(folder, "tls-certificate.pem"), join(folder, "tls-key.pem")]
  await Promise.all([writeFile(certFile, cert), writeFile(keyFile, key)])
  return {
    sandbox: { SANDBOX_TLS_PORT: String(port), SANDBOX_TLS_CERT: certFile, SANDBOX_TLS_KEY: keyFile },
    server: { META_GRAPH_URL: `https://localhost:${port}`, NODE_EXTRA_CA_CERTS: certFile },
  }
}
