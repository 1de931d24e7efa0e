/** What many people said about a group, recorded at once. */
import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { changeSubscriptions } from "../../subscriptions/index.ts"
import { lengths } from "../contact.ts"
import { changed, progress } from "./bulk.ts"

/** The fields of a body that says so. */
export const consentOfMany = {
  subscription_group_id: fields.id,
  state: z.enum(["subscribed", "unsubscribed"], "subscribed or unsubscribed"),
  source: z
    .string()
    .trim()
    .min(1)
    .max(lengths.source)
    .describe("Where they said so, such as a web form: it is in every consent record"),
  evidence: z
    .string()
    .trim()
    .max(lengths.evidence)
    .nullable()
    .default(null)
    .describe("What proves it, such as a link"),
  given_at: fields.instant.optional().describe("When they said so; now if left out"),
}

export const subscriptionsDone = z
  .object({
    ...progress,
    ...changed,
    objections_kept: z.int().describe("How many stay unsubscribed, as they objected later than this"),
  })
  .meta({ id: "BulkSubscriptionProgress" })

interface By {
  workspaceId: string
  actor: string
  now: Date
  rooms: readonly Room[]
}

/** @throws Problem not_found for the group, invalid_request for a time that has not come */
export async function recordConsent(
  tx: Tx,
  { workspaceId, actor, now, rooms }: By,
  ids: readonly string[],
  said: z.output<z.ZodObject<typeof consentOfMany>>,
) {
  const { subscription_group_id: groupId, state, source, evidence, given_at: givenAt = now } = said
  if (givenAt > now)
    throw new Problem(
      "invalid_request",
      "given_at is in the future; consent is recorded once it was given.",
      {
        field: "given_at",
      },
    )
  const group = tx.selectFrom("subscription_groups").select("id").where("id", "=", groupId)
  found(await group.executeTakeFirst(), "subscription group")
  const changes = ids.map((contactId) => ({ contactId, state, source, evidence, givenAt }))
  const outcome = await changeSubscriptions(tx, { workspaceId, groupId, changes, actor, now, rooms })
  const named = new Set(ids)
  const among = (contacts: readonly string[]) => contacts.filter((id) => named.has(id)).length
  return {
    contacts: ids.length,
    changed: among(outcome.changedContacts),
    objections_kept: among(outcome.objectionsKept),
  }
}
