import { ApiError } from "../api/http.ts"
import { Failure } from "../failure.ts"
import type { Screen } from "./screen.ts"

/** Tells what went wrong: message, field and help of what a person can fix, the whole stack of anything else. */
export function printFailure(screen: Screen, error: unknown): void {
  if (!(error instanceof Failure)) {
    screen.line(
      `${screen.paint("red", "✗")} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    return
  }
  screen.line(`${screen.paint("red", "✗")} ${error.message}`)
  if (error instanceof ApiError) {
    for (const line of issueLines(error)) screen.line(`  ${line}`)
    if (error.code === "unauthorized")
      screen.line("  The key is PARLEY_API_KEY, or else the file api-key in DATA_DIR.")
    for (const line of metaLines(error.extra.meta)) screen.line(`  ${line}`)
  }
  for (const line of error.help?.split("\n") ?? []) screen.line(`  ${screen.paint("dim", "→")} ${line}`)
  if (error instanceof ApiError && error.requestId)
    screen.line(screen.paint("dim", `  request ${error.requestId}`))
}

/** Where the input is at fault; with what is wrong there where more than one thing is. */
function issueLines({ field, extra: { issues } }: ApiError): string[] {
  const all = Array.isArray(issues) ? issues : []
  if (all.length < 2) return field === undefined ? [] : [`field: ${field}`]
  return all.map((issue) => `${issue.field}: ${issue.message}`)
}

/** What Meta said, where an error carries it. */
function metaLines(meta: unknown): string[] {
  if (typeof meta !== "object" || meta === null) return []
  return Object.entries(meta)
    .filter(([, value]) => typeof value === "string" || typeof value === "number")
    .map(([name, value]) => `Meta's ${name.replaceAll("_", " ")}: ${value}`)
}
