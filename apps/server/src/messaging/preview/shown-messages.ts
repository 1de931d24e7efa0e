/** What messages said, as the person got them, for those who read a thread. */
import { setImmediate as nextTurn } from "node:timers/promises"
import { type MessageContent, messageContent } from "@parley/model"
import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"
import { findTemplates, languagesOf, preview, previewTemplate } from "../../templates/index.ts"
import { chooseLanguage } from "../content/choose-language.ts"
import { blocksOf } from "../content/contents.ts"
import { ContentFiller } from "./fill-contents.ts"
import { hiddenValues } from "./hidden-codes.ts"
import { readPersonal } from "./personal-preview.ts"

export const shownMessage = z
  .object({
    template: z
      .object({ id: fields.id, name: z.string(), language: z.string() })
      .nullable()
      .describe("null: it is free-form"),
    preview: preview.nullable().describe("Of a template: how it looks"),
    message: z.unknown().describe("Of what is free-form: the message, as WhatsApp takes it"),
    is_personal: z
      .boolean()
      .describe(
        "It has Liquid. That is filled in with what is known of the contact now, which may have been something else then; texts " +
          "with loops, and those that a page has no time for, are left as they were written",
      ),
  })
  .meta({ id: "ShownMessage" })
type Shown = z.input<typeof shownMessage>

/** How a message looks, and what of its content may be read. */
interface Readable {
  shown: Shown
  content: MessageContent
}

/** Other work may run in between. */
const longestAtOnceMs = 10

/** A message of ours: its content as it is kept, and what it alone knows, for Liquid. */
interface Said {
  id: string
  content: unknown
  variables: unknown
}

/**
 * Messages to one contact as they look, by id. Left out is what cannot be shown: a text that was forgotten after its time, a
 * template that is gone. Two statements for templates whatever their number. Codes to sign in with are hidden: all that an
 * authentication template brings, and variables that are one by their name.
 * @param messages those whose Liquid matters most come first
 */
export async function showMessages(
  tx: Tx,
  contactId: string,
  messages: readonly Said[],
): Promise<Map<string, Readable>> {
  const said = messages.flatMap(({ id, content, variables }) => {
    const read = messageContent.safeParse(content)
    return read.success ? [{ id, content: read.data, variables }] : []
  })
  if (said.length === 0) return new Map()
  const person = await readPersonal(tx, contactId)
  const templateOf = await templatesFor(
    tx,
    said.map(({ content }) => content),
    person.contact.language,
  )
  const filler = new ContentFiller(await blocksOf(tx, ...said.map(({ content }) => content)))
  const readable = new Map<string, Readable>()
  let since = performance.now()
  for (const { id, content, variables } of said) {
    if (performance.now() - since > longestAtOnceMs) {
      await nextTurn()
      since = performance.now()
    }
    const { filled, isPersonal } = filler.fill(content, { ...person, variables: variables ?? {} })
    if (filled.kind === "free_form") {
      const shown = { template: null, preview: null, message: filled.message, is_personal: isPersonal }
      readable.set(id, { shown, content })
      continue
    }
    const row = templateOf(filled)
    if (row === undefined) continue
    const template = { id: row.id, name: row.name, language: row.language }
    const hasCode = row.category === "AUTHENTICATION"
    const looks = previewTemplate(row, hasCode ? hiddenValues : filled.values)
    const shown = { template, preview: looks, message: null, is_personal: isPersonal }
    readable.set(id, { shown, content: hasCode ? { ...filled, values: hiddenValues } : content })
  }
  return readable
}

/** The template of a content: its own, or the one in the language that the contact gets. */
async function templatesFor(tx: Tx, contents: readonly MessageContent[], language: string | null) {
  const used = contents.flatMap((content) => (content.kind === "template" ? [content] : []))
  const languages = await languagesOf(
    tx,
    used.filter((content) => content.language === "contact").map(({ template_id }) => template_id),
  )
  const idOf = (content: MessageContent & { kind: "template" }) => {
    const known = content.language === "contact" ? languages.get(content.template_id) : undefined
    return (known && chooseLanguage(known.all, language, known.fallback)?.id) ?? content.template_id
  }
  const rows = await findTemplates(tx, used.map(idOf))
  return (content: MessageContent & { kind: "template" }) => rows.get(idOf(content))
}
