import {
  createFromLibrary,
  getTemplate,
  type LibraryBodyInputs,
  type LibraryButtonInput,
  type LibraryTemplate,
  libraryComponents,
  type RemoteTemplate,
  searchLibrary,
} from "@parley/whatsapp/graph"
import { type TemplateDefinition, templateCategories, templateVariables } from "@parley/whatsapp/templates"
import { answered, findAccount, graphClient, refusedByMeta } from "../../connect/index.ts"
import { jsonText, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { reportedSamples } from "../media/samples.ts"
import { requireAcceptable } from "../submission/findings.ts"
import { keepAnswer, release, reserve } from "../submission/reservation.ts"
import { findTemplate, type TemplateRow } from "../template.ts"

/** Where in the library to look. */
export interface LibrarySearch {
  businessAccountId: string
  search?: string | undefined
  language?: string | undefined
  topic?: string | undefined
  usecase?: string | undefined
  industry?: string | undefined
  after?: string | undefined
  limit: number
}

/** A page of Meta's template library. @throws Problem not_found (the account), meta_rejected, meta_unreachable */
export async function browseLibrary(
  platform: Platform,
  workspaceId: string,
  { businessAccountId, after, limit, ...filter }: LibrarySearch,
): Promise<{ templates: LibraryTemplate[]; after: string | undefined }> {
  const account = await platform.db.workspace(workspaceId, (tx) => findAccount(tx, businessAccountId))
  return answered(await searchLibrary(graphClient(platform, account), filter, { limit, after }))
}

/** A format of the library, and what the business adds to it. */
export interface LibraryChoice {
  name: string
  language: string
  library_template_name: string
  button_inputs: LibraryButtonInput[]
  body_inputs?: LibraryBodyInputs | undefined
}

/**
 * Takes a format of Meta's library into the account as it is, with the business's own addresses and numbers. Meta has
 * reviewed it already.
 * @throws Problem invalid_request, conflict (name and language exist), not_found (the account), meta_rejected,
 *   meta_unreachable
 */
export async function submitFromLibrary(
  platform: Platform,
  account: { workspaceId: string; businessAccountId: string },
  choice: LibraryChoice,
): Promise<TemplateRow> {
  const { db, clock } = platform
  const access = await db.workspace(account.workspaceId, (tx) => findAccount(tx, account.businessAccountId))
  const graph = graphClient(platform, access)
  const definition = await definitionFromLibrary(graph, choice)
  requireAcceptable(definition)
  const id = await db.workspace(account.workspaceId, (tx) =>
    reserve(tx, account, { definition, optOutReplies: [] }, clock.now()),
  )
  const submitted = await createFromLibrary(graph, access.waba_id, {
    name: choice.name,
    language: choice.language,
    category: definition.category,
    library_template_name: choice.library_template_name,
    ...(choice.button_inputs.length === 0 ? {} : { library_template_button_inputs: choice.button_inputs }),
    ...(choice.body_inputs === undefined ? {} : { library_template_body_inputs: choice.body_inputs }),
  })
  if (!submitted.ok) {
    await db.workspace(account.workspaceId, (tx) => release(tx, id, clock.now()))
    throw refusedByMeta(
      submitted.error,
      submitted.error.kind === "no_answer"
        ? "Sync the templates: that tells whether Meta has it."
        : undefined,
    )
  }
  const remote = await getTemplate(graph, submitted.data.id)
  return db.workspace(account.workspaceId, async (tx) => {
    await keepAnswer(tx, id, submitted.data, clock.now())
    await keepLibraryText(tx, id, choice, remote.ok ? remote.data : undefined)
    return findTemplate(tx, id)
  })
}

/** What the template will say, as far as the library tells before Meta has made it. */
async function definitionFromLibrary(
  graph: ReturnType<typeof graphClient>,
  { name, language, library_template_name, button_inputs }: LibraryChoice,
): Promise<TemplateDefinition> {
  const { templates } = answered(
    await searchLibrary(graph, { name: library_template_name, language }, { limit: 10 }),
  )
  const format = templates.find((one) => one.name === library_template_name && one.language === language)
  if (format === undefined) {
    throw new Problem("invalid_request", `Meta's library has no ${library_template_name} in ${language}.`, {
      field: "library_template_name",
      help: "Choose one that GET /v1/template-library lists.",
    })
  }
  const buttons = format.buttons.map((button, index) => {
    const input = button_inputs[index]
    if (input?.type === "URL") {
      return { ...button, url: input.url.base_url, example: sampleAddress(input.url) }
    }
    return input?.type === "PHONE_NUMBER" ? { ...button, phoneNumber: input.phone_number } : button
  })
  return {
    name,
    language,
    category: templateCategories.find((category) => category === format.category) ?? "UTILITY",
    components: libraryComponents({ ...format, buttons }),
  }
}

const sampleAddress = ({ url_suffix_example }: { url_suffix_example?: string | undefined }) =>
  url_suffix_example === undefined ? undefined : [url_suffix_example]

/** The text is the one Meta made: body inputs add sentences that only Meta knows. */
async function keepLibraryText(
  tx: Tx,
  id: string,
  choice: LibraryChoice,
  remote: RemoteTemplate | undefined,
): Promise<void> {
  await tx
    .updateTable("templates")
    .set({
      library_template_name: choice.library_template_name,
      ...(remote && {
        components: jsonText([...remote.components, ...remote.unreadableComponents]),
        sample_addresses: reportedSamples(remote),
      }),
    })
    .where("id", "=", id)
    .execute()
}

/** What a format of the library leaves open in its text. Pure. */
export function libraryValues(format: LibraryTemplate) {
  return templateVariables({ components: libraryComponents(format) })
    .filter(({ component }) => component === "body")
    .map(({ name, example }, index) => ({
      name,
      example: example ?? null,
      type: format.bodyTypes[index] ?? "TEXT",
    }))
}
