import { oneProcess, onInstallation, rolesApart } from "./measuring/installation.ts"
import { batched, measureDispatch, prepareDispatch, unbatched } from "./measuring/measure-dispatch.ts"
import { median } from "./measuring/quantile.ts"
import { type Figure, report } from "./measuring/report.ts"

const rounds = 3

/**
 * What a process for each role costs: the processor time of all server processes and PostgreSQL a message, from a launch
 * until every message is read, against one process that does everything, both over TLS. In turns, medians of three rounds, in
 * both forms of `bench dispatch`; after a launch that is not counted, as five processes compile the same code five times.
 */
export async function benchRoles(): Promise<boolean> {
  return onInstallation({ processes: oneProcess, tls: true }, (one) =>
    onInstallation({ processes: rolesApart, tls: true }, async (apart) => {
      const prepared = { one: await prepareDispatch(one), apart: await prepareDispatch(apart) }
      await measureDispatch(one, prepared.one, batched.behaviour)
      await measureDispatch(apart, prepared.apart, batched.behaviour)
      const figures: Figure[] = []
      for (const { name, behaviour } of [batched, unbatched]) {
        const [ofOne, ofApart, ratios]: [number[], number[], number[]] = [[], [], []]
        for (let round = 0; round < rounds; round++) {
          const inOne = await measureDispatch(one, prepared.one, behaviour)
          const inApart = await measureDispatch(apart, prepared.apart, behaviour)
          ofOne.push(inOne.microseconds.serverAndPostgres)
          ofApart.push(inApart.microseconds.serverAndPostgres)
          ratios.push(inApart.microseconds.serverAndPostgres / inOne.microseconds.serverAndPostgres)
        }
        const unit = "µs a message"
        figures.push(
          { name: `${name}, in one process`, value: median(ofOne), unit },
          { name: `${name}, a process for each role`, value: median(ofApart), unit },
          { name: `${name}, ratio`, value: median(ratios), unit: "", bound: { atMost: 1.15 } },
        )
      }
      return report("roles", figures)
    }),
  )
}
