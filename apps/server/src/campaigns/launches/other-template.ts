/** A launch that says the same as its campaign with another template. */
import { messageContent } from "@parley/model"
import { explainStatus } from "@parley/whatsapp/templates"
import { createContent, type Intent } from "../../messaging/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { findTemplate } from "../../templates/index.ts"
import type { LaunchedVersion } from "../definition/versions.ts"

/** @throws Problem not_found; not_sendable when it is not approved */
export async function requireSendable(tx: Tx, templateId: string): Promise<void> {
  const template = await findTemplate(tx, templateId)
  if (explainStatus(template.status).sendable) return
  throw new Problem("not_sendable", `The template ${template.name} (${template.language}) is not approved.`, {
    field: "template_id",
    help: "Choose one that Meta has approved.",
  })
}

/**
 * A content with another template of the same account, filled with the same values.
 * @throws Problem invalid_request when the template needs values that there are none for, or belongs to another account
 */
export const withTemplate = (
  tx: Tx,
  { workspaceId, numberId, now }: { workspaceId: string; numberId: string; now: Date },
  { body, templateId }: { body: unknown; templateId: string },
): Promise<{ id: string; intent: Intent }> =>
  createContent(tx, {
    workspaceId,
    numberId,
    content: messageContent.parse(Object.assign({}, body, { template_id: templateId })),
    now,
  })

/**
 * What a launch says where another template takes the place of each of the campaign's. What is made from none stays as it is.
 * @throws Problem not_found; not_sendable; invalid_request, see {@link withTemplate}; conflict where no variant has a template
 */
export async function saidWith(
  tx: Tx,
  { workspaceId, definition, contentIds, intents }: LaunchedVersion,
  templateId: string,
  now: Date,
): Promise<Pick<LaunchedVersion, "contentIds" | "intents">> {
  await requireSendable(tx, templateId)
  const { variants, number_id: numberId } = definition
  if (!variants.some(({ content }) => content.kind === "template")) {
    throw new Problem("conflict", "The campaign sends no template.", {
      field: "template_id",
      help: "Change the campaign, and send again without a template.",
    })
  }
  const said = await withOther()
  return { contentIds: said.map(({ id }) => id), intents: said.map(({ intent }) => intent) }

  async function withOther() {
    const all: { id: string; intent: Intent }[] = []
    for (const [place, { content }] of variants.entries()) {
      const [id, intent] = [contentIds[place], intents[place]]
      if (id === undefined || intent === undefined) throw new Error("a variant without a content")
      all.push(
        content.kind === "template"
          ? await withTemplate(tx, { workspaceId, numberId, now }, { body: content, templateId })
          : { id, intent },
      )
    }
    return all
  }
}
