import type { Filter } from "@parley/model"
import { createSource } from "../../messaging/index.ts"
import { jsonText, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { holdNamed } from "../../segments/index.ts"
import { launchesChannel } from "../launches/launches-channel.ts"
import type { LocalTime } from "../schedule/occurrences.ts"
import { keepPlan, planLaunch } from "../schedule/plan-launch.ts"
import { lifetimeOf } from "./send-named.ts"
import type { Trigger } from "./triggers.ts"

interface Broadcast {
  audience?: Filter | undefined
  variables: object
  at: Date
  /** By the clock of each contact, in place of `at`. */
  local?: LocalTime | undefined
  now: Date
}

/**
 * Sends a campaign that is started to its whole audience, or to a part of it: a launch like any other from then on.
 * @param audience only those of the campaign's audience who are in this one as well
 * @param variables of every message, for Liquid
 * @returns the launch's id
 * @throws Problem invalid_request when an audience names what there is not
 */
export async function launchBroadcast(
  tx: Tx,
  { campaignId, workspaceId, numberId, version, contentIds, definition, ...trigger }: Trigger,
  { audience, variables, at, local, now }: Broadcast,
): Promise<string> {
  const whole = audience === undefined ? definition.audience : { all: [definition.audience, audience] }
  await holdNamed(tx, workspaceId, whole, "audience")
  const plan = await planLaunch(tx, workspaceId, { at, local, skipsPassed: true, now })
  const id = await createSource(tx, {
    workspaceId,
    numberId,
    kind: "launch",
    class: trigger.class,
    contentIds,
    policy: { ...trigger.policy, variables },
    expiresAt: new Date(plan.lastStart.getTime() + lifetimeOf(trigger.class)),
    now,
  })
  await tx
    .insertInto("launches")
    .values({
      id,
      workspace_id: workspaceId,
      campaign_id: campaignId,
      version,
      audience: jsonText(whole),
      scheduled_at: plan.local ? plan.starts : at,
      local_at: plan.local?.at ?? null,
      local_zone: plan.local?.zone ?? null,
      created_at: now,
    })
    .execute()
  await keepPlan(tx, { id, workspaceId }, plan, now)
  wakeAfterCommit(launchesChannel, "")
  return id
}
