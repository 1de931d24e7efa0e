/** Meta's template library: formats written and approved by Meta, which anyone may take over. Source: Meta, "Template library". */
import { z } from "zod"
import type { TemplateComponent } from "../templates/components.ts"
import { readComponents } from "../templates/definition.ts"
import type { GraphClient } from "./client.ts"
import { optionalText } from "./fields.ts"
import type { GraphResult } from "./result.ts"
import { type SubmittedTemplate, submittedTemplateSchema } from "./templates.ts"

export interface LibraryTemplate {
  id: string
  name: string
  language: string
  category: string
  topic?: string | undefined
  usecase?: string | undefined
  industry: string[]
  header?: string | undefined
  body: string
  bodyExamples: string[]
  /** TEXT, AMOUNT, DATE, …; values of messages must match it. */
  bodyTypes: string[]
  buttons: LibraryButton[]
}

interface LibraryButton {
  type: string
  text: string
  url?: string | undefined
  phoneNumber?: string | undefined
}

/** What the library is searched by. Everything but `search` must fit exactly. */
export interface LibraryFilter {
  search?: string | undefined
  name?: string | undefined
  topic?: string | undefined
  usecase?: string | undefined
  industry?: string | undefined
  language?: string | undefined
}

/** What a business adds to the buttons of a library template, in their order. */
export type LibraryButtonInput =
  | { type: "URL"; url: { base_url: string; url_suffix_example?: string | undefined } }
  | { type: "PHONE_NUMBER"; phone_number: string }
  | { type: "QUICK_REPLY" }

/** Sentences and lines that some library templates may have. */
export interface LibraryBodyInputs {
  add_contact_number?: boolean | undefined
  add_learn_more_link?: boolean | undefined
  add_security_recommendation?: boolean | undefined
  add_track_package_link?: boolean | undefined
  code_expiration_minutes?: number | undefined
}

export interface LibrarySubmission {
  name: string
  language: string
  category: string
  library_template_name: string
  library_template_button_inputs?: LibraryButtonInput[] | undefined
  library_template_body_inputs?: LibraryBodyInputs | undefined
}

const libraryTemplateSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    language: z.string(),
    category: z.string(),
    topic: optionalText,
    usecase: optionalText,
    industry: z.array(z.string()).nullish(),
    header: optionalText,
    body: z.string(),
    body_params: z.array(z.string()).nullish(),
    body_param_types: z.array(z.string()).nullish(),
    buttons: z
      .array(z.object({ type: z.string(), text: z.string(), url: optionalText, phone_number: optionalText }))
      .nullish(),
  })
  .transform(
    (read): LibraryTemplate => ({
      id: read.id,
      name: read.name,
      language: read.language,
      category: read.category.toUpperCase(),
      topic: read.topic,
      usecase: read.usecase,
      industry: read.industry ?? [],
      header: read.header,
      body: read.body,
      bodyExamples: read.body_params ?? [],
      bodyTypes: read.body_param_types ?? [],
      buttons: (read.buttons ?? []).map(({ phone_number, ...button }) => ({
        ...button,
        phoneNumber: phone_number,
      })),
    }),
  )

const pageSchema = z.object({
  data: z.array(libraryTemplateSchema),
  paging: z.object({ cursors: z.object({ after: optionalText }).nullish(), next: optionalText }).nullish(),
})

/**
 * A page of what the library holds; the library is Meta's, the same for every account.
 * @example
 * const found = await searchLibrary(graph, { search: "delivery", language: "en_US" }, { limit: 10 })
 * if (found.ok) for (const { name, body } of found.data.templates) console.log(name, body)
 */
export async function searchLibrary(
  graph: GraphClient,
  filter: LibraryFilter,
  page: { limit: number; after?: string | undefined },
): Promise<GraphResult<{ templates: LibraryTemplate[]; after: string | undefined }>> {
  const found = await graph.get("message_template_library", { ...filter, ...page }, pageSchema)
  if (!found.ok) return found
  const { data, paging } = found.data
  const after = paging?.next === undefined ? undefined : paging.cursors?.after
  return { ...found, data: { templates: data, after } }
}

/**
 * Takes a library template into the account. Meta does not review it unless its text is changed.
 * @example
 * await createFromLibrary(graph, "102290129340398", {
 *   name: "delivery_update",
 *   language: "en_US",
 *   category: "UTILITY",
 *   library_template_name: "delivery_update_1",
 * })
 */
export function createFromLibrary(
  graph: GraphClient,
  wabaId: string,
  submission: LibrarySubmission,
): Promise<GraphResult<SubmittedTemplate>> {
  return graph.post(`${wabaId}/message_templates`, submission, submittedTemplateSchema)
}

/**
 * What a library template says, as components: to be shown, or written on. Pure.
 * @example
 * libraryComponents({ body: "It arrives on {{1}}.", bodyExamples: ["May 2"], buttons: [] })
 * // [{ type: "BODY", text: "It arrives on {{1}}.", example: { body_text: [["May 2"]] } }]
 */
export function libraryComponents({
  header,
  body,
  bodyExamples,
  buttons,
}: Pick<LibraryTemplate, "header" | "body" | "bodyExamples" | "buttons">): TemplateComponent[] {
  const { components } = readComponents([
    ...(header === undefined ? [] : [{ type: "HEADER", format: "TEXT", text: header }]),
    {
      type: "BODY",
      text: body,
      ...(bodyExamples.length === 0 ? {} : { example: { body_text: [bodyExamples] } }),
    },
    ...(buttons.length === 0
      ? []
      : [
          {
            type: "BUTTONS",
            buttons: buttons.map(({ phoneNumber, ...button }) => ({
              ...button,
              ...(phoneNumber === undefined ? {} : { phone_number: phoneNumber }),
            })),
          },
        ]),
  ])
  return components
}
