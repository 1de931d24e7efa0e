/** What stands in the way of a canvas being published. */
import {
  type CanvasDefinition,
  type CanvasProblem,
  checkCanvas,
  contentsIn,
  type KnownOfCanvas,
} from "@parley/model"
import { explainStatus } from "@parley/whatsapp/templates"
import { z } from "zod"
import { whyNumberWaits } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { checkDefinition } from "../definition/check-definition.ts"

const canvasProblem = z
  .object({
    code: z.string(),
    severity: z.enum(["error", "warning"]).describe("An error keeps it from being published"),
    step_id: z.string().nullable(),
    field: z.string().nullable().describe("Inside of the step where there is one, otherwise of the canvas"),
    message: z.string(),
    help: z.string().nullable(),
  })
  .meta({ id: "CanvasProblem" })
type Found = z.output<typeof canvasProblem>

export const canvasProblems = z.object({ problems: z.array(canvasProblem) }).meta({ id: "CanvasProblems" })

/** All that is wrong with a definition, over all of its paths. */
export async function findProblems(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  definition: CanvasDefinition,
): Promise<Found[]> {
  const problems = checkCanvas(definition, await readKnown(tx, definition)).map(asFound)
  return [
    ...(await brokenReferences(tx, workspaceId, definition)),
    ...(await ofNumber(tx, definition, now)),
    ...problems,
  ]
}

const asFound = ({ stepId, code, severity, field, message, help }: CanvasProblem): Found => ({
  ...{ code, severity, step_id: stepId, field, message, help },
})

async function readKnown(tx: Tx, definition: CanvasDefinition): Promise<KnownOfCanvas> {
  const ids = contentsIn(definition).flatMap(({ content }) =>
    content.kind === "template" ? [content.template_id] : [],
  )
  const { rows } = await sql<{ id: string; status: string; category: string; languages: string[] }>`
    SELECT t.id, t.status, t.category, ARRAY(SELECT o.language FROM templates AS o
      WHERE o.business_account_id = t.business_account_id AND o.name = t.name AND o.status = 'APPROVED') AS languages
    FROM templates AS t WHERE t.id = ANY(${ids}::uuid[])`.execute(tx)
  const templates = new Map(
    rows.map(({ id, status, ...row }) => [
      id,
      { ...row, status: explainStatus(status).sendable ? "APPROVED" : status },
    ]),
  )
  if (definition.number_id === null) return { templates }
  const group = await tx
    .selectFrom("subscription_groups")
    .select("id")
    .where("number_id", "=", definition.number_id)
    .executeTakeFirst()
  return { templates, subscriptionGroupId: group?.id ?? null }
}

/** What was there when it was saved may be gone by now. */
async function brokenReferences(tx: Tx, workspaceId: string, definition: CanvasDefinition): Promise<Found[]> {
  try {
    await checkDefinition(tx, { workspaceId }, definition)
    return []
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, message, field = null, help } = error
    return [
      { code, severity: "error", step_id: stepAt(definition, field), field, message, help: help ?? null },
    ]
  }
}

const stepAt = ({ steps }: CanvasDefinition, field: string | null): string | null =>
  steps[Number(/^steps\.(\d+)/.exec(field ?? "")?.[1] ?? -1)]?.id ?? null

async function ofNumber(tx: Tx, { number_id: numberId }: CanvasDefinition, now: Date): Promise<Found[]> {
  const waits = numberId === null ? undefined : await whyNumberWaits(tx, numberId, now)
  if (!waits) return []
  const severity = waits.code === "number_disconnected" ? "error" : "warning"
  return [
    {
      code: waits.code,
      severity,
      step_id: null,
      field: "number_id",
      message: waits.title,
      help: waits.advice,
    },
  ]
}

/** @throws Problem not_sendable with the first of what is wrong, and all of it as `problems` */
export async function requireChecked(
  tx: Tx,
  scope: { workspaceId: string; now: Date },
  definition: CanvasDefinition,
): Promise<void> {
  const problems = (await findProblems(tx, scope, definition)).filter(({ severity }) => severity === "error")
  const [problem] = problems
  if (problem === undefined) return
  const { message, field, help } = problem
  throw new Problem("not_sendable", message, {
    ...(field && { field }),
    ...(help && { help }),
    extra: { problems },
  })
}
