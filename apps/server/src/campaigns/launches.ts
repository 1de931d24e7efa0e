import { z } from "zod"
import { cancelSource, classOf, countDoubts, createSource, intentOf, pauseSource, readCounts } from "../messaging/index.ts"
import { jsonText, sql, type Tx } from "../platform/database/index.ts"
import { found, Problem } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { foldCounts } from "./fold-counts.ts"
import { readGroupHold, refuseArchivedGroup } from "./group-hold.ts"
import { launchHold, readTemplateHold } from "./template-hold.ts"

const reasonCounts = z
  .object({
    total: z.number().int(),
    reasons: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        advice: z.string().nullable(),
        count: z.number().int(),
      }),
    ),
  })
  .meta({ id: "LaunchReasons" })

const launchStates = ["scheduled", "expanding", "sending", "paused", "completed", "canceled"] as const

/** What a launch does now; of `launches` joined with `sources`. */
export const launchState = sql<(typeof launchStates)[number]>`CASE
  WHEN sources.state <> 'active' THEN sources.state
  WHEN ended_at IS NOT NULL THEN 'completed'
  WHEN filled_at IS NOT NULL THEN 'sending'
  WHEN after_contact IS NOT NULL THEN 'expanding'
  ELSE 'scheduled' END`

/** Notified when a launch is there, so that workers expand it without waiting for their next look. */
export const launchesChannel = "parley_launches"

/** The state of a launch. Every contact of the audience is in exactly one of suppressed, accepted, refused or waiting. */
export const launchReport = z
  .object({
    id: fields.id,
    campaign_id: fields.id,
    state: z.enum(launchStates),
    scheduled_at: fields.timestamp,
    expires_at: fields.timestamp.describe("What has not been sent by then is not sent any more"),
    created_at: fields.timestamp,
    audience: z.number().int().describe("Contacts that matched = waiting + suppressed + accepted + refused"),
    waiting: z.number().int().describe("Still in the outbox"),
    suppressed: reasonCounts.describe("Not sent, by reason"),
    accepted: z.number().int().describe("Accepted by Meta"),
    sent: z.number().int(),
    delivered: z.number().int(),
    read: z.number().int(),
    failed: reasonCounts.describe(
      "Refused by Meta or failed later, by Meta's code; no_answer until a status corrects it",
    ),
    refused: z.number().int().describe("The part of `failed` that Meta refused"),
    replied: z.number().int(),
    in_doubt: z
      .object({
        count: z.number().int(),
        until: fields.timestamp.nullable().describe("A person decides about what is in doubt after this"),
      })
      .describe("The part of `waiting` of which it is not known yet whether Meta has it"),
    hold: launchHold.nullable().describe("Why the rest is not being sent now"),
  })
  .meta({ id: "LaunchReport" })
type LaunchReport = z.output<typeof launchReport>

/**
 * Schedules a launch of a campaign as it is now.
 * @param launch.expiresAt when what is left of it is not worth sending any more; default: 72 hours after it starts
 * @returns its id
 * @throws Problem not_found; not_sendable when the number's business account is disconnected or its group archived;
 *   invalid_request when it would expire before it starts
 */
