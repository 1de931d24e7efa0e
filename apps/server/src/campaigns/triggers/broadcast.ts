import type { Filter } from "@parley/model"
import type { Tx } from "../../platform/database/index.ts"
import { holdNamed } from "../../segments/index.ts"
import { insertLaunch } from "../launches/insert-launch.ts"
import { lifetimeOf } from "./send-named.ts"
import type { Trigger } from "./triggers.ts"

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
  { audience, variables, at, now }: { audience?: Filter | undefined; variables: object; at: Date; now: Date },
): Promise<string> {
  const whole = audience === undefined ? definition.audience : { all: [definition.audience, audience] }
  await holdNamed(tx, workspaceId, whole, "audience")
  const starts = new Date(Math.max(at.getTime(), now.getTime()))
  return insertLaunch(tx, {
    campaignId,
    workspaceId,
    numberId,
    version,
    class: trigger.class,
    contentIds,
    policy: { ...trigger.policy, variables },
    audience: whole,
    plan: { starts, local: null },
    at,
    expiresAt: new Date(starts.getTime() + lifetimeOf(trigger.class)),
    now,
  })
}
