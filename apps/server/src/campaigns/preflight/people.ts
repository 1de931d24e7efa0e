/** The people behind the numbers of a preflight, page by page and as a file. */
import { readCampaignDefinition } from "@parley/model"
import { z } from "zod"
import { personColumns, type ReportPage, reportedPerson, reportFile } from "../../contacts/index.ts"
import { explainReason, isControlSql } from "../../messaging/index.ts"
import { type RawBuilder, readWithin, sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { type countRows, defineSorting, readSortedPage, sortedPaging } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { isMarketingCampaign } from "../approvals/is-marketing.ts"
import { completed } from "../definition/versions.ts"
import { type Asked, judgedSql, prefixesOfUnitedStates } from "./reach.ts"

export const preflightPerson = z
  .object({
    ...reportedPerson,
    language: z.string().nullable(),
    reason: z
      .string()
      .nullable()
      .describe("Why they get nothing; null: they get it, or are in the control group"),
    reason_title: z.string().nullable().describe("The same in words"),
  })
  .meta({ id: "PreflightPerson" })
type Person = z.output<typeof preflightPerson>

const sorting = defineSorting({
  keys: { created: { column: "id", kind: "id" } },
  usual: { sort: "created", order: "asc" },
})

const narrowed = {
  group: z
    .enum(["people", "control", "suppressed"])
    .describe(
      "people: who gets a message; control: who gets nothing, for comparison; suppressed: the others",
    ),
  reason: z.string().max(100).optional().describe("Of suppressed people, such as unsubscribed"),
  language: z
    .string()
    .max(20)
    .optional()
    .describe("Of people who get a message; `unknown`: those whose language is not known"),
}
export const preflightPeopleQuery = sortedPaging(sorting).extend(narrowed)
export const preflightFileQuery = z.object(narrowed)
type Narrowed = z.output<typeof preflightFileQuery>

/** What a preflight of the campaign asks. @throws Problem not_found; not_sendable when it is not complete */
export async function readAsked(
  tx: Tx,
  { campaignId, now }: { campaignId: string; now: Date },
): Promise<Asked> {
  const campaign = found(
    await tx
      .selectFrom("campaigns")
      .select(["workspace_id", "definition", "tags"])
      .where("id", "=", campaignId)
      .executeTakeFirst(),
    "campaign",
  )
  const definition = completed(readCampaignDefinition(campaign.definition))
  return {
    workspaceId: campaign.workspace_id,
    now,
    numberId: definition.number_id,
    isMarketing: await isMarketingCampaign(tx, definition),
    audience: definition.audience,
    tags: campaign.tags,
    assignment: { seed: campaignId, controlShare: definition.control_share },
  }
}

type Row = Omit<Person, "reason_title">

/** People of a preflight, in the order of their ids. */
async function peopleSql(
  tx: Tx,
  asked: Asked,
  { group, reason, language }: Narrowed,
): Promise<RawBuilder<Row>> {
  const judged = await judgedSql(tx, asked)
  const ofStates = asked.isMarketing ? prefixesOfUnitedStates() : []
  const isShared = sql`reason IS NULL AND phone IN (
      SELECT phone FROM contacts WHERE workspace_id = ${asked.workspaceId} AND phone_share > 0)
    AND row_number() OVER (PARTITION BY phone, reason ORDER BY phone_share, id) > 1`
  const fits = {
    people: sql`why IS NULL AND NOT is_control`,
    control: sql`why IS NULL AND is_control`,
    suppressed: reason === undefined ? sql`why IS NOT NULL` : sql`why = ${reason}`,
  }[group]
  const speaks =
    language === undefined
      ? sql`true`
      : language === "unknown"
        ? sql`person.language IS NULL`
        : sql`person.language = ${language}`
  return sql`
    SELECT k.id, k.external_id, k.phone, k.first_name, k.last_name, k.language, why AS reason
    FROM (
      SELECT id, language, ${isControlSql(asked.assignment)} AS is_control, CASE WHEN reason IS NOT NULL THEN reason
          WHEN prefix = ANY(${ofStates}::text[]) THEN 'us_marketing' WHEN ${isShared} THEN 'phone_shared' END AS why
      FROM (${judged}) AS person
    ) AS person JOIN contacts AS k USING (id)
    WHERE k.workspace_id = ${asked.workspaceId} AND ${fits} AND ${speaks}`
}

/** @throws Problem as {@link readAsked} */
export async function readPeople(
  tx: Tx,
  scope: { campaignId: string; now: Date },
  { group, reason, language, ...page }: z.output<typeof preflightPeopleQuery>,
): Promise<{ data: Person[]; next: string | null; total?: Awaited<ReturnType<typeof countRows>> }> {
  const asked = await readAsked(tx, scope)
  return readWithin(tx, async (reading) => {
    const list = await peopleSql(reading, asked, { group, reason, language })
    const { data, ...rest } = await readSortedPage(reading, list, sorting, page)
    return { data: data.map(inWords), ...rest }
  })
}

const inWords = (row: Row): Person => ({
  ...row,
  reason_title: row.reason === null ? null : explainReason(row.reason).title,
})

const columns = {
  ...personColumns,
  language: ({ language }: Row) => language,
  reason: ({ reason }: Row) => reason,
}

/** The same as CSV; each page is asked for when the one before was taken. */
export async function* peopleFile(
  platform: Pick<Platform, "db" | "clock">,
  { workspaceId, campaignId }: { workspaceId: string; campaignId: string },
  narrowedTo: Narrowed,
): AsyncGenerator<string> {
  const now = platform.clock.now()
  const list = await platform.db.workspace(workspaceId, async (tx) => {
    const asked = await readAsked(tx, { campaignId, now })
    return peopleSql(tx, asked, narrowedTo)
  })
  const pageOf = ({ after, limit }: ReportPage) => sql<Row>`
    SELECT * FROM (${list}) AS listed WHERE ${after === null ? sql`true` : sql`id > ${after}`} ORDER BY id LIMIT ${limit}`
  yield* reportFile(platform, workspaceId, columns, pageOf)
}
