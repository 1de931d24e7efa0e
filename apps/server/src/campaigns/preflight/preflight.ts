/** What a launch would do, and what stands in its way: on one page, before anyone gets anything. */
import { type CampaignDefinition, frequencyCaps, readCampaignDefinition } from "@parley/model"
import type { z } from "zod"
import { chooseLanguage, explainReason, ratePerSecond } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { languagesOf } from "../../templates/index.ts"
import { readQuietTimes } from "../../workspaces/index.ts"
import { listApprovals } from "../approvals/approvals.ts"
import { isMarketingBy } from "../approvals/is-marketing.ts"
import { approvalNeeded } from "../approvals/require-approval.ts"
import { fastest } from "../controls/policy.ts"
import { planLaunch, timesOf } from "../schedule/plan-launch.ts"
import { planCost } from "./plan-cost.ts"
import type { preflight, preflightQuery } from "./preflight-shapes.ts"
import { attempt, blocking, findProblems, nobody, readTemplates, troubleOfTemplate } from "./problems.ts"
import { type Reach, readReach } from "./reach.ts"
import { sendingDays } from "./send-plan.ts"

/** @throws Problem not_found */
export async function readPreflight(
  tx: Tx,
  { campaignId, now, isSandbox }: { campaignId: string; now: Date; isSandbox: boolean },
  { at, in_local_time: local }: z.output<typeof preflightQuery>,
): Promise<z.output<typeof preflight>> {
  const {
    workspace_id: workspaceId,
    tags,
    ...campaign
  } = found(
    await tx
      .selectFrom("campaigns")
      .select(["workspace_id", "definition", "tags", "archived_at"])
      .where("id", "=", campaignId)
      .executeTakeFirst(),
    "campaign",
  )
  const definition = readCampaignDefinition(campaign.definition)
  const problems = await findProblems(tx, workspaceId, definition, now)
  if (campaign.archived_at !== null)
    problems.unshift(
      blocking("archived", "The campaign is archived.", null, "Take it out of the archive first."),
    )
  const plan = await attempt(problems, () =>
    planLaunch(tx, workspaceId, { at: at ?? now, local, skipsPassed: true, now }),
  )
  const templates = await readTemplates(tx, definition)
  problems.push(...templates.flatMap(troubleOfTemplate))
  const workspaceQuiet = await readQuietTimes(tx)
  const { number_id: numberId, controls, control_share: controlShare, variants } = definition
  const isMarketing = isMarketingBy(definition, new Map(templates.map(({ id, category }) => [id, category])))
  const isUnclear = problems.some(({ field }) => field?.startsWith("audience"))
  const reach =
    numberId === null || variants.length === 0 || isUnclear
      ? null
      : await attempt(problems, () =>
          readReach(tx, {
            ...{ workspaceId, numberId, isMarketing, tags, audience: definition.audience },
            now: plan?.starts ?? now,
            assignment: { seed: campaignId, controlShare },
          }),
        )
  if (reach?.people === 0) problems.push(nobody)
  const starts = plan?.starts ?? now
  const approval = await readStanding(tx, {
    ...{ workspaceId, campaignId, definition, isMarketing, now },
  })
  return {
    problems,
    reach: reach && told(reach),
    languages: reach ? await splitLanguages(tx, definition, reach) : [],
    templates,
    sending:
      reach && plan && numberId !== null
        ? await planSending(tx, numberId, {
            people: Math.min(reach.people, controls.most_recipients?.count ?? reach.people),
            starts: plan.starts,
            zone: plan.zone,
            quiet: isMarketing ? workspaceQuiet : null,
            fastest: fastest(controls),
          })
        : null,
    cost:
      reach && reach.people > 0 && numberId !== null
        ? await planCost(tx, {
            ...{ numberId, definition, templates, reach, starts, isSandbox },
            zone: plan?.zone ?? "UTC",
            people: Math.min(reach.people, controls.most_recipients?.count ?? reach.people),
          })
        : null,
    caps: { rules: isMarketing ? await readCaps(tx) : [], is_ignored: controls.ignores_caps },
    approval,
    in_local_time: plan ? timesOf(plan) : null,
    quiet_hours: { workspace: isMarketing ? workspaceQuiet : null, campaign: controls.quiet_hours },
  }
}

