import { arePagesBuilt, buildPages } from "../../../apps/sandbox/src/pages/build.ts"
import { BuiltDashboard } from "../../../apps/server/src/roles/dashboard/built.ts"

/** Builds what browsers load once before a test run, so that the processes under test need not each do it. */
export default async function setup(): Promise<void> {
  if (!arePagesBuilt()) await buildPages()
  const dashboard = new BuiltDashboard()
  if (!dashboard.isFresh()) await dashboard.build()
}
