/** What can be known of a definition before it is launched. */
import type { ActionTrigger, CampaignDefinition } from "@parley/model"
import { checkContent } from "../../messaging/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { refuseMissing, refuseMissingCampaigns } from "../../segments/index.ts"
import { campaignsAmong } from "../launches/launch-audience.ts"
import { checkTriggers } from "../triggers/check-triggers.ts"

/**
 * Checks all that a definition says; what a draft lacks is not looked at.
 * @param at the request's name for the content of the only variant, where it is not one of `variants`
 * @throws Problem invalid_request naming the field; not_found
 */
export async function checkDefinition(
  tx: Tx,
  { workspaceId }: { workspaceId: string },
  { number_id, variants, audience, delivery }: CampaignDefinition,
  at?: string,
): Promise<void> {
  await refuseMissing(tx, workspaceId, audience, "audience")
  await refuseMissingCampaigns(tx, { workspaceId, rooms: [{ campaignsAmong }] }, audience, "audience")
  if (delivery.kind === "action") {
    const { triggers, unless } = delivery
    await checkTriggers(tx, workspaceId, [...placed("triggers", triggers), ...placed("unless", unless)])
  }
  refuseSameIds(variants)
  if (number_id === null) return
  const number = tx.selectFrom("numbers").select("id").where("id", "=", number_id)
  found(await number.executeTakeFirst(), "number")
  for (const [place, { content }] of variants.entries())
    await below(at ?? `variants.${place}.content`, () => checkContent(tx, number_id, content))
}

const placed = (list: string, triggers: readonly ActionTrigger[]) =>
  triggers.map((trigger, place) => ({ path: `delivery.${list}.${place}`, trigger }))

/** Runs a check of what it calls `content`, and names the field as the request does. */
export async function below<T>(path: string, check: () => Promise<T>): Promise<T> {
  try {
    return await check()
  } catch (error) {
    if (!(error instanceof Problem) || error.field === undefined) throw error
    const { code, message, help, extra, field } = error
    throw new Problem(code, message, { help, extra, field: field.replace(/^content/, path) })
  }
}

function refuseSameIds(variants: CampaignDefinition["variants"]): void {
  const place = variants.findIndex(({ id }, index) => variants.findIndex((one) => one.id === id) < index)
  if (place === -1) return
  throw new Problem("invalid_request", "Two variants have the same id.", {
    field: `variants.${place}.id`,
    help: "Leave the id out of a new variant.",
  })
}
