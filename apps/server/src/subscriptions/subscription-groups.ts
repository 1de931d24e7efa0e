import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
import { found, Problem, requireRevision } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { repliesOf } from "./keywords/replies.ts"

/** The consent list of one number, as the API shows it. */
export const subscriptionGroup = z
  .object({
    id: fields.id,
    number_id: fields.id,
    name: z.string(),
    created_at: fields.timestamp,
    archived_at: fields.timestamp.nullable(),
    double_opt_in: z
      .boolean()
      .describe("Who asks to subscribe by a message is asked once more, and subscribed when they confirm it"),
    answers_unsubscribed: z
      .boolean()
      .describe(
        "Whether someone who unsubscribed is answered inside the service window: free-form messages and utility templates. Marketing is never sent to them",
      ),
    revision: fields.revision,
  })
  .meta({ id: "SubscriptionGroup" })
export type SubscriptionGroup = z.output<typeof subscriptionGroup>

const columns = [
  "id",
  "number_id",
  "name",
  "created_at",
  "archived_at",
  "double_opt_in",
  "answers_unsubscribed",
  "revision",
] as const

/**
 * The group of a number: a new one called `name`, or the one it has already, as it is (`created` tells which).
 * @throws Problem not_found when the number is not of this workspace
 */
async function createSubscriptionGroup(
  tx: Tx,
  { workspaceId, numberId, name, now }: { workspaceId: string; numberId: string; name: string; now: Date },
): Promise<{ group: SubscriptionGroup; created: boolean }> {
  // Asked before the INSERT: foreign keys bypass row-level security and would accept another workspace's number.
  const number = tx
    .selectFrom("numbers")
    .select("id")
    .where("id", "=", numberId)
    .where("workspace_id", "=", workspaceId)
  found(await number.executeTakeFirst(), "number")
  const group = await tx
    .insertInto("subscription_groups")
    .values({ workspace_id: workspaceId, number_id: numberId, name, created_at: now })
    .onConflict((conflict) => conflict.column("number_id").doNothing())
    .returning(columns)
    .executeTakeFirst()
  if (group) return { group, created: true }
  const existing = tx.selectFrom("subscription_groups").select(columns).where("number_id", "=", numberId)
  return { group: found(await existing.executeTakeFirst(), "subscription group"), created: false }
}

/** As {@link createSubscriptionGroup}, for those who want a new one. @throws Problem conflict when the number has one */
export async function createOnlyGroup(
  tx: Tx,
  request: { workspaceId: string; numberId: string; name: string; now: Date },
): Promise<SubscriptionGroup> {
  const { group, created } = await createSubscriptionGroup(tx, request)
  if (created) return group
  throw new Problem("conflict", `This number has the subscription group "${group.name}" already.`, {
    field: "number_id",
    help: "Use that group; a number has exactly one.",
    extra: { subscription_group_id: group.id },
  })
}

/** All groups of the workspace. */
export const selectSubscriptionGroups = (tx: Tx) => tx.selectFrom("subscription_groups").select(columns)

/** A group and how many contacts it has in each state. @throws Problem not_found */
export async function getSubscriptionGroup(tx: Tx, id: string) {
  const { rows } = await sql<SubscriptionGroup & { subscribed: number; unsubscribed: number }>`
    SELECT g.id, g.number_id, g.name, g.created_at, g.archived_at, g.revision,
      g.double_opt_in, g.answers_unsubscribed,
      count(*) FILTER (WHERE s.state = 'subscribed') AS subscribed,
      count(*) FILTER (WHERE s.state = 'unsubscribed') AS unsubscribed
    FROM subscription_groups g LEFT JOIN subscriptions s ON s.subscription_group_id = g.id
    WHERE g.id = ${id} GROUP BY g.id`.execute(tx)
  return found(rows[0], "subscription group")
}

/**
 * Renames a group, archives it or takes it out of the archive. Nobody is subscribed to an archived group: nothing that
 * needs consent is sent through its number. What people said is kept.
 * @throws Problem not_found; invalid_request for a double opt-in without its question; conflict when `revision` is given and someone else has changed the group since
 */
export async function changeSubscriptionGroup(
  tx: Tx,
  id: string,
  change: {
    name?: string | undefined
    archived?: boolean | undefined
    double_opt_in?: boolean | undefined
    answers_unsubscribed?: boolean | undefined
    revision?: number | undefined
  },
  now: Date,
): Promise<SubscriptionGroup> {
  const group = found(
    await tx
      .selectFrom("subscription_groups")
      .select(columns)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst(),
    "subscription group",
  )
  requireRevision(group, change.revision, "subscription group")
  const { name = group.name, archived = group.archived_at !== null } = change
  const { double_opt_in = group.double_opt_in, answers_unsubscribed = group.answers_unsubscribed } = change
  if (double_opt_in && !group.double_opt_in) await requireQuestion(tx, id)
  return tx
    .updateTable("subscription_groups")
    .set({
      name,
      archived_at: archived ? (group.archived_at ?? now) : null,
      double_opt_in,
      answers_unsubscribed,
    })
    .where("id", "=", id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Without its question nobody could confirm anything. @throws Problem invalid_request */
async function requireQuestion(tx: Tx, groupId: string): Promise<void> {
  const question = (await repliesOf(tx, groupId)).find(({ occasion }) => occasion === "confirm")
  if (question?.enabled) return
  throw new Problem("invalid_request", "Write the question of the double opt-in first.", {
    field: "double_opt_in",
    help: "It is the reply `confirm` of the group; turn that on.",
  })
}
