/** What stands in the way of a canvas being published. */
import type { CanvasDefinition } from "@parley/model"
import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"

export const canvasProblem = z
  .object({
    code: z.string(),
    severity: z.enum(["error", "warning"]),
    step_id: z.string().nullable(),
    field: z.string().nullable(),
    message: z.string(),
    help: z.string().nullable(),
  })
  .meta({ id: "CanvasProblem" })

/** All that is wrong with a definition; errors keep it from being published. */
export async function findProblems(
  _tx: Tx,
  _workspaceId: string,
  definition: CanvasDefinition,
): Promise<z.output<typeof canvasProblem>[]> {
  const problems: z.output<typeof canvasProblem>[] = []
  if (definition.number_id === null && definition.steps.length > 0)
    problems.push({
      code: "number_missing",
      severity: "error",
      step_id: null,
      field: "number_id",
      message: "The canvas lacks a number that it sends from.",
      help: "Choose one.",
    })
  return problems
}

/** @throws Problem not_sendable with the first of what is wrong */
export async function requireChecked(
  tx: Tx,
  workspaceId: string,
  definition: CanvasDefinition,
): Promise<void> {
  const problem = (await findProblems(tx, workspaceId, definition)).find(
    ({ severity }) => severity === "error",
  )
  if (problem === undefined) return
  const { message, field, help } = problem
  throw new Problem("not_sendable", message, { ...(field && { field }), ...(help && { help }) })
}
