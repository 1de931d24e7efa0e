/** The work of checks: a chunk of people at a time, each in one transaction that also moves the bookmark. */
import {
  type CampaignDefinition,
  contactFields,
  eachContactField,
  readCampaignDefinition,
} from "@parley/model"
import { isControlSql, TriedContents, variantSql } from "../../messaging/index.ts"
import { patiently, readWithin, rows, sql, type Tx, troubleOf } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { startLoop } from "../../platform/loop.ts"
import { launchAudience } from "../launches/launch-audience.ts"
import { checksChannel, mostSampled } from "./checks.ts"

/** The database looks at the whole audience for each. */
const chunk = 10_000
/** People that are named of each finding. */
const mostNamed = 20

export function startChecks(platform: Platform): { stop(): Promise<void> } {
  const loop = startLoop({
    everyMs: 2_000,
    round: () => runChecks(platform),
    broke: (error) => platform.logger.warn({ err: error }, "cannot check campaigns; retrying"),
  })
  const unheard = platform.wakes.hear(checksChannel, () => loop.wake())
  return {
    async stop() {
      unheard()
      await loop.stop()
    },
  }
}

/** Takes every check that runs a chunk further. @returns whether there was any */
export async function runChecks(platform: Platform): Promise<boolean> {
  const { db, logger, clock } = platform
  const running = await db.system((tx) =>
    tx
      .selectFrom("campaign_checks")
      .select(["id", "workspace_id", "definition", "content_ids"])
      .where("state", "=", "running")
      .orderBy("id")
      .limit(20)
      .execute(),
  )
  let hasMoved = false
  for (const { id, workspace_id: workspaceId, ...check } of running) {
    try {
      const { variants } = readCampaignDefinition(check.definition)
      const contents = variants.flatMap(({ content }, place) => {
        const contentId = check.content_ids[place]
        return contentId === undefined ? [] : [{ id: contentId, content }]
      })
      const tried = await TriedContents.read(platform, workspaceId, contents)
      const moved = await patiently(() =>
        db.workspace(workspaceId, (tx) => checkChunk(tx, { id, tried, now: clock.now() })),
      )
      hasMoved ||= moved
    } catch (error) {
      if (troubleOf(error) === "passing") throw error
      logger.error({ err: error, check: id }, "cannot check a campaign")
      await db.workspace(workspaceId, (tx) =>
        tx
          .updateTable("campaign_checks")
          .set({ state: "failed", ended_at: clock.now() })
          .where("id", "=", id)
          .execute(),
      )
    }
  }
  return hasMoved
}

type Person = ReturnType<typeof eachContactField<string | null>> & {
  id: string
  variant: number
  is_control: boolean
  attributes: unknown
}

/** @returns whether anyone was looked at; not where another worker does, or the process that renders long texts is busy */
async function checkChunk(
  tx: Tx,
  { id: checkId, tried, now }: { id: string; tried: TriedContents; now: Date },
): Promise<boolean> {
  const row = await tx
    .selectFrom("campaign_checks")
    .selectAll()
    .where("id", "=", checkId)
    .where("state", "=", "running")
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (row === undefined) return false
  const definition = readCampaignDefinition(row.definition)
  const isSample = row.scope === "sample"
  const limit = isSample ? mostSampled : chunk
  const looked = await nextPeople(tx, { ...row, definition }, limit)
  const people = looked.filter(({ is_control }) => !is_control)
  const troubles = await tried.look(
    people.map(({ variant, attributes, ...person }) => ({
      variant,
      contact: { ...eachContactField((field) => person[field]), id: person.id, attributes },
    })),
  )
  if (troubles === undefined) return false
  const ofPeople = people.flatMap(({ id, variant }, index) =>
    (troubles[index] ?? []).map((trouble) => ({ id, variant, ...asFinding(trouble) })),
  )
  await keep(tx, row, ofPeople)
  const isLast = isSample || looked.length < limit
  await tx
    .updateTable("campaign_checks")
    .set({
      checked: row.checked + looked.length,
      after_contact: looked.at(-1)?.id ?? row.after_contact,
      ...(isLast && { state: "completed", ended_at: now }),
    })
    .where("id", "=", checkId)
    .execute()
  return true
}

