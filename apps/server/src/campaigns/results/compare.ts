/** What the counts of variants and of the control group say of each other. Pure. */
import {
  canCompare,
  differenceOf,
  type Proportion,
  probabilitiesToBeBest,
  sampleRatioAlarm,
  sampleRatioProbability,
  wilsonInterval,
} from "@parley/model"
import { isFirst, totalOf } from "./gates.ts"
import type { CampaignCount } from "./read-counts.ts"

/** By what variants are compared. */
export const measures = ["delivered", "read", "clicked", "replied", "converted"] as const
type Measure = (typeof measures)[number]

interface Rate extends Proportion {
  rate: number | null
  low: number
  high: number
}

/** A proportion with its interval. More who did it than there were people is one for each: two messages to one of them. */
export function rateOf(successes: number, trials: number): Rate {
  const fitting = { successes: Math.max(0, Math.min(successes, trials)), trials: Math.max(0, trials) }
  return { ...fitting, rate: trials > 0 ? fitting.successes / trials : null, ...wilsonInterval(fitting) }
}

/** People who passed every rule: to them it was sent, whatever Meta made of it. Those of a launch that repeats failures passed before. */
export const passedOf = (counts: readonly CampaignCount[], variant?: number): number => {
  const fits = (row: CampaignCount) =>
    (isFirst(row) || row.counted_as === "unsent") && (variant === undefined || row.variant === variant)
  return totalOf(counts, "decided", fits) - totalOf(counts, "dropped", fits)
}

/** People of the control group who would have got a message. Who is sent what was not sent before comes to them once more. */
const controlOf = (counts: readonly CampaignCount[]): number =>
  totalOf(counts, "dropped", (row) => row.reason === "control" && isFirst(row))

export const didOf = (counts: readonly CampaignCount[], measure: Measure, variant?: number): number =>
  totalOf(
    counts,
    measure,
    (row) =>
      (measure !== "converted" || row.reason === "0") && (variant === undefined || row.variant === variant),
  )

/** How probable each is to be best by each measure; null: too few people to say. */
export function bestOf(rates: readonly Record<Measure, Rate>[]): Record<Measure, number | null>[] {
  const byMeasure = measures.map((measure) => {
    const groups = rates.map((rate) => rate[measure])
    // One of weight 0 got nobody, and is not compared.
    const compared = groups.filter(({ trials }) => trials > 0)
    const found = canCompare(compared) ? probabilitiesToBeBest(compared) : undefined
    return [measure, groups.map((group) => found?.[compared.indexOf(group)] ?? null)] as const
  })
  return rates.map(
    (_, place) =>
      Object.fromEntries(byMeasure.map(([measure, all]) => [measure, all[place] ?? null])) as Record<
        Measure,
        number | null
      >,
  )
}

interface Lift {
  treated: Rate
  control: Rate
  /** Of the rates, with its interval; null: too few people to say. */
  difference: { difference: number; low: number; high: number } | null
  /** Conversions that would not have been without the campaign, by that difference. */
  incremental: { count: number; low: number; high: number } | null
}

/** What the campaign did to its primary conversion, against people who passed every rule and got nothing; null: there are none. */
export function liftOf(counts: readonly CampaignCount[]): Lift | null {
  const people = controlOf(counts)
  if (people === 0) return null
  const treated = rateOf(didOf(counts, "converted"), passedOf(counts))
  const control = rateOf(
    totalOf(counts, "control_converted", ({ reason }) => reason === "0"),
    people,
  )
  if (!canCompare([treated, control])) return { treated, control, difference: null, incremental: null }
  const difference = differenceOf(treated, control)
  return {
    treated,
    control,
    difference,
    incremental: {
      count: difference.difference * treated.trials,
      low: difference.low * treated.trials,
      high: difference.high * treated.trials,
    },
  }
}

/**
 * Whether people were spread over variants and control as the versions that were sent ask.
 * @param split of every version
 * @returns null where their shares differ, or nothing was to be spread
 */
export function sampleRatioOf(
  counts: readonly CampaignCount[],
  split: readonly { weights: readonly number[]; controlShare: number }[],
): { probability: number; is_alarming: boolean } | null {
  const [asked, ...others] = split
  if (asked === undefined || others.some((other) => JSON.stringify(other) !== JSON.stringify(asked)))
    return null
  const first = counts.filter(isFirst)
  const all = asked.weights.reduce((sum, weight) => sum + weight, 0)
  const parts = [
    ...asked.weights.map((weight, variant) => ({
      observed: passedOf(first, variant),
      share: (weight / all) * (100 - asked.controlShare),
    })),
    { observed: controlOf(first), share: asked.controlShare },
  ]
  if (parts.filter(({ share }) => share > 0).length < 2) return null
  const probability = sampleRatioProbability(parts)
  return { probability, is_alarming: probability < sampleRatioAlarm }
}