async function readCaps(tx: Tx): Promise<z.output<typeof frequencyCaps>> {
  const { rows } = await sql<{ caps: unknown }>`
    SELECT frequency_caps AS caps FROM workspaces WHERE id = current_workspace()`.execute(tx)
  return frequencyCaps.parse(rows[0]?.caps ?? [])
}

async function readStanding(
  tx: Tx,
  {
    campaignId,
    definition,
    ...scope
  }: {
    workspaceId: string
    campaignId: string
    definition: CampaignDefinition
    isMarketing: boolean
    now: Date
  },
): Promise<z.output<typeof preflight>["approval"]> {
  const { number_id } = definition
  const needed =
    number_id === null
      ? null
      : await attempt([], () => approvalNeeded(tx, { ...scope, definition: { ...definition, number_id } }))
  if (needed === null) return { is_needed: false, above: null, is_given: false }
  const isOnce = definition.delivery.kind === "once"
  const given = (await listApprovals(tx, campaignId)).find(
    ({ state, used_at }) => state === "approved" && (used_at === null || !isOnce),
  )
  return { is_needed: true, above: needed.above, is_given: given !== undefined }
}

function told({ audience, people, control, suppressed }: Reach) {
  return {
    ...{ audience, people, control },
    suppressed: [...suppressed]
      .map(([reason, count]) => ({ ...explainReason(reason), count }))
      .sort((one, other) => other.count - one.count),
    us_numbers: suppressed.get("us_marketing") ?? 0,
  }
}

/** In which language of the template the people of each language get it. */
async function splitLanguages(tx: Tx, { variants }: CampaignDefinition, { languages }: Reach) {
  const [first] = variants
  const content = first?.content
  const template =
    content?.kind === "template"
      ? (await languagesOf(tx, [content.template_id])).get(content.template_id)
      : undefined
  const own = template?.all.find(({ isOwn }) => isOwn)
  const chooses = content?.kind === "template" && content.language === "contact"
  const sendable = template?.all.filter(({ isSendable }) => isSendable) ?? []
  return [...languages]
    .map(([language, people]) => {
      const sentIn = chooses ? (chooseLanguage(sendable, language, template?.fallback ?? null) ?? own) : own
      return {
        ...{ language, people },
        sent_in: sentIn?.language ?? null,
        is_fallback: sentIn !== undefined && language !== null && !isSame(sentIn.language, language),
      }
    })
    .sort((one, other) => other.people - one.people)
}

const isSame = (one: string, other: string) => one.split("_")[0] === other.split("_")[0]

async function planSending(
  tx: Tx,
  numberId: string,
  to: {
    people: number
    starts: Date
    zone: string
    quiet: Awaited<ReturnType<typeof readQuietTimes>>
    fastest: number
  },
) {
  const number = await tx
    .selectFrom("numbers")
    .select(["rate_per_second", "throughput_level", "messaging_limit"])
    .where("id", "=", numberId)
    .executeTakeFirstOrThrow()
  const ofNumber = ratePerSecond(number)
  const limit = number.messaging_limit
  const bounds = {
    ratePerSecond: Math.min(ofNumber, to.fastest),
    messagingLimit: limit === null || limit <= 0 ? null : limit,
    quiet: to.quiet,
  }
  const { ends, days } = sendingDays(to.people, to.starts, bounds, to.zone)
  return {
    starts_at: to.starts,
    ends_at: ends,
    per_second: bounds.ratePerSecond,
    limited_by: to.fastest < ofNumber ? ("campaign" as const) : ("number" as const),
    messaging_limit: bounds.messagingLimit,
    days,
  }
}
