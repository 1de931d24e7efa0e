/** What composes messages needs of links: addresses for those that it finds, and a place for where the personal ones lead. */
import { type Database, rows, sql, type Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { linkIds } from "./link-id.ts"
import { type NewLink, registerLinks } from "./registry.ts"
import { linkPath } from "./settings/settings.ts"

/** Gives the links of one content their addresses. */
export interface LinkMaker {
  /** @param link its place among the links of the content */
  idOf(link: number, nth: number, messageId: string): string
  addressOf(id: string): string
  /** The number it is known by. */
  keyOf(link: number): number
}

/** Where a personal link of a message leads. */
export interface LinkTarget {
  messageId: string
  linkId: number
  nth: number
  contactId: string | null
  target: string
}

/** The domain may be changed; templates and contents are compiled for longer. */
const baseForMs = 10_000

export class LinkTracking {
  readonly #ids: ReturnType<typeof linkIds>
  readonly #publicUrl: string
  readonly #bases = new Map<string, { base: string; readMs: number }>()

  constructor({ secrets, config }: Pick<Platform, "secrets" | "config">) {
    this.#ids = linkIds(secrets)
    this.#publicUrl = config.publicUrl
  }

  /** Registers the links of contents, and gives each content what makes their addresses. */
  async makersOf(
    db: Pick<Database, "workspace">,
    workspaceId: string,
    contents: readonly { contentId: string; links: readonly NewLink[] }[],
  ): Promise<LinkMaker[]> {
    const numbers = await db.workspace(workspaceId, async (tx) => {
      await this.#readBase(tx, workspaceId)
      return registerLinks(tx, workspaceId, contents)
    })
    return numbers.map((keys) => {
      const keyOf = (link: number) => {
        const key = keys[link]
        if (key === undefined) throw new Error("a link that is not registered")
        return key
      }
      return {
        keyOf,
        idOf: (link, nth, messageId) => this.#ids.make(keyOf(link), nth, messageId),
        addressOf: (id) => `${this.#bases.get(workspaceId)?.base ?? this.#publicUrl}${linkPath}${id}`,
      }
    })
  }

  /** Reads the domain again, where that was done some time ago. */
  async refresh(db: Pick<Database, "workspace">, workspaceId: string): Promise<void> {
    const known = this.#bases.get(workspaceId)
    if (known !== undefined && performance.now() - known.readMs < baseForMs) return
    await db.workspace(workspaceId, (tx) => this.#readBase(tx, workspaceId))
  }

  async #readBase(tx: Tx, workspaceId: string): Promise<void> {
    const settings = await tx
      .selectFrom("link_settings")
      .select("base_url")
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirst()
    this.#bases.set(workspaceId, { base: settings?.base_url ?? this.#publicUrl, readMs: performance.now() })
  }
}

/** Keeps where personal links lead, in the transaction that writes what came of their messages. Said twice it is the same. */
export async function keepTargets(
  tx: Tx,
  workspaceId: string,
  targets: readonly LinkTarget[],
): Promise<void> {
  if (targets.length === 0) return
  await sql`
    INSERT INTO link_targets (message_id, link_id, nth, workspace_id, contact_id, target)
    SELECT DISTINCT ON (message_id, link_id, nth) message_id, link_id, nth, ${workspaceId}::uuid, contact_id, target
    FROM ${rows("said", targets, {
      messageId: "uuid",
      linkId: "integer",
      nth: "smallint",
      contactId: "uuid",
      target: "text",
    })} ORDER BY message_id, link_id, nth, position DESC
    -- A message that goes once more is composed again: what it says then counts.
    ON CONFLICT (message_id, link_id, nth) DO UPDATE SET target = excluded.target`.execute(tx)
}
