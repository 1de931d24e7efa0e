import { freshDatabase } from "../../../apps/server/src/testing/platform.ts"
import { type Installation, type InstallationOptions, startInstallation } from "./index.ts"

/**
 * An installation on the PostgreSQL of the test run, in a database of its own. One that brings its own PostgreSQL takes 1.3 s
 * more of computing: to make the cluster, and to migrate.
 */
export async function startOnFreshDatabase(options: InstallationOptions = {}): Promise<Installation> {
  const environment = { DATABASE_URL: await freshDatabase(), ...options.environment }
  return startInstallation({ ...options, environment })
}
