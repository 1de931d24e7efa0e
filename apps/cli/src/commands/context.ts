import type { Screen } from "../print/screen.ts"

/** What a command is handed: where to write, and what surrounds it. */
export interface Context {
  /** Results. */
  out: Screen
  /** What happens meanwhile. */
  err: Screen
  environment: Record<string, string | undefined>
  /** From now on Ctrl-C and a request to terminate abort the signal given instead of ending the process at once. */
  takeSignals(): AbortSignal
}
