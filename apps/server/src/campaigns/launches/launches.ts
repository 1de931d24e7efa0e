import type { CampaignDelivery } from "@parley/model"
import { z } from "zod"
import {
  cancelSource,
  classes,
  classOf,
  countDoubts,
  type Intent,
  isBeingRepeated,
  type PriorityClass,
  pauseSource,
  readCountsWithWaves,
} from "../../messaging/index.ts"
import { sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { readQuietTimes } from "../../workspaces/index.ts"
import { noteUse, useApproval } from "../approvals/require-approval.ts"
import { fastest, policyOf } from "../controls/policy.ts"
import { requireReady } from "../definition/ready.ts"
import { makeVersion } from "../definition/versions.ts"
import { readLateHold } from "../schedule/late.ts"
import type { LocalTime } from "../schedule/occurrences.ts"
import { localTimes, planLaunch, readLocalTimes } from "../schedule/plan-launch.ts"
import { refuseTooLong } from "./duration.ts"
import { foldCounts } from "./fold-counts.ts"
import { readGroupHold } from "./group-hold.ts"
import { insertLaunch } from "./insert-launch.ts"
import { audienceAgain } from "./launch-audience.ts"
import { launchesChannel } from "./launches-channel.ts"
import { saidWith } from "./other-template.ts"
import { readSendingHold } from "./sending-hold.ts"
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

export const launchStates = ["scheduled", "expanding", "sending", "paused", "completed", "canceled"] as const

/** What a launch does now; of `launches` joined with `sources`. */
export const launchState = sql<(typeof launchStates)[number]>`CASE
  WHEN sources.state <> 'active' THEN sources.state
  WHEN ended_at IS NOT NULL THEN 'completed'
  WHEN filled_at IS NOT NULL THEN 'sending'
  WHEN after_contact IS NOT NULL THEN 'expanding'
  WHEN EXISTS (SELECT FROM launch_slices AS s WHERE s.launch_id = launches.id AND s.ended_at IS NOT NULL AND NOT s.is_skipped) THEN 'expanding'
  ELSE 'scheduled' END`

/** The state of a launch. Every contact of the audience is in exactly one of suppressed, accepted, refused or waiting. */
export const launchReport = z
  .object({
    id: fields.id,
    campaign_id: fields.id,
    parent_id: fields.id.nullable().describe("The launch that this one repeats in part"),
    resends: z.string().nullable().describe("Which part of that launch's audience: failed or unsent"),
    template: z
      .object({ id: fields.id, name: z.string(), language: z.string() })
      .nullable()
      .describe("That it was sent with in place of the campaign's; null: with the campaign's, or it is gone"),
    state: z.enum(launchStates),
    scheduled_at: fields.timestamp,
    in_local_time: localTimes
      .nullable()
      .describe("By the clock of each contact; null: for everybody at `scheduled_at`"),
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
    retried: z
      .number()
      .int()
      .describe(
        "Failed after Meta had taken them, for a reason that passes, and went or go once more: not in `failed`",
      ),
    retrying: z.number().int().describe("The part of `retried` that waits to go"),
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
 * @param launch.evenIfIncomplete also where the audience cannot be reached before it expires
 * @param launch.expiresAt when what is left of it is not worth sending any more; default: 72 hours after it starts
 * @returns its id
 * @throws Problem not_found; not_sendable when the number's business account is disconnected or its group archived;
 *   invalid_request when it would expire before it starts, or its audience names what there is not; launch_too_long;
 *   approval_required; conflict when the API or what happens to people has it sent
 */
export async function createLaunch(
  tx: Tx,
  campaignId: string,
  {
    at,
    expiresAt,
    evenIfIncomplete = false,
    now,
    resends,
    templateId,
    inLocalTime,
    occurrence,
  }: {
    at: Date
    /** By the clock of each contact, in place of `at`. */
    inLocalTime?: LocalTime | undefined
    /** Of a recurring campaign. */
    occurrence?: LocalTime | undefined
    expiresAt?: Date | undefined
    evenIfIncomplete?: boolean | undefined
    now: Date
    resends?: { launchId: string; what: "failed" | "unsent" }
    /** In place of the campaign's. */
    templateId?: string | undefined
  },
): Promise<string> {
  const made = await makeVersion(tx, { campaignId, now })
  const { workspaceId, version, definition } = made
  const { contentIds, intents } = templateId === undefined ? made : await saidWith(tx, made, templateId, now)
  const { number_id: numberId } = definition
  const audience = resends
    ? await audienceAgain(tx, resends.launchId, definition.audience)
    : definition.audience
  if (resends === undefined) refuseTriggered(definition.delivery)
  await requireReady(tx, workspaceId, definition)
  const plan = await planLaunch(tx, workspaceId, {
    at,
    local: inLocalTime,
    skipsPassed: evenIfIncomplete,
    keepsPassed: occurrence !== undefined,
    now,
  })
  const { starts, lastStart } = plan
  const expires = expiresAt ?? new Date(lastStart.getTime() + launchLifetimeMs)
  if (expires <= lastStart) {
    throw new Problem("invalid_request", "The launch would expire before it starts.", {
      field: "expires_at",
      help: "Give it a time after `at`, or leave it out: a launch expires 72 hours after it starts.",
    })
  }
  const priorityClass = classOfCampaign(intents)
  const isMarketing = priorityClass === classes.marketing
  const approvalId = await useApproval(
    tx,
    { workspaceId, campaignId, definition, tags: made.tags, isMarketing, resends, now },
    {
      isRepeated: resends !== undefined || occurrence !== undefined,
      hasOtherContent: templateId !== undefined,
    },
  )
  if (!evenIfIncomplete) {
    const quiet = isMarketing ? await readQuietTimes(tx) : null
    const scope = { workspaceId, now }
    const most = definition.controls.most_recipients?.count
    await refuseTooLong(
      tx,
      scope,
      { numberId, isMarketing, audience, resends, most },
      { starts, expires, quiet, fastest: fastest(definition.controls) },
    )
  }
  const id = await insertLaunch(tx, {
    campaignId,
    workspaceId,
    numberId,
    version,
    class: priorityClass,
    contentIds,
    policy: {
      ...policyOf(made.tags, definition, plan.zone),
      ...(resends && (await variablesOf(tx, resends.launchId))),
    },
    audience,
    plan,
    at,
    expiresAt: expires,
    occurrence,
    resends,
    templateId,
    now,
  })
  await noteUse(tx, approvalId, { version, launchId: id })
  return id
}

/** What every message of a launch knows, for Liquid: of what the API sent to a whole audience. */
async function variablesOf(tx: Tx, launchId: string): Promise<{ variables?: unknown }> {
  const { rows } = await sql<{ variables: unknown }>`
    SELECT policy -> 'variables' AS variables FROM sources WHERE id = ${launchId}`.execute(tx)
  const variables = rows[0]?.variables ?? null
  return variables === null ? {} : { variables }
}

/** @throws Problem conflict where a campaign is not sent by launches */
function refuseTriggered({ kind }: CampaignDelivery): void {
  if (kind !== "api" && kind !== "action") return
  throw new Problem(
    "conflict",
    kind === "api"
      ? "The campaign is sent as the API asks for it."
      : "The campaign is sent as something happens.",
    {
      field: "delivery",
      help:
        kind === "api"
          ? "Start it: `POST /v1/campaigns/{id}/start`. Then `…/trigger` sends it to people, and `…/broadcast` to its whole audience."
          : "Start it: `POST /v1/campaigns/{id}/start`. To launch it by hand, change its `delivery` first.",
      extra: { kind },
    },
  )
}

/** Of the strictest variant. Nobody asked for a free-form message of a campaign: it waits behind what people did ask for. */
export function classOfCampaign(intents: readonly Intent[]): PriorityClass {
  const own = intents.map((intent) => (intent === "service" ? classes.marketing : classOf(intent)))
  return own.sort().at(-1) ?? classes.marketing
}

/**
 * Launches once more for the part of an earlier launch's audience that it did not reach, with the content as it is now, or with another template.
 * @param what `failed`: each of their messages failed. `unsent`: they were sent none
 * @returns the new launch's id
 * @throws Problem not_found; conflict while the earlier launch is under way or another repeats it, and where it repeats one itself; what {@link createLaunch} throws
 */
export async function resendLaunch(
  tx: Tx,
  launchId: string,
  {
    what,
    templateId,
    expiresAt,
    evenIfIncomplete,
    now,
  }: {
    what: "failed" | "unsent"
    templateId?: string | undefined
    expiresAt?: Date | undefined
    evenIfIncomplete?: boolean | undefined
    now: Date
  },
): Promise<string> {
  const { state, campaign_id, parent_id } = await findLaunch(tx, launchId)
  if (parent_id !== null) {
    // It does not know who was reached by the others.
    throw new Problem("conflict", `The launch repeats ${parent_id} in part.`, {
      help: "Repeat that one: it counts what became of all of its repetitions.",
      extra: { parent_id },
    })
  }
  if (state !== "completed" && state !== "canceled") {
    throw new Problem("conflict", `The launch is ${state}: it has not come to its end.`, {
      help: "Wait until it is completed, or cancel it.",
    })
  }
  if (await isBeingRepeated(tx, launchId)) {
    throw new Problem("conflict", "The launch is being repeated: its people are still brought in.", {
      help: "Wait until they are, or cancel that launch.",
    })
  }
  return createLaunch(tx, campaign_id, {
    at: now,
    expiresAt,
    evenIfIncomplete,
    now,
    resends: { launchId, what },
    templateId,
  })
}

/** A launch has this long, where its member does not say otherwise. */
const launchLifetimeMs = 72 * 60 * 60_000

async function findLaunch(tx: Tx, launchId: string) {
  const launch = await tx
    .selectFrom("launches")
    .innerJoin("sources", "sources.id", "launches.id")
    .select([
      "launches.id",
      "campaign_id",
      "parent_id",
      "resends",
      "launches.template_id",
      "number_id",
      "scheduled_at",
      "expires_at",
      "launches.created_at",
    ])
    .select(launchState.as("state"))
    .where("launches.id", "=", launchId)
    .executeTakeFirst()
  return found(launch, "launch")
}

/** @throws Problem not_found */
export async function reportLaunch(
  { config, clock }: Pick<Platform, "config" | "clock">,
  tx: Tx,
  launchId: string,
): Promise<LaunchReport> {
  const { number_id, expires_at, template_id, ...launch } = await findLaunch(tx, launchId)
  const isOver = launch.state === "canceled" || launch.state === "completed"
  const source = { id: launchId, numberId: number_id }
  const { own, waves } = await readCountsWithWaves(tx, launchId)
  return {
    ...launch,
    template: template_id === null ? null : await nameTemplate(tx, template_id),
    in_local_time: await readLocalTimes(tx, launchId),
    expires_at: expires_at ?? launch.scheduled_at,
    ...foldCounts(own, waves),
    in_doubt: isOver ? { count: 0, until: null } : await countDoubts(tx, source, config.inDoubtGraceMs),
    hold: isOver
      ? null
      : ((await readLateHold(tx, launchId, clock.now())) ??
        (await readGroupHold(tx, number_id)) ??
        (await readTemplateHold(tx, launchId)) ??
        (await readSendingHold(tx, { ...source, startsAt: launch.scheduled_at }, clock.now()))),
  }
}

const nameTemplate = async (tx: Tx, id: string) =>
  (await tx
    .selectFrom("templates")
    .select(["id", "name", "language"])
    .where("id", "=", id)
    .executeTakeFirst()) ?? null

const nothingLeft = "Nothing has to be done. To reach the people it missed, resend it."

/**
 * Cancels what has not been sent: no contact enters any more, and those that wait in the outbox are dropped with the reason
 * `canceled`. What lanes have claimed goes back to them within a second.
 * @throws Problem not_found; conflict when the launch is over
 */
export async function cancelLaunch(tx: Tx, launchId: string, now: Date): Promise<void> {
  const { state } = await findLaunch(tx, launchId)
  if (state === "canceled") {
    throw new Problem("conflict", "The launch was canceled before.", { help: nothingLeft })
  }
  if (state === "completed") {
    const { own, waves } = await readCountsWithWaves(tx, launchId)
    if (foldCounts(own, waves).retrying === 0)
      throw new Problem("conflict", "The launch is completed: nothing of it waits.", { help: nothingLeft })
  }
  await cancelSource(tx, launchId, now)
}

/**
 * Pauses a launch, or lets it go on: while it is paused no contact enters, and none gets a message. It expires all the same.
 * @throws Problem not_found; conflict when the launch is over, or is so already
 */
export async function pauseLaunch(tx: Tx, launchId: string, isPaused: boolean): Promise<void> {
  const { state } = await findLaunch(tx, launchId)
  if (state === "canceled" || state === "completed")
    throw new Problem("conflict", `The launch is ${state}: nothing of it waits.`, { help: nothingLeft })
  if (isPaused && state === "paused")
    throw new Problem("conflict", "The launch is paused already.", { help: "Resume it to let it go on." })
  if (!isPaused && state !== "paused") {
    throw new Problem("conflict", "The launch is not paused.", {
      help: "It goes on by itself. Where it waits, its `hold` says for what.",
    })
  }
  await pauseSource(tx, launchId, isPaused)
  if (!isPaused) wakeAfterCommit(launchesChannel, "")
}
