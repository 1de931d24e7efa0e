import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { z } from "zod"
import { type Acknowledgement, composeWebhooks, postOnSchedule } from "./intake/webhook-posts.ts"
import {
  type BenchInstallation,
  intakeApart,
  oneProcess,
  onInstallation,
  type Processes,
} from "./measuring/installation.ts"
import { type Launched, launch, prepare, reportOf, secondsUntil } from "./measuring/launch.ts"
import { allAtOnce, asMeta, behave } from "./measuring/meta-behaviour.ts"
import { quantile } from "./measuring/quantile.ts"
import { type Figure, report } from "./measuring/report.ts"

const webhooksPerSecond = 1_000
const launchPerSecond = 300
/** The first seconds are not counted: connections are made, and code is compiled. */
const warmUpSeconds = 5
const seconds = 60
/** Each reads a message, and answers it. */
const contacts = ((warmUpSeconds + seconds) * webhooksPerSecond) / 2

interface Intake {
  acknowledgements: readonly Acknowledgement[]
  launchPerSecond: number
  appliedAfterSeconds: number
}

/**
 * How soon webhooks are acknowledged: 1,000 a second for a minute, each with one event of an earlier launch (that it was
 * read, and the reader's answer, in turn), while a launch sends 300 messages a second over TLS. What that launch causes, a
 * webhook for each of its statuses, comes on top. Measured from the instant at which a webhook is due.
 */
export async function benchIntake(): Promise<boolean> {
  const together = await measureIntake(oneProcess)
  const apart = await measureIntake(intakeApart)
  return report("intake", [
    ...figuresOf("in one process", together, 100),
    ...figuresOf("intake apart", apart, 50),
  ])
}

function figuresOf(name: string, { acknowledgements, ...measured }: Intake, atMost: number): Figure[] {
  const times = acknowledgements.map(({ milliseconds }) => milliseconds)
  const late = acknowledgements.map(({ postedAfterMs }) => postedAfterMs)
  const refused = acknowledgements.filter(({ isOk }) => !isOk).length
  return [
    { name: `${name}, median`, value: quantile(times, 0.5), unit: "ms" },
    { name: `${name}, p99`, value: quantile(times, 0.99), unit: "ms", bound: { atMost } },
    { name: `${name}, longest`, value: quantile(times, 1), unit: "ms" },
    { name: `${name}, p99 of the part until it was posted`, value: quantile(late, 0.99), unit: "ms" },
    { name: `${name}, not acknowledged`, value: refused, unit: "", bound: { atMost: 0 } },
    { name: `${name}, all applied after`, value: measured.appliedAfterSeconds, unit: "s" },
    {
      name: `${name}, launch meanwhile`,
      value: measured.launchPerSecond,
      unit: "messages/s",
      bound: { atLeast: launchPerSecond * 0.95 },
    },
  ]
}

async function measureIntake(processes: Processes): Promise<Intake> {
  return onInstallation({ processes, tls: true }, async (installation) => {
    const nobodyReads = { ...allAtOnce.population, read_share: 0 }
    await behave(installation, { ...allAtOnce, population: nobodyReads })
    const prepared = await prepare(installation, { throughput: "UNLIMITED", contacts })
    const earlier = await launch(installation, prepared)
    await secondsUntil(
      installation,
      earlier,
      ({ delivered, state }) => delivered === contacts && state === "completed",
    )
    const webhooks = await composeWebhooks(installation, earlier.id)

    await behave(installation, asMeta)
    const rate = { rate_per_second: launchPerSecond }
    await installation.api.send("PATCH", `/v1/numbers/${prepared.number.numberId}`, rate, z.unknown())
    const launched = await launch(installation, prepared)
    await secondsUntil(installation, launched, ({ accepted }) => accepted > 0)

    const warmUp = warmUpSeconds * webhooksPerSecond
    const [acknowledgements, perSecond] = await Promise.all([
      postOnSchedule(installation.webhookUrl, webhooks, webhooksPerSecond),
      paceOf(installation, launched),
    ])
    return {
      acknowledgements: acknowledgements.slice(warmUp),
      launchPerSecond: perSecond,
      appliedAfterSeconds: await secondsUntilApplied(
        installation,
        earlier,
        acknowledgements.filter(({ isOk }) => isOk).length,
      ),
    }
  })
}

/** Messages a second that the launch sends in the seconds that count. */
async function paceOf(installation: BenchInstallation, launched: Launched): Promise<number> {
  await sleep(warmUpSeconds * 1_000)
  const [before, start] = [await reportOf(installation, launched), performance.now()]
  await sleep(seconds * 1_000)
  const { accepted } = await reportOf(installation, launched)
  return ((accepted - before.accepted) * 1_000) / (performance.now() - start)
}

/** @returns seconds from now until as many reads and answers of the launch's messages are kept as webhooks were acknowledged */
async function secondsUntilApplied(
  { databaseUrl }: BenchInstallation,
  { id }: Launched,
  acknowledged: number,
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const start = performance.now()
    for (;;) {
      const { rows } = await client.query<{ applied: number }>(applied, [id])
      if ((rows[0]?.applied ?? 0) >= acknowledged) return (performance.now() - start) / 1000
      await sleep(100)
    }
  } finally {
    await client.end()
  }
}

const applied = `
  SELECT (SELECT count(*) FROM inbound_messages)::integer
    + (SELECT count(*) FROM messages WHERE source_id = $1 AND status = 'read')::integer AS applied`
