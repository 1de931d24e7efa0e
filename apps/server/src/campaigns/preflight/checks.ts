/** Renders a campaign for the people it would go to, and keeps what would go wrong: with a sample at once, with everybody beside other work. */

import { readCampaignDefinition } from "@parley/model"
import { z } from "zod"
import { classes, createContent } from "../../messaging/index.ts"
import { jsonText, rows, sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { below } from "../definition/check-definition.ts"
import { completed } from "../definition/versions.ts"
import { countPeople } from "../launches/launch-audience.ts"
import { classOfCampaign } from "../launches/launches.ts"
import { explainTrouble } from "./trouble-words.ts"

export const checksChannel = "parley_campaign_checks"

/** Of a sample. */
export const mostSampled = 10_000

export const newCheck = z
  .strictObject({
    scope: z
      .enum(["sample", "all"])
      .default("sample")
      .describe(
        `sample: up to ${mostSampled.toLocaleString("en")} people, soon. all: everybody, in the background`,
      ),
  })
  .meta({ id: "NewCampaignCheck" })

export const check = z
  .object({
    id: fields.id,
    campaign_id: fields.id,
    scope: z.enum(["sample", "all"]),
    state: z.enum(["running", "completed", "failed"]),
    people: z.int().describe("Who would get a message"),
    checked: z.int().describe("For how many of them it was rendered so far"),
    findings: z.array(
      z.object({
        variant: z.object({ id: fields.id, name: z.string() }).nullable(),
        code: z
          .string()
          .describe(
            "empty_variable, text_too_long, bad_link, content_broken; newline, tab or spaces in a value, which is sent with one space in " +
              "its place; language_missing: they get the template in a language that they do not speak",
          ),
        title: z.string(),
        advice: z.string().nullable(),
        detail: z.string().nullable().describe("What was said of the first of them"),
        people: z.int().describe("How many it is about"),
        contact_ids: z.array(fields.id).describe("Some of them"),
      }),
    ),
    created_at: fields.timestamp,
    ended_at: fields.timestamp.nullable(),
  })
  .meta({ id: "CampaignCheck" })

/** @throws Problem not_found; not_sendable when the campaign is not complete; what its content has wrong */
export async function createCheck(
  tx: Tx,
  { campaignId, now }: { campaignId: string; now: Date },
  { scope }: z.output<typeof newCheck>,
): Promise<string> {
  const { workspace_id: workspaceId, definition: kept } = found(
    await tx
      .selectFrom("campaigns")
      .select(["workspace_id", "definition"])
      .where("id", "=", campaignId)
      .executeTakeFirst(),
    "campaign",
  )
  const definition = completed(readCampaignDefinition(kept))
  const { number_id: numberId, audience, variants } = definition
  const contents = []
  for (const [place, { content }] of variants.entries()) {
    const of = { workspaceId, numberId, content, now, isSingle: true }
    contents.push(await below(`variants.${place}.content`, () => createContent(tx, of)))
  }
  const isMarketing = classOfCampaign(contents.map(({ intent }) => intent)) === classes.marketing
  const people = await countPeople(tx, { workspaceId, now }, { numberId, isMarketing, audience })
  const { id } = await tx
    .insertInto("campaign_checks")
    .values({
      workspace_id: workspaceId,
      campaign_id: campaignId,
      scope,
      state: people === 0 ? "completed" : "running",
      definition: jsonText(definition),
      content_ids: contents.map((content) => content.id),
      is_marketing: isMarketing,
      people: scope === "sample" ? Math.min(people, mostSampled) : people,
      created_at: now,
      ended_at: people === 0 ? now : null,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  if (people > 0) wakeAfterCommit(checksChannel, "")
  return id
}

/** @throws Problem not_found */
export async function readCheck(
  tx: Tx,
  { campaignId, checkId }: { campaignId: string; checkId: string },
): Promise<z.output<typeof check>> {
  const { definition, ...row } = found(
    await tx
      .selectFrom("campaign_checks")
      .select([
        "id",
        "campaign_id",
        "scope",
        "state",
        "people",
        "checked",
        "definition",
        "created_at",
        "ended_at",
      ])
      .where("id", "=", checkId)
      .where("campaign_id", "=", campaignId)
      .executeTakeFirst(),
    "check",
  )
  const { rows: findings } = await sql<{
    variant: number
    code: string
    detail: string | null
    people: number
    contact_ids: string[]
  }>`
    SELECT variant, code, detail, people, ARRAY(SELECT contact_id FROM campaign_check_people AS p
        WHERE p.check_id = f.check_id AND p.variant = f.variant AND p.code = f.code ORDER BY contact_id) AS contact_ids
    FROM campaign_check_findings AS f WHERE check_id = ${checkId} ORDER BY people DESC, variant, code`.execute(
    tx,
  )
  const { variants } = readCampaignDefinition(definition)
  return {
    ...row,
    scope: check.shape.scope.parse(row.scope),
    state: check.shape.state.parse(row.state),
    findings: findings.map(({ variant: place, ...finding }) => {
      const variant = variants[place]
      return {
        ...finding,
        ...explainTrouble(finding.code),
        variant: variant ? { id: variant.id, name: variant.name } : null,
      }
    }),
  }
}

/** Two contacts are one: a finding names them once. */
export async function moveCheckedPeople(
  tx: Tx,
  { workspaceId, pairs }: { workspaceId: string; pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`
    WITH gone AS (
      DELETE FROM campaign_check_people AS p USING ${merged}
      WHERE p.contact_id = pair.from AND p.workspace_id = ${workspaceId} RETURNING p.check_id, p.variant, p.code, pair.into
    )
    INSERT INTO campaign_check_people (check_id, variant, code, contact_id, workspace_id)
    SELECT check_id, variant, code, "into", ${workspaceId} FROM gone ON CONFLICT DO NOTHING`.execute(tx)
}
