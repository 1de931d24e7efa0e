import type { RefusedReason } from "../refused-rows.ts"
import type { Screen } from "./screen.ts"
import { figure, table } from "./table.ts"

/** Refused rows by reason: how many, why, and where the first one is. */
export function printRefused(screen: Screen, reasons: readonly RefusedReason[]): void {
  const rows = reasons.map(({ code, count, line, reason }) => [
    `    ${figure(count)}`,
    code,
    `line ${line}: ${reason}`,
  ])
  for (const line of table(rows, ["right"])) screen.line(line)
}
