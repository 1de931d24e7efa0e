/** What a campaign came to: the gates its messages passed, variants against each other and against control, over time. */
import { type CampaignDefinition, campaignConversion, readCampaignDefinition } from "@parley/model"
import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { requireZone } from "../../workspaces/index.ts"
import { revenueUnit } from "../conversions/settle.ts"
import { costOf } from "../costs/price.ts"
import { cardsOf, listRateCards } from "../costs/rate-cards.ts"
import { bestOf, didOf, liftOf, measures, passedOf, rateOf, sampleRatioOf } from "./compare.ts"
import { gateNames, gatesOf, reasonsOf, totalOf } from "./gates.ts"
import {
  type CampaignCount,
  countPeople,
  readCampaignCounts,
  readCharges,
  readSeries,
  readSpan,
  seriesStages,
  zoneOfWorkspace,
} from "./read-counts.ts"

const count = z.number().int()
const reasons = z.array(
  z.object({ code: z.string(), title: z.string(), advice: z.string().nullable(), count }),
)

const rate = z
  .object({
    successes: count,
    trials: count.describe("People who passed every rule"),
    rate: z.number().nullable().describe("null: there were none"),
    low: z.number().describe("With 95 % it is between this"),
    high: z.number().describe("and this (Wilson's interval)"),
  })
  .meta({ id: "ResultRate" })

const share = z
  .number()
  .nullable()
  .describe("How probable it is that this one is best; null: too few people to say")
const revenue = z.array(z.object({ currency: z.string().nullable(), amount: z.number() }))

const conversionCount = z
  .object({ place: count.describe("Of the conversion in the campaign"), count, revenue })
  .meta({ id: "ConversionCount" })

const variantResult = z
  .object({
    variant: count.describe("Its place"),
    id: fields.id.nullable().describe("null: the campaign has it no longer"),
    name: z.string(),
    weight: z.number(),
    passed: count.describe("People who passed every rule, so that a message was sent"),
    accepted: count,
    sent: count,
    delivered: count,
    read: count,
    clicked: count.describe("Messages of which a tracked link was tapped"),
    replied: count,
    failed: count,
    conversions: z.array(conversionCount),
    rates: z.object({ delivered: rate, read: rate, clicked: rate, replied: rate, converted: rate }),
    best: z.object({ delivered: share, read: share, clicked: share, replied: share, converted: share }),
  })
  .meta({ id: "VariantResult" })

const between = z.object({ low: z.number(), high: z.number() })

const lift = z
  .object({
    treated: rate,
    control: rate,
    difference: between
      .extend({ difference: z.number() })
      .nullable()
      .describe("Of the rates, with Newcombe's interval of 95 %; null: too few people to say"),
    incremental: between
      .extend({ count: z.number() })
      .nullable()
      .describe("Primary conversions that would not have been without the campaign"),
    conversions: z.array(conversionCount).describe("Of the control group"),
  })
  .meta({ id: "CampaignLift" })

const cost = z
  .object({
    amounts: z
      .array(
        z.object({
          currency: z.string(),
          amount: z.number(),
          per_conversion: z.number().nullable().describe("Of the primary one; null: there was none"),
        }),
      )
      .describe("By the rate cards that held when messages were delivered; none: no rate card says it"),
    charged: count.describe("Messages that `amounts` are for"),
    free: count.describe("Messages that Meta said to be free"),
    unpriced: z.array(
      z.object({
        country: z.string().nullable(),
        category: z.string(),
        count,
        reason: z.enum(["no_rate_card", "no_rate", "no_country"]),
      }),
    ),
    parts: z.array(
      z.object({
        country: z.string().nullable(),
        category: z.string(),
        currency: z.string(),
        count,
        amount: z.number(),
      }),
    ),
  })
  .meta({ id: "CampaignCost" })

