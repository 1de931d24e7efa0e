import type { Filter } from "@parley/model"
import { classes } from "../../messaging/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { holdNamed } from "../../segments/index.ts"
import { requireApprovedVersion } from "../approvals/require-approval.ts"
import { insertLaunch } from "../launches/insert-launch.ts"
import type { LocalTime } from "../schedule/occurrences.ts"
import { planLaunch } from "../schedule/plan-launch.ts"
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
 * @throws Problem invalid_request when an audience names what there is not; approval_required
 */
export async function launchBroadcast(
  tx: Tx,
  { campaignId, workspaceId, numberId, version, contentIds, definition, ...trigger }: Trigger,
  { audience, variables, at, local, now }: Broadcast,
): Promise<string> {
  const whole = audience === undefined ? definition.audience : { all: [definition.audience, audience] }
  await holdNamed(tx, workspaceId, whole, "audience")
  await requireApprovedVersion(tx, {
    ...{ workspaceId, campaignId, version, contentIds, now },
    definition: { ...definition, number_id: numberId, audience: whole },
    isMarketing: trigger.class === classes.marketing,
  })
  const plan = await planLaunch(tx, workspaceId, { at, local, skipsPassed: true, now })
  return insertLaunch(tx, {
    campaignId,
    workspaceId,
    numberId,
    version,
    class: trigger.class,
    contentIds,
    policy: { ...trigger.policy, variables },
    audience: whole,
    plan,
    at,
    expiresAt: new Date(plan.lastStart.getTime() + lifetimeOf(trigger.class)),
    now,
  })
}
