/** What a launch would do, and what stands in its way: on one page, before anyone gets anything. */
import {
  type CampaignDefinition,
  campaignQuietHours,
  frequencyCaps,
  readCampaignDefinition,
} from "@parley/model"
import { explainStatus } from "@parley/whatsapp/templates"
import { z } from "zod"
import {
  checkContent,
  chooseLanguage,
  classes,
  explainReason,
  intentOf,
  ratePerSecond,
  whyNumberWaits,
} from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { refuseMissing } from "../../segments/index.ts"
import { languagesOf } from "../../templates/index.ts"
import { readQuietTimes } from "../../workspaces/index.ts"
import { listApprovals } from "../approvals/approvals.ts"
import { approvalNeeded } from "../approvals/require-approval.ts"
import { fastest } from "../controls/policy.ts"
import { below } from "../definition/check-definition.ts"
import { refuseArchivedGroup } from "../launches/group-hold.ts"
import { classOfCampaign } from "../launches/launches.ts"
import { localTime, localTimes, planLaunch, timesOf } from "../schedule/plan-launch.ts"
import { freeReasons, planCost } from "./plan-cost.ts"
import { type Reach, readReach } from "./reach.ts"
import { sendingDays } from "./send-plan.ts"

export const preflightQuery = z
  .object({
    at: fields.instant.optional().describe("When it would start; now when absent"),
    in_local_time: localTime.optional().describe("In place of `at`: by the clock of each contact"),
  })
  .refine(({ at, in_local_time }) => at === undefined || in_local_time === undefined, {
    path: ["in_local_time"],
    message: "either this or `at`",
  })

const count = z.int()
const problem = z.object({
  code: z.string(),
  message: z.string(),
  help: z.string().nullable(),
  field: z.string().nullable().describe("Of the campaign; null: it is of something else"),
  is_blocking: z.boolean().describe("Whether it cannot be launched as long as this is so"),
})
type Found = z.output<typeof problem>

export const preflight = z
  .object({
    problems: z.array(problem),
    reach: z
      .object({
        audience: count.describe("Contacts that match = people + control + suppressed"),
        people: count.describe("Who gets a message"),
        control: count.describe("Who gets nothing, for comparison"),
        suppressed: z.array(
          z.object({ code: z.string(), title: z.string(), advice: z.string().nullable(), count }),
        ),
        us_numbers: count.describe("The part of `suppressed` that Meta delivers no marketing to"),
      })
      .nullable()
      .describe("null: a number or a message is missing"),
    languages: z.array(
      z.object({
        language: z.string().nullable().describe("Of the contacts; null: not known"),
        people: count,
        sent_in: z
          .string()
          .nullable()
          .describe(
            "The language of the template they get, of the first variant; null: it is made from none",
          ),
        is_fallback: z.boolean().describe("They get it in a language that they do not speak"),
      }),
    ),
    templates: z.array(
      z.object({
        variant: z.string(),
        id: fields.id,
        name: z.string(),
        language: z.string(),
        status: z.string(),
        category: z.string(),
        is_sendable: z.boolean(),
      }),
    ),
    sending: z
      .object({
        starts_at: fields.timestamp,
        ends_at: fields.timestamp.describe(
          "When the last person has it, where the number sends nothing else",
        ),
        per_second: z.number().describe("Messages that go in a second"),
        limited_by: z.enum(["number", "campaign"]),
        messaging_limit: count
          .nullable()
          .describe("Different people in 24 hours, of the number's portfolio; null: no limit, or not known"),
        days: z
          .array(z.object({ date: z.string(), people: count }))
          .describe("By the clock of the workspace; 60 at most, the last with all that is left"),
      })
      .nullable(),
    in_local_time: localTimes.nullable(),
    cost: z
      .object({
        amounts: z.array(z.object({ currency: z.string(), amount: z.number() })),
        charged: count.describe("Messages that `amounts` are for"),
        free: z
          .array(z.object({ reason: z.enum(freeReasons), count }))
          .describe(
            "Messages that cost nothing: answers to an ad within 72 hours, and the first 1,000 of a number in a month that are no " +
              "templates",
          ),
        unpriced: z
          .array(
            z.object({
              country: z.string().nullable(),
              category: z.string(),
              count,
              reason: z.enum(["no_rate_card", "no_rate", "no_country"]),
            }),
          )
          .describe("What they cost is not known: nothing is made up"),
        parts: z.array(
          z.object({
            country: z.string().nullable(),
            category: z.string(),
            currency: z.string(),
            count,
            amount: z.number(),
          }),
        ),
        rate_cards: z.array(
          z.object({ name: z.string(), effective_from: z.string(), is_imaginary: z.boolean() }),
        ),
      })
      .nullable()
      .describe("If each message arrives, by the rate cards that hold as it starts. null: nobody gets any"),
    caps: z
      .object({ rules: frequencyCaps, is_ignored: z.boolean() })
      .describe("The workspace's frequency caps, by which fewer may get it: they depend on the moment"),
    approval: z
      .object({
        is_needed: z.boolean().describe("Another member has to approve it before it goes out"),
        above: count.nullable().describe("Campaigns to more people need it; null: none does"),
        is_given: z.boolean().describe("It is approved as it is now"),
      })
      .describe("See GET /v1/campaigns/{id}/approvals"),
    quiet_hours: z.object({
      workspace: z.object({ from: z.string(), until: z.string(), zone: z.string() }).nullable(),
      campaign: campaignQuietHours.nullable(),
    }),
  })
  .meta({ id: "CampaignPreflight" })

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
  const isMarketing = isMarketingCampaign(definition, templates)
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

