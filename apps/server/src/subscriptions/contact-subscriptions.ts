import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { found, Problem } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { namesOfActors } from "../workspaces/index.ts"
import { changeSubscriptions, type SubscriptionState } from "./change-subscriptions.ts"

const state = z.enum(["subscribed", "unsubscribed"])
const recorded = z.enum(["subscribed", "unsubscribed", "pending", "identity_changed"])

declare module "../platform/define-room.ts" {
  interface Room {
    /** Whether the workspace of the transaction has this contact: foreign keys bypass row-level security. */
    hasContact?(tx: Tx, contactId: string): Promise<boolean>
  }
}

/** @throws Problem not_found */
export async function requireContact(tx: Tx, rooms: readonly Room[], contactId: string): Promise<void> {
  for (const room of rooms) if (await room.hasContact?.(tx, contactId)) return
  found(undefined, "contact")
}

/** What a contact said to a group that is named elsewhere. */
export const saidToGroup = z.object({
  state,
  changed_at: fields.timestamp.describe("When the person said so last"),
})

/** One contact's state in one group. */
export const subscription = z
  .object({ subscription_group_id: fields.id, number_id: fields.id, ...saidToGroup.shape })
  .meta({ id: "Subscription" })

export const consentRecord = z
  .object({
    id: fields.id,
    subscription_group_id: fields.id,
    state: recorded.describe(
      "What the record is about; pending: they asked to subscribe, and have to confirm it; identity_changed: the person has another phone number or WhatsApp id, and their consent came along",
    ),
    previous_state: state
      .nullable()
      .describe("What it was before; null: nothing was known, or the record is from before this was kept"),
    source: z
      .string()
      .describe(
        "keyword: a message such as STOP or START; button: a tap on a button; opt_in_link: the message of an opt-in link; double_opt_in: confirmed after they asked; preference_page: the contact's own page; whatsapp: WhatsApp's own settings, or its refusal of a message; otherwise as it was recorded, such as import or web_form",
      ),
    evidence: z
      .string()
      .nullable()
      .describe("What proves it; of keyword and button, the words and WhatsApp's message id"),
    actor: z.string().describe("Who recorded it: member:<id>, api_key:<id>, contact or system"),
    actor_name: z
      .string()
      .nullable()
      .describe("The member's or the key's; null: neither, or a member who has left the workspace"),
    given_at: fields.timestamp,
    given_day_only: z.boolean().describe("Of that only the day is known, in UTC"),
    recorded_at: fields.timestamp,
  })
  .meta({ id: "ConsentRecord" })

/** The state of one contact in every group that knows them. */
export async function subscriptionsOf(tx: Tx, contactId: string): Promise<z.output<typeof subscription>[]> {
  const rows = await tx
    .selectFrom("subscriptions as s")
    .innerJoin("subscription_groups as g", "g.id", "s.subscription_group_id")
    .select(["s.subscription_group_id", "g.number_id", "s.state", "s.changed_at"])
    .where("s.contact_id", "=", contactId)
    .orderBy("s.subscription_group_id")
    .execute()
  return rows.map((row) => ({ ...row, state: state.parse(row.state) }))
}

/** Why one contact's subscriptions are what they are; oldest first. @throws Problem not_found */
export async function consentRecordsOf(
  tx: Tx,
  rooms: readonly Room[],
  contactId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<z.output<typeof consentRecord>[]> {
  await requireContact(tx, rooms, contactId)
  const records = tx
    .selectFrom("consent_records")
    .select([
      "id",
      "subscription_group_id",
      "state",
      "previous_state",
      "source",
      "evidence",
      "actor",
      "given_at",
      "given_day_only",
      "recorded_at",
    ])
    .where("contact_id", "=", contactId)
    .orderBy("id")
    .limit(limit + 1)
  const rows = await (after === undefined ? records : records.where("id", ">", after)).execute()
  const names = await namesOfActors(
    tx,
    rows.map(({ actor }) => actor),
  )
  return rows.map((row) => ({
    ...row,
    state: recorded.parse(row.state),
    previous_state: state.nullable().parse(row.previous_state),
    actor_name: names.get(row.actor) ?? null,
  }))
}

/**
 * Records what one contact said about one group. What is known and newer stays; the answer tells the state that holds.
 * @throws Problem not_found for the contact or the group, invalid_request for a time that has not come
 */
export async function setSubscription(
  tx: Tx,
  rooms: readonly Room[],
  request: {
    workspaceId: string
    contactId: string
    groupId: string
    state: SubscriptionState
    source: string
    evidence: string | null
    givenAt: Date | undefined
    actor: string
    now: Date
  },
): Promise<z.output<typeof subscription> & { changed: boolean }> {
  const { workspaceId, contactId, groupId, actor, now } = request
  await requireContact(tx, rooms, contactId)
  const group = tx.selectFrom("subscription_groups").select("id").where("id", "=", groupId)
  found(await group.executeTakeFirst(), "subscription group")
  if (request.givenAt && request.givenAt > now) {
    throw new Problem(
      "invalid_request",
      "given_at is in the future; consent is recorded once it was given.",
      {
        field: "given_at",
      },
    )
  }
  const change = { ...request, givenAt: request.givenAt ?? now }
  const { changedContacts } = await changeSubscriptions(tx, {
    workspaceId,
    groupId,
    changes: [change],
    actor,
    now,
    rooms,
  })
  const known = (await subscriptionsOf(tx, contactId)).find((row) => row.subscription_group_id === groupId)
  return { ...found(known, "subscription"), changed: changedContacts.includes(contactId) }
}
