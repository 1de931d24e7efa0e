/** Send identifiers: made by a client, or for it, to ask later what came of the broadcasts that were sent with one. */
import { addToSend, requireSend } from "../../campaigns/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { Fatal } from "../frame/fatal.ts"

/** After Braze's "Identifier types": any text of ASCII, of at most 64 characters. */
const sendIdText = /^[\x21-\x7e]{1,64}$/

/** @throws Fatal 400 */
export function readSendId(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === "string" && sendIdText.test(value)) return value
  throw new Fatal("send_id is invalid")
}

/** @throws Fatal 400 where it was not made for this campaign */
export async function checkSendId(
  tx: Tx,
  workspaceId: string,
  { campaignId, sendId }: { campaignId: string; sendId: string | undefined },
): Promise<void> {
  if (sendId === undefined) return
  try {
    await requireSend(tx, { workspaceId, campaignId, sendId })
  } catch (error) {
    if (error instanceof Problem && error.code === "not_found") throw new Fatal("Invalid Send ID")
    throw error
  }
}

/** Has a broadcast count for a send. @returns by what its series is asked for: without an identifier of one's own the launch's */
export async function countForSend(
  tx: Tx,
  workspaceId: string,
  of: { campaignId: string; sendId: string | undefined },
  launchId: string,
): Promise<string> {
  if (of.sendId === undefined) return launchId
  await addToSend(tx, { workspaceId, campaignId: of.campaignId, sendId: of.sendId }, launchId)
  return of.sendId
}
