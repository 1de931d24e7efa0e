import { messageContent } from "@parley/model"
import { explainStatus } from "@parley/whatsapp/templates"
import { createContent, replaceContent } from "../../messaging/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { findTemplate } from "../../templates/index.ts"
import { readTemplateHold } from "./template-hold.ts"

/**
 * Lets a launch that its template holds continue with another template of the account, filled with the same values. What
 * was sent or may have been stays as it is; contacts that wait get the other one. The campaign keeps its own content.
 * @throws Problem not_found; conflict when nothing holds the launch;
 *   not_sendable when the other template is not approved; invalid_request when it needs values that there are none for
 */
export async function continueWithTemplate(
  { db, clock }: Platform,
  workspaceId: string,
  launchId: string,
  templateId: string,
): Promise<void> {
  await db.workspace(workspaceId, (tx) => changeContent(tx, launchId, templateId, clock.now()))
}

async function changeContent(tx: Tx, launchId: string, templateId: string, now: Date): Promise<void> {
  const launch = found(
    await tx
      .selectFrom("sources")
      .innerJoin("source_variants", "source_id", "sources.id")
      .innerJoin("contents", "contents.id", "content_id")
      .select(["sources.workspace_id", "number_id", "state", "body"])
      .where("sources.id", "=", launchId)
      .where("kind", "=", "launch")
      .where("variant", "=", 0)
      .forUpdate("sources")
      .executeTakeFirst(),
    "launch",
  )
  if (launch.state === "canceled") {
    throw new Problem("conflict", "The launch was canceled.", {
      help: "It cannot go on. Launch a campaign with the other template.",
    })
  }
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
  const { id: contentId } = await createContent(tx, {
    workspaceId: launch.workspace_id,
    numberId: launch.number_id,
    content: messageContent.parse(Object.assign({}, launch.body, { template_id: templateId })),
    now,
  })
  await replaceContent(tx, launchId, contentId, now)
}
