/** What can be known of a definition before it is published: that what it names is there. */
import { type CanvasDefinition, contentsIn, filtersIn, triggersIn } from "@parley/model"
import { below, campaignsAmong, checkTriggers } from "../../campaigns/index.ts"
import { checkContent } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { refuseMissing, refuseMissingCampaigns } from "../../segments/index.ts"

/**
 * Checks all that a definition says; what a draft lacks is not looked at.
 * @throws Problem invalid_request naming the field; not_found
 */
export async function checkDefinition(
  tx: Tx,
  { workspaceId }: { workspaceId: string },
  definition: CanvasDefinition,
): Promise<void> {
  for (const { path, filter } of filtersIn(definition)) {
    await refuseMissing(tx, workspaceId, filter, path)
    await refuseMissingCampaigns(tx, { workspaceId, rooms: [{ campaignsAmong }] }, filter, path)
  }
  await checkTriggers(tx, workspaceId, triggersIn(definition))
  await checkGroups(tx, workspaceId, definition)
  if (definition.number_id === null) return
  const { number_id: numberId } = definition
  const number = tx.selectFrom("numbers").select("id").where("id", "=", numberId)
  found(await number.executeTakeFirst(), "number")
  for (const { path, content } of contentsIn(definition))
    await below(path, () => checkContent(tx, numberId, content))
}

interface NamedThing {
  from: "subscription_groups" | "canvases"
  what: string
  id: string
  field: string
}

/** Groups that steps subscribe people to, and canvases that they send them to. */
async function checkGroups(tx: Tx, workspaceId: string, { steps }: CanvasDefinition): Promise<void> {
  const named = steps.flatMap((step, place): NamedThing[] => {
    const field = `steps.${place}`
    if (step.kind === "send_to_canvas" && step.canvas_id !== null)
      return [{ from: "canvases", what: "canvas", id: step.canvas_id, field: `${field}.canvas_id` }]
    if (step.kind !== "user_update") return []
    return step.changes.flatMap((change, at) =>
      change.do === "subscription"
        ? [
            {
              from: "subscription_groups",
              what: "subscription group",
              id: change.group_id,
              field: `${field}.changes.${at}.group_id`,
            },
          ]
        : [],
    )
  })
  if (named.length === 0) return
  const idsOf = (from: string) => named.flatMap((one) => (one.from === from ? [one.id] : []))
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM subscription_groups WHERE workspace_id = ${workspaceId} AND id = ANY(${idsOf("subscription_groups")}::uuid[])
    UNION ALL SELECT id FROM canvases WHERE workspace_id = ${workspaceId} AND id = ANY(${idsOf("canvases")}::uuid[])`.execute(
    tx,
  )
  const known = new Set(rows.map(({ id }) => id))
  const missing = named.find(({ id }) => !known.has(id))
  if (missing === undefined) return
  throw new Problem("invalid_request", `There is no such ${missing.what} in this workspace.`, {
    field: missing.field,
  })
}
