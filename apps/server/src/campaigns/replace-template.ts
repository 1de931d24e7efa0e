import { setTimeout as sleep } from "node:timers/promises"
import { messageContent } from "@parley/model"
import { explainStatus } from "@parley/whatsapp/templates"
import { createContent, wakeLane } from "../messaging/index.ts"
import { sql, type Tx } from "../platform/database/index.ts"
import { found, Problem } from "../platform/errors.ts"
import type { Platform } from "../platform/index.ts"
import { findTemplate } from "../templates/index.ts"
import { readTemplateHold } from "./template-hold.ts"

/** A lane claims what is due, finds that it waits, and puts it back within milliseconds. */
const tries = 10
const betweenTriesMs = 100

/**
 * Lets a launch that its template holds continue with another template of the account, filled with the same values. What
 * was sent stays as it is; contacts that wait get the other one. The campaign keeps its own content.
 * @throws Problem not_found; conflict when nothing holds the launch or what happened to a message is not known yet;
 *   not_sendable when the other template is not approved; invalid_request when it needs values that there are none for
 */
export async function continueWithTemplate(
  { db, clock }: Platform,
  workspaceId: string,
  launchId: string,
  templateId: string,
): Promise<void> {
  for (let left = tries; ; left--) {
    const unsettled = await db.workspace(workspaceId, (tx) =>
      changeContent(tx, launchId, templateId, clock.now()),
    )
    if (unsettled === 0) return
    if (left === 0) {
      throw new Problem("conflict", `What became of ${unsettled} messages of the launch is not known yet.`, {
        help: "Their post got no answer. Try again in a few minutes, when their status has come or they are due again.",
      })
    }
    await sleep(betweenTriesMs)
  }
}

/** @returns how many messages are with a lane or in doubt, and keep the change from being made */
async function changeContent(tx: Tx, launchId: string, templateId: string, now: Date): Promise<number> {
  const launch = found(
    await tx.selectFrom("launches").selectAll().where("id", "=", launchId).forUpdate().executeTakeFirst(),
    "launch",
  )
  if (launch.state === "canceled") throw new Problem("conflict", "The launch was canceled.")
  if ((await readTemplateHold(tx, launchId)) === null) {
    throw new Problem("conflict", "Nothing of its template holds the launch.", {
      help: "It goes on by itself. Only a launch that is held can go on with another template.",
    })
  }
  const template = await findTemplate(tx, templateId)
  if (!explainStatus(template.status).sendable) {
    throw new Problem(
      "not_sendable",
      `The template ${template.name} (${template.language}) is not approved.`,
      {
        field: "template_id",
        help: "Choose one that Meta has approved.",
      },
    )
  }
  const { body } = await tx
    .selectFrom("contents")
    .select("body")
    .where("id", "=", launch.content_id)
    .executeTakeFirstOrThrow()
  const contentId = await createContent(tx, {
    workspaceId: launch.workspace_id,
    numberId: launch.number_id,
    content: messageContent.parse(Object.assign({}, body, { template_id: templateId })),
    now,
  })
  // Claiming skips locked rows, so nothing is claimed between the count and the change.
  const { rows } = await sql<{ unsettled: number }>`
    WITH locked AS MATERIALIZED (
      SELECT state FROM outbox WHERE number_id = ${launch.number_id} AND launch_id = ${launchId} ORDER BY id FOR UPDATE
    )
    SELECT count(*) AS unsettled FROM locked WHERE state <> 'due'
  `.execute(tx)
  const unsettled = rows[0]?.unsettled ?? 0
  if (unsettled > 0) {
    await tx.deleteFrom("contents").where("id", "=", contentId).execute()
    return unsettled
  }
  await tx.updateTable("launches").set({ content_id: contentId }).where("id", "=", launchId).execute()
  await tx
    .updateTable("outbox")
    .set({ content_id: contentId, send_after: now })
    .where("number_id", "=", launch.number_id)
    .where("launch_id", "=", launchId)
    .execute()
  wakeLane(launch.number_id)
  return 0
}
