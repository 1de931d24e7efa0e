/** An installation with a PostgreSQL of its own, and what its programs cost. */
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Installation, startInstallation } from "@parley/e2e"
import { startEmbeddedPostgres } from "../../../apps/server/src/platform/database/index.ts"
import { freePort } from "../../../apps/server/src/platform/free-port.ts"
import { postmasterOf, processorSeconds, processorSecondsWithChildren } from "./processor-time.ts"

/** The roles of each server process, as ROLES takes them; the first has `api`, and one has `intake`. */
export type Processes = readonly [string, ...string[]]

export const oneProcess: Processes = ["intake,apply,lanes,background,api"]
export const intakeApart: Processes = ["apply,lanes,background,api", "intake"]
export const rolesApart: Processes = ["api", "intake", "apply", "lanes", "background"]

/** Seconds of processor time. */
export interface ProcessorTime {
  /** All server processes together. */
  server: number
  postgres: number
  sandbox: number
}

export interface BenchInstallation extends Installation {
  databaseUrl: string
  /** Where webhooks arrive. */
  webhookUrl: string
  /** Used since the start. */
  processorTime(): Promise<ProcessorTime>
}

/** Options for PostgreSQL or Node, to see where time goes: `BENCH_POSTGRES=shared_preload_libraries=pg_stat_statements`. */
const listed = (variable: string): string[] =>
  (process.env[variable] ?? "").split(" ").filter((one) => one !== "")

/** Runs `measure` on a fresh installation, which is gone afterwards. */
export async function onInstallation<T>(
  { processes = oneProcess, tls = false }: { processes?: Processes; tls?: boolean },
  measure: (installation: BenchInstallation) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "parley-bench-"))
  await chmod(folder, 0o755) // PostgreSQL may run as another account than we do
  try {
    const postgres = await startEmbeddedPostgres({ folder, settings: listed("BENCH_POSTGRES") })
    try {
      const [first, ...others] = processes
      const intake = first.includes("intake") ? undefined : { port: await freePort() }
      const intakeUrl = intake && `http://127.0.0.1:${intake.port}`
      const installation = await startInstallation({
        tls,
        nodeOptions: listed("BENCH_NODE"),
        environment: {
          DATABASE_URL: postgres.url,
          ROLES: first,
          ...(intakeUrl && { PUBLIC_URL: intakeUrl }),
        },
      })
      try {
        const start = (roles: string) =>
          installation.startServer({
            ROLES: roles,
            ...(intake && roles.includes("intake") && { PORT: String(intake.port) }),
          })
        const servers = [installation.server, ...(await Promise.all(others.map(start)))]
        const postmaster = await postmasterOf(postgres.url)
        return await measure({
          ...installation,
          databaseUrl: postgres.url,
          webhookUrl: `${intakeUrl ?? installation.apiUrl}/webhooks/whatsapp`,
          async processorTime() {
            const [postgres, sandbox, ...server] = await Promise.all([
              processorSecondsWithChildren(postmaster),
              processorSeconds(installation.sandboxProgram.pid),
              ...servers.map(({ pid }) => processorSeconds(pid)),
            ])
            return { server: server.reduce((sum, seconds) => sum + seconds, 0), postgres, sandbox }
          },
        })
      } finally {
        await installation.stop()
      }
    } finally {
      await postgres.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
