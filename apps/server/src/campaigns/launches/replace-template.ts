import { replaceContent } from "../../messaging/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { requireSendable, withTemplate } from "./other-template.ts"
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
  await requireSendable(tx, templateId)
  const { id: contentId } = await withTemplate(
    tx,
    { workspaceId: launch.workspace_id, numberId: launch.number_id, now },
    { body: launch.body, templateId },
  )
  await replaceContent(tx, launchId, contentId, now)
}
