import { type Database, sql } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/define-room.ts"
import type { Measure, Sample } from "../../platform/measures/measures.ts"
import { quietWorkspaces } from "../../workspaces/index.ts"
import { isQuietSource } from "../sources/quiet.ts"
import { classes } from "../sources/sources.ts"
import { mostDoubts } from "./doubts.ts"

const classNames = new Map<number, string>(Object.entries(classes).map(([name, number]) => [number, name]))

/** How much waits to be sent, how long it has been waiting, and what waits for somebody. */
export const outboxMeasures = ({ db, clock }: Platform): Measure[] => [
  {
    gauges: {
      parley_outbox_messages: {
        help: "Messages that wait to be sent, by class of priority",
        labels: ["class"],
      },
    },
    read: async () =>
      (await db.system((tx) => depth.execute(tx))).rows.map(({ class: number, messages }) => ({
        gauge: "parley_outbox_messages",
        labels: { class: classNames.get(number) ?? String(number) },
        value: messages,
      })),
  },
  {
    gauges: {
      parley_outbox_oldest_seconds: {
        help: "How long the oldest message has been due that nothing holds, by class of priority",
        labels: ["class"],
      },
      parley_sources_held: {
        help: "Launches and other sources of messages that stand still, by why (paused: by a person, held: by a template or group, quiet: by the quiet hours of their workspace)",
        labels: ["why"],
      },
      parley_in_doubt_messages: {
        help: "Messages of which it is not known whether Meta has them, by who decides (evidence, person)",
        labels: ["decision"],
      },
      parley_in_doubt_oldest_seconds: { help: "How long the oldest message in doubt has been" },
    },
    read: async () => readWaiting(db, clock.now()),
  },
]

async function readWaiting(db: Database, now: Date): Promise<Sample[]> {
  const [overdue, held, doubts] = await db.system(async (tx) => {
    const quiet = await quietWorkspaces(tx, now)
    return [
      (await oldestDue(now, quiet).execute(tx)).rows,
      (await heldSources(now, quiet).execute(tx)).rows,
      (await inDoubt(now).execute(tx)).rows,
    ]
  })
  return [
    ...overdue.map(({ class: number, seconds }) => ({
      gauge: "parley_outbox_oldest_seconds",
      labels: { class: classNames.get(number) ?? String(number) },
      value: seconds,
    })),
    ...held.map(({ why, sources }) => ({ gauge: "parley_sources_held", labels: { why }, value: sources })),
    ...doubts.map(({ decision, messages }) => ({
      gauge: "parley_in_doubt_messages",
      labels: { decision },
      value: messages,
    })),
    {
      gauge: "parley_in_doubt_oldest_seconds",
      value: Math.max(0, ...doubts.map(({ seconds }) => seconds)),
    },
  ]
}

/** Walks the index of what is due: 0.6 s at 1,000,000 rows, 2 s before they are vacuumed (a busy machine of two cores). */
const depth = sql<{ class: number; messages: number }>`
  SELECT s.class, sum(due.messages)::bigint AS messages
  FROM (SELECT source_id, count(*) AS messages FROM outbox WHERE state = 'due' GROUP BY source_id) AS due
  JOIN sources AS s ON s.id = due.source_id
  GROUP BY s.class`

/**
 * The first row of each open source, by the index: 2 ms with 200 sources of 5,000 rows.
 * What has a rate of its own waits for its turn.
 * @param quiet workspaces in whose quiet hours it is
 */
export const oldestDue = (now: Date, quiet: readonly string[]) => sql<{ class: number; seconds: number }>`
  SELECT s.class, extract(epoch FROM ${now}::timestamptz - min(first.send_after))::float8 AS seconds
  FROM sources AS s JOIN numbers AS n ON n.id = s.number_id CROSS JOIN LATERAL (
    SELECT send_after FROM outbox AS o
    WHERE o.source_id = s.id AND o.state = 'due' AND o.send_after <= ${now} ORDER BY send_after LIMIT 1
  ) AS first
  WHERE s.ended_at IS NULL AND s.state = 'active' AND (s.held_until IS NULL OR s.held_until <= ${now})
    AND n.disconnected_at IS NULL AND (n.held_until IS NULL OR n.held_until <= ${now})
    AND NOT ${isQuietSource("s", quiet)} AND NOT s.policy ? 'rate'
  GROUP BY s.class`

/** Those of single messages are always there. */
const heldSources = (now: Date, quiet: readonly string[]) => sql<{ why: string; sources: number }>`
  SELECT why, count(*) AS sources
  FROM sources, LATERAL (SELECT CASE WHEN state = 'paused' THEN 'paused' WHEN held_until > ${now} THEN 'held'
    WHEN state = 'active' AND kind NOT IN ('api', 'reply', 'test') AND ${isQuietSource("sources", quiet)} THEN 'quiet' END AS why) AS reason
  WHERE ended_at IS NULL AND why IS NOT NULL
  GROUP BY why`

/** What is in doubt has an index of its own, and is little: with the two above, 80 ms at 10,000 rows in doubt (as above). */
const inDoubt = (now: Date) => sql<{ decision: string; messages: number; seconds: number }>`
  SELECT decision, count(*) AS messages, extract(epoch FROM ${now}::timestamptz - min(posted_at))::float8 AS seconds
  FROM (
    SELECT posted_at, CASE WHEN unanswered + doubts < ${mostDoubts} THEN 'evidence' ELSE 'person' END AS decision
    FROM outbox WHERE state = 'in_doubt'
  ) AS doubts
  GROUP BY decision`
