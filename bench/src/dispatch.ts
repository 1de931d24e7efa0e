import { type BareLoop, postBare, startBareServer } from "./dispatch/bare-loop.ts"
import { onInstallation } from "./measuring/installation.ts"
import {
  batched,
  contacts,
  type Dispatched,
  type Form,
  measureDispatch,
  prepareDispatch,
  unbatched,
} from "./measuring/measure-dispatch.ts"
import { readAfterSeconds } from "./measuring/meta-behaviour.ts"
import { median } from "./measuring/quantile.ts"
import { type Figure, report } from "./measuring/report.ts"

const rounds = 3

/**
 * From the launch of a campaign until every message is read, all webhooks signed, verified and applied, in two forms:
 * up to a thousand statuses in a webhook and all of it at once; and as Meta really sends, a webhook for each status over
 * 20 seconds, with answers after 100 ms over TLS. Medians of three rounds, each form on a fresh installation every time.
 *
 * Processor time is that from before the launch until every message is read. Messages a second are of the whole time in
 * the batched form. In the other, they are of the time from the launch until Meta has accepted all; and once more until
 * all are read, less the 20 seconds that the last person takes.
 *
 * The bare loop posts the same payloads to a node:http server that answers a constant, and does nothing else. What it costs tells
 * how fast the machine is, and how much of it was there.
 */
export async function benchDispatch(): Promise<boolean> {
  const [quick, real, bare]: [Round[], Round[], BareLoop[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    quick.push(await dispatch(batched))
    bare.push(await bareLoop())
    real.push(await dispatch(unbatched))
  }
  const perSecond = (seconds: readonly number[]) => contacts / median(seconds)
  const bareMicroseconds = median(bare.map(({ microseconds }) => microseconds))
  const ratios = quick.map(({ seconds }, round) => (bare[round]?.seconds ?? Number.NaN) / seconds.read)
  return report("dispatch", [
    {
      name: "CSV import, contacts with consent",
      value: perSecond(quick.map(({ importSeconds }) => importSeconds)),
      unit: "rows/s",
    },
    {
      name: "batched, launch to all read",
      value: perSecond(quick.map(({ seconds }) => seconds.read)),
      unit: "messages/s",
    },
    {
      name: "bare loop, same payloads",
      value: perSecond(bare.map(({ seconds }) => seconds)),
      unit: "messages/s",
    },
    { name: "bare loop, both ends", value: bareMicroseconds, unit: "µs a message" },
    { name: "batched against the bare loop", value: median(ratios), unit: "" },
    ...processorTimes(batched, quick, { atMost: 190, bareMicroseconds }),
    {
      name: "as Meta sends, launch to all accepted",
      value: perSecond(real.map(({ seconds }) => seconds.accepted)),
      unit: "messages/s",
      bound: { atLeast: 1_800 },
    },
    {
      name: `as Meta sends, launch to all read less ${readAfterSeconds} s`,
      value: perSecond(real.map(({ seconds }) => seconds.read - readAfterSeconds)),
      unit: "messages/s",
    },
    ...processorTimes(unbatched, real, { atMost: 500, bareMicroseconds }),
  ])
}

interface Round extends Dispatched {
  importSeconds: number
}

async function dispatch({ behaviour, tls }: Form): Promise<Round> {
  return onInstallation({ tls }, async (installation) => {
    const prepared = await prepareDispatch(installation)
    const dispatched = await measureDispatch(installation, prepared, behaviour)
    return { importSeconds: prepared.importSeconds, ...dispatched }
  })
}

async function bareLoop(): Promise<BareLoop> {
  const server = await startBareServer()
  try {
    return await postBare(server, contacts)
  } finally {
    await server.stop()
  }
}

function processorTimes(
  { name }: Form,
  rounds: readonly Round[],
  { atMost, bareMicroseconds }: { atMost: number; bareMicroseconds: number },
): Figure[] {
  const of = (program: keyof Round["microseconds"]) =>
    median(rounds.map(({ microseconds }) => microseconds[program]))
  const unit = "µs a message"
  return [
    { name: `${name}, server`, value: of("server"), unit },
    { name: `${name}, PostgreSQL`, value: of("postgres"), unit },
    { name: `${name}, both`, value: of("serverAndPostgres"), unit, bound: { atMost } },
    {
      name: `${name}, both against the bare loop`,
      value: of("serverAndPostgres") / bareMicroseconds,
      unit: "",
    },
    { name: `${name}, sandbox`, value: of("sandbox"), unit },
  ]
}
