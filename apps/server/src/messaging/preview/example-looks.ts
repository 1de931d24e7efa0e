/** How contents look for somebody who does not exist: for people who may see no contact. */
import { eachContactField, type MessageContent } from "@parley/model"
import type { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { findTemplates, languagesOf, type preview, previewTemplate } from "../../templates/index.ts"
import { blocksOf } from "../content/contents.ts"
import type { Personal } from "../content/liquid/render.ts"
import { ContentFiller } from "./fill-contents.ts"
import { hiddenValues } from "./hidden-codes.ts"

export interface ExampleLook {
  /** Of the template; null: it is free-form. */
  language: string | null
  preview: z.input<typeof preview> | null
  /** Of what is free-form: the message, as WhatsApp takes it. */
  message: unknown
  /** Texts in it are of the example's, and others get their own. */
  isPersonal: boolean
}

/** A person with the usual attributes. */
const examplePerson: Personal = {
  contact: {
    ...eachContactField(() => null),
    first_name: "Alex",
    last_name: "Example",
    language: "en",
    city: "Springfield",
    attributes: {},
    preference_link: "https://preferences.example",
  },
  variables: {},
  subscribed_state: {},
}

/** Each content in each language in which people get it, in their order. */
export async function showExamples(
  tx: Tx,
  contents: readonly MessageContent[],
): Promise<readonly ExampleLook[][]> {
  const languages = await languagesOf(
    tx,
    contents.flatMap((content) => (content.kind === "template" ? [content.template_id] : [])),
  )
  const idsOf = (content: MessageContent & { kind: "template" }): string[] => {
    const sendable = (languages.get(content.template_id)?.all ?? []).filter(({ isSendable }) => isSendable)
    const chosen = content.language === "contact" ? sendable.map(({ id }) => id) : []
    return chosen.length > 0 ? chosen : [content.template_id]
  }
  const templates = await findTemplates(
    tx,
    contents.flatMap((content) => (content.kind === "template" ? idsOf(content) : [])),
  )
  const filler = new ContentFiller(await blocksOf(tx, ...contents))
  return contents.map((content) => {
    const { filled, isPersonal } = filler.fill(content, examplePerson)
    if (filled.kind === "free_form")
      return [{ language: null, preview: null, message: filled.message, isPersonal }]
    return idsOf(filled).flatMap((id) => {
      const row = templates.get(id)
      if (row === undefined) return []
      const values = row.category === "AUTHENTICATION" ? hiddenValues : filled.values
      return [{ language: row.language, preview: previewTemplate(row, values), message: null, isPersonal }]
    })
  })
}
