import type { CampaignDefinition } from "@parley/model"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { holdNamed } from "../../segments/index.ts"
import { refuseArchivedGroup } from "../launches/group-hold.ts"

/**
 * Refuses what could not be sent now, and holds what the audience names until the transaction ends.
 * @throws Problem not_sendable when the number's business account is disconnected or its group archived; invalid_request when the
 *   audience names what there is not
 */
export async function requireReady(
  tx: Tx,
  workspaceId: string,
  { number_id, audience }: CampaignDefinition & { number_id: string },
): Promise<void> {
  const number = await tx
    .selectFrom("numbers")
    .select("disconnected_at")
    .where("id", "=", number_id)
    .executeTakeFirstOrThrow()
  if (number.disconnected_at !== null) {
    throw new Problem("not_sendable", "The number's business account is disconnected.", {
      help: "Connect it again with Login with Facebook, then launch.",
    })
  }
  await refuseArchivedGroup(tx, number_id)
  await holdNamed(tx, workspaceId, audience, "audience")
}
