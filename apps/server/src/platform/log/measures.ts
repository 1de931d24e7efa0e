import { type Database, sql } from "../database/index.ts"
import type { Measure, Sample } from "../measures/measures.ts"

/** How far the log is behind, and what it set aside. */
export const logMeasure = (db: Database): Measure => ({
  gauges: {
    parley_log_entries: { help: "Log entries that wait to be applied, by topic", labels: ["topic"] },
    parley_log_oldest_seconds: {
      help: "How long the oldest log entry has been waiting, by topic",
      labels: ["topic"],
    },
    parley_log_set_aside: { help: "Log entries that could not be applied, by topic", labels: ["topic"] },
  },
  async read() {
    const [waiting, aside] = await db.system(async (tx) => [
      (await logLag.execute(tx)).rows,
      (await setAsideByTopic.execute(tx)).rows,
    ])
    return [
      ...waiting.flatMap(({ topic, entries, seconds }): Sample[] => [
        { gauge: "parley_log_entries", labels: { topic }, value: entries },
        { gauge: "parley_log_oldest_seconds", labels: { topic }, value: seconds },
      ]),
      ...aside.map(({ topic, entries }) => ({
        gauge: "parley_log_set_aside",
        labels: { topic },
        value: entries,
      })),
    ]
  },
})

/**
 * Of each partition the first entry is the oldest, so only that one is read. 1,000,000 entries take 0.6 s
 * (a busy machine of two cores).
 */
const logLag = sql<{ topic: string; entries: number; seconds: number }>`
  SELECT counted.topic, sum(counted.entries)::bigint AS entries,
    extract(epoch FROM now() - min(first.received_at))::float8 AS seconds
  FROM (SELECT topic, partition, count(*) AS entries FROM log_entries GROUP BY topic, partition) AS counted
  CROSS JOIN LATERAL (
    SELECT received_at FROM log_entries AS e WHERE e.topic = counted.topic AND e.partition = counted.partition
    ORDER BY position LIMIT 1
  ) AS first
  GROUP BY counted.topic`

const setAsideByTopic = sql<{ topic: string; entries: number }>`
  SELECT topic, count(*) AS entries FROM log_set_aside GROUP BY topic`