export const campaignResults = z
  .object({
    campaign_id: fields.id,
    launch_id: fields.id.nullable(),
    time_zone: z.string(),
    unit: z.enum(["hour", "day"]),
    first_at: fields.timestamp
      .nullable()
      .describe("The quarter of an hour in which the first of it happened"),
    last_at: fields.timestamp.nullable(),
    waiting: count.describe("Still in the outbox"),
    gates: z
      .array(z.object({ gate: z.enum(gateNames), count, lost: count, reasons }))
      .describe(
        "What messages pass, in this order. `count` passed a gate, `lost` were stopped there. People who a launch was repeated for " +
          "count once up to `control`; the messages of repetitions from `accepted` on.",
      ),
    failures: reasons.describe("By Meta's code; no_answer until a status corrects it"),
    retried: count.describe(
      "Failed later for a reason that passes, and went or go once more: not in `failures`",
    ),
    conversions: z
      .array(campaignConversion)
      .describe("As the campaign has them; the first is the primary one"),
    variants: z.array(variantResult),
    lift: lift.nullable().describe("Against the control group; null: there is none"),
    sample_ratio: z
      .object({ probability: z.number(), is_alarming: z.boolean() })
      .nullable()
      .describe(
        "How probable it is that people came to be spread over variants and control like this by chance; null: there is one group, or " +
          "the shares were changed",
      ),
    cost: cost.describe("Of what was delivered, by what Meta said of each message's price"),
    ways: z
      .object({
        optimized: count.describe("Messages that Meta took through its Marketing Messages API"),
        billed_as_optimized: count.describe("Delivered messages that Meta billed as such (`marketing_lite`)"),
        instead: reasons.describe(
          "Messages that went another way than they were to, by what Meta said of that one",
        ),
      })
      .describe("By which of Meta's ways marketing templates went"),
    people: z
      .array(z.object({ variant: count, is_control: z.boolean(), people: count }))
      .nullable()
      .describe("Different people who were recipients, where `people` asks for them"),
    series: z
      .array(
        z.object({
          at: z.string().describe("A day, or an hour, by the clock of the time zone"),
          ...(Object.fromEntries(seriesStages.map((stage) => [stage, count])) as Record<
            (typeof seriesStages)[number],
            typeof count
          >),
        }),
      )
      .describe("Each stage when it was reached; what has nothing is left out"),
  })
  .meta({ id: "CampaignResults" })

export const resultsQuery = z.object({
  launch_id: fields.id.optional().describe("Of this launch, with what repeats it"),
  from: fields.instant.optional().describe("What happened from then on, to the quarter of an hour"),
  to: fields.instant.optional().describe("What happened before"),
  time_zone: fields.timeZone.optional().describe("Default: the workspace's"),
  unit: z.enum(["hour", "day"]).optional().describe("Default: hours for up to three days, else days"),
  people: z.stringbool().default(false).describe("Count different people, too: it takes longer"),
})

const threeDaysMs = 3 * 24 * 60 * 60_000

/** @throws Problem not_found */
export async function readResults(
  tx: Tx,
  campaignId: string,
  { launch_id: launchId, from, to, time_zone, unit: asked, people }: z.output<typeof resultsQuery>,
): Promise<z.output<typeof campaignResults>> {
  const campaign = found(
    await tx
      .selectFrom("campaigns")
      .select(["definition", "version"])
      .where("id", "=", campaignId)
      .executeTakeFirst(),
    "campaign",
  )
  if (launchId !== undefined) {
    const launch = tx.selectFrom("launches").select("id").where("id", "=", launchId)
    found(await launch.where("campaign_id", "=", campaignId).executeTakeFirst(), "launch")
  }
  const zone = time_zone ?? (await zoneOfWorkspace(tx))
  await requireZone(tx, zone)
  const scope = { campaignId, launchId, from, to }
  const counts = await readCampaignCounts(tx, scope)
  const span = await readSpan(tx, scope)
  const unit = asked ?? (span && span.last.getTime() - span.first.getTime() > threeDaysMs ? "day" : "hour")
  const versions = await readVersions(tx, campaignId, counts)
  const latest = versions.at(-1) ?? readCampaignDefinition(campaign.definition)
  const { gates, waiting } = gatesOf(counts)
  const compared = liftOf(counts)
  const charges = await readCharges(tx, scope, zone)
  const paid = costOf(charges, cardsOf(await listRateCards(tx)))
  const converted = didOf(counts, "converted")
  return {
    campaign_id: campaignId,
    launch_id: launchId ?? null,
    time_zone: zone,
    unit,
    first_at: span?.first ?? null,
    last_at: span?.last ?? null,
    waiting,
    gates,
    failures: reasonsOf(counts, "failed"),
    retried: totalOf(counts, "retried"),
    conversions: latest.conversions,
    variants: variantsOf(counts, latest),
    lift: compared && { ...compared, conversions: conversionsOf(counts, latest, "control_") },
    sample_ratio: sampleRatioOf(
      counts,
      versions.map(({ variants, control_share }) => ({
        weights: variants.map(({ weight }) => weight),
        controlShare: control_share,
      })),
    ),
    cost: {
      ...paid,
      amounts: paid.amounts.map((each) => ({
        ...each,
        per_conversion: converted > 0 ? each.amount / converted : null,
      })),
    },
    ways: {
      optimized: totalOf(counts, "marketing_messages"),
      billed_as_optimized: charges.reduce(
        (sum, { category, count }) => sum + (category === "marketing_lite" ? count : 0),
        0,
      ),
      instead: reasonsOf(counts, "other_way"),
    },
    people: people ? await countPeople(tx, scope) : null,
    series: await readSeries(tx, scope, { unit, zone }),
  }
}

