/** Messages a second by the number's level. Source: Meta, "Throughput". */
const byLevel: ReadonlyMap<string, number> = new Map(Object.entries({ STANDARD: 80, HIGH: 1000 }))
const lowestRate = 80

/** Messages a second that a number sends: what its members set, else what Meta's level allows. */
export const ratePerSecond = (number: { rate_per_second: number | null; throughput_level: string }): number =>
  number.rate_per_second ?? byLevel.get(number.throughput_level) ?? lowestRate
