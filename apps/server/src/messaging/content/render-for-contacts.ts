/** Liquid that is no message: texts that are rendered for contacts, such as the values of a step of a canvas. */
import { blocksNamed, contactFields, fillInBlocks } from "@parley/model"
import { longestBlock, readBlocks } from "../../content-blocks/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { ContentTexts } from "./liquid/content-texts.ts"
import type { Personal, Rendered } from "./liquid/render.ts"
import { readStates } from "./subscribed-states.ts"

export interface RenderedFor {
  contactId: string
  /** What Liquid may name beside the contact. */
  variables: unknown
}

/**
 * Renders the same texts for each of these people, within the limits that messages have. Nobody outside is asked.
 * @returns in their order; `busy` where the process that renders long texts is: try again later
 */
export async function renderForContacts(
  { db }: Pick<Platform, "db">,
  workspaceId: string,
  texts: readonly string[],
  people: readonly RenderedFor[],
): Promise<({ ok: true; texts: string[] } | { ok: false; message: string })[] | "busy"> {
  if (!texts.some((text) => /{[{%]/.test(text))) return people.map(() => ({ ok: true, texts: [...texts] }))
  const { compiled, personals } = await db.workspace(workspaceId, async (tx) => ({
    compiled: await compile(tx, texts),
    personals: await readPersonals(tx, people),
  }))
  if (!("renderHere" in compiled)) return people.map(() => ({ ok: false, message: compiled.message }))
  const rendered: (Rendered | undefined)[] = personals.map((personal) => compiled.renderHere(personal))
  const apart = rendered.flatMap((one, place) => (one === undefined ? [place] : []))
  if (apart.length > 0) {
    const those = await compiled.renderApart(
      apart.flatMap((place) => personals[place] ?? []),
      workspaceId,
    )
    if (those === "busy") return "busy"
    for (const [index, place] of apart.entries()) rendered[place] = those[index]
  }
  return rendered.map((one) =>
    one?.ok ? { ok: true, texts: one.texts } : { ok: false, message: one?.message ?? "cannot be rendered" },
  )
}

async function compile(tx: Tx, texts: readonly string[]): Promise<ContentTexts | { message: string }> {
  const blocks = await readBlocks(tx, texts.flatMap(blocksNamed))
  const filled = texts.map((text) => fillInBlocks(text, blocks, longestBlock))
  const bad = filled.find(({ ok }) => !ok)
  if (bad !== undefined) return { message: "names a content block that is not there" }
  try {
    return new ContentTexts(filled.flatMap((one) => (one.ok ? [one.text] : [])))
  } catch (error) {
    return { message: error instanceof Error ? error.message : "is no valid Liquid" }
  }
}

async function readPersonals(tx: Tx, people: readonly RenderedFor[]): Promise<Personal[]> {
  const ids = people.map(({ contactId }) => contactId)
  const contacts = await tx
    .selectFrom("contacts")
    .select(["id", ...contactFields, "attributes"])
    .where("id", "=", sql<string>`ANY(${ids}::uuid[])`)
    .execute()
  const states = await readStates(tx, ids)
  const byId = new Map(contacts.map((contact) => [contact.id, contact]))
  return people.flatMap(({ contactId, variables }) => {
    const contact = byId.get(contactId)
    return contact === undefined
      ? []
      : [{ contact, variables, subscribed_state: states.get(contactId) ?? {} }]
  })
}
