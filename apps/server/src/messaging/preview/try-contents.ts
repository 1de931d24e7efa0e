/** What would go wrong with contents for people who are to get them, before anything is sent. */
import { setImmediate as nextTurn } from "node:timers/promises"
import type { MessageContent } from "@parley/model"
import type { Platform } from "../../platform/index.ts"
import { languagesOf } from "../../templates/index.ts"
import { chooseLanguage } from "../content/choose-language.ts"
import type { Composed } from "../content/compile.ts"
import { ContentCache, type ContentFor } from "../content/content-cache.ts"
import type { Personal } from "../content/liquid/render.ts"
import type { DropReason } from "../reasons.ts"

/** Rendering for many takes seconds, while other work may run in between. */
const renderMs = 10

/** Stands for the address of each contact's preference page. */
const shownPreferenceLink = "https://preferences.example"

type TroubleCode = DropReason | "newline" | "tab" | "spaces" | "language_missing"

interface Trouble {
  code: TroubleCode
  detail: string | null
}

/** A content, ready to be tried. */
interface Tried {
  content: MessageContent
  of: ContentFor
  /** Of its template, by the template's id. */
  languages: ReadonlyMap<string, string>
}

/** Contents of one campaign, in the order of its variants. */
export class TriedContents {
  readonly #tried: readonly Tried[]
  readonly #workspaceId: string

  private constructor(tried: readonly Tried[], workspaceId: string) {
    this.#tried = tried
    this.#workspaceId = workspaceId
  }

  /** @throws where one of them is gone */
  static async read(
    { db }: Pick<Platform, "db">,
    workspaceId: string,
    contents: readonly { id: string; content: MessageContent }[],
  ): Promise<TriedContents> {
    const compiled = await new ContentCache(db).read(
      workspaceId,
      contents.map(({ id }) => id),
    )
    const templateIds = contents.flatMap(({ content }) =>
      content.kind === "template" ? [content.template_id] : [],
    )
    const known = await db.workspace(workspaceId, (tx) => languagesOf(tx, templateIds))
    const languages = new Map(
      [...known.values()].flatMap(({ all }) => all.map(({ id, language }) => [id, language] as const)),
    )
    const tried = contents.map(({ id, content }) => {
      const of = compiled.get(id)
      if (of === undefined) throw new Error("a content is gone")
      return { content, of, languages }
    })
    return new TriedContents(tried, workspaceId)
  }

  /**
   * Composes for people as if it were sent, and says what is wrong with each message.
   * @returns in their order; undefined where the process that renders long texts is busy: try again later
   */
  async look(
    people: readonly { variant: number; contact: Personal["contact"] }[],
  ): Promise<Trouble[][] | undefined> {
    const all: Trouble[][] = people.map(() => [])
    const apart = new Map<number, { place: number; personal: Personal }[]>()
    let sinceMs = performance.now()
    for (const [place, { variant, contact }] of people.entries()) {
      if (performance.now() - sinceMs > renderMs) {
        await nextTurn()
        sinceMs = performance.now()
      }
      const tried = this.#tried[variant]
      if (tried === undefined) continue
      const personal = { contact: { ...contact, preference_link: shownPreferenceLink }, variables: {} }
      const { compiled, templateId } = tried.of(contact.language)
      all[place]?.push(...otherLanguage(tried, templateId, contact.language))
      if (compiled instanceof Error) {
        all[place]?.push({ code: "content_broken", detail: compiled.message })
        continue
      }
      const spaced: Trouble[] = []
      const composed = compiled.compose(personal, (texts) => spaced.push(...spacing(tried, texts)))
      if (composed === undefined) {
        const waiting = apart.get(variant) ?? []
        waiting.push({ place, personal })
        apart.set(variant, waiting)
      } else all[place]?.push(...troublesOf(composed), ...spaced)
    }
    for (const [variant, waiting] of apart)
      if (!(await this.#lookApart(variant, waiting, all))) return undefined
    return all
  }

  async #lookApart(
    variant: number,
    waiting: readonly { place: number; personal: Personal }[],
    all: Trouble[][],
  ): Promise<boolean> {
    const tried = this.#tried[variant]
    const byContent = Map.groupBy(waiting, ({ personal }) => tried?.of(personal.contact.language).compiled)
    for (const [compiled, some] of byContent) {
      if (compiled === undefined || compiled instanceof Error) continue
      const composed = await compiled.composeApart(
        some.map(({ personal }) => personal),
        this.#workspaceId,
      )
      if (composed === "busy") return false
      for (const [index, one] of composed.entries()) all[some[index]?.place ?? -1]?.push(...troublesOf(one))
    }
    return true
  }
}

const troublesOf = (composed: Composed): Trouble[] =>
  composed.ok ? [] : [{ code: composed.reason, detail: composed.detail }]

/** Where the language of each contact chooses the template: whether there is none that they speak. */
function otherLanguage(
  { content, languages }: Tried,
  templateId: string | null,
  wanted: string | null,
): Trouble[] {
  if (content.kind !== "template" || content.language !== "contact" || wanted === null) return []
  const language = templateId === null ? undefined : languages.get(templateId)
  if (language === undefined) return []
  const has = chooseLanguage([{ language, isSendable: true }], wanted, null) !== undefined
  return has ? [] : [{ code: "language_missing", detail: `Sent in ${language}, spoken: ${wanted}.` }]
}

/** What Meta refuses in values of templates, and what is therefore made one space as it is sent. */
function spacing({ content }: Tried, texts: readonly string[]): Trouble[] {
  if (content.kind !== "template") return []
  const has = (pattern: RegExp) => texts.some((text) => pattern.test(text))
  const found: Trouble[] = []
  if (has(/[\n\r]/)) found.push({ code: "newline", detail: null })
  if (has(/\t/)) found.push({ code: "tab", detail: null })
  if (has(/ {5,}/)) found.push({ code: "spaces", detail: null })
  return found
}
