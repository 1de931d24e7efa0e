import { newCanvasDefinition } from "@parley/model"
import { createCanvas } from "../../canvas/definition/canvases.ts"
import { enterDue } from "../../canvas/entry/scheduled.ts"
import { publishCanvas } from "../../canvas/publish/publish.ts"
import { sql } from "../../platform/database/index.ts"
import type { startBraze } from "./installation.ts"

type Api = Awaited<ReturnType<typeof startBraze>>

/** Canvases of an installation, and who enters them. */
export function canvasesOf({ platform }: Pick<Api, "platform">) {
  const { db, workspaceId, clock } = platform
  const inWorkspace: typeof db.system = (work) => db.workspace(workspaceId, work)
  const scope = () => ({ workspaceId, now: clock.now() })

  return {
    inWorkspace,
    /** A draft, which people enter by the API unless it says otherwise. */
    draft: (name: string, definition: object = {}) =>
      inWorkspace(async (tx) => {
        const { id: number_id } = await tx.selectFrom("numbers").select("id").executeTakeFirstOrThrow()
        const read = newCanvasDefinition.parse({
          number_id,
          variants: [{ id: "a", name: "A", first: "1" }],
          steps: [{ id: "1", kind: "delay", wait: { kind: "for", length: { amount: 1, unit: "hours" } } }],
          ...definition,
        })
        const { id } = await createCanvas(tx, scope(), { name, tags: [], folder: null, ...read })
        return id
      }),
    publish: (canvasId: string) => inWorkspace((tx) => publishCanvas(tx, { canvasId, ...scope() })),
    /** Everybody who is in a canvas by now, by external id, with what their run began with. */
    async inside(canvasId: string): Promise<[string, unknown][]> {
      while (await enterDue(platform));
      const { rows } = await db.system((tx) =>
        sql<{ who: string; context: unknown }>`
          SELECT c.external_id AS who, r.context FROM canvas_runs AS r JOIN contacts AS c ON c.id = r.contact_id
          WHERE r.canvas_id = ${canvasId} ORDER BY c.external_id, r.slot`.execute(tx),
      )
      return rows.map(({ who, context }) => [who, context])
    },
  }
}
