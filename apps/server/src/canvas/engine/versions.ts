/** Versions that were published, which never change: kept in memory. */
import { type CanvasDefinition, type CanvasStep, readCanvasDefinition, stepsById } from "@parley/model"
import { rows, sql, type Tx } from "../../platform/database/index.ts"

export interface CanvasVersion {
  canvasId: string
  workspaceId: string
  name: string
  version: number
  definition: CanvasDefinition
  steps: ReadonlyMap<string, CanvasStep>
  numberId: string
  /** IANA, of the workspace. */
  timeZone: string
  /** Of each step, what its contents are sent by, in their order. */
  sources: ReadonlyMap<string, readonly string[]>
}

export interface VersionKey {
  canvasId: string
  version: number
}

export const versionKey = ({ canvasId, version }: VersionKey): string => `${canvasId} ${version}`

const mostKept = 500

/** Reads each once. `tx` reads of all workspaces. */
export class Versions {
  readonly #known = new Map<string, CanvasVersion>()

  async read(tx: Tx, keys: readonly VersionKey[]): Promise<ReadonlyMap<string, CanvasVersion>> {
    const asked = new Map(keys.map((key) => [versionKey(key), key]))
    const missing = [...asked].flatMap(([name, key]) => (this.#known.has(name) ? [] : [key]))
    const found = new Map(
      [...asked.keys()].flatMap((name) => {
        const version = this.#known.get(name)
        return version === undefined ? [] : [[name, version] as const]
      }),
    )
    if (missing.length === 0) return found
    if (this.#known.size + missing.length > mostKept) this.#known.clear()
    for (const version of await readVersions(tx, missing)) {
      this.#known.set(versionKey(version), version)
      found.set(versionKey(version), version)
    }
    return found
  }
}

interface Row {
  canvas_id: string
  workspace_id: string
  name: string
  version: number
  definition: unknown
  time_zone: string | null
}

async function readVersions(tx: Tx, keys: readonly VersionKey[]): Promise<CanvasVersion[]> {
  if (keys.length === 0) return []
  const asked = rows("asked", keys, { canvasId: "uuid", version: "integer" })
  const { rows: found } = await sql<Row>`
    SELECT v.canvas_id, v.workspace_id, c.name, v.version, v.definition, w.time_zone
    FROM ${asked} JOIN canvas_versions AS v ON v.canvas_id = asked.canvas_id AND v.version = asked.version
    JOIN canvases AS c ON c.id = v.canvas_id JOIN workspaces AS w ON w.id = v.workspace_id`.execute(tx)
  const { rows: sources } = await sql<{
    canvas_id: string
    version: number
    step: string
    source_id: string
  }>`
    SELECT s.canvas_id, s.version, s.step, s.source_id
    FROM ${asked} JOIN canvas_sources AS s ON s.canvas_id = asked.canvas_id AND s.version = asked.version
    ORDER BY s.content`.execute(tx)
  const byVersion = Map.groupBy(sources, ({ canvas_id, version }) =>
    versionKey({ canvasId: canvas_id, version }),
  )
  return found.map(({ canvas_id, workspace_id, name, version, definition: kept, time_zone }) => {
    const definition = readCanvasDefinition(kept)
    const own = byVersion.get(versionKey({ canvasId: canvas_id, version })) ?? []
    const bySteps = Map.groupBy(own, ({ step }) => step)
    return {
      canvasId: canvas_id,
      workspaceId: workspace_id,
      name,
      version,
      definition,
      steps: stepsById(definition),
      numberId: definition.number_id ?? "",
      timeZone: time_zone ?? "UTC",
      sources: new Map([...bySteps].map(([step, of]) => [step, of.map(({ source_id }) => source_id)])),
    }
  })
}
