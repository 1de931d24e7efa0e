import type { Filter } from "@parley/model"
import { createSource, type PriorityClass } from "../../messaging/index.ts"
import { jsonText, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import type { LocalTime } from "../schedule/occurrences.ts"
import { keepPlan, type LaunchPlan } from "../schedule/plan-launch.ts"
import { launchesChannel } from "./launches-channel.ts"

/** Everything that a launch is, decided. */
export interface NewLaunch {
  campaignId: string
  workspaceId: string
  numberId: string
  version: number
  class: PriorityClass
  contentIds: readonly string[]
  /** What lanes need to know of the campaign, and `variables` of every message. */
  policy: object
  audience: Filter
  plan: Pick<LaunchPlan, "starts" | "local">
  /** When it was to begin, where that is not by the clock of each contact. */
  at: Date
  expiresAt: Date
  /** Of a recurring campaign. */
  occurrence?: LocalTime | undefined
  resends?: { launchId: string; what: "failed" | "unsent" } | undefined
  /** In place of the campaign's. */
  templateId?: string | undefined
  now: Date
}

/** Writes a launch, the one way there is: its source, itself, and its slices. @returns its id */
export async function insertLaunch(
  tx: Tx,
  { plan, resends, audience, at, now, ...launch }: NewLaunch,
): Promise<string> {
  const { workspaceId } = launch
  const id = await createSource(tx, {
    workspaceId,
    numberId: launch.numberId,
    kind: "launch",
    class: launch.class,
    contentIds: [...launch.contentIds],
    policy: launch.policy,
    expiresAt: launch.expiresAt,
    ...(resends && { parentId: resends.launchId }),
    now,
  })
  await tx
    .insertInto("launches")
    .values({
      id,
      workspace_id: workspaceId,
      campaign_id: launch.campaignId,
      version: launch.version,
      audience: jsonText(audience),
      resends: resends?.what ?? null,
      template_id: launch.templateId ?? null,
      scheduled_at: plan.local ? plan.starts : at,
      local_at: plan.local?.at ?? null,
      local_zone: plan.local?.zone ?? null,
      occurrence: launch.occurrence ?? null,
      created_at: now,
    })
    .execute()
  await keepPlan(tx, { id, workspaceId }, plan, now)
  wakeAfterCommit(launchesChannel, "")
  return id
}
