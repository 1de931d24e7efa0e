import { type Told, tellStanding } from "../../notifications/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import type { Check } from "./check.ts"

const conditionOf = ({ name, subject }: Check) => `check:${name}:${subject ?? ""}`

/**
 * What of an examination members are told: which checks fail, once for as long as each does. Pure.
 * @returns `unknown`: what could not be examined this time, so that nothing is said of it
 */
function failuresOf(workspaceId: string, checks: readonly Check[]): { told: Told[]; unknown: string[] } {
  const failing = Map.groupBy(
    checks.filter(({ state }) => state === "failed"),
    conditionOf,
  )
  const told = [...failing].flatMap(([condition, [check]]): Told[] => {
    if (check === undefined) return []
    const { name, subject = null, message, help = null } = check
    return [{ workspaceId, condition, about: { kind: "check_failed", check: name, subject, message, help } }]
  })
  return { told, unknown: checks.filter(({ state }) => state === "skipped").map(conditionOf) }
}

/**
 * Tells which checks fail, and that others do not any more. Of what was connected just now nothing is told: the person who connects it
 * sees what is left to do.
 */
export async function tellFailures(
  tx: Tx,
  { workspaceId, checks, isNew }: { workspaceId: string; checks: readonly Check[]; isNew: boolean },
  now: Date,
): Promise<void> {
  const { told, unknown } = failuresOf(workspaceId, checks)
  const conditions = told.map(({ condition = "" }) => condition)
  const looked = { kinds: ["check_failed"], unknown: isNew ? [...unknown, ...conditions] : unknown } as const
  await tellStanding(tx, looked, isNew ? [] : told, now)
}
