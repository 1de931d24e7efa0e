/**
 * A process that does leased work: it holds pieces and tells its parent of each that begins and ends. At a message it stands
 * still until it is told to go on (SIGCONT), and says on which pieces it would act in that very moment. It runs until somebody
 * ends it.
 */
import { Leases, Wakes } from "../../database/index.ts"
import { createLogger } from "../../telemetry.ts"
import { startLeasedWork } from "../share-work.ts"

/** What the process is started with, as JSON. */
export interface Task {
  url: string
  kind: string
  pieces: readonly string[]
}

export type Told = "stands still" | { began: string } | { ended: string } | { actsOn: string[] }

if (import.meta.main) {
  const { url, kind, pieces }: Task = JSON.parse(process.argv[2] ?? "")
  const tell = (told: Told) => process.send?.(told)
  const held = new Map<string, AbortSignal>()
  process.on("message", () => {
    tell("stands still")
    process.kill(process.pid, "SIGSTOP")
    tell({ actsOn: [...held].filter(([, { aborted }]) => !aborted).map(([id]) => id) })
  })
  startLeasedWork(
    { leases: new Leases(url), wakes: new Wakes(url), logger: createLogger("silent") },
    {
      name: kind,
      pollMs: 200,
      due: async () => pieces.map((id) => ({ id })),
      async run({ id }, signal) {
        held.set(id, signal)
        tell({ began: id })
        if (!signal.aborted) await new Promise((stopped) => signal.addEventListener("abort", stopped))
        held.delete(id)
        tell({ ended: id })
      },
    },
  )
}
