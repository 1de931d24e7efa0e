import { benchCampaign } from "./campaign.ts"
import { benchDashboard } from "./dashboard.ts"
import { benchDispatch } from "./dispatch.ts"
import { benchImport } from "./import.ts"
import { benchIntake } from "./intake.ts"
import { benchContacts } from "./lists/contacts.ts"
import { benchTables } from "./lists/tables.ts"
import { benchMembership } from "./membership.ts"
import { benchMemory } from "./memory.ts"
import { benchOldSnapshot } from "./old-snapshot.ts"
import { benchPreflight } from "./preflight.ts"
import { benchRate } from "./rate.ts"
import { benchRoles } from "./roles.ts"
import { benchSandbox } from "./sandbox.ts"
import { benchSandboxMemory } from "./sandbox-memory.ts"
import { benchAgreement } from "./segments/agreement.ts"
import { benchSegments } from "./segments.ts"
import { benchTrack } from "./track.ts"

const benchmarks: Record<string, () => Promise<boolean>> = {
  dispatch: benchDispatch,
  campaign: benchCampaign,
  preflight: benchPreflight,
  rate: benchRate,
  intake: benchIntake,
  import: benchImport,
  roles: benchRoles,
  memory: benchMemory,
  "old-snapshot": benchOldSnapshot,
  segments: benchSegments,
  agreement: benchAgreement,
  membership: benchMembership,
  tables: benchTables,
  contacts: benchContacts,
  track: benchTrack,
  sandbox: benchSandbox,
  dashboard: benchDashboard,
  "sandbox-memory": benchSandboxMemory,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(benchmarks, name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(benchmarks).join(", ")}.\n`,
  )
  process.exit(2)
}
let held = true
for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
  held = ((await benchmarks[name]?.()) ?? true) && held
}
process.exitCode = held ? 0 : 1
