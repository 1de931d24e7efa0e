/**
 * Where links lead, as this process knows it. A link is asked for once and again after a minute, beside the requests that go on
 * with what is known: while the database is slow or away, links that somebody tapped before lead on.
 */
import { LRUCache } from "lru-cache"
import { type Database, sql } from "../../platform/database/index.ts"
import type { LinkRef } from "../link-id.ts"
import { usualLastingDays } from "../settings/settings.ts"

export interface KnownLink {
  workspaceId: string
  /** null: each message has its own. */
  target: string | null
  lastingDays: number
  expiredUrl: string | null
}

const mostKnown = 50_000
const mostTargets = 20_000
const freshMs = 60_000
/** Links of the last days are read as the process starts: their people are about to tap. */
const warmDays = 7
const mostWarm = 10_000
/** What comes within so long is asked for together. */
const collectMs = 2

type Known = { link: KnownLink | null; readMs: number }

export class KnownLinks {
  readonly #db: Pick<Database, "system">
  readonly #links = new LRUCache<number, Known>({ max: mostKnown })
  readonly #targets = new LRUCache<string, string>({ max: mostTargets })
  readonly #askLinks: (id: number) => Promise<KnownLink | null>
  readonly #askTarget: (ref: LinkRef) => Promise<string | null>

  constructor(db: Pick<Database, "system">) {
    this.#db = db
    this.#askLinks = together((ids) => this.#readLinks(ids))
    this.#askTarget = together((refs) => this.#readTargets(refs))
  }

  /** @returns null: there is none. @throws where it is not known and the database does not answer */
  async link(id: number): Promise<KnownLink | null> {
    const known = this.#links.get(id)
    if (known === undefined) return this.#askLinks(id)
    if (performance.now() - known.readMs > freshMs) {
      this.#links.set(id, { ...known, readMs: performance.now() })
      void this.#askLinks(id).catch(() => undefined)
    }
    return known.link
  }

  /** Where a personal link leads. @returns null: that is not kept */
  async target(ref: LinkRef): Promise<string | null> {
    const key = `${ref.linkId} ${ref.nth} ${ref.message.from}`
    const known = this.#targets.get(key)
    if (known !== undefined) return known
    const target = await this.#askTarget(ref)
    if (target !== null) this.#targets.set(key, target)
    return target
  }

  /** Reads what is likely to be tapped soon. */
  async warm(): Promise<void> {
    const { rows } = await this.#db.system((tx) =>
      sql<{ id: number }>`
        SELECT id FROM links WHERE created_at > platform_now() - make_interval(days => ${warmDays})
        ORDER BY id DESC LIMIT ${mostWarm}`.execute(tx),
    )
    await this.#readLinks(rows.map(({ id }) => id))
  }

  async #readLinks(ids: readonly number[]): Promise<(KnownLink | null)[]> {
    const { rows: links } = await this.#db.system((tx) =>
      sql<KnownLink & { id: number }>`
        SELECT l.id, l.workspace_id AS "workspaceId", l.target, coalesce(s.lasting_days, ${usualLastingDays}::integer) AS "lastingDays",
          s.expired_url AS "expiredUrl"
        FROM links AS l LEFT JOIN link_settings AS s ON s.workspace_id = l.workspace_id
        WHERE l.id = ANY(${ids}::integer[])`.execute(tx),
    )
    const byId = new Map(links.map(({ id, ...link }) => [id, link]))
    const readMs = performance.now()
    return ids.map((id) => {
      const link = byId.get(id) ?? null
      if (link !== null) this.#links.set(id, { link, readMs })
      return link
    })
  }

  async #readTargets(refs: readonly LinkRef[]): Promise<(string | null)[]> {
    const asked = refs.map(({ linkId, nth, message }) => ({
      linkId,
      nth,
      from: message.from,
      to: message.to,
    }))
    const { rows: found } = await this.#db.system((tx) =>
      sql<{ place: number; target: string }>`
        SELECT place, t.target
        FROM unnest(${asked.map(({ linkId }) => linkId)}::integer[], ${asked.map(({ nth }) => nth)}::smallint[],
          ${asked.map(({ from }) => from)}::uuid[], ${asked.map(({ to }) => to)}::uuid[])
          WITH ORDINALITY AS asked (link_id, nth, lowest, highest, place)
        CROSS JOIN LATERAL (
          SELECT target FROM link_targets AS t
          WHERE t.message_id BETWEEN asked.lowest AND asked.highest AND t.link_id = asked.link_id AND t.nth = asked.nth LIMIT 1
        ) AS t`.execute(tx),
    )
    const byPlace = new Map(found.map(({ place, target }) => [Number(place), target]))
    return refs.map((_, index) => byPlace.get(index + 1) ?? null)
  }
}

/** Has what is asked within {@link collectMs} asked together. */
function together<A, B>(ask: (all: readonly A[]) => Promise<readonly B[]>): (one: A) => Promise<B> {
  let waiting: { one: A; resolve: (answer: B) => void; reject: (error: unknown) => void }[] = []
  const askAll = async () => {
    const all = waiting
    waiting = []
    try {
      const answers = await ask(all.map(({ one }) => one))
      for (const [index, { resolve }] of all.entries()) resolve(answers[index] as B)
    } catch (error) {
      for (const { reject } of all) reject(error)
    }
  }
  return (one) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(() => void askAll(), collectMs)
      waiting.push({ one, resolve, reject })
    })
}