export async function createLaunch(
  tx: Tx,
  campaignId: string,
  { at, expiresAt, now }: { at: Date; expiresAt?: Date | undefined; now: Date },
): Promise<string> {
  const campaign = found(
    await tx
      .selectFrom("campaigns")
      .innerJoin("contents", "contents.id", "campaigns.content_id")
      .innerJoin("numbers", "numbers.id", "campaigns.number_id")
      .leftJoin("templates", "templates.id", "contents.template_id")
      .select([
        "campaigns.id",
        "campaigns.workspace_id",
        "campaigns.number_id",
        "content_id",
        "audience",
        "disconnected_at",
        "category",
      ])
      .where("campaigns.id", "=", campaignId)
      .executeTakeFirst(),
    "campaign",
  )
  if (campaign.disconnected_at !== null) {
    throw new Problem("not_sendable", "The number's business account is disconnected.", {
      help: "Connect it again with Login with Facebook, then launch.",
    })
  }
  await refuseArchivedGroup(tx, campaign.number_id)
  const starts = new Date(Math.max(at.getTime(), now.getTime()))
  const expires = expiresAt ?? new Date(starts.getTime() + launchLifetimeMs)
  if (expires <= starts) {
    throw new Problem("invalid_request", "The launch would expire before it starts.", {
      field: "expires_at",
      help: "Give it a time after `at`, or leave it out: a launch expires 72 hours after it starts.",
    })
  }
  const id = await createSource(tx, {
    workspaceId: campaign.workspace_id,
    numberId: campaign.number_id,
    kind: "launch",
    class: classOf(intentOf(campaign.category ?? "")),
    contentIds: [campaign.content_id],
    expiresAt: expires,
    now,
  })
  await tx
    .insertInto("launches")
    .values({
      id,
      workspace_id: campaign.workspace_id,
      campaign_id: campaign.id,
      audience: jsonText(campaign.audience),
      scheduled_at: at,
      created_at: now,
    })
    .execute()
  await sql`SELECT pg_notify(${launchesChannel}, '')`.execute(tx)
  return id
}

/** A launch has this long, where its member does not say otherwise. */
const launchLifetimeMs = 72 * 60 * 60_000

async function findLaunch(tx: Tx, launchId: string) {
  const launch = await tx
    .selectFrom("launches")
    .innerJoin("sources", "sources.id", "launches.id")
    .select(["launches.id", "campaign_id", "number_id", "scheduled_at", "expires_at", "launches.created_at"])
    .select(launchState.as("state"))
    .where("launches.id", "=", launchId)
    .executeTakeFirst()
  return found(launch, "launch")
}

/** @throws Problem not_found */
export async function reportLaunch(
  { config }: Pick<Platform, "config">,
  tx: Tx,
  launchId: string,
): Promise<LaunchReport> {
  const { number_id, expires_at, ...launch } = await findLaunch(tx, launchId)
  const isOver = launch.state === "canceled" || launch.state === "completed"
  const source = { id: launchId, numberId: number_id }
  return {
    ...launch,
    expires_at: expires_at ?? launch.scheduled_at,
    ...foldCounts(await readCounts(tx, [launchId])),
    in_doubt: isOver ? { count: 0, until: null } : await countDoubts(tx, source, config.inDoubtGraceMs),
    hold: isOver ? null : ((await readGroupHold(tx, number_id)) ?? (await readTemplateHold(tx, launchId))),
  }
}

/**
 * Cancels what has not been sent: no contact enters any more, and those that wait in the outbox are dropped with the reason
 * `canceled`. What lanes have claimed goes back to them within a second.
 * @throws Problem not_found; conflict when the launch is over
 */
export async function cancelLaunch(tx: Tx, launchId: string, now: Date): Promise<void> {
  const { state } = await findLaunch(tx, launchId)
  if (state === "canceled") throw new Problem("conflict", "The launch was canceled before.")
  if (state === "completed") throw new Problem("conflict", "The launch is completed: nothing of it waits.")
  await cancelSource(tx, launchId, now)
}

/**
 * Pauses a launch, or lets it go on: while it is paused no contact enters, and none gets a message. It expires all the same.
 * @throws Problem not_found; conflict when the launch is over, or is so already
 */
export async function pauseLaunch(tx: Tx, launchId: string, isPaused: boolean): Promise<void> {
  const { state } = await findLaunch(tx, launchId)
  if (state === "canceled" || state === "completed")
    throw new Problem("conflict", `The launch is ${state}: nothing of it waits.`)
  if (isPaused === (state === "paused"))
    throw new Problem("conflict", isPaused ? "The launch is paused already." : "The launch is not paused.")
  await pauseSource(tx, launchId, isPaused)
  if (!isPaused) await sql`SELECT pg_notify(${launchesChannel}, '')`.execute(tx)
}
