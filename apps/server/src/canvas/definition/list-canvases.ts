import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import {
  defineSorting,
  fields,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "../../platform/http/index.ts"
import { asCanvas, canvas, canvasStates } from "./canvases.ts"

const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    name: { column: "name", kind: "text" },
    updated: { column: "updated_at", kind: "instant" },
  },
  usual: { sort: "created", order: "asc" },
})

/** A canvas in the list. */
const canvasEntry = canvas
  .omit({ steps: true })
  .extend({
    steps: z.int().describe("How many it has"),
    under_way: z.int().describe("People who are in it now"),
  })
  .meta({ id: "CanvasEntryInList" })

export const canvasPage = sortedPageOf(canvasEntry)

export const canvasQuery = sortedPaging(sorting).extend({
  search: z.string().trim().max(200).optional().describe("A part of the name or of a tag"),
  state: fields.someOf(canvasStates).optional(),
  tag: z.string().max(50).optional(),
  folder: z.string().max(100).optional(),
  archived: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
})

/** A page of canvases. */
export async function listCanvases(
  tx: Tx,
  { search, state, tag, folder, archived, ...page }: z.output<typeof canvasQuery>,
): Promise<z.output<typeof canvasPage>> {
  let canvases = tx
    .selectFrom("canvases")
    .selectAll()
    .where("archived_at", archived ? "is not" : "is", null)
  if (state !== undefined) canvases = canvases.where("state", "in", state)
  if (folder !== undefined) canvases = canvases.where("folder", "=", folder)
  if (tag !== undefined) canvases = canvases.where(sql<boolean>`tags @> ARRAY[${tag}]::text[]`)
  if (search !== undefined)
    canvases = canvases.where(
      sql<boolean>`strpos(lower(name || ' ' || array_to_string(tags, ' ')), lower(${search}::text)) > 0`,
    )
  const { data, ...rest } = await readSortedPage(tx, canvases, sorting, page)
  const { rows } = await sql<{ canvas_id: string; n: number }>`
    SELECT canvas_id, count(*) AS n FROM canvas_runs
    WHERE canvas_id = ANY(${data.map(({ id }) => id)}::uuid[]) AND left_at IS NULL GROUP BY canvas_id`.execute(
    tx,
  )
  const underWay = new Map(rows.map(({ canvas_id, n }) => [canvas_id, n]))
  return {
    ...rest,
    data: data.map((row) => {
      const { steps, ...entry } = asCanvas(row)
      return { ...entry, steps: steps.length, under_way: underWay.get(row.id) ?? 0 }
    }),
  }
}
