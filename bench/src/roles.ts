import { oneProcess, type Processes, rolesApart } from "./installation.ts"
import { batched, type Form, measureDispatch, unbatched } from "./measure-dispatch.ts"
import { median } from "./quantile.ts"
import { type Figure, report } from "./report.ts"

const rounds = 3

/**
 * What a process for each role costs: the processor time of all server processes and PostgreSQL a message, from the launch
 * until every message is read, against one process that does everything. In turns; medians of three rounds, in both forms
 * of `bench dispatch`.
 */
export async function benchRoles(): Promise<boolean> {
  const figures: Figure[] = []
  for (const form of [batched, unbatched]) {
    const [together, apart]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      together.push(await microseconds(form, oneProcess))
      apart.push(await microseconds(form, rolesApart))
    }
    const unit = "µs a message"
    const ratios = apart.map((one, round) => one / (together[round] ?? Number.NaN))
    figures.push(
      { name: `${form.name}, in one process`, value: median(together), unit },
      { name: `${form.name}, a process for each role`, value: median(apart), unit },
      { name: `${form.name}, ratio`, value: median(ratios), unit: "", bound: { atMost: 1.15 } },
    )
  }
  return report("roles", figures)
}

async function microseconds(form: Form, processes: Processes): Promise<number> {
  return (await measureDispatch(form, processes)).microseconds.serverAndPostgres
}
