import { setTimeout as sleep } from "node:timers/promises"
import type { ParleyApi } from "../api/client.ts"
import { Failure } from "../failure.ts"
import type { Screen } from "../print/screen.ts"
import type { SandboxControl } from "../sandbox-control.ts"

/** What every act plays on. */
export interface Stage {
  api: ParleyApi
  sandbox: SandboxControl
  screen: Screen
  /** Tells this run's names from those of an earlier one in the same installation. */
  tag: string
  /** Aborted when the person has seen enough. */
  stop: AbortSignal
}

/** Opens an act: its title and, under it, what it means. */
export function openAct({ screen }: Stage, title: string, meaning: string): void {
  screen.line()
  screen.line(screen.paint(["bold", "cyan"], title))
  screen.line(`  ${screen.paint("dim", meaning)}`)
}

export function did({ screen }: Stage, what: string): void {
  screen.line(`  ${screen.paint("green", "✓")} ${what}`)
}

export function note({ screen }: Stage, text: string): void {
  screen.line(`    ${text}`)
}

const pollMs = 200

/**
 * Asks until there is an answer.
 * @param what for the failure: “Waited 30 s for …”
 * @throws Failure when there is none in time
 */
export async function eventually<T>(
  stage: Stage,
  what: string,
  timeoutMs: number,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const giveUpMs = performance.now() + timeoutMs
  for (;;) {
    stage.stop.throwIfAborted()
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() > giveUpMs)
      throw new Failure(`Waited ${timeoutMs / 1000} s for ${what} without success.`)
    await sleep(pollMs, undefined, { signal: stage.stop })
  }
}