const blocking = (
  code: string,
  message: string,
  field: string | null,
  help: string | null = null,
): Found => ({
  ...{ code, message, help, field },
  is_blocking: true,
})

const nobody: Found = {
  code: "nobody",
  message: "Nobody would get it now.",
  help: "See by which reasons people are left out, or choose another audience.",
  field: "audience",
  is_blocking: false,
}

/** What a step says of it, among the problems. */
async function attempt<T>(problems: Found[], step: () => Promise<T>): Promise<T | null> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, message, field = null, help } = error
    if (!problems.some((one) => one.message === message))
      problems.push(blocking(code, message, field, help ?? null))
    return null
  }
}

async function findProblems(
  tx: Tx,
  workspaceId: string,
  { number_id: numberId, variants, audience }: CampaignDefinition,
  now: Date,
): Promise<Found[]> {
  const problems: Found[] = []
  if (numberId === null)
    problems.push(
      blocking("number_missing", "The campaign lacks a number that it is sent from.", "number_id"),
    )
  if (variants.length === 0)
    problems.push(blocking("message_missing", "The campaign lacks a message.", "variants"))
  await attempt(problems, () => refuseMissing(tx, workspaceId, audience, "audience"))
  if (numberId === null) return problems
  for (const [place, { content }] of variants.entries())
    await attempt(problems, () =>
      below(`variants.${place}.content`, () => checkContent(tx, numberId, content)),
    )
  await attempt(problems, () => refuseArchivedGroup(tx, numberId))
  const waits = await whyNumberWaits(tx, numberId, now)
  if (waits)
    problems.push({
      ...{ code: waits.code, message: waits.title, help: waits.advice, field: "number_id" },
      is_blocking: waits.code === "number_disconnected",
    })
  return problems
}

async function readTemplates(tx: Tx, { variants }: CampaignDefinition) {
  const said = variants.flatMap(({ name, content }) =>
    content.kind === "template" ? [{ variant: name, id: content.template_id }] : [],
  )
  const rows = await tx
    .selectFrom("templates")
    .select(["id", "name", "language", "status", "category"])
    .where("id", "=", sql<string>`ANY(${said.map(({ id }) => id)}::uuid[])`)
    .execute()
  return said.flatMap(({ variant, id }) => {
    const row = rows.find((one) => one.id === id)
    return row ? [{ variant, ...row, is_sendable: explainStatus(row.status).sendable }] : []
  })
}

type Template = Awaited<ReturnType<typeof readTemplates>>[number]

function troubleOfTemplate({ name, language, status, is_sendable, variant }: Template): Found[] {
  if (is_sendable) return []
  const { title, meaning, advice } = explainStatus(status)
  return [
    {
      code: `template_${status.toLowerCase()}`,
      message: `The template ${name} (${language}) of ${variant} is ${title.toLowerCase()}. ${meaning}`,
      help: advice,
      field: "variants",
      is_blocking: false,
    },
  ]
}

function isMarketingCampaign({ variants }: CampaignDefinition, templates: readonly Template[]): boolean {
  const intents = variants.map(({ content }) =>
    content.kind === "template"
      ? intentOf(templates.find(({ id }) => id === content.template_id)?.category ?? "")
      : "service",
  )
  return classOfCampaign(intents) === classes.marketing
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
