/**
 * What campaigns cost: five variables, a condition, a default, consent, frequency caps, quiet hours, a control group and conversions.
 * By turns with a plain launch to the same people, and for audiences of several sizes; and how soon what the API triggers goes meanwhile.
 */
import type { ConnectedNumber } from "@parley/e2e"
import { approveReminder, controlShare, createCampaign, heedRules } from "./campaign/campaigns.ts"
import { type Cost, costOf, startLaunch } from "./campaign/measure.ts"
import { seedPeople } from "./campaign/people.ts"
import { startTriggered, triggerLatencies, triggerOnePerson } from "./campaign/triggered.ts"
import { type BenchInstallation, onInstallation } from "./measuring/installation.ts"
import { allAtOnce, behave } from "./measuring/meta-behaviour.ts"
import { median, quantile } from "./measuring/quantile.ts"
import { type Figure, report } from "./measuring/report.ts"

const people = Number(process.env.CAMPAIGN_PEOPLE ?? 100_000)
const rounds = Number(process.env.CAMPAIGN_ROUNDS ?? 3)
const sizes = (process.env.CAMPAIGN_SIZES ?? "10000,100000").split(",").map(Number)
const parts = (process.env.CAMPAIGN_PARTS ?? "cost,sizes,triggers,one-person").split(",")
const triggers = Number(process.env.CAMPAIGN_TRIGGERS ?? 300)
const timesForOne = Number(process.env.CAMPAIGN_TIMES_FOR_ONE ?? 10_000)

const atMostAbove = 120
const mostToOne = 7

export async function benchCampaign(): Promise<boolean> {
  const figures: Figure[] = []
  if (parts.includes("cost") || parts.includes("triggers")) figures.push(...(await costAndTriggers()))
  if (parts.includes("sizes")) figures.push(...(await bySize()))
  if (parts.includes("one-person")) figures.push(await onePerson())
  return report("campaign", figures)
}

interface Prepared {
  number: ConnectedNumber
  plainTemplateId: string
  templateId: string
}

async function prepare(installation: BenchInstallation, count: number): Promise<Prepared> {
  await behave(installation, allAtOnce)
  const number = await installation.connectNumber("UNLIMITED")
  const plainTemplateId = await installation.approveTemplate(number.accountId)
  const templateId = await approveReminder(installation, number.accountId)
  await seedPeople(installation.databaseUrl, number.groupId, count)
  return { number, plainTemplateId, templateId }
}

async function plainLaunch(
  installation: BenchInstallation,
  prepared: Prepared,
  count: number,
): Promise<Cost> {
  await heedRules(installation, false)
  return costOf(installation, count, () =>
    installation.launchToEverybody(prepared.number, prepared.plainTemplateId),
  )
}

async function campaignLaunch(
  installation: BenchInstallation,
  { number, templateId }: Prepared,
  count: number,
): Promise<Cost> {
  await heedRules(installation, true)
  const id = await createCampaign(installation, { name: "Reminder", number, templateId })
  return costOf(installation, count, () => startLaunch(installation, id))
}

/** The first launch teaches Parley the people's user ids, which happens once. */
const costAndTriggers = (): Promise<Figure[]> =>
  onInstallation({}, async (installation) => {
    const prepared = await prepare(installation, people)
    const first = await plainLaunch(installation, prepared, people)
    const figures = [costFigure("first launch of all, plain", first, "both")]
    if (parts.includes("cost")) {
      const [plain, full]: [Cost[], Cost[]] = [[], []]
      for (let round = 0; round < rounds; round++) {
        plain.push(await plainLaunch(installation, prepared, people))
        full.push(await campaignLaunch(installation, prepared, people))
      }
      figures.push(...compared(plain, full))
    }
    if (parts.includes("triggers")) figures.push(...(await triggeredMeanwhile(installation, prepared)))
    return figures
  })

const programs = ["server", "postgres", "both", "sandbox"] as const
type Of = (typeof programs)[number]

const costFigure = (name: string, { microseconds }: Cost, of: Of): Figure => ({
  name: `${name}, ${of}`,
  value: microseconds[of],
  unit: "µs a message",
})

