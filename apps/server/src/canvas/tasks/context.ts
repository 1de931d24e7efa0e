import { mostContextBytes, readContextValue } from "@parley/model"
import { renderFor } from "./render.ts"
import type { Performing, TaskDone } from "./task.ts"

/** Keeps variables; what is not of its type, or makes the context too large, stays as it was. */
export const keepContext: Performing<"context"> = {
  async perform(platform, { step, version, runs }) {
    const contexts = new Map<string, Record<string, unknown>>(
      runs.map(({ id, context }) => [id, { ...context }]),
    )
    const notUpdated = new Map<string, string[]>()
    // In their order, as later ones may name those before; ten at most.
    for (const { name, type, value } of step.variables) {
      const now = runs.map((run) => ({ ...run, context: contexts.get(run.id) ?? {} }))
      const rendered = await renderFor(platform, version, [value], now)
      for (const { id } of runs) {
        const one = rendered.get(id)
        const read = one?.ok ? readContextValue(type, one.texts[0] ?? "") : undefined
        const changed = { ...contexts.get(id), [name]: read }
        if (read !== undefined && Buffer.byteLength(JSON.stringify(changed)) <= mostContextBytes)
          contexts.set(id, changed)
        else notUpdated.set(id, [...(notUpdated.get(id) ?? []), name])
      }
    }
    return async (_tx, _now, open) =>
      open.map((run): TaskDone => {
        const missing = notUpdated.get(run.id)
        return {
          run,
          performed: { ok: true, ...(missing && { saw: { not_updated: missing } }) },
          context: contexts.get(run.id) ?? run.context,
        }
      })
  },
}
