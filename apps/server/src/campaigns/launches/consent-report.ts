import { z } from "zod"
import {
  consentEvidence,
  consentRecordAt,
  evidenceColumns,
  personColumns,
  type ReportPage,
  reportedPerson,
  reportFile,
} from "../../contacts/index.ts"
import { explainReason } from "../../messaging/index.ts"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { countRows, defineSorting, fields, readSortedPage, sortedPaging } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"

const fate = z
  .enum(["sent", "suppressed", "waiting"])
  .describe("sent: Meta was asked to send it; suppressed: decided against; waiting: not decided yet")

export const launchedConsent = z
  .object({
    ...reportedPerson,
    fate,
    reason: z.string().nullable().describe("Why it was suppressed"),
    reason_title: z.string().nullable().describe("The same in words"),
    decided_at: fields.timestamp.nullable(),
    state: z
      .enum(["subscribed", "unsubscribed", "unknown"])
      .describe("What they had said last when it was decided; of those who wait, by now"),
    ...consentEvidence,
  })
  .meta({ id: "LaunchedConsent" })
type LaunchedConsent = z.output<typeof launchedConsent>

/** With the reason in words. */
const asLaunchedConsent = (row: Omit<LaunchedConsent, "reason_title">): LaunchedConsent => ({
  ...row,
  reason_title: row.reason === null ? null : explainReason(row.reason).title,
})

const launchReportSorting = defineSorting({
  keys: { created: { column: "id", kind: "id" } },
  usual: { sort: "created", order: "asc" },
})
export const launchReportQuery = sortedPaging(launchReportSorting).extend({ fate: fate.optional() })
export const launchFileQuery = z.object({ fate: fate.optional() })

type Fate = z.output<typeof fate>
type Row = Omit<LaunchedConsent, "reason_title">
type Page = ReportPage & { isDescending?: boolean }

/** A page of everyone who was in the audience of a source; it is as quick at the end of a large one as at its beginning. */
export async function readLaunchedConsent(
  tx: Tx,
  sourceId: string,
  { fate: wanted, now, ...asked }: z.output<typeof launchReportQuery> & { now: Date },
): Promise<{ data: LaunchedConsent[]; next: string | null; total?: Awaited<ReturnType<typeof countRows>> }> {
  const page = {
    after: asked.after?.id ?? null,
    // One more tells whether there are others.
    limit: asked.limit + 1,
    isDescending: asked.order === "desc",
  }
  const list = consentOfSource(sourceId, { fate: wanted, now, page })
  const { data, next } = await readSortedPage(tx, list, launchReportSorting, { ...asked, total: false })
  return {
    data: data.map(asLaunchedConsent),
    next,
    ...(asked.total ? { total: await countRows(tx, peopleOfSource(sourceId, wanted)) } : {}),
  }
}

/** Everyone who was in the audience of a source: who was left out and why, and what proves the consent of all others. */
function consentOfSource(
  sourceId: string,
  { fate: wanted, now, page }: { fate?: Fate | undefined; now: Date; page: Page },
): RawBuilder<Row> {
  const record = consentRecordAt({
    contactId: sql`person.contact_id`,
    groupId: sql`g.id`,
    at: sql`coalesce(person.decided_at, ${now}::timestamptz)`,
  })
  return sql`
    SELECT person.contact_id AS id, k.external_id, k.phone, k.first_name, k.last_name, person.fate, person.reason,
      person.decided_at, coalesce(r.state, 'unknown') AS state, r.source, r.evidence, r.actor, r.given_at, r.recorded_at
    FROM (${peopleOfSource(sourceId, wanted, page)}) AS person
    JOIN sources AS s ON s.id = ${sourceId}
    LEFT JOIN subscription_groups AS g ON g.number_id = s.number_id
    LEFT JOIN contacts AS k ON k.id = person.contact_id
    LEFT JOIN LATERAL ${record} AS r ON true
    ORDER BY person.contact_id ${directionOf(page)}`
}

const directionOf = ({ isDescending = false }: Page) => (isDescending ? sql`DESC` : sql`ASC`)

/** What became of each of them. Each part is read in the order of its own primary key, and no further than the page goes. */
function peopleOfSource(sourceId: string, wanted?: Fate, page?: Page): RawBuilder<unknown> {
  const isWanted = wanted === undefined ? sql`true` : sql`fate = ${wanted}`
  const inOrder =
    page === undefined ? sql`` : sql`ORDER BY contact_id ${directionOf(page)} LIMIT ${page.limit}`
  const isBehind =
    page === undefined || page.after === null
      ? sql`true`
      : sql`contact_id ${page.isDescending ? sql`<` : sql`>`} ${page.after}::uuid`
  const inPage = sql`WHERE ${isWanted} AND ${isBehind} ${inOrder}`
  // A page of people first, where all are wanted. The planner knows nothing of messages before the first ANALYZE, and looked for those of
  // all 10,000 people of a launch, 4 ms each.
  const recipients = sql`(SELECT contact_id, source_id FROM recipients WHERE source_id = ${sourceId} AND ${isBehind}
    ${wanted === undefined ? inOrder : sql``})`
  return sql`
    SELECT * FROM (
      (SELECT * FROM (
        SELECT contact_id, 'suppressed' AS fate, reason, suppressed_at AS decided_at FROM suppressed_recipients
        WHERE source_id = ${sourceId}) AS left_out ${inPage})
      UNION ALL
      (SELECT * FROM (
        SELECT p.contact_id, CASE WHEN m.id IS NULL THEN 'waiting' WHEN m.status = 'dropped' THEN 'suppressed' ELSE 'sent' END AS fate,
          CASE WHEN m.status = 'dropped' THEN m.reason END AS reason, m.decided_at
        FROM ${recipients} AS p LEFT JOIN LATERAL (
          SELECT id, status, reason, decided_at FROM messages
          WHERE contact_id = p.contact_id AND source_id = p.source_id ORDER BY id DESC LIMIT 1) AS m ON true) AS reached ${inPage})
    ) AS both_parts ${inOrder}`
}

/** The same as CSV. */
export const launchFile = (
  platform: Pick<Platform, "db" | "clock">,
  workspaceId: string,
  sourceId: string,
  wanted: z.output<typeof fate> | undefined,
) =>
  reportFile(platform, workspaceId, launchColumns, (page) =>
    consentOfSource(sourceId, { fate: wanted, now: platform.clock.now(), page }),
  )

const launchColumns = {
  ...personColumns,
  fate: (row: Row) => row.fate,
  reason: (row: Row) => row.reason,
  decided_at: (row: Row) => row.decided_at,
  ...evidenceColumns,
}