function compared(plain: readonly Cost[], full: readonly Cost[]): Figure[] {
  const of = (costs: readonly Cost[], which: Of) =>
    median(costs.map(({ microseconds }) => microseconds[which]))
  const above = full.map(
    (one, round) => one.microseconds.both - (plain[round]?.microseconds.both ?? Number.NaN),
  )
  const figures = (name: string, costs: readonly Cost[]): Figure[] => [
    ...programs.map((which) => ({
      name: `${name}, ${which}`,
      value: of(costs, which),
      unit: "µs a message",
    })),
    {
      name: `${name}, launch to all read`,
      value: median(costs.map(({ messages, seconds }) => messages / seconds)),
      unit: "messages/s",
    },
  ]
  return [
    ...figures("plain", plain),
    ...figures(`campaign with ${controlShare} % control`, full),
    ...above.map((value, round) => ({
      name: `above plain, round ${round + 1}`,
      value,
      unit: "µs a message",
    })),
    {
      name: "campaign above plain",
      value: median(above),
      unit: "µs a message",
      bound: { atMost: atMostAbove },
    },
  ]
}

async function bySize(): Promise<Figure[]> {
  const costs: { size: number; cost: Cost }[] = []
  for (const size of sizes) {
    const cost = await onInstallation({}, async (installation) => {
      const prepared = await prepare(installation, size)
      // What is compiled as it is first used, and user ids that are learned, are no part of it.
      await plainLaunch(installation, prepared, size)
      return campaignLaunch(installation, prepared, size)
    })
    costs.push({ size, cost })
  }
  const values = costs.map(({ cost }) => cost.microseconds.both)
  const memory = costs.map(({ cost }) => cost.peakMegabytes)
  return [
    ...costs.flatMap(({ size, cost }) => [
      costFigure(`${size.toLocaleString("en")} people`, cost, "both"),
      {
        name: `${size.toLocaleString("en")} people, the server's peak`,
        value: cost.peakMegabytes,
        unit: "MB",
      },
    ]),
    {
      name: "dearest ÷ cheapest size",
      value: Math.max(...values) / Math.min(...values),
      unit: "",
      bound: { atMost: 1.15 },
    },
    {
      name: "memory, largest above smallest size",
      value: (memory.at(-1) ?? 0) - (memory[0] ?? 0),
      unit: "MB",
      bound: { atMost: 50 },
    },
  ]
}

/** While a campaign to everybody runs. */
async function triggeredMeanwhile(installation: BenchInstallation, prepared: Prepared): Promise<Figure[]> {
  const { number } = prepared
  const templateName = "points_now"
  const templateId = await approveReminder(installation, number.accountId, templateName)
  const campaignId = await startTriggered(installation, { name: "Now", number, templateId, control: 0 })
  const running = campaignLaunch(installation, prepared, people)
  const took = await triggerLatencies(
    installation,
    { campaignId, templateName, phoneNumberId: number.phoneNumberId },
    { people: triggers, everyMs: 40 },
  )
  await running
  return [
    { name: "triggered meanwhile, request to sandbox, median", value: median(took), unit: "ms" },
    {
      name: "triggered meanwhile, 99 of 100 within",
      value: quantile(took, 0.99),
      unit: "ms",
      bound: { atMost: 300 },
    },
  ]
}

const onePerson = (): Promise<Figure> =>
  onInstallation({}, async (installation) => {
    await behave(installation, allAtOnce)
    await heedRules(installation, true)
    const campaigns = []
    for (const name of ["One", "Other"]) {
      const number = await installation.connectNumber("UNLIMITED")
      const templateId = await approveReminder(installation, number.accountId)
      const id = await startTriggered(installation, { name, number, templateId, control: 0 })
      campaigns.push({ id, number })
    }
    const { got } = await triggerOnePerson(installation, campaigns, { times: timesForOne, most: mostToOne })
    return {
      name: `${timesForOne.toLocaleString("en")} triggers for one person by two numbers, of ${mostToOne} allowed`,
      value: got,
      unit: "messages",
      bound: { atMost: mostToOne },
    }
  })
