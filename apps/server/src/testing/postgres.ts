import { chmod, mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { migrate, preparePartitions, startEmbeddedPostgres } from "../platform/database/index.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty database that test files clone. */
    templateDatabaseUrl: string
  }
}

/** One PostgreSQL for a whole test run. It need not survive a power cut, so it does not wait for the disk. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "postgres-"))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres({
    folder,
    settings: ["fsync=off", "synchronous_commit=off", "max_connections=300", "shared_buffers=256MB"],
  })
  const url = new URL(postgres.url)
  url.pathname = "/parley_template"
  await migrate(url.href)
  await preparePartitions(url.href, new Date())
  project.provide("templateDatabaseUrl", url.href)
  return () => postgres.stop()
}
