import type { Screen } from "../print/screen.ts"

/** What a command is handed: where to write, and what surrounds it. */
export interface Context {
  /** Results. */
  out: Screen
  /** What happens meanwhile. */
  err: Screen
  environment: Record<string, string | undefined>
  /** Puts a question to the person at the terminal; undefined where there is none, as in a script. @returns what they typed */
  ask?: ((question: string) => Promise<string>) | undefined
  /** From now on Ctrl-C and a request to terminate abort the signal given instead of ending the process at once. */
  takeSignals(): AbortSignal
}
