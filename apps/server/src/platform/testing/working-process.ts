/**
 * A process that does leased work: it holds pieces, tells its parent of each that begins and ends, and says, whenever it is
 * asked, on which it would act. It goes on until somebody ends it.
 */
import { Leases, Wakes } from "../database/index.ts"
import { startLeasedWork } from "../leased-work.ts"
import { createLogger } from "../telemetry.ts"

/** What the process is started with, as JSON. */
export interface Task {
  url: string
  kind: string
  pieces: readonly string[]
}

export type Told = { began: string } | { ended: string } | { actsOn: string[] }

if (import.meta.main) {
  const { url, kind, pieces }: Task = JSON.parse(process.argv[2] ?? "")
  const tell = (told: Told) => process.send?.(told)
  const held = new Map<string, AbortSignal>()
  process.on("message", () => {
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
