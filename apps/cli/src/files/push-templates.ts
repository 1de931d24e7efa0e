/** Templates: Meta reviews each, so that each is a request of its own. */
import { answerOf, type Shapes } from "../api/client.ts"
import { ApiError } from "../api/http.ts"
import type { Context } from "../commands/context.ts"
import { Failure } from "../failure.ts"
import type { Pair } from "./compare.ts"
import { type Base, keepBases } from "./folder.ts"
import type { Opened } from "./open.ts"
import { type Fault, pathOf, titleOf } from "./print.ts"
import { accountFor } from "./workspace.ts"
import { asRequest, type Members } from "./yaml-file.ts"

type Definition = Shapes["TemplatePreflightRequest"]

/** What Meta would refuse, as far as a machine can know it. */
export async function checkTemplates({ api, workspace }: Opened, pairs: readonly Pair[]): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const pair of pairs) {
    const { file, object } = pair
    if (file === undefined) continue
    const body = asRequest<Definition>({
      ...definitionOf(file.forApi),
      business_account_id: accountFor(workspace, file.members, pathOf(pair)),
      ...(object && { template_id: object.id }),
    })
    const at = (field = "") => {
      const path = field.split(".").filter((step) => step !== "")
      return { path: pathOf(pair), line: file.yaml.lineOf(path) }
    }
    try {
      const { findings } = await answerOf(api.POST("/v1/templates/preflight", { body }))
      const errors = findings.filter(({ severity }) => severity === "error")
      faults.push(
        ...errors.map(({ field, message, help }) => ({ ...at(field), message: `${message} ${help}` })),
      )
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 422) throw error
      faults.push({ ...at(error.field), message: error.message })
    }
  }
  return faults
}

function definitionOf({ account: _, message_send_ttl_seconds: ttl, ...members }: Members): Members {
  return { ...members, ...(ttl === null || ttl === undefined ? {} : { message_send_ttl_seconds: ttl }) }
}

/** Submits each; what Meta has is kept as pushed, also where a later one is refused. @throws Failure naming the file */
export async function pushTemplates(
  { out }: Context,
  { api, folder, workspace }: Opened,
  pairs: readonly Pair[],
  known: Map<string, Base>,
): Promise<void> {
  for (const pair of pairs) {
    const path = pathOf(pair)
    try {
      await pushTemplate(api, workspace, pair)
    } catch (error) {
      await keepBases(folder, workspace.id, known)
      if (!(error instanceof ApiError)) throw error
      const line = pair.file?.yaml.lineOf((error.field ?? "").split(".")) ?? 1
      throw new Failure(`${path}:${line}: ${error.message}`, error.help)
    }
    if (pair.file === undefined) known.delete(path)
    out.line(
      `${out.paint("green", "✓")} ${path}  ${titleOf(pair)}: ${pair.file ? "Meta reviews it" : "deleted"}`,
    )
  }
}

async function pushTemplate(api: Opened["api"], workspace: Opened["workspace"], pair: Pair): Promise<void> {
  const { file, object } = pair
  if (file === undefined) {
    if (object) await api.DELETE("/v1/templates/{id}", { params: { path: { id: object.id } } })
    return
  }
  const definition = definitionOf(file.forApi)
  if (object === undefined) {
    const business_account_id = accountFor(workspace, file.members, pathOf(pair))
    const body = asRequest<Shapes["NewTemplate"]>({ ...definition, business_account_id })
    await answerOf(api.POST("/v1/templates", { body }))
    return
  }
  const { components, category, message_send_ttl_seconds: ttl } = definition
  const body = asRequest<Shapes["TemplateEdit"]>({
    revision: object.revision,
    components,
    ...(category === object.members.category ? {} : { category }),
    ...(ttl === undefined ? {} : { message_send_ttl_seconds: ttl }),
  })
  await answerOf(api.PATCH("/v1/templates/{id}", { params: { path: { id: object.id } }, body }))
}
