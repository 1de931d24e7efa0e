/** Gauges of the whole installation, which a query tells when `/metrics` is read, the same from every process. */
import { Gauge, type Registry } from "prom-client"
import type { Logger } from "../telemetry.ts"

/** One value of a gauge. */
export interface Sample {
  gauge: string
  labels?: Record<string, string>
  value: number
}

/** What one query tells, for the gauges that it names. */
export interface Measure {
  /** name → what it says, and by what its values differ. */
  gauges: Readonly<Record<string, { help: string; labels?: readonly string[] }>>
  read(): Promise<Sample[]>
}

const keptMs = 5_000
/** Of all time, one query takes a twentieth at most, however large what it counts has become. */
const keptForEachMs = 20

/**
 * Puts measures into a registry. A reader waits for what is older than {@link keptMs}, or than 20 times what its query
 * took. What cannot be read, as the database is away, is not shown.
 */
export function exposeMeasures(registry: Registry, measures: readonly Measure[], logger: Logger): void {
  for (const measure of measures) {
    // Several servers of one platform, as in tests, show the same ones.
    if (Object.keys(measure.gauges).some((name) => registry.getSingleMetric(name))) continue
    const read = remembered(() =>
      measure.read().catch((error: unknown): Sample[] => {
        logger.warn({ err: error }, "a gauge cannot be read")
        return []
      }),
    )
    for (const [name, { help, labels = [] }] of Object.entries(measure.gauges)) {
      new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers: [registry],
        async collect() {
          const samples = await read()
          this.reset()
          if (labels.length === 0) this.remove() // which a reset leaves at 0
          for (const sample of samples) if (sample.gauge === name) this.set(sample.labels ?? {}, sample.value)
        },
      })
    }
  }
}

/** Asks again once an answer is old; several who ask at once share one. */
function remembered<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  let untilMs = 0
  return () => {
    if (answer && performance.now() < untilMs) return answer
    const startedMs = performance.now()
    untilMs = Number.POSITIVE_INFINITY
    answer = ask().finally(() => {
      const nowMs = performance.now()
      untilMs = nowMs + Math.max(keptMs, (nowMs - startedMs) * keptForEachMs)
    })
    return answer
  }
}
