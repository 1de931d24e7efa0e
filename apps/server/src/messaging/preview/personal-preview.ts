import { blocksNamed, contactFields, fillInBlocks, type MessageContent, templateContent } from "@parley/model"
import { validateContent } from "@parley/whatsapp/messages"
import { flatValue } from "@parley/whatsapp/templates"
import type { z } from "zod"
import { blockFault, longestBlock, readBlocks } from "../../content-blocks/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { findTemplate, languagesOf, type preview, previewTemplate } from "../../templates/index.ts"
import { chooseLanguage } from "../content/choose-language.ts"
import { liquidTexts, mapLiquid } from "../content/compile.ts"
import { blocksOf, checkTexts, refuseBadLiquid } from "../content/contents.ts"
import { ContentTexts } from "../content/liquid/content-texts.ts"
import type { Personal, Rendered } from "../content/liquid/render.ts"
import { readStates } from "../content/subscribed-states.ts"
import { type Asker, fewAtOnce } from "../render-limit.ts"
import { asContact, type MadeUpContact } from "./made-up-contact.ts"

interface MessagePreview {
  template_id: string | null
  language: string | null
  preview: z.input<typeof preview> | null
  message: unknown
  issues: { path: string; message: string }[]
}

const shownPreferenceLink = "https://preferences.example"

/** What Liquid may name of a contact. @throws Problem not_found */
export async function readPersonal(tx: Tx, contactId: string, variables: unknown = {}): Promise<Personal> {
  const contact = await tx
    .selectFrom("contacts")
    .select(["id", ...contactFields, "attributes"])
    .where("id", "=", contactId)
    .executeTakeFirst()
  // Anyone who sees a preview could follow the contact's own link.
  const states = await readStates(tx, [contactId])
  return {
    contact: { ...found(contact, "contact"), preference_link: shownPreferenceLink },
    variables,
    subscribed_state: states.get(contactId) ?? {},
  }
}

/** What Liquid may name of a contact of the workspace, or of one that is made up. @throws Problem not_found */
const personalOf = async (tx: Tx, as: string | MadeUpContact, variables: unknown): Promise<Personal> =>
  typeof as === "string"
    ? await readPersonal(tx, as, variables)
    : { contact: { ...asContact(as), preference_link: shownPreferenceLink }, variables }

/**
 * A message as one contact would see it: in their language where the content lets it choose, with its Liquid rendered.
 * @throws Problem not_found, invalid_request when a text is not valid Liquid or cannot be rendered, too_many_requests
 */
export async function previewFor(
  { db }: Platform,
  asker: Asker,
  { content, as, variables }: { content: MessageContent; as: string | MadeUpContact; variables: unknown },
): Promise<MessagePreview> {
  const { texts, personal, row } = await db.workspace(asker.workspaceId, async (tx) => {
    const texts = checkTexts(content, await blocksOf(tx, content))
    const personal = await personalOf(tx, as, variables)
    if (content.kind === "free_form") return { texts, personal, row: null }
    const own = await findTemplate(tx, content.template_id)
    const chosen =
      content.language === "contact" ? await ofLanguage(tx, own.id, personal.contact.language) : undefined
    return { texts, personal, row: chosen === undefined ? own : await findTemplate(tx, chosen) }
  })
  const rendered = await renderFor(asker, texts, personal)
  if (row === null || content.kind === "free_form") {
    const { message } = fill(content, rendered) as MessageContent & { kind: "free_form" }
    return {
      template_id: null,
      language: null,
      preview: null,
      message,
      issues: issuesOf(content, message, rendered),
    }
  }
  const filled = templateContent.safeParse(fill(content, rendered))
  if (!filled.success) {
    const [issue] = filled.error.issues
    throw new Problem("invalid_request", `Filled in, a value cannot be sent: ${issue?.message}`, {
      field: ["content", ...(issue?.path ?? [])].join("."),
    })
  }
  const { values } = filled.data
  const shown = previewTemplate(row, values)
  return { template_id: row.id, language: row.language, preview: shown, message: null, issues: [] }
}

/** What Meta would refuse of a message, and what comes out empty: with that it is not sent. */
function issuesOf(
  content: MessageContent,
  message: unknown,
  rendered: Rendered | undefined,
): MessagePreview["issues"] {
  const texts = rendered?.ok ? rendered.texts : []
  const empty = liquidTexts(content).flatMap(({ path }, place) =>
    texts[place]?.trim() === ""
      ? [{ path: path.replace(/^message\./, ""), message: "comes out empty for this contact" }]
      : [],
  )
  const check = validateContent(message)
  const refused = check.ok
    ? []
    : check.issues.map(({ path, message }) => ({ path: path.replace(/\[(\d+)\]/g, ".$1"), message }))
  return [...empty, ...refused.filter(({ path }) => !empty.some((one) => one.path === path))]
}

/**
 * A text as it would stand in a message to one contact, white space included.
 * @throws Problem as {@link previewFor}, naming `content`
 */
export async function previewBlock(
  { db }: Platform,
  asker: Asker,
  { content, contactId, variables }: { content: string; contactId: string; variables: unknown },
): Promise<{ text: string }> {
  const { texts, personal } = await db.workspace(asker.workspaceId, async (tx) => {
    const blocks = await readBlocks(tx, blocksNamed(content))
    const filled = fillInBlocks(content, blocks, longestBlock)
    if (!filled.ok) {
      const [message, help] = blockFault(filled)
      throw new Problem("invalid_request", message, { field: "content", help })
    }
    refuseBadLiquid(filled.text, "content")
    return {
      // In place of a block, as a text that is written may not be as long.
      texts: new ContentTexts(["{{content_blocks.${_}}}"], new Map([["_", filled.text]])),
      personal: await readPersonal(tx, contactId, variables),
    }
  })
  const rendered = await renderFor(asker, texts, personal)
  if (rendered?.ok) return { text: rendered.texts[0] ?? "" }
  refuseAborted(rendered)
  throw new Problem("invalid_request", `The text ${rendered?.message ?? "cannot be rendered"}.`, {
    field: "content",
  })
}

const renderFor = async (asker: Asker, texts: ContentTexts, personal: Personal) =>
  texts.renderHere(personal) ??
  (await fewAtOnce(asker, () => texts.renderApart([personal], asker.workspaceId)))

function refuseAborted(rendered: Rendered | undefined): void {
  if (rendered?.ok !== false || rendered.why !== "aborted") return
  throw new Problem("invalid_request", `The content gives this contact no message: ${rendered.message}`, {
    field: "content",
    help: "Its Liquid has an `abort_message` for such contacts.",
  })
}

function fill(content: MessageContent, rendered: Rendered | undefined): unknown {
  if (rendered?.ok) {
    const texts = rendered.texts.values()
    const inTemplate = content.kind === "template"
    return mapLiquid(content, () => {
      const text = texts.next().value ?? ""
      return inTemplate ? flatValue(text) : text
    })
  }
  refuseAborted(rendered)
  const broken = liquidTexts(content)[rendered?.text ?? 0]
  throw new Problem(
    "invalid_request",
    `“${broken?.text.slice(0, 80)}” ${rendered?.message ?? "cannot be rendered"}.`,
    { field: `content.${broken?.path}` },
  )
}

async function ofLanguage(tx: Tx, ownId: string, language: string | null): Promise<string | undefined> {
  const languages = (await languagesOf(tx, [ownId])).get(ownId)
  return languages && chooseLanguage(languages.all, language, languages.fallback)?.id
}
