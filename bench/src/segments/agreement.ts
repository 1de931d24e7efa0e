import { spawn } from "node:child_process"
import { once } from "node:events"
import { report } from "../measuring/report.ts"

const cases = 10_000
const properties = "apps/server/src/segments/agreement.test.ts"

/** The properties of filters (scan, probe and the pure function choose the same contacts), with twenty times the cases of a test run. */
export async function benchAgreement(): Promise<boolean> {
  const vitest = spawn("npx", ["vitest", "run", "--project", "code", "--retry=0", properties], {
    env: { ...process.env, PROPERTY_RUNS: String(cases) },
    stdio: "inherit",
  })
  const [code] = await once(vitest, "exit")
  return report("agreement", [
    {
      name: `properties that fail in ${cases.toLocaleString("en-US")} cases`,
      value: code === 0 ? 0 : 1,
      unit: "",
      bound: { atMost: 0 },
    },
  ])
}
