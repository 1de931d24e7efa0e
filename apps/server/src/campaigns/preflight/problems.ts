/** What stands in the way of a launch. */
import type { CampaignDefinition } from "@parley/model"
import { explainStatus } from "@parley/whatsapp/templates"
import { checkContent, whyNumberWaits } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { refuseMissing } from "../../segments/index.ts"
import { below } from "../definition/check-definition.ts"
import { refuseArchivedGroup } from "../launches/group-hold.ts"
import type { Found } from "./preflight-shapes.ts"

export const blocking = (
  code: string,
  message: string,
  field: string | null,
  help: string | null = null,
): Found => ({
  ...{ code, message, help, field },
  is_blocking: true,
})

export const nobody: Found = {
  code: "nobody",
  message: "Nobody would get it now.",
  help: "See by which reasons people are left out, or choose another audience.",
  field: "audience",
  is_blocking: false,
}

/** What a step says of it, among the problems. */
export async function attempt<T>(problems: Found[], step: () => Promise<T>): Promise<T | null> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, message, field = null, help } = error
    if (!problems.some((one) => one.message === message))
      problems.push(blocking(code, message, field, help ?? null))
    return null
  }
}

export async function findProblems(
  tx: Tx,
  workspaceId: string,
  { number_id: numberId, variants, audience }: CampaignDefinition,
  now: Date,
): Promise<Found[]> {
  const problems: Found[] = []
  if (numberId === null)
    problems.push(
      blocking("number_missing", "The campaign lacks a number that it is sent from.", "number_id"),
    )
  if (variants.length === 0)
    problems.push(blocking("message_missing", "The campaign lacks a message.", "variants"))
  await attempt(problems, () => refuseMissing(tx, workspaceId, audience, "audience"))
  if (numberId === null) return problems
  for (const [place, { content }] of variants.entries())
    await attempt(problems, () =>
      below(`variants.${place}.content`, () => checkContent(tx, numberId, content)),
    )
  await attempt(problems, () => refuseArchivedGroup(tx, numberId))
  const waits = await whyNumberWaits(tx, numberId, now)
  if (waits)
    problems.push({
      ...{ code: waits.code, message: waits.title, help: waits.advice, field: "number_id" },
      is_blocking: waits.code === "number_disconnected",
    })
  return problems
}

export async function readTemplates(tx: Tx, { variants }: CampaignDefinition) {
  const said = variants.flatMap(({ name, content }) =>
    content.kind === "template" ? [{ variant: name, id: content.template_id }] : [],
  )
  const rows = await tx
    .selectFrom("templates")
    .select(["id", "name", "language", "status", "category"])
    .where("id", "=", sql<string>`ANY(${said.map(({ id }) => id)}::uuid[])`)
    .execute()
  return said.flatMap(({ variant, id }) => {
    const row = rows.find((one) => one.id === id)
    return row ? [{ variant, ...row, is_sendable: explainStatus(row.status).sendable }] : []
  })
}

type Template = Awaited<ReturnType<typeof readTemplates>>[number]

export function troubleOfTemplate({ name, language, status, is_sendable, variant }: Template): Found[] {
  if (is_sendable) return []
  const { title, meaning, advice } = explainStatus(status)
  return [
    {
      code: `template_${status.toLowerCase()}`,
      message: `The template ${name} (${language}) of ${variant} is ${title.toLowerCase()}. ${meaning}`,
      help: advice,
      field: "variants",
      is_blocking: false,
    },
  ]
}