/** The versions that something was counted of, the latest last. */
async function readVersions(
  tx: Tx,
  campaignId: string,
  counts: readonly CampaignCount[],
): Promise<CampaignDefinition[]> {
  const sent = [...new Set(counts.map(({ version }) => version))]
  if (sent.length === 0) return []
  const rows = await tx
    .selectFrom("campaign_versions")
    .select("definition")
    .where("campaign_id", "=", campaignId)
    .where("version", "in", sent)
    .orderBy("version")
    .execute()
  return rows.map(({ definition }) => readCampaignDefinition(definition))
}

function variantsOf(counts: readonly CampaignCount[], { variants, conversions }: CampaignDefinition) {
  const known = variants.map((variant, place) => ({ place, ...variant }))
  // A version before may have had more of them.
  const others = [...new Set(counts.map(({ variant }) => variant))].filter(
    (place) => place >= variants.length,
  )
  const all = [
    ...known,
    ...others.map((place) => ({ place, id: null, name: `Variant ${place + 1}`, weight: 0 })),
  ]
  const results = all.map(({ place, id, name, weight }) => {
    const own = counts.filter(({ variant }) => variant === place)
    const passed = passedOf(own)
    const rates = Object.fromEntries(
      measures.map((measure) => [measure, rateOf(didOf(own, measure), passed)]),
    ) as Record<(typeof measures)[number], ReturnType<typeof rateOf>>
    return {
      variant: place,
      id,
      name,
      weight,
      passed,
      accepted: totalOf(own, "accepted", ({ counted_as }) => counted_as !== "wave"),
      sent: totalOf(own, "sent"),
      delivered: totalOf(own, "delivered"),
      read: totalOf(own, "read"),
      clicked: totalOf(own, "clicked"),
      replied: totalOf(own, "replied"),
      failed: totalOf(own, "failed"),
      conversions: conversionsOf(own, { conversions }),
      rates,
    }
  })
  const best = bestOf(results.map(({ rates }) => rates))
  return results.map((result, place) => ({
    ...result,
    best: best[place] ?? { delivered: null, read: null, clicked: null, replied: null, converted: null },
  }))
}

function conversionsOf(
  counts: readonly CampaignCount[],
  { conversions }: Pick<CampaignDefinition, "conversions">,
  of: "" | "control_" = "",
): z.output<typeof conversionCount>[] {
  return conversions.map((_, place) => {
    const earned = counts.filter(
      ({ stage, reason }) => stage === `${of}revenue` && reason.startsWith(`${place} `),
    )
    const byCurrency = Map.groupBy(earned, ({ reason }) => reason.slice(reason.indexOf(" ") + 1))
    return {
      place,
      count: totalOf(counts, `${of}converted`, ({ reason }) => reason === String(place)),
      revenue: [...byCurrency].map(([currency, rows]) => ({
        currency: currency || null,
        amount: rows.reduce((sum, row) => sum + row.count, 0) / revenueUnit,
      })),
    }
  })
}
