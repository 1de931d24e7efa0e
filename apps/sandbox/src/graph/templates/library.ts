/** Meta's template library: formats anyone may take over, written and approved by Meta. */
import { isRecord } from "../../json.ts"
import { page } from "../protocol/paging.ts"
import { invalidParameter } from "../protocol/refusal.ts"
import {
  type Answer,
  type GraphRequest,
  type Params,
  requiredText,
  structure,
  text,
} from "../protocol/request.ts"
import { type LibraryButton, library } from "./library-formats.ts"

/**
 * What is posted to create a template of the library, as if its text had been written out. Buttons take the
 * addresses of `library_template_button_inputs`. Throws (#100) for a name or language that is not there.
 */
export function fromLibrary(name: string, params: Params): Params {
  const language = requiredText(params, "language")
  const entry = library.find((candidate) => candidate.name === name && candidate.language === language)
  if (entry === undefined)
    throw invalidParameter(`Param library_template_name: there is no ${name} in ${language}.`)
  const added = structure(params, "library_template_body_inputs") ?? {}
  if (!isRecord(added) || Object.values(added).some((wanted) => wanted !== false))
    throw invalidParameter(`Param library_template_body_inputs: ${name} has no body that takes any.`)
  const inputs = structure(params, "library_template_button_inputs")
  const buttons = entry.buttons.map((button, i) =>
    withInput(button, Array.isArray(inputs) ? inputs[i] : undefined),
  )
  const header = entry.header === undefined ? [] : [{ type: "HEADER", format: "TEXT", text: entry.header }]
  const body = { type: "BODY", text: entry.body, example: { body_text: [entry.body_params] } }
  const components = [...header, body, { type: "BUTTONS", buttons }]
  return { ...params, category: entry.category, components }
}

/** A variable at the end of the address takes `url_suffix_example` as its example. */
function withInput(button: LibraryButton, input: unknown): object {
  if (!isRecord(input)) return button
  if (button.type === "PHONE_NUMBER") {
    return typeof input.phone_number === "string" ? { ...button, phone_number: input.phone_number } : button
  }
  const { base_url, url_suffix_example } = isRecord(input.url) ? input.url : {}
  if (typeof base_url !== "string") return button
  const example = typeof url_suffix_example === "string" ? { example: [url_suffix_example] } : {}
  return { ...button, url: base_url, ...example }
}

/** `GET /message_template_library`, by `search`, `topic`, `usecase`, `industry`, `language` and `name`. */
export function listLibrary(request: GraphRequest): Answer {
  const { params } = request
  const asked = (name: string) => text(params, name)?.toLowerCase()
  const search = asked("search")
  const matches = library.filter((entry) => {
    const words = `${entry.name} ${entry.body} ${entry.topic} ${entry.usecase}`.toLowerCase()
    if (search !== undefined && !words.includes(search)) return false
    const exact = ["name", "topic", "usecase", "language"] as const
    if (exact.some((name) => (asked(name) ?? entry[name].toLowerCase()) !== entry[name].toLowerCase()))
      return false
    const industry = asked("industry")
    return industry === undefined || entry.industry.some((one) => one.toLowerCase() === industry)
  })
  return page(matches, request, (entry) => entry)
}
