import { z } from "zod"
import { consentEvidence, consentRecordAt, reportedPerson } from "../contacts/index.ts"
import { type RawBuilder, sql } from "../platform/database/index.ts"
import { defineSorting, fields, sortedPaging } from "../platform/http/index.ts"

const fate = z
  .enum(["sent", "suppressed", "waiting"])
  .describe("sent: Meta was asked to send it; suppressed: decided against; waiting: not decided yet")

export const launchedConsent = z
  .object({
    ...reportedPerson,
    fate,
    reason: z.string().nullable().describe("Why it was suppressed"),
    decided_at: fields.timestamp.nullable(),
    state: z
      .enum(["subscribed", "unsubscribed", "unknown"])
      .describe("What they had said last when it was decided; of those who wait, by now"),
    ...consentEvidence,
  })
  .meta({ id: "LaunchedConsent" })
export type LaunchedConsent = z.output<typeof launchedConsent>

export const launchReportSorting = defineSorting({
  keys: { created: { column: "id", kind: "id" } },
  usual: { sort: "created", order: "asc" },
})
export const launchReportQuery = sortedPaging(launchReportSorting).extend({ fate: fate.optional() })

/** Everyone who was in the audience of a source: who was left out and why, and what proves the consent of all others. */
export function consentOfSource(
  sourceId: string,
  { fate: wanted, now }: { fate?: z.output<typeof fate> | undefined; now: Date },
): RawBuilder<LaunchedConsent> {
  const record = consentRecordAt({
    contactId: sql`person.contact_id`,
    groupId: sql`g.id`,
    at: sql`coalesce(person.decided_at, ${now}::timestamptz)`,
  })
  return sql`
    SELECT person.contact_id AS id, k.external_id, k.phone, k.first_name, k.last_name, person.fate, person.reason,
      person.decided_at, coalesce(r.state, 'unknown') AS state, r.source, r.evidence, r.actor, r.given_at, r.recorded_at
    FROM (
      SELECT contact_id, 'suppressed' AS fate, reason, suppressed_at AS decided_at FROM suppressed_recipients
      WHERE source_id = ${sourceId}
      UNION ALL
      SELECT p.contact_id, CASE WHEN m.id IS NULL THEN 'waiting' WHEN m.status = 'dropped' THEN 'suppressed' ELSE 'sent' END,
        CASE WHEN m.status = 'dropped' THEN m.reason END, m.decided_at
      FROM recipients AS p LEFT JOIN LATERAL (
        SELECT id, status, reason, decided_at FROM messages
        WHERE contact_id = p.contact_id AND source_id = p.source_id ORDER BY id DESC LIMIT 1) AS m ON true
      WHERE p.source_id = ${sourceId}
    ) AS person
    JOIN sources AS s ON s.id = ${sourceId}
    LEFT JOIN subscription_groups AS g ON g.number_id = s.number_id
    LEFT JOIN contacts AS k ON k.id = person.contact_id
    LEFT JOIN LATERAL ${record} AS r ON true
    WHERE ${wanted === undefined ? sql`true` : sql`person.fate = ${wanted}`}`
}