/** A free-form message that is no valid one because of an address says so in its detail. */
function asFinding({ code, detail }: { code: string; detail: string | null }) {
  const isLink = code === "content_broken" && /\b(url|link)\b/i.test(detail ?? "")
  return { code: isLink ? "bad_link" : code, detail }
}

interface Checked {
  id: string
  workspace_id: string
  campaign_id: string
  created_at: Date
  is_marketing: boolean
  after_contact: string | null
  definition: CampaignDefinition
}

/** The next people who would get a message; of a sample, some from everywhere. */
async function nextPeople(tx: Tx, check: Checked & { scope: string }, limit: number): Promise<Person[]> {
  const { workspace_id: workspaceId, definition, after_contact: after } = check
  const { number_id: numberId, variants, control_share: controlShare } = definition
  const assignment = {
    seed: check.campaign_id,
    weights: variants.map(({ weight }) => weight),
    controlShare,
  }
  return readWithin(tx, async (reading) => {
    const { joins, condition } = await launchAudience(
      reading,
      { workspaceId, now: check.created_at },
      { audience: definition.audience, resends: null, parent_id: null },
    )
    const subscribed = sql`
      JOIN subscription_groups AS g ON g.workspace_id = ${workspaceId} AND g.number_id = ${numberId}
      JOIN subscriptions AS s ON s.workspace_id = ${workspaceId} AND s.subscription_group_id = g.id
        AND s.contact_id = contacts.id AND s.state = 'subscribed' ${
          // Of both: where they are merged, those before would be read once more for each chunk.
          after === null ? sql`` : sql`AND s.contact_id > ${after}`
        }`
    const { rows: found } = await sql<Person>`
      WITH chosen AS MATERIALIZED (
        SELECT contacts.id FROM contacts ${joins} ${check.is_marketing ? subscribed : sql``}
        WHERE contacts.workspace_id = ${workspaceId} AND num_nonnulls(contacts.phone, contacts.wa_id, contacts.bsuid) > 0
          AND ${after === null ? sql`true` : sql`contacts.id > ${after}`} AND ${condition}
        ORDER BY ${check.scope === "sample" ? sql`uuid_hash(contacts.id)` : sql`contacts.id`} LIMIT ${limit}
      )
      SELECT id, ${variantSql(assignment)} AS variant, ${isControlSql(assignment)} AS is_control,
        ${sql.join(contactFields.map((field) => sql.ref(field)))}, attributes
      FROM contacts JOIN chosen USING (id) ORDER BY id`.execute(reading)
    return found
  })
}

async function keep(
  tx: Tx,
  { id, workspace_id }: { id: string; workspace_id: string },
  found: readonly { id: string; variant: number; code: string; detail: string | null }[],
): Promise<void> {
  if (found.length === 0) return
  const groups = [...Map.groupBy(found, ({ variant, code }) => `${variant} ${code}`).values()]
  const findings = groups.map((all) => ({
    variant: all[0]?.variant ?? 0,
    code: all[0]?.code ?? "",
    detail: all[0]?.detail ?? null,
    people: all.length,
  }))
  const named = groups.flatMap((all) =>
    all.slice(0, mostNamed).map(({ id: contactId, variant, code }) => ({ contactId, variant, code })),
  )
  await sql`
    INSERT INTO campaign_check_findings AS f (check_id, variant, code, workspace_id, detail, people)
    SELECT ${id}, variant, code, ${workspace_id}, detail, people
    FROM ${rows("finding", findings, { variant: "smallint", code: "text", detail: "text", people: "integer" })}
    ON CONFLICT (check_id, variant, code) DO UPDATE SET people = f.people + excluded.people`.execute(tx)
  await sql`
    INSERT INTO campaign_check_people (check_id, variant, code, contact_id, workspace_id)
    SELECT ${id}, variant, code, contact_id, ${workspace_id}
    FROM ${rows("person", named, { contactId: "uuid", variant: "smallint", code: "text" })}
    WHERE (SELECT count(*) FROM campaign_check_people AS p
      WHERE p.check_id = ${id} AND p.variant = person.variant AND p.code = person.code) < ${mostNamed}
    ON CONFLICT DO NOTHING`.execute(tx)
}
