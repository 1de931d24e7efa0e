import type { Platform } from "../../platform/index.ts"
import { idsOfAudience } from "./launch-audience.ts"

/** Contacts of an audience that are known in advance: some 4 MB of them. */
const idsOfPage = 50_000
/** Launches whose next contacts are known at once. */
const mostLaunches = 8

interface Page {
  after: string | null
  ids: string[]
  isLast: boolean
}

/**
 * Who comes next in audiences that ask for more than the rows of contacts say: who did what, or is subscribed. What all contacts did is
 * read for each page as a whole, so a page has the contacts of many chunks.
 */
export class AudiencePages {
  readonly #pages = new Map<string, Page>()
  readonly #size: number

  /** @param size of a page, in contacts */
  constructor(size = idsOfPage) {
    this.#size = size
  }

  /** The next ids of a launch, and whether there are no others; undefined where the rows of contacts are to be walked through. */
  async next(
    { db }: Pick<Platform, "db">,
    launch: {
      id: string
      workspace_id: string
      audience: unknown
      scheduled_at: Date
      after_contact: string | null
      /** People it sends to at most: they come in a random order. */
      most: { count: number } | null
    },
    limit: number,
  ): Promise<{ ids: string[]; isLast: boolean } | undefined> {
    const { id, workspace_id: workspaceId, audience, after_contact: after } = launch
    // As of when it began, so that every page of it is of one audience.
    const scope = { workspaceId, now: launch.scheduled_at }
    if (launch.most !== null) {
      const few = Math.min(limit, launch.most.count)
      const ids = await db.reading((tx) =>
        idsOfAudience(tx, scope, { audience, after, limit: few, shuffledBy: id }),
      )
      return ids && { ids, isLast: ids.length < few }
    }
    const known = this.#take(id, after, limit)
    if (known !== undefined) return known
    const ids = await db.reading((tx) => idsOfAudience(tx, scope, { audience, after, limit: this.#size }))
    if (ids === undefined) return undefined
    this.#pages.delete(id)
    this.#pages.set(id, { after, ids, isLast: ids.length < this.#size })
    const [oldest] = this.#pages.keys()
    if (this.#pages.size > mostLaunches && oldest !== undefined) this.#pages.delete(oldest)
    return this.#take(id, after, limit)
  }

  /** Ids are in the order of their text, too. */
  #take(
    launchId: string,
    after: string | null,
    limit: number,
  ): { ids: string[]; isLast: boolean } | undefined {
    const page = this.#pages.get(launchId)
    if (page === undefined || (page.after ?? "") > (after ?? "")) return undefined
    const from = after === null ? 0 : page.ids.findIndex((id) => id > after)
    if (from === -1 && !page.isLast) return undefined
    const ids = from === -1 ? [] : page.ids.slice(from, from + limit)
    const isLast = page.isLast && page.ids.at(-1) === (ids.at(-1) ?? page.ids.at(-1))
    if (isLast) this.#pages.delete(launchId)
    return { ids, isLast }
  }
}
