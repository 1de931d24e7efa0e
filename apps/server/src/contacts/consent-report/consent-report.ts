/** Who could be written to at any time, and what proves it. */
import { z } from "zod"
import { type RawBuilder, sql } from "../../platform/database/index.ts"
import { defineSorting, fields, sortedPaging } from "../../platform/http/index.ts"
import type { ReportPage } from "./report-file.ts"

const state = z.enum(["subscribed", "unsubscribed", "unknown"])

/** What a person said last before an instant, and how that is known. */
export const consentEvidence = {
  source: z.string().nullable(),
  evidence: z.string().nullable(),
  actor: z.string().nullable().describe("Who recorded it: member:<id>, api_key:<id>, contact or system"),
  given_at: fields.timestamp.nullable().describe("When the person said so"),
  recorded_at: fields.timestamp.nullable(),
}

export const reportedPerson = {
  id: fields.id,
  external_id: z.string().nullable(),
  phone: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
}

export const reportedConsent = z
  .object({
    ...reportedPerson,
    state: state.describe("unknown: they never said anything, and get no marketing"),
    ...consentEvidence,
  })
  .meta({ id: "ReportedConsent" })
export type ReportedConsent = z.output<typeof reportedConsent>

export const reportSorting = defineSorting({
  keys: { created: { column: "id", kind: "id" } },
  usual: { sort: "created", order: "asc" },
})

const narrowed = {
  at: fields.instant.optional().describe("As it was known then; now if left out"),
  state: state.optional(),
}
export const reportQuery = sortedPaging(reportSorting).extend(narrowed)
export const reportFileQuery = z.object(narrowed)

/**
 * The newest consent record of a contact in a group, of those that were there at an instant.
 * @param contactId, groupId, at the columns or values that say whose, of which group and when
 */
export const consentRecordAt = (of: {
  contactId: RawBuilder<unknown>
  groupId: RawBuilder<unknown>
  at: RawBuilder<unknown>
}): RawBuilder<unknown> => sql`(
  SELECT state, source, evidence, actor, given_at, recorded_at FROM consent_records
  WHERE contact_id = ${of.contactId} AND subscription_group_id = ${of.groupId} AND state IN ('subscribed', 'unsubscribed')
    AND recorded_at <= ${of.at}
  ORDER BY recorded_at DESC, id DESC LIMIT 1)`

/** All contacts as they stood in a group at an instant; or a page of them, in the order of their ids. */
export function reportOf(
  groupId: string,
  { at, state: wanted, page }: { at: Date; state?: z.output<typeof state> | undefined; page?: ReportPage },
): RawBuilder<ReportedConsent> {
  const record = consentRecordAt({
    contactId: sql`k.id`,
    groupId: sql`${groupId}::uuid`,
    at: sql`${at}::timestamptz`,
  })
  const isWanted =
    wanted === undefined
      ? sql`true`
      : wanted === "unknown"
        ? sql`r.state IS NULL`
        : // Who said anything is in the subscriptions: those are fewer.
          sql`r.state = ${wanted} AND k.id IN (SELECT contact_id FROM subscriptions WHERE subscription_group_id = ${groupId})`
  return sql`
    SELECT k.id, k.external_id, k.phone, k.first_name, k.last_name, coalesce(r.state, 'unknown') AS state, r.source, r.evidence,
      r.actor, r.given_at, r.recorded_at
    FROM contacts AS k LEFT JOIN LATERAL ${record} AS r ON true
    WHERE k.created_at <= ${at} AND ${isWanted} ${
      page === undefined
        ? sql``
        : sql`AND (${page.after}::uuid IS NULL OR k.id > ${page.after}::uuid) ORDER BY k.id LIMIT ${page.limit}`
    }`
}
