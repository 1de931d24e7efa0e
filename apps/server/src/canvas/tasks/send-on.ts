import { liquidOf, readCanvasDefinition } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import { enter, type OpenCanvas } from "../entry/enter.ts"
import { renderFor } from "./render.ts"
import { done, failed, type Performing, type TaskDone } from "./task.ts"

/** Has people enter another canvas, in the transaction that has their run go on. */
export const sendOn: Performing<"send_to_canvas"> = {
  async perform(platform, { step, version, runs }) {
    const texts = liquidOf(step).map(({ text }) => text)
    const names = Object.keys(step.context)
    const rendered = await renderFor(platform, version, texts, runs)
    return async (tx, now, open) => {
      const canvas =
        step.canvas_id === null ? undefined : await readOpen(tx, version.workspaceId, step.canvas_id)
      if (canvas === undefined) return open.map((run) => failed(run, "The other canvas is not active."))
      const ready = open.filter(({ id }) => rendered.get(id)?.ok)
      const people = ready.map((run) => {
        const one = rendered.get(run.id)
        const given = one?.ok ? one.texts : []
        const own = Object.fromEntries(names.map((name, place) => [name, given[place] ?? ""]))
        return {
          contactId: run.contactId,
          key: Buffer.from(`${run.id}:${run.seq}`.slice(0, 64)),
          context: own,
        }
      })
      const entered = new Set(await enter(tx, canvas, people, { isForced: true, now }))
      return open.map((run): TaskDone => {
        const one = rendered.get(run.id)
        if (one !== undefined && !one.ok) return failed(run, one.message)
        return entered.has(ready.indexOf(run))
          ? done(run)
          : { run, performed: { ok: true, saw: { entered: false } } }
      })
    }
  },
}

/** A canvas of the workspace that is active, which nobody stops until the transaction ends. */
export async function readOpen(tx: Tx, workspaceId: string, id: string): Promise<OpenCanvas | undefined> {
  const { rows } = await sql<{ version: number; definition: unknown }>`
    SELECT c.version, v.definition FROM canvases AS c
    JOIN canvas_versions AS v ON v.canvas_id = c.id AND v.version = c.version
    WHERE c.id = ${id} AND c.workspace_id = ${workspaceId} AND c.state = 'active' FOR SHARE OF c`.execute(tx)
  const [open] = rows
  return open && { id, workspaceId, version: open.version, definition: readCanvasDefinition(open.definition) }
}
