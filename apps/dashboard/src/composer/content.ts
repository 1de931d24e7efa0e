/** What a message says while it is being written. */
import type { Shapes } from "../api/client.ts"

export type Message = Shapes["FreeFormContent"]["message"]

/** A message that may still lack its template. */
export type ContentDraft =
  | {
      kind: "template"
      template_id: string | null
      language?: "contact"
      values: Shapes["TemplateValues"]
    }
  | { kind: "free_form"; message: Message }

export const noMessage: ContentDraft = { kind: "template", template_id: null, values: {} }

export const freeForm: ContentDraft = { kind: "free_form", message: { type: "text", text: { body: "" } } }

/** Nothing was chosen or written yet. */
export function isBlank(content: ContentDraft): boolean {
  if (content.kind === "template") return content.template_id === null
  return content.message.type === "text" && content.message.text.body === ""
}

/** As the API takes it. */
export function givenContent(content: ContentDraft): Shapes["MessageContentInput"] {
  if (content.kind === "free_form") return content
  return { ...content, template_id: content.template_id ?? "" }
}
